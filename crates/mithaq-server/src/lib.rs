//! `mithaq`, the registry's binary: HTTP, tokens, the clock, configuration and wiring.
//!
//! It is a library only so that another subgraph can be served by the same HTTP (`examples/products.rs`).

mod auth;
mod cli;
mod clock;
#[cfg(feature = "conformance")]
mod conformance;
mod generate;
mod http;
mod import;
mod log;
mod metrics;
mod moment;
mod output;
mod progress;
mod roles;
mod settings;
mod shutdown;
mod zone;

use std::process::ExitCode;

use clap::Parser;
#[cfg(feature = "conformance")]
pub use conformance::serve_products;

/// The program.
#[must_use]
pub fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    match cli.run() {
        Ok(code) => code,
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
