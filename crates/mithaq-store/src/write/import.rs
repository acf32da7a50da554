//! Records of other registers, many at once.

use std::collections::HashMap;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use chrono_tz::Tz;
use diesel::QueryableByName;
use diesel::sql_types::{Array, Binary, Nullable, SmallInt, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use mithaq_domain::act::{ActHash, AgreementId, SealedAct};
use mithaq_domain::agreement::{Agreement, Change};
use mithaq_domain::day::civil_day;
use mithaq_domain::label::Classification;
use mithaq_domain::registry_number::RegistryNumber;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::append::append;
use super::calendar;
use super::change::begin_writing;
use super::label;
use super::lock::{Locked, lock, recording_moment};
use super::projection::{self, Projected};
use super::seal::seal;
use super::status;
use crate::caller::Provenance;
use crate::error::StoreError;
use crate::fixed::fixed;
use crate::pool::{Connection, begin, end};
use crate::store::Store;

/// A record as it was read from another register.
#[derive(Debug, Clone)]
pub struct ImportRecord {
    /// The register.
    pub register: String,
    /// Its key in the register.
    pub key: String,
    /// The record as it was read.
    pub raw: String,
    /// SHA-256 of it.
    pub sha256: [u8; 32],
    /// SHA-256 of what is made of it.
    pub facts: [u8; 32],
    /// The identity that its agreement gets, where it has none yet.
    pub opens: AgreementId,
}

/// Something that is to be known of a record: a warning, or why it is in quarantine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reasoned {
    /// The reason's code.
    pub code: String,
    /// The same for a person.
    pub message: String,
}

/// What becomes of a record that is new or has changed.
#[derive(Debug)]
pub enum Decision {
    /// It is accepted; where nothing follows from it for the log, there is no change.
    Accept {
        /// What is to be recorded.
        change: Option<Box<Change>>,
        /// What is to be known of it.
        warnings: Vec<Reasoned>,
    },
    /// It waits for a person.
    Quarantine {
        /// Why.
        reasons: Vec<Reasoned>,
    },
}

/// What became of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportOutcome {
    /// It is in the registry.
    Accepted,
    /// It is in the registry, and something is to be known of it.
    Warned,
    /// It waits for a person.
    Quarantined,
}

impl ImportOutcome {
    /// The number under which it is stored.
    #[must_use]
    pub const fn code(self) -> i16 {
        match self {
            Self::Accepted => 1,
            Self::Warned => 2,
            Self::Quarantined => 3,
        }
    }

    /// The outcome stored under a number.
    #[must_use]
    pub const fn from_code(code: i16) -> Option<Self> {
        match code {
            1 => Some(Self::Accepted),
            2 => Some(Self::Warned),
            3 => Some(Self::Quarantined),
            _ => None,
        }
    }
}

/// What became of a record, for the report.
#[derive(Debug)]
pub struct ImportTally {
    /// What became of it.
    pub outcome: ImportOutcome,
    /// Whether the very same record was there before.
    pub unchanged: bool,
    /// What is to be known of it.
    pub reasons: Vec<Reasoned>,
    /// The agreement after it, where it was written now.
    pub agreement: Option<Agreement>,
}

#[derive(QueryableByName)]
struct Known {
    #[diesel(sql_type = Text)]
    key: String,
    #[diesel(sql_type = Binary)]
    sha256: Vec<u8>,
    #[diesel(sql_type = Nullable<Binary>)]
    facts: Option<Vec<u8>>,
    #[diesel(sql_type = SmallInt)]
    outcome: i16,
    #[diesel(sql_type = Text)]
    reasons: String,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    agreement_id: Option<Uuid>,
}

impl Known {
    /// Whether the very same record was there before.
    fn is_of(&self, record: &ImportRecord) -> bool {
        self.sha256 == record.sha256
    }

    /// Whether it ended as a record does now.
    const fn ended_as(&self, tally: &ImportTally) -> bool {
        self.outcome == tally.outcome.code()
    }

    /// Whether the same was made of the same record.
    fn says_all_of(&self, record: &ImportRecord) -> bool {
        self.is_of(record) && self.facts.as_deref() == Some(&record.facts)
    }
}

/// What a batch comes to, before it is written.
#[derive(Default)]
struct Batch {
    /// The acts of all of them, in the order of their records.
    sealed: Vec<SealedAct>,
    agreements: Vec<Taken>,
}

/// An agreement that a record changes or opens.
struct Taken {
    /// The place of its record among the tallies.
    tally: usize,
    /// As it was, where it was there.
    earlier: Option<Locked>,
    after: Agreement,
    chain_end: ActHash,
}

impl Batch {
    fn opened(&self) -> impl Iterator<Item = &Taken> {
        self.agreements.iter().filter(|taken| taken.earlier.is_none())
    }

    fn changed(&self) -> impl Iterator<Item = (&Locked, &Taken)> {
        self.agreements.iter().filter_map(|taken| Some((taken.earlier.as_ref()?, taken)))
    }
}

impl Taken {
    fn projected(&self, on: NaiveDate) -> Projected<'_> {
        Projected::at(&self.after, self.chain_end, on)
    }
}

impl Store {
    /// Takes records of one register over, in one transaction: what is the same as before, and read as it was, is passed over; the rest
    /// is decided on, one after the other, with the agreement that an earlier form of the record gave, and recorded.
    /// The keys of the records must differ.
    ///
    /// # Errors
    /// Where the database does not answer, a decision does not fold, or the caller could not see an agreement any more
    /// with what is recorded.
    pub async fn import(
        &self,
        provenance: &Provenance,
        records: &[ImportRecord],
        mut new_id: impl FnMut() -> Uuid,
        mut decide: impl FnMut(
            &ImportRecord,
            Option<&Agreement>,
            AgreementId,
            RegistryNumber,
        ) -> Result<Decision, StoreError>,
    ) -> Result<Vec<ImportTally>, StoreError> {
        let mut connection = self.app.get().await?;
        begin(&mut connection, &begin_writing(provenance)).await?;
        let done = import(self, &mut connection, provenance, records, &mut new_id, &mut decide).await;
        end(&mut connection, done).await
    }
}

async fn import(
    store: &Store,
    connection: &mut Connection,
    provenance: &Provenance,
    records: &[ImportRecord],
    new_id: &mut impl FnMut() -> Uuid,
    decide: &mut impl FnMut(&ImportRecord, Option<&Agreement>, AgreementId, RegistryNumber) -> Result<Decision, StoreError>,
) -> Result<Vec<ImportTally>, StoreError> {
    let known = known(connection, records).await?;
    let changed = |record: &&ImportRecord| known.get(&record.key).filter(|known| !known.says_all_of(record));
    let earlier: Vec<AgreementId> =
        records.iter().filter_map(|record| changed(&record)?.agreement_id.map(AgreementId)).collect();
    let mut locked: HashMap<AgreementId, Locked> =
        lock(connection, &earlier).await?.into_iter().map(|locked| (locked.agreement.id(), locked)).collect();
    let now = locked.values().map(|locked| locked.now).max();
    let now = recording_moment(connection).await?.max(now.unwrap_or(DateTime::UNIX_EPOCH));

    let is_same = |record: &ImportRecord| known.get(&record.key).is_some_and(|known| known.says_all_of(record));
    let id_of = |record: &ImportRecord| known.get(&record.key)?.agreement_id.map(AgreementId);
    let is_new = |record: &ImportRecord| id_of(record).is_none_or(|id| !locked.contains_key(&id));
    let new = records.iter().filter(|record| !is_same(record) && is_new(record)).count();
    let mut numbers = store.fresh_numbers(new, now.year()).await?.into_iter();

    let mut batch = Batch::default();
    let mut tallies = Vec::with_capacity(records.len());
    let mut rows = Vec::new();
    for record in records {
        let before = known.get(&record.key);
        if let Some(same) = before.filter(|known| known.says_all_of(record)) {
            tallies.push(unchanged(same)?);
            continue;
        }
        let id = id_of(record);
        let earlier = id.and_then(|id| locked.remove(&id));
        let number = match &earlier {
            Some(locked) => locked.agreement.number().clone(),
            None => numbers.next().ok_or_else(|| StoreError::corrupt("too few registry numbers were drawn"))?,
        };
        let id = id.unwrap_or(record.opens);
        let decision = decide(record, earlier.as_ref().map(|locked| &locked.agreement), id, number)?;
        let mut tally = batch.take(provenance, decision, earlier, now, tallies.len())?;
        let agreement = batch.agreements.last().filter(|taken| taken.tally == tallies.len());
        tally.unchanged =
            agreement.is_none() && before.is_some_and(|known| known.is_of(record) && known.ended_as(&tally));
        let agreement = agreement.map(|taken| taken.after.id()).or(id_of(record));
        rows.push((record, tally.outcome, serde_json::to_string(&tally.reasons)?, agreement, new_id()));
        tallies.push(tally);
    }
    write(connection, store.zone, &batch, now).await?;
    write_records(connection, &rows, now).await?;
    for taken in batch.agreements {
        tallies[taken.tally].agreement = Some(taken.after);
    }
    Ok(tallies)
}

fn unchanged(known: &Known) -> Result<ImportTally, StoreError> {
    let outcome = ImportOutcome::from_code(known.outcome)
        .ok_or_else(|| StoreError::Corrupt("an unknown outcome of import".to_owned()))?;
    Ok(ImportTally { outcome, unchanged: true, reasons: serde_json::from_str(&known.reasons)?, agreement: None })
}

impl Batch {
    /// Records what was decided, in memory.
    fn take(
        &mut self,
        provenance: &Provenance,
        decision: Decision,
        earlier: Option<Locked>,
        now: DateTime<Utc>,
        tally: usize,
    ) -> Result<ImportTally, StoreError> {
        let (outcome, reasons, change) = match decision {
            Decision::Quarantine { reasons } => (ImportOutcome::Quarantined, reasons, None),
            Decision::Accept { change, warnings } if warnings.is_empty() => (ImportOutcome::Accepted, warnings, change),
            Decision::Accept { change, warnings } => (ImportOutcome::Warned, warnings, change),
        };
        let agreement = match change {
            Some(change) => {
                let (after, acts) = change.record(now, &provenance.recorded_by)?;
                if earlier.is_some() && !provenance.reader.sees(&after.standing().label) {
                    return Err(StoreError::OutOfSight(after.id()));
                }
                let mut chain_end = earlier.as_ref().map_or([0; 32], |locked| locked.chain_end);
                let sealed = seal(acts, chain_end)?;
                chain_end = sealed.last().map_or(chain_end, |act| act.hash);
                self.sealed.extend(sealed);
                self.agreements.push(Taken { tally, earlier, after, chain_end });
                None
            }
            None => earlier.map(|locked| locked.agreement),
        };
        Ok(ImportTally { outcome, unchanged: false, reasons, agreement })
    }
}

async fn write(connection: &mut Connection, zone: Tz, batch: &Batch, now: DateTime<Utc>) -> Result<(), StoreError> {
    let today = civil_day(now, &zone);
    let opened: Vec<Projected<'_>> = batch.opened().map(|taken| taken.projected(today)).collect();
    if !opened.is_empty() {
        projection::insert(connection, &opened).await?;
    }
    append(connection, &batch.sealed).await?;
    let new: Vec<&Agreement> = batch.opened().map(|taken| &taken.after).collect();
    status::insert(connection, &new).await?;
    calendar::insert(connection, &new, now).await?;
    let changed: Vec<_> = batch.changed().map(|(earlier, taken)| (earlier, taken.projected(today))).collect();
    if !changed.is_empty() {
        projection::update(connection, &changed).await?;
        let steps: Vec<_> = batch.changed().map(|(earlier, taken)| (&earlier.agreement, &taken.after)).collect();
        status::update(connection, &steps, now).await?;
        calendar::update(connection, &steps, now).await?;
        for (earlier, after) in steps {
            label::write(connection, after, earlier.acts().len()).await?;
        }
    }
    Ok(())
}

async fn known(connection: &mut Connection, records: &[ImportRecord]) -> Result<HashMap<String, Known>, StoreError> {
    let Some(first) = records.first() else { return Ok(HashMap::new()) };
    let known: Vec<Known> = fixed(
        "SELECT key, sha256, facts, outcome, reasons::text AS reasons, agreement_id
           FROM import_records WHERE register = $1 AND key = ANY ($2)",
    )
    .bind::<Text, _>(&first.register)
    .bind::<Array<Text>, _>(records.iter().map(|record| record.key.as_str()).collect::<Vec<_>>())
    .load(connection)
    .await?;
    Ok(known.into_iter().map(|known| (known.key.clone(), known)).collect())
}

type RecordRow<'a> = (&'a ImportRecord, ImportOutcome, String, Option<AgreementId>, Uuid);

async fn write_records(
    connection: &mut Connection,
    rows: &[RecordRow<'_>],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    fixed(
        "INSERT INTO import_records
            (id, register, key, sha256, raw, outcome, reasons, agreement_id, imported_at, classification, facts)
         SELECT id, register, key, sha256, raw, outcome, reasons::jsonb, agreement_id, $9, $10, facts
           FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $11)
             AS t(id, register, key, sha256, raw, outcome, reasons, agreement_id, facts)
         ON CONFLICT (register, key) DO UPDATE
         SET sha256 = excluded.sha256, facts = excluded.facts, raw = excluded.raw, outcome = excluded.outcome, reasons = excluded.reasons,
             agreement_id = excluded.agreement_id, imported_at = excluded.imported_at",
    )
    .bind::<Array<SqlUuid>, _>(rows.iter().map(|(_, _, _, _, id)| *id).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(rows.iter().map(|(record, ..)| record.register.as_str()).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(rows.iter().map(|(record, ..)| record.key.as_str()).collect::<Vec<_>>())
    .bind::<Array<Binary>, _>(rows.iter().map(|(record, ..)| record.sha256.as_slice()).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(rows.iter().map(|(record, ..)| record.raw.as_str()).collect::<Vec<_>>())
    .bind::<Array<SmallInt>, _>(rows.iter().map(|(_, outcome, ..)| outcome.code()).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(rows.iter().map(|(_, _, reasons, ..)| reasons.as_str()).collect::<Vec<_>>())
    .bind::<Array<Nullable<SqlUuid>>, _>(rows.iter().map(|(_, _, _, agreement, _)| agreement.map(|id| id.0)).collect::<Vec<_>>())
    .bind::<Timestamptz, _>(now)
    .bind::<SmallInt, _>(Classification::Unclassified.code())
    .bind::<Array<Binary>, _>(rows.iter().map(|(record, ..)| record.facts.as_slice()).collect::<Vec<_>>())
    .execute(connection)
    .await?;
    Ok(())
}
