//! The registry's own format: acts, line by line.

use std::collections::HashMap;
use std::path::Path;

use chrono::{DateTime, NaiveDate, Utc};
use mithaq_domain::act::AgreementId;
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
    let (first, second) = (Source::open(path)?, Source::open(path)?);
    let mut progress = Progress::through("acts", second.length);
    let (give, mut batches) = channel(AHEAD);
    let reading = tokio::task::spawn_blocking(move || read(second, &ends(first)?, &give));
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
fn read(source: Source, ends: &Ends, give: &Sender<Batch>) -> anyhow::Result<()> {
    let mut lines = Lines::new(source.input);
    loop {
        let mut batch = Batch::default();
        // Up to which line the batch must go.
        let mut until = 0;
        loop {
            let last = match lines.next().transpose()? {
                None => break,
                Some((number, Ok(line))) => {
                    until = until.max(ends.get(&together(&line)).copied().unwrap_or(number));
                    batch.numbers.push(number);
                    batch.entries.push(entry(line));
                    number
                }
                Some((number, Err(doubt))) => {
                    batch.doubtful.push((number, doubt));
                    number
                }
            };
            if batch.entries.len() + batch.doubtful.len() >= BATCH && last >= until {
                break;
            }
        }
        batch.position = lines.bytes_read();
        let ended = batch.entries.is_empty() && batch.doubtful.is_empty();
        if ended || give.blocking_send(batch).is_err() {
            return Ok(());
        }
    }
}

/// What was recorded of an agreement at one moment became known at once, and so is written at once.
fn together(line: &Line) -> (AgreementId, DateTime<Utc>) {
    (line.agreement_id, line.recorded_at)
}

/// On which line the last act of each agreement and moment stands: others may have been recorded in between.
type Ends = HashMap<(AgreementId, DateTime<Utc>), u64>;

fn ends(source: Source) -> anyhow::Result<Ends> {
    let mut ends = Ends::new();
    for read in Lines::new(source.input) {
        if let (number, Ok(line)) = read? {
            ends.insert(together(&line), number);
        }
    }
    Ok(ends)
}

fn entry(line: Line) -> Entry {
    let (number, salt, hash, erased) = (line.registry_number.clone(), line.salt, line.hash, line.erased);
    Entry { number, act: line.into_act(), salt, hash, erased }
}
