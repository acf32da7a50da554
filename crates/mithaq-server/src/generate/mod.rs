//! A register that is made up: as large as is asked, alike for the same seed, and marked as generated throughout.

mod draw;
mod shape;

use std::collections::HashMap;

use anyhow::Context;
use chrono::NaiveDate;
use mithaq_domain::act::{ActBody, AgreementId};
use mithaq_domain::actor::ActorId;
use mithaq_domain::agreement::Agreement;
use mithaq_domain::registry_number::RegistryNumber;
use mithaq_store::{Decision, ImportRecord, Provenance, Reader, Store, StoreError};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use uuid::Uuid;

use crate::moment::{new_id, now};
use crate::progress::Progress;
use draw::Draw;

/// What the register is called that generated agreements are taken over from.
pub(crate) const REGISTER: &str = "generated";

/// How many agreements are written in one transaction.
const BATCH: u64 = 500;

/// How many batches may wait to be written.
const AHEAD: usize = 2;

/// What is to be made up.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted {
    /// How many agreements.
    pub(crate) count: u64,
    /// From what everything is drawn.
    pub(crate) seed: u64,
    /// The home party of all of them.
    pub(crate) home: ActorId,
    /// The day up to which what comes by itself has come.
    pub(crate) today: NaiveDate,
}

/// Agreements that are written together.
struct Batch {
    records: Vec<ImportRecord>,
    bodies: HashMap<String, Vec<ActBody>>,
}

/// Makes up agreements and takes them over. What was made up before from the same seed is passed over, so that a run
/// that was broken off is gone on with. Answers how many are new.
///
/// # Errors
/// Where the database does not answer.
pub(crate) async fn generate(store: &Store, wanted: Wanted) -> anyhow::Result<u64> {
    let mut progress = Progress::counting("agreements");
    let (give, mut batches) = channel(AHEAD);
    let drawing = tokio::task::spawn_blocking(move || draw_all(wanted, &give));
    let written = write_all(store, &mut batches, &mut progress).await;
    drop(batches);
    drawing.await??;
    written
}

/// Draws. Where nobody writes any more, it ends: whoever wrote says why.
fn draw_all(wanted: Wanted, give: &Sender<Batch>) -> anyhow::Result<()> {
    let mut first = 0;
    while first < wanted.count {
        let keys = first..wanted.count.min(first + BATCH);
        first = keys.end;
        let mut batch = Batch { records: Vec::new(), bodies: HashMap::new() };
        for nth in keys {
            let key = format!("{}-{nth}", wanted.seed);
            let bodies = bodies(wanted, nth, &key)?;
            batch.records.push(record(&key, &bodies)?);
            batch.bodies.insert(key, bodies);
        }
        if give.blocking_send(batch).is_err() {
            return Ok(());
        }
    }
    Ok(())
}

/// The acts of one agreement, with those by which what has come by itself is announced.
fn bodies(wanted: Wanted, nth: u64, key: &str) -> anyhow::Result<Vec<ActBody>> {
    let mut draw = Draw::of(wanted.seed, nth);
    let mut bodies = shape::bodies(&mut draw, key, wanted.home, wanted.today)?;
    // It is folded only to learn what is due; the store gives it identity and number.
    let number = RegistryNumber::from_random(2000, 0);
    let change = Agreement::import(AgreementId(Uuid::nil()), number, bodies.clone())?;
    let (agreement, _) = change.record(now(), REGISTER)?;
    bodies.extend(agreement.due(wanted.today));
    Ok(bodies)
}

fn record(key: &str, bodies: &[ActBody]) -> anyhow::Result<ImportRecord> {
    let facts = serde_json::to_vec(bodies)?;
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &facts);
    let sha256: [u8; 32] = digest.as_ref().try_into().context("a digest of 32 bytes")?;
    Ok(ImportRecord {
        register: REGISTER.to_owned(),
        key: key.to_owned(),
        raw: format!("generated from seed and number {key}"),
        sha256,
        facts: sha256,
        opens: AgreementId(new_id()),
    })
}

async fn write_all(store: &Store, batches: &mut Receiver<Batch>, progress: &mut Progress) -> anyhow::Result<u64> {
    let provenance = Provenance { recorded_by: REGISTER.to_owned(), reader: Reader::everything(), idempotency: None };
    let (mut done, mut new) = (0, 0);
    while let Some(batch) = batches.recv().await {
        let decide = |record: &ImportRecord, earlier: Option<&Agreement>, id, number| {
            decision(&batch, record, earlier, id, number)
        };
        for tally in store.import(&provenance, &batch.records, new_id, decide).await? {
            done += 1;
            new += u64::from(tally.agreement.is_some());
        }
        progress.at(done);
    }
    Ok(new)
}

/// What was made up differently before, by another day or another program, is left as it is.
fn decision(
    batch: &Batch,
    record: &ImportRecord,
    earlier: Option<&Agreement>,
    id: AgreementId,
    number: RegistryNumber,
) -> Result<Decision, StoreError> {
    let change = match (earlier, batch.bodies.get(&record.key)) {
        (None, Some(bodies)) => Some(Box::new(Agreement::import(id, number, bodies.clone())?)),
        (Some(_), _) | (_, None) => None,
    };
    Ok(Decision::Accept { change, warnings: Vec::new() })
}
