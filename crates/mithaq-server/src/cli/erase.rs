//! `mithaq erase`

use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use mithaq_domain::act::ActId;

use super::store_in;
use crate::output;
use crate::settings::DatabaseArgs;

/// Erase the words of an act, by law or by order.
///
/// Every text of the act goes, in the log and in all that is derived from it, but those on which the law rests. Its place, its
/// days and what it effected stay, its digest stays, and so does the chain of hashes; a new act says what was done and by
/// which order. It cannot be undone. Nobody reads or writes for the moment that it takes.
#[derive(Debug, Args)]
#[command(after_help = "Example:
  mithaq erase 01999f15-0920-76dd-ad19-8d87e420c9f6 --order 'Administrative Court, 12/2026' --by registrar")]
pub(super) struct Erase {
    /// The act, by its id
    #[arg(value_parser = act)]
    act: ActId,
    /// By which law, or whose order; it is recorded, and told to every audience that may know of the agreement
    #[arg(long)]
    order: String,
    /// Who has it done, as the log names who records
    #[arg(long, value_name = "SUBJECT")]
    by: String,
    /// The time zone by which the registry counts days, which says what holds today
    #[arg(long, env = "MITHAQ_TIME_ZONE", value_name = "ZONE", default_value = "UTC")]
    time_zone: Option<String>,
    #[command(flatten)]
    database: DatabaseArgs,
}

impl Erase {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let (store, _) = store_in(&self.database, self.time_zone.as_deref())?;
        let erased = store.erase(self.act, &self.order, &self.by).await.context("nothing is erased")?;
        output::line(&format!(
            "act {} of agreement {}: {} texts are erased, and {} stay, as the law rests on them",
            self.act, erased.agreement, erased.gone, erased.stayed
        ))?;
        if erased.documents > 0 {
            output::line(&format!(
                "{} documents that it named are the agreement's no more; throw their bytes away: mithaq documents sweep --delete",
                erased.documents
            ))?;
        }
        output::line(
            "what was published stands in the topics: mithaq audience republish NAME, for each; and in backups",
        )?;
        Ok(ExitCode::SUCCESS)
    }
}

fn act(text: &str) -> Result<ActId, String> {
    text.parse().map_err(|_| "an act's id: a UUID, the ce_id of its event".to_owned())
}
