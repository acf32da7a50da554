//! The registry's own format: acts, line by line.

use std::path::Path;

use chrono::NaiveDate;
use mithaq_import::jsonl::{Line, Lines};
use mithaq_import::{Doubt, Outcome, Report};
use mithaq_store::{Entry, Restored, Store};
use tokio::sync::mpsc::{Sender, channel};

use super::{AHEAD, BATCH, Source, provenance};
use crate::progress::Progress;

/// How many refused lines are shown; the report counts all of them.
const SHOWN: u64 = 20;

/// Lines that are written together.
#[derive(Default)]
struct Batch {
    /// The acts, with the numbers of their lines.
    entries: Vec<Entry>,
    numbers: Vec<u64>,
    /// Lines that make no sense.
    doubtful: Vec<(u64, Doubt)>,
    /// How far the file is read.
    position: u64,
}

/// Takes a file in the registry's own format over. What cannot stand in the log is told, line by line.
///
/// # Errors
/// Where the file cannot be read, or the database does not answer; what was written before stays, and importing again
/// goes on from there.
pub(crate) async fn import_acts(store: &Store, path: &Path, today: NaiveDate) -> anyhow::Result<Report> {
    let source = Source::open(path)?;
    let mut progress = Progress::through("acts", source.length);
    let (give, mut batches) = channel(AHEAD);
    let reading = tokio::task::spawn_blocking(move || read(source, &give));
    let mut report = Report::default();
    let provenance = provenance("jsonl");
    while let Some(Batch { entries, numbers, doubtful, position }) = batches.recv().await {
        for (line, doubt) in doubtful {
            refuse(&mut report, today, line, doubt.code.as_str(), &doubt.message);
        }
        for (line, restored) in numbers.into_iter().zip(store.restore(&provenance, entries).await?) {
            match restored {
                Restored::Refused { code, message } => refuse(&mut report, today, line, code, &message),
                Restored::Added => report.note(Outcome::Accepted, false, [], None, today),
                Restored::Unchanged => report.note(Outcome::Accepted, true, [], None, today),
            }
        }
        progress.at_byte(report.read, position);
    }
    reading.await??;
    Ok(report)
}

/// Counts a line that is kept nowhere, and says why.
fn refuse(report: &mut Report, today: NaiveDate, line: u64, code: &str, message: &str) {
    report.note(Outcome::Quarantined, false, [code], None, today);
    if report.quarantined <= SHOWN {
        eprintln!("line {line}: {code}: {message}");
    }
}

/// Reads. Where nobody writes any more, it ends: whoever wrote says why.
fn read(source: Source, give: &Sender<Batch>) -> anyhow::Result<()> {
    let mut lines = Lines::new(source.input);
    loop {
        let mut batch = Batch::default();
        while batch.entries.len() + batch.doubtful.len() < BATCH {
            match lines.next().transpose()? {
                None => break,
                Some((number, Ok(line))) => {
                    batch.numbers.push(number);
                    batch.entries.push(entry(line));
                }
                Some((number, Err(doubt))) => batch.doubtful.push((number, doubt)),
            }
        }
        batch.position = lines.bytes_read();
        let ended = batch.entries.is_empty() && batch.doubtful.is_empty();
        if ended || give.blocking_send(batch).is_err() {
            return Ok(());
        }
    }
}

fn entry(line: Line) -> Entry {
    let (number, salt, hash) = (line.registry_number.clone(), line.salt, line.hash);
    Entry { number, act: line.into_act(), salt, hash }
}
