//! Another subgraph by the same HTTP, for a suite that brings its own schema.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Context;
use mithaq_api::Products;
use mithaq_domain::label::Classification;

use crate::auth::Verifier;
use crate::http::{Graphql, Subscribers, serve_graphql};
use crate::metrics::Requests;
use crate::moment::{new_id, now};
use crate::shutdown;
use crate::zone::Zone;

/// Serves the products of Apollo's compatibility suite until the process is asked to end.
///
/// # Errors
/// Where the address is not to be had.
pub async fn serve_products(listen: SocketAddr) -> anyhow::Result<()> {
    let stop = shutdown::on_signal()?;
    let graphql = Graphql {
        api: Arc::new(Products::new(now)),
        verifier: Verifier::of_no_one(),
        anonymous: Some(Classification::Unclassified),
        zone: Zone::UTC,
        get: false,
        tracing: true,
        new_id,
        requests: Arc::new(Requests::default()),
        subscribers: Arc::new(Subscribers::new(0)),
        stop: stop.subscribe(),
    };
    let serving = serve_graphql(listen, graphql)?;
    let handle = serving.handle;
    tokio::spawn(async move {
        shutdown::asked(stop.subscribe()).await;
        handle.stop(true).await;
    });
    serving.server.await.context("HTTP is not served any more")
}
