//! Health and metrics, on an address and a thread of their own, so that a busy API does not make them silent.

use std::net::SocketAddr;
use std::sync::Arc;

use actix_web::web::{self, Data};
use actix_web::{App, HttpResponse, HttpServer};
use anyhow::Context;

use super::health::Health;
use crate::metrics::Metrics;

/// What is served to operators.
pub(crate) struct Admin {
    /// Whether the service can do its work.
    pub(crate) health: Health,
    /// Figures.
    pub(crate) metrics: Metrics,
}

/// Serves health and metrics until the process ends; answers where it listens.
///
/// # Errors
/// Where the address is not to be had.
pub(crate) fn serve_admin(listen: SocketAddr, admin: Admin) -> anyhow::Result<SocketAddr> {
    let admin = Arc::new(admin);
    let listener = std::net::TcpListener::bind(listen)
        .with_context(|| format!("MITHAQ_ADMIN_LISTEN: {listen} cannot be listened on"))?;
    let address = listener.local_addr()?;
    let app = move || {
        App::new()
            .app_data(Data::from(Arc::clone(&admin)))
            .route("/health/live", web::get().to(live))
            .route("/health/ready", web::get().to(ready))
            .route("/metrics", web::get().to(metrics))
    };
    std::thread::Builder::new().name("admin".to_owned()).spawn(move || {
        let ran = actix_web::rt::System::new()
            .block_on(async { HttpServer::new(app).workers(1).disable_signals().listen(listener)?.run().await });
        if let Err(error) = ran {
            tracing::error!(%error, "health and metrics are not served any more");
        }
    })?;
    Ok(address)
}

async fn live() -> HttpResponse {
    HttpResponse::Ok().json(serde_json::json!({ "live": true }))
}

async fn ready(admin: Data<Admin>) -> HttpResponse {
    let readiness = admin.health.readiness().await;
    if readiness.ready {
        HttpResponse::Ok().json(readiness)
    } else {
        HttpResponse::ServiceUnavailable().json(readiness)
    }
}

async fn metrics(admin: Data<Admin>) -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; version=0.0.4; charset=utf-8").body(admin.metrics.text().await)
}
