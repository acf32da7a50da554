//! The public address.

use std::net::SocketAddr;

use actix_web::dev::{Server, ServerHandle};
use actix_web::middleware::Compress;
use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{App, HttpResponse, HttpServer};
use anyhow::Context;

use super::documents::{self, Documents};
use super::graphiql;
use super::graphql::{Graphql, endpoint};

/// How long requests that run are waited for at the end, in seconds.
const FAREWELL: u64 = 10;

/// A server that is bound and waits to be run.
pub(crate) struct Serving {
    /// Where it listens.
    pub(crate) address: SocketAddr,
    /// To be awaited.
    pub(crate) server: Server,
    /// To end it.
    pub(crate) handle: ServerHandle,
}

/// Binds an address to an application. The library has no short name for the type of an application.
macro_rules! serving {
    ($listen:expr, $app:expr) => {{
        let bound = HttpServer::new($app)
            .disable_signals()
            .shutdown_timeout(FAREWELL)
            .bind($listen)
            .with_context(|| format!("MITHAQ_LISTEN: {} cannot be listened on", $listen))?;
        let address = bound.addrs().first().copied().unwrap_or($listen);
        let server = bound.run();
        Ok(Serving { address, handle: server.handle(), server })
    }};
}

/// Serves GraphQL, `GraphiQL` and documents.
///
/// # Errors
/// Where the address is not to be had.
pub(crate) fn serve(listen: SocketAddr, graphql: Graphql, documents: Documents) -> anyhow::Result<Serving> {
    let (graphql, documents) = (Data::new(graphql), Data::new(documents));
    let app = move || {
        App::new()
            .app_data(graphql.clone())
            .app_data(documents.clone())
            // A document goes out as it came in: compressed, its parts and its tag would be those of something else.
            .configure(documents::routes)
            .configure(pages)
    };
    serving!(listen, app)
}

/// Serves GraphQL alone.
///
/// # Errors
/// Where the address is not to be had.
#[cfg(feature = "conformance")]
pub(crate) fn serve_graphql(listen: SocketAddr, graphql: Graphql) -> anyhow::Result<Serving> {
    let graphql = Data::new(graphql);
    serving!(listen, move || App::new().app_data(graphql.clone()).configure(pages))
}

fn pages(app: &mut ServiceConfig) {
    app.service(
        web::scope("")
            .wrap(Compress::default())
            .service(web::resource("/graphql").default_service(web::to(endpoint)))
            .configure(graphiql::assets)
            .default_service(web::to(nothing_here)),
    );
}

async fn nothing_here() -> HttpResponse {
    HttpResponse::NotFound().content_type("text/plain; charset=utf-8").body("There is nothing here: see /graphql\n")
}
