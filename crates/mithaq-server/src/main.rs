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
