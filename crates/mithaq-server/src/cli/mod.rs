//! The command line: one file a subcommand.

mod audience;
mod documents;
mod erase;
mod export;
mod generate;
mod import;

mod migrate;
mod rebuild;
mod replay;
mod schema;
mod serve;
mod tail;
mod token;
mod verify;

use std::future::Future;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::log;
use crate::settings::{DatabaseArgs, Faults, zone};
use crate::zone::Zone;

/// Mithaq: a ministry's registry of bilateral agreements.
///
/// It records legal acts, derives from them where every agreement stands, answers GraphQL, and publishes what happened to
/// Kafka.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 110, after_help = EXAMPLES)]
pub(crate) struct Cli {
    /// What is logged, on standard error: info, or `mithaq_store=debug,info` [default: info for serve, warn otherwise]
    #[arg(long, env = "MITHAQ_LOG", value_name = "FILTER", global = true)]
    log: Option<String>,
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  mithaq migrate                                   make or update the database
  mithaq import jsonl sample/agreements.jsonl      load a small register to begin with
  mithaq token --init                              make keys and tokens for development
  mithaq serve                                     serve GraphQL, publish to Kafka, announce what falls due
  mithaq tail --audience public                    watch what is published

Settings are read from the environment (DATABASE_URL, MITHAQ_...) or given as flags; `mithaq serve --help` explains each.
Exit codes: 0 done, 1 failed or found a fault, 2 the command line cannot be understood.";

#[derive(Debug, Subcommand)]
enum Command {
    Serve(Box<serve::Serve>),
    Migrate(migrate::Migrate),
    Import(import::Import),
    Export(export::Export),
    Generate(generate::Generate),

    Schema(schema::Schema),
    Verify(verify::Verify),
    Rebuild(rebuild::Rebuild),
    Tail(tail::Tail),
    Replay(replay::Replay),
    Token(token::Token),
    Audience(audience::Audience),
    Documents(documents::Documents),
    Erase(erase::Erase),
}

impl Cli {
    /// Runs the command.
    ///
    /// # Errors
    /// Whatever kept it from being done.
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let default = match &self.command {
            Command::Serve(_) => "info,actix_server=warn",
            Command::Migrate(_)
            | Command::Import(_)
            | Command::Export(_)
            | Command::Generate(_)
            | Command::Schema(_)
            | Command::Verify(_)
            | Command::Rebuild(_)
            | Command::Tail(_)
            | Command::Replay(_)
            | Command::Token(_)
            | Command::Audience(_)
            | Command::Documents(_)
            | Command::Erase(_) => "warn",
        };
        log::start(self.log.as_deref().filter(|filter| !filter.is_empty()).unwrap_or(default))?;
        match self.command {
            Command::Serve(command) => block_on(command.run()),
            Command::Migrate(command) => block_on(command.run()),
            Command::Import(command) => block_on(command.run()),
            Command::Export(command) => block_on(command.run()),
            Command::Generate(command) => block_on(command.run()),

            Command::Schema(command) => command.run(),
            Command::Verify(command) => block_on(command.run()),
            Command::Rebuild(command) => block_on(command.run()),
            Command::Tail(command) => command.run(),
            Command::Replay(command) => block_on(command.run()),
            Command::Token(command) => command.run(),
            Command::Audience(command) => block_on(command.run()),
            Command::Documents(command) => block_on(command.run()),
            Command::Erase(command) => block_on(command.run()),
        }
    }
}

fn block_on(work: impl Future<Output = anyhow::Result<ExitCode>>) -> anyhow::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let done = runtime.block_on(work);
    // A client of Kafka may be waiting for a broker that does not answer; nobody waits for its answer any more.
    runtime.shutdown_background();
    done
}

/// The store of a command that needs nothing else.
fn store(database: &DatabaseArgs) -> anyhow::Result<mithaq_store::Store> {
    let mut faults = Faults::default();
    let config = database.check(&mut faults);
    Ok(mithaq_store::Store::new(&faults.settle(|| config)?)?)
}

/// The store of a command that needs to know what day it is, and by which zone; UTC where no place is named.
fn store_in(database: &DatabaseArgs, time_zone: Option<&str>) -> anyhow::Result<(mithaq_store::Store, Zone)> {
    let mut faults = Faults::default();
    let config = database.check(&mut faults);
    let zone = faults.optional("MITHAQ_TIME_ZONE", time_zone, zone).unwrap_or(Zone::UTC);
    let config = faults.settle(|| Some(mithaq_store::StoreConfig { zone: zone.0, ..config? }))?;
    Ok((mithaq_store::Store::new(&config)?, zone))
}
