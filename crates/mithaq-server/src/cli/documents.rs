//! `mithaq documents`

use std::process::ExitCode;

use anyhow::Context;
use chrono::TimeDelta;
use clap::{Args, Subcommand};
use mithaq_store::{Archive, Store};

use crate::moment::now;
use crate::output;
use crate::progress::Progress;
use crate::settings::{DatabaseArgs, DocumentArgs, Faults};

/// For how long what comes in may be unfinished. No upload takes as long.
const UNFINISHED: TimeDelta = TimeDelta::days(1);

/// Look after the files of texts and instruments.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  mithaq documents check           after a backup was brought back
  mithaq documents sweep           see what nothing refers to
  mithaq documents sweep --delete  and throw it away")]
pub(super) struct Documents {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Read every document, and compare its bytes with its hash; fails where one is missing or altered
    Check(Where),
    /// Look for bytes that no document refers to, such as a crash leaves; it may run while the registry serves
    Sweep {
        /// Throw them away. Be sure that the database and the place belong together: documents of another database are thrown
        /// away too
        #[arg(long)]
        delete: bool,
        #[command(flatten)]
        place: Where,
    },
}

#[derive(Debug, Args)]
struct Where {
    #[command(flatten)]
    documents: DocumentArgs,
    #[command(flatten)]
    database: DatabaseArgs,
}

impl Where {
    fn open(&self) -> anyhow::Result<(Store, Archive)> {
        let mut faults = Faults::default();
        let (store, archive) = (self.database.check(&mut faults), self.documents.check(&mut faults));
        let (store, archive) = faults.settle(|| store.zip(archive))?;
        Ok((Store::new(&store)?, Archive::open(&archive).context("MITHAQ_DOCUMENTS")?))
    }
}

impl Documents {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        match self.task {
            Task::Check(place) => check(&place).await,
            Task::Sweep { delete, place } => sweep(&place, delete).await,
        }
    }
}

async fn check(place: &Where) -> anyhow::Result<ExitCode> {
    let (store, archive) = place.open()?;
    let mut progress = Progress::counting("documents checked");
    let found = store.inspect_documents(&archive, |checked| progress.at(checked)).await?;
    drop(progress);
    for hash in &found.missing {
        eprintln!("error: document {hash} is missing");
    }
    for hash in &found.altered {
        eprintln!("error: document {hash} is altered");
    }
    output::line(&format!("{} documents are as they came in", found.whole))?;
    let is_whole = found.missing.is_empty() && found.altered.is_empty();
    Ok(if is_whole { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn sweep(place: &Where, delete: bool) -> anyhow::Result<ExitCode> {
    let (store, archive) = place.open()?;
    let found = store.sweep(&archive, now() - UNFINISHED, delete).await?;
    let done = if delete { "are thrown away" } else { "are there; --delete throws them away" };
    output::line(&format!(
        "{} files that nothing refers to and {} that were never finished {done}",
        found.unreferred, found.unfinished
    ))?;
    Ok(ExitCode::SUCCESS)
}
