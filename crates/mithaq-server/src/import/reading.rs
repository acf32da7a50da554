//! Records read in batches.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

use mithaq_domain::act::AgreementId;
use mithaq_import::{Doubt, RawRecord, Reading, Records, Register, facts, interpret};
use mithaq_store::ImportRecord;
use tokio::sync::mpsc::Sender;

use super::named::Named;
use super::{BATCH, Source};

/// What a record says, or why it says nothing that can be used.
pub(super) type Read = Result<Reading, Vec<Doubt>>;

/// Records that are written together. Their keys differ.
#[derive(Default)]
pub(super) struct Batch {
    pub(super) records: Vec<ImportRecord>,
    /// What each says, by its key.
    pub(super) readings: HashMap<String, Read>,
    /// How far the file is read.
    pub(super) position: u64,
}

/// Reads and interprets: first the records that name no other, then, when all agreements are listed, those that do.
/// Where nobody writes any more, it ends: whoever wrote says why.
pub(super) fn read(
    register: Register,
    passes: [Source; 2],
    mut named: Named,
    mut batches: Batches,
) -> anyhow::Result<()> {
    let [first, second] = passes;
    let length = first.length;
    let mut naming = HashSet::new();
    let mut records = Records::new(register, first.input);
    while let Some(record) = records.next().transpose()? {
        let read = interpret(&record);
        let id = named.list(&record.key, &read);
        if read.as_ref().is_ok_and(Reading::relates) {
            naming.insert(record.key);
        } else if batches.add(record, read, id, records.bytes_read()).is_break() {
            return Ok(());
        }
    }
    let mut records = Records::new(register, second.input);
    while let Some(record) = records.next().transpose()? {
        if naming.contains(&record.key) {
            let mut read = interpret(&record);
            let id = named.list(&record.key, &read);
            named.relate(id, &mut read);
            if batches.add(record, read, id, length.saturating_add(records.bytes_read())).is_break() {
                return Ok(());
            }
        }
    }
    // Whether or not anybody takes the last one, that was all.
    let (ControlFlow::Continue(()) | ControlFlow::Break(())) = batches.give();
    Ok(())
}

/// Records gathered into batches.
pub(super) struct Batches {
    give: Sender<Batch>,
    batch: Batch,
}

impl Batches {
    pub(super) fn new(give: Sender<Batch>) -> Self {
        Self { give, batch: Batch::default() }
    }

    /// Adds a record; breaks where nobody takes any more.
    fn add(&mut self, record: RawRecord, read: Read, id: AgreementId, position: u64) -> ControlFlow<()> {
        let facts = facts(&read);
        self.batch.readings.insert(record.key.clone(), read);
        self.batch.records.push(stored(record, facts, id));
        self.batch.position = position;
        if self.batch.records.len() < BATCH { ControlFlow::Continue(()) } else { self.give() }
    }

    /// Gives what is gathered.
    fn give(&mut self) -> ControlFlow<()> {
        let batch = std::mem::take(&mut self.batch);
        if batch.records.is_empty() || self.give.blocking_send(batch).is_ok() {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    }
}

fn stored(record: RawRecord, facts: [u8; 32], opens: AgreementId) -> ImportRecord {
    ImportRecord {
        register: record.register.as_str().to_owned(),
        key: record.key,
        raw: record.raw,
        sha256: record.sha256,
        facts,
        opens,
    }
}
