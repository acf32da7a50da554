//! The subgraph of Apollo's compatibility suite by the registry's own HTTP, for `dev/conformance`:
//! `cargo run --example products --features conformance -- 127.0.0.1:4001`.

use anyhow::Context;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let listen = std::env::args().nth(1).context("name the address to listen on: 127.0.0.1:4001")?;
    mithaq_server::serve_products(listen.parse().with_context(|| format!("{listen} is no address"))?).await
}
