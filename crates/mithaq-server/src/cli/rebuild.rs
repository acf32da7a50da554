//! `mithaq rebuild`

use std::process::ExitCode;

use clap::Args;

use super::store_in;
use crate::output;
use crate::progress::Progress;
use crate::settings::DatabaseArgs;

/// Write everything that is derived from the log anew: lists, statuses, words to search by.
///
/// Nobody can write meanwhile, and readers see the old state until it is done.
#[derive(Debug, Args)]
pub(super) struct Rebuild {
    /// The time zone by which the registry counts days, which says what holds today
    #[arg(long, env = "MITHAQ_TIME_ZONE", value_name = "ZONE", default_value = "UTC")]
    time_zone: Option<String>,
    #[command(flatten)]
    database: DatabaseArgs,
}

impl Rebuild {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let (store, _) = store_in(&self.database, self.time_zone.as_deref())?;
        let mut progress = Progress::counting("agreements");
        let rebuilt = store.rebuild(|done| progress.at(done)).await?;
        drop(progress);
        output::line(&format!("{} agreements are written anew", rebuilt.agreements))?;
        Ok(ExitCode::SUCCESS)
    }
}
