//! `mithaq import`

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::{Args, ValueEnum};
use mithaq_import::{Register, Report};

use super::store_in;
use crate::import::{import_acts, import_records};
use crate::moment::now;
use crate::output;
use crate::settings::DatabaseArgs;

/// Take a file over: another register's records, or acts in the registry's own format.
///
/// A record is accepted, accepted with warnings, or put into quarantine with its reasons; the report counts all of them.
/// Importing the same file again changes nothing; a record that has changed appends corrections.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  mithaq import jsonl sample/agreements.jsonl
  mithaq import uk-treaties uk-treaties-bilateral.jsonl --json | jq .reasons")]
pub(super) struct Import {
    /// What the file is
    #[arg(value_enum)]
    format: Format,
    /// The file
    file: PathBuf,
    /// The report as one JSON object
    #[arg(long)]
    json: bool,
    /// The time zone by which the registry counts days, which says what is in force today
    #[arg(long, env = "MITHAQ_TIME_ZONE", value_name = "ZONE", default_value = "UTC")]
    time_zone: Option<String>,
    #[command(flatten)]
    database: DatabaseArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The registry's own: one act a line, as `mithaq export jsonl` writes it
    Jsonl,
    /// The treaty register of the United Kingdom: one JSON object a line
    UkTreaties,
    /// Brazil's register Concórdia: comma-separated values
    Concordia,
}

impl Import {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let (store, zone) = store_in(&self.database, self.time_zone.as_deref())?;
        let (started, today) = (Instant::now(), zone.day(now()));
        let report = match self.format {
            Format::Jsonl => import_acts(&store, &self.file, today).await?,
            Format::UkTreaties => import_records(&store, Register::UkTreaties, &self.file, today).await?,
            Format::Concordia => import_records(&store, Register::Concordia, &self.file, today).await?,
        };
        let report = Report { seconds: started.elapsed().as_secs_f64(), ..report };
        let text = if self.json { serde_json::to_string(&report)? } else { report.table() };
        output::line(text.trim_end_matches('\n'))?;
        // Records in quarantine are kept, to be worked on. A line of our own format that is refused is kept nowhere.
        let lost = self.format == Format::Jsonl && report.quarantined > 0;
        Ok(if lost { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }
}
