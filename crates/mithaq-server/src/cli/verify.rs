//! `mithaq verify`

use std::process::ExitCode;

use clap::Args;

use super::store;
use crate::output;
use crate::progress::Progress;
use crate::settings::DatabaseArgs;

/// Check that the log is what was recorded: every agreement's chain of hashes, act by act.
///
/// Names the first act that was changed, and fails.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  mithaq verify && echo 'nobody has changed the log'")]
pub(super) struct Verify {
    #[command(flatten)]
    database: DatabaseArgs,
}

impl Verify {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let store = store(&self.database)?;
        let mut progress = Progress::counting("agreements checked");
        let verified = store.verify(|checked| progress.at(checked)).await?;
        drop(progress);
        match verified.fault {
            None => {
                output::line(&format!(
                    "{} acts of {} agreements are as they were recorded",
                    verified.acts, verified.agreements
                ))?;
                if verified.erased > 0 {
                    output::line(&format!(
                        "of {} of them words are erased, as later entries of the log say; their digests stay",
                        verified.erased
                    ))?;
                }
                Ok(ExitCode::SUCCESS)
            }
            Some(fault) => {
                let act = fault.act.map_or_else(|| "its log".to_owned(), |act| format!("act {act}"));
                eprintln!("error: agreement {}, {act}: {}", fault.agreement, fault.message);
                eprintln!("{} agreements before it are as they were recorded", verified.agreements.saturating_sub(1));
                Ok(ExitCode::FAILURE)
            }
        }
    }
}
