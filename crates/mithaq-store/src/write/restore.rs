//! Acts of another registry of this kind, with their identities, moments and places.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use mithaq_domain::act::{ActHash, AgreementId, RecordedAct, SealedAct};
use mithaq_domain::agreement::Agreement;
use mithaq_domain::day::civil_day;
use mithaq_domain::registry_number::RegistryNumber;

use super::append::append;
use super::calendar;
use super::change::begin_writing;
use super::label;
use super::lock::{Locked, lock, recording_moment};
use super::projection::{self, Projected};
use super::seal::random_salt;
use super::status;
use crate::caller::{Provenance, Reader};
use crate::error::StoreError;
use crate::export::Entry;
use crate::pool::{Connection, begin, end};
use crate::store::Store;

/// What became of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Restored {
    /// It is in the log now.
    Added,
    /// It was there before.
    Unchanged,
    /// It cannot stand in the log.
    Refused {
        /// The reason's code.
        code: &'static str,
        /// The same for a person.
        message: String,
    },
}

/// An agreement while entries are added to it.
struct Log {
    number: RegistryNumber,
    before: Option<Locked>,
    acts: Vec<RecordedAct>,
    sealed: Vec<SealedAct>,
    chain_end: ActHash,
}

impl Store {
    /// Adds entries to the log, in the order given and in one transaction. What is there is passed over; what does
    /// not follow its agreement's log is refused, and so is everything of that agreement after it.
    ///
    /// # Errors
    /// Where the caller could not see an agreement any more with what is added, or the database does not answer.
    pub async fn restore(&self, provenance: &Provenance, entries: Vec<Entry>) -> Result<Vec<Restored>, StoreError> {
        let mut connection = self.app.get().await?;
        begin(&mut connection, &begin_writing(provenance)).await?;
        let done = restore(&mut connection, self.zone, &provenance.reader, entries).await;
        end(&mut connection, done).await
    }
}

async fn restore(
    connection: &mut Connection,
    zone: Tz,
    reader: &Reader,
    entries: Vec<Entry>,
) -> Result<Vec<Restored>, StoreError> {
    let ids: Vec<AgreementId> = entries.iter().map(|entry| entry.act.agreement).collect();
    let mut logs: HashMap<AgreementId, Log> = HashMap::new();
    for locked in lock(connection, &ids).await? {
        let log = Log {
            number: locked.agreement.number().clone(),
            acts: locked.agreement.acts().to_vec(),
            sealed: Vec::new(),
            chain_end: locked.chain_end,
            before: Some(locked),
        };
        logs.insert(log.acts[0].agreement, log);
    }
    let mut added = Vec::new();
    let mut outcomes = Vec::with_capacity(entries.len());
    for entry in entries {
        let id = entry.act.agreement;
        let log = logs.entry(id).or_insert_with(|| Log {
            number: entry.number.clone(),
            before: None,
            acts: Vec::new(),
            sealed: Vec::new(),
            chain_end: [0; 32],
        });
        let outcome = log.add(entry)?;
        if outcome == Restored::Added {
            added.extend(log.sealed.last().cloned());
        }
        outcomes.push(outcome);
    }
    write(connection, zone, reader, &logs, &added).await?;
    Ok(outcomes)
}

impl Log {
    fn add(&mut self, entry: Entry) -> Result<Restored, StoreError> {
        let refused = |code, message: String| Ok(Restored::Refused { code, message });
        let act = entry.act;
        if entry.number != self.number {
            return refused("NUMBER_DIFFERS", format!("Agreement {} has the number {}.", act.agreement, self.number));
        }
        if let Some(there) = self.acts.iter().find(|there| there.version == act.version) {
            if *there == act {
                return Ok(Restored::Unchanged);
            }
            let message = format!("Act {} of agreement {} is another in this registry.", act.version, act.agreement);
            return refused("ENTRY_DIFFERS", message);
        }
        let last = self.acts.last().map(|last| (last.version, last.recorded_at));
        if act.version != last.map_or(1, |(version, _)| version + 1) {
            return refused(
                "ENTRY_OUT_OF_ORDER",
                format!("Act {} of agreement {} does not follow the last one here.", act.version, act.agreement),
            );
        }
        if last.is_some_and(|(_, recorded_at)| act.recorded_at < recorded_at) {
            return refused(
                "RECORDED_EARLIER",
                format!("Act {} of agreement {} is recorded before the one before it.", act.version, act.agreement),
            );
        }
        let mut acts = self.acts.clone();
        acts.push(act.clone());
        if let Err(broken) = Agreement::replay(act.agreement, self.number.clone(), acts) {
            return refused("NOT_OPENED", broken.to_string());
        }
        let sealed = match entry.erased {
            Some(digest) => SealedAct::seal_erased(act.clone(), digest, self.chain_end),
            None => SealedAct::seal(act.clone(), entry.salt.map_or_else(random_salt, Ok)?, self.chain_end),
        };
        if entry.hash.is_some_and(|hash| hash != sealed.hash) {
            return refused(
                "HASH_DIFFERS",
                format!("The hash of act {} of agreement {} does not fit what it says.", act.version, act.agreement),
            );
        }
        self.chain_end = sealed.hash;
        self.sealed.push(sealed);
        self.acts.push(act);
        Ok(Restored::Added)
    }
}

async fn write(
    connection: &mut Connection,
    zone: Tz,
    reader: &Reader,
    logs: &HashMap<AgreementId, Log>,
    added: &[SealedAct],
) -> Result<(), StoreError> {
    let mut touched = Vec::new();
    for log in logs.values().filter(|log| !log.sealed.is_empty()) {
        let after = Agreement::replay(log.acts[0].agreement, log.number.clone(), log.acts.clone())?;
        if log.before.is_some() && !reader.sees(&after.standing().label) {
            return Err(StoreError::OutOfSight(after.id()));
        }
        touched.push((log, after));
    }
    let now = recording_moment(connection).await?;
    let today = civil_day(now, &zone);
    let (old, new): (Vec<_>, Vec<_>) = touched.iter().partition(|(log, _)| log.before.is_some());
    if !new.is_empty() {
        let rows: Vec<Projected<'_>> =
            new.iter().map(|(log, after)| Projected::of(after, &log.sealed, today)).collect();
        projection::insert(connection, &rows).await?;
    }
    append(connection, added).await?;
    let opened: Vec<&Agreement> = new.iter().map(|(_, after)| after).collect();
    status::insert(connection, &opened).await?;
    calendar::insert(connection, &opened, now).await?;
    let steps =
        old.iter().filter_map(|(log, after)| Some((log.before.as_ref()?, Projected::of(after, &log.sealed, today))));
    let steps: Vec<_> = steps.collect();
    if !steps.is_empty() {
        projection::update(connection, &steps).await?;
    }
    for (log, after) in old {
        write_steps(connection, log, after).await?;
        let before = log.before.iter().map(|before| (&before.agreement, after)).collect::<Vec<_>>();
        calendar::update(connection, &before, now).await?;
    }
    for (log, after) in &touched {
        label::write(connection, after, log.acts.len() - log.sealed.len()).await?;
    }
    Ok(())
}

/// What came to be believed, at each moment of the entries that were added.
async fn write_steps(connection: &mut Connection, log: &Log, after: &Agreement) -> Result<(), StoreError> {
    let Some(mut before) = log.before.as_ref().map(|locked| locked.agreement.clone()) else { return Ok(()) };
    let mut moments: Vec<DateTime<Utc>> = log.sealed.iter().map(|sealed| sealed.act.recorded_at).collect();
    moments.dedup();
    for moment in moments {
        let then = after.as_known_at(moment).ok_or_else(|| StoreError::corrupt("a log that does not fold"))?;
        status::update(connection, &[(&before, &then)], moment).await?;
        before = then;
    }
    Ok(())
}
