//! `mithaq export`

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, ValueEnum};
use mithaq_import::jsonl::Line;
use mithaq_store::{Entry, Store};

use super::store;
use crate::progress::Progress;
use crate::settings::DatabaseArgs;

/// Write the whole log, act by act, in the order in which it is published.
///
/// What is written holds everything, secrets included. Imported into an empty registry it gives the same log.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  mithaq export jsonl agreements.jsonl")]
pub(super) struct Export {
    /// In which form
    #[arg(value_enum)]
    format: Format,
    /// Where to [default: standard output]
    file: Option<PathBuf>,
    #[command(flatten)]
    database: DatabaseArgs,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// The registry's own: one act a line
    Jsonl,
}

impl Export {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let store = store(&self.database)?;
        let Format::Jsonl = self.format;
        let acts = match &self.file {
            Some(path) => {
                let file = File::create(path).with_context(|| format!("{} cannot be written", path.display()))?;
                write(&store, BufWriter::new(file)).await?
            }
            None => write(&store, BufWriter::new(io::stdout())).await?,
        };
        eprintln!("{acts} acts");
        Ok(ExitCode::SUCCESS)
    }
}

async fn write(store: &Store, mut out: impl Write) -> anyhow::Result<u64> {
    let mut progress = Progress::counting("acts");
    let mut written = 0;
    let acts = store
        .export::<anyhow::Error>(|entry| {
            line(entry).write(&mut out)?;
            written += 1;
            progress.at(written);
            Ok(())
        })
        .await?;
    out.flush()?;
    Ok(acts)
}

fn line(entry: Entry) -> Line {
    let act = entry.act;
    Line {
        agreement_id: act.agreement,
        registry_number: entry.number,
        version: act.version,
        act_id: act.id,
        recorded_at: act.recorded_at,
        recorded_by: act.recorded_by,
        body: act.body,
        salt: entry.salt,
        hash: entry.hash,
        erased: entry.erased,
    }
}
