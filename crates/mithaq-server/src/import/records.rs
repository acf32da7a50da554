//! Records of another register.

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use futures_util::{StreamExt, stream};
use mithaq_domain::act::AgreementId;
use mithaq_domain::agreement::Agreement;
use mithaq_domain::registry_number::RegistryNumber;
use mithaq_import::{Doubt, Outcome, Reading, Reason, Register, Report, decide, of_the_law};
use mithaq_store::{Decision, ImportOutcome, ImportRecord, ImportTally, Provenance, Reasoned, Store, StoreError};
use tokio::sync::mpsc::channel;

use super::named::Named;
use super::reading::{Batch, Batches, Read, read};
use super::{AHEAD, Source, provenance};
use crate::moment::new_id;
use crate::progress::Progress;

/// How many batches are written at once: while the database works on one, the next is folded. Their keys differ, so
/// that they do not wait for each other.
const WRITERS: usize = 3;

/// How often a batch is tried.
const ATTEMPTS: usize = 5;

/// Takes a file of a register over.
///
/// # Errors
/// Where the file cannot be read, or the database does not answer; what was written before stays, and importing again
/// goes on from there.
pub(crate) async fn import_records(
    store: &Store,
    register: Register,
    path: &Path,
    today: NaiveDate,
) -> anyhow::Result<Report> {
    let (first, second) = (Source::open(path)?, Source::open(path)?);
    let mut progress = Progress::through("records", first.length.saturating_add(second.length));
    let (give, mut batches) = channel(AHEAD);
    let provenance = Arc::new(provenance(register.as_str()));
    let before = store.snapshot(provenance.reader.clone()).imported(register.as_str()).await?;
    let named = Named::new(register, before);
    let reading = tokio::task::spawn_blocking(move || read(register, [first, second], named, Batches::new(give)));
    let mut written = stream::poll_fn(|context| batches.poll_recv(context))
        .map(|batch| tokio::spawn(write(store.clone(), Arc::clone(&provenance), batch)))
        .buffered(WRITERS);
    let mut report = Report::default();
    while let Some(done) = written.next().await {
        let (tallies, position) = done??;
        for tally in tallies {
            let reasons = tally.reasons.iter().map(|reason| reason.code.as_str());
            report.note(outcome(tally.outcome), tally.unchanged, reasons, tally.agreement.as_ref(), today);
        }
        progress.at_byte(report.read, position);
    }
    reading.await??;
    Ok(report)
}

/// Writes one batch, in one transaction. What may pass is tried again: two writers may draw the same registry number
/// at the same moment, and then one of them draws anew.
async fn write(store: Store, provenance: Arc<Provenance>, batch: Batch) -> Result<(Vec<ImportTally>, u64), StoreError> {
    for _ in 1..ATTEMPTS {
        match attempt(&store, &provenance, &batch).await {
            Err(StoreError::Unavailable(cause)) => tracing::info!(cause, "a batch is written again"),
            done => return Ok((done?, batch.position)),
        }
    }
    Ok((attempt(&store, &provenance, &batch).await?, batch.position))
}

async fn attempt(store: &Store, provenance: &Provenance, batch: &Batch) -> Result<Vec<ImportTally>, StoreError> {
    let decide = |record: &ImportRecord, earlier: Option<&Agreement>, id, number| {
        let reading = batch.readings.get(&record.key).cloned();
        let reading =
            reading.ok_or_else(|| StoreError::Corrupt(format!("nothing was read under the key {}", record.key)))?;
        decision(reading, earlier, id, number)
    };
    store.import(provenance, &batch.records, new_id, decide).await
}

/// What becomes of a record. Nothing is refused here: what the law has against its acts are warnings.
fn decision(
    read: Read,
    earlier: Option<&Agreement>,
    id: AgreementId,
    number: RegistryNumber,
) -> Result<Decision, StoreError> {
    match read {
        Err(doubts) => Ok(Decision::Quarantine { reasons: doubts.into_iter().map(of_doubt).collect() }),
        Ok(Reading { bodies, warnings }) => {
            let change = decide(earlier, id, number, bodies)?;
            let of_the_law = of_the_law(change.as_ref(), earlier).into_iter().map(reasoned);
            let warnings = warnings.into_iter().map(of_doubt).chain(of_the_law).collect();
            Ok(Decision::Accept { change: change.map(Box::new), warnings })
        }
    }
}

const fn outcome(outcome: ImportOutcome) -> Outcome {
    match outcome {
        ImportOutcome::Accepted => Outcome::Accepted,
        ImportOutcome::Warned => Outcome::Warned,
        ImportOutcome::Quarantined => Outcome::Quarantined,
    }
}

fn of_doubt(doubt: Doubt) -> Reasoned {
    reasoned(Reason::from(doubt))
}

fn reasoned(reason: Reason) -> Reasoned {
    Reasoned { code: reason.code.to_owned(), message: reason.message }
}
