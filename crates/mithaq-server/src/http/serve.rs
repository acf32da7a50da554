//! The public address.

use std::net::SocketAddr;

use actix_web::dev::{Server, ServerHandle};
use actix_web::middleware::Compress;
use actix_web::web::{self, Data};
use actix_web::{App, HttpResponse, HttpServer};
use anyhow::Context;

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

/// Serves GraphQL and `GraphiQL`.
///
/// # Errors
/// Where the address is not to be had.
pub(crate) fn serve(listen: SocketAddr, graphql: Graphql) -> anyhow::Result<Serving> {
    let graphql = Data::new(graphql);
    let app = move || {
        App::new()
            .app_data(graphql.clone())
            .wrap(Compress::default())
            .service(web::resource("/graphql").default_service(web::to(endpoint)))
            .configure(graphiql::assets)
            .default_service(web::to(nothing_here))
    };
    let bound = HttpServer::new(app)
        .disable_signals()
        .shutdown_timeout(FAREWELL)
        .bind(listen)
        .with_context(|| format!("MITHAQ_LISTEN: {listen} cannot be listened on"))?;
    let address = bound.addrs().first().copied().unwrap_or(listen);
    let server = bound.run();
    Ok(Serving { address, handle: server.handle(), server })
}

async fn nothing_here() -> HttpResponse {
    HttpResponse::NotFound().content_type("text/plain; charset=utf-8").body("There is nothing here: see /graphql\n")
}
