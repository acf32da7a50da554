//! `mithaq migrate`

use std::process::ExitCode;

use anyhow::Context;
use clap::Args;

use crate::output;
use crate::settings::{DatabaseArgs, Faults};

/// Make the database, or bring it up to this program's schema.
///
/// Steps that were taken before are passed over; two at once are safe: one waits.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  DATABASE_URL=postgres://mithaq@127.0.0.1:25432/mithaq mithaq migrate")]
pub(super) struct Migrate {
    #[command(flatten)]
    database: DatabaseArgs,
}

impl Migrate {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let mut faults = Faults::default();
        let config = self.database.check(&mut faults);
        let config = faults.settle(|| config)?;
        let applied = mithaq_store::migrate(&config.owner_url).await.context("the database could not be migrated")?;
        for step in &applied {
            output::line(step)?;
        }
        output::line(match applied.len() {
            0 => "nothing to do: the schema is this program's",
            _ => "the schema is this program's now",
        })?;
        Ok(ExitCode::SUCCESS)
    }
}
