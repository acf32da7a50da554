//! `mithaq`, the registry's binary: HTTP, tokens, the clock, configuration and wiring.

mod auth;
mod cli;
mod clock;
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
use mimalloc::MiMalloc;

/// Threads hand each other much that they have built, and then the C library's allocator costs a quarter of an import. Huge
/// pages are left out, as they cost more to clear than they save.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
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
