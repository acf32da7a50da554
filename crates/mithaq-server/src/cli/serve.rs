//! `mithaq serve`

use std::process::ExitCode;

use clap::Args;

use crate::roles;
use crate::settings::ServeArgs;

/// Serve GraphQL, publish to Kafka, and announce what falls due.
///
/// Any number of replicas may run: the API keeps nothing, and the publisher and the clock share their work by the
/// database. It ends on SIGTERM or SIGINT once what is running is done.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  mithaq serve                               all three roles, as set in the environment
  mithaq serve --roles api                   the API alone; another process publishes
  MITHAQ_KAFKA_BROKERS=none mithaq serve     without Kafka: acts are recorded, events wait")]
pub(super) struct Serve {
    #[command(flatten)]
    settings: ServeArgs,
}

impl Serve {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        roles::run(self.settings.check()?).await?;
        Ok(ExitCode::SUCCESS)
    }
}
