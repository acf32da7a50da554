//! Records for an audience's topics, folded from the log, so that they are the same at every making.

use std::collections::HashMap;

use chrono_tz::Tz;
use mithaq_domain::act::{ActId, AgreementId};
use mithaq_domain::agreement::Agreement;
use mithaq_store::stream::{EventSource, FeedEntry, FeedKind};

use super::event::AgreementData;
use super::headers::{Headers, header, padded};
use super::kind::EventKind;
use super::sight::{DisclosedData, WithdrawnData};
use super::state::StateData;

/// A record, ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The agreement's identity.
    pub key: String,
    /// The headers.
    pub headers: Vec<(&'static str, String)>,
    /// The data; none in a tombstone, by which an agreement leaves the state topic.
    pub value: Option<Vec<u8>>,
}

/// What a batch of an audience's feed comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Records {
    /// For the events topic: one for each entry, in order.
    pub events: Vec<Record>,
    /// For the state topic: one for each agreement.
    pub states: Vec<Record>,
    /// The last sequence.
    pub last_sequence: i64,
}

/// An entry that its agreement's log does not have; the database is corrupt.
#[derive(Debug, thiserror::Error)]
#[error("the feed names act {act} of agreement {agreement}, which is not in its log")]
pub struct NotInLog {
    agreement: AgreementId,
    act: ActId,
}

/// The records of a batch, days counted in the registry's zone.
///
/// # Errors
/// Where an entry names an act that is not in the log.
pub fn records(source_uri: &str, zone: Tz, batch: &EventSource) -> Result<Records, NotInLog> {
    let mut events = Vec::with_capacity(batch.entries.len());
    let mut states: HashMap<AgreementId, Record> = HashMap::new();
    // Entries of one agreement follow each other in version order, so what is after one is before the next.
    let mut prefixes: HashMap<AgreementId, Agreement> = HashMap::new();
    for entry in &batch.entries {
        let missing = || NotInLog { agreement: entry.agreement, act: entry.act };
        let whole = batch.agreements.get(&entry.agreement).ok_or_else(missing)?;
        let at = whole.acts().iter().position(|act| act.id == entry.act).ok_or_else(missing)?;
        let kept = prefixes.remove(&entry.agreement).filter(|before| before.acts().len() == at);
        let before = kept.or_else(|| prefix(whole, at));
        let after = prefix(whole, at + 1).ok_or_else(missing)?;
        let act = &whole.acts()[at];
        let recorded_on = act.recorded_at.with_timezone(&zone).date_naive();
        let (kind, value) = match entry.kind {
            FeedKind::Recorded => {
                let data = AgreementData::of(before.as_ref(), &after, act, recorded_on, entry.revision);
                (EventKind::Act(act.body.kind()), json(&data))
            }
            FeedKind::Withdrawn => (EventKind::Withdrawn, json(&WithdrawnData::of(entry.agreement, entry.revision))),
            FeedKind::Disclosed => {
                (EventKind::Disclosed, json(&DisclosedData::of(&after, recorded_on, entry.revision, entry.sequence)))
            }
        };
        // Who loses sight is not told the label that takes it away.
        let seen = match entry.kind {
            FeedKind::Withdrawn => before.as_ref().ok_or_else(missing)?,
            FeedKind::Recorded | FeedKind::Disclosed => &after,
        };
        events.push(Record {
            key: entry.agreement.to_string(),
            headers: Headers::of(source_uri, kind, seen, act, (entry.sequence, entry.revision)).0,
            value: Some(value),
        });
        states.insert(entry.agreement, state(seen, entry));
        prefixes.insert(entry.agreement, after);
    }
    let mut states: Vec<Record> = states.into_values().collect();
    states.sort_by(|one, other| one.key.cmp(&other.key));
    let last_sequence = batch.entries.last().map_or(0, |entry| entry.sequence);
    Ok(Records { events, states, last_sequence })
}

/// The agreement as its first acts make it.
fn prefix(whole: &Agreement, acts: usize) -> Option<Agreement> {
    if acts == whole.acts().len() {
        return Some(whole.clone());
    }
    Agreement::replay(whole.id(), whole.number().clone(), whole.acts()[..acts].to_vec()).ok()
}

fn state(seen: &Agreement, entry: &FeedEntry) -> Record {
    let value = match entry.kind {
        FeedKind::Recorded | FeedKind::Disclosed => Some(json(&StateData::of(seen, entry.revision, entry.sequence))),
        FeedKind::Withdrawn => None,
    };
    Record {
        key: entry.agreement.to_string(),
        headers: vec![
            (header::SEQUENCE, padded(entry.sequence)),
            (header::REVISION, entry.revision.to_string()),
            (header::CLASSIFICATION, seen.standing().label.classification.to_string()),
            (header::CONTENT_TYPE, "application/json".to_owned()),
        ],
        value,
    }
}

fn json(data: &impl serde::Serialize) -> Vec<u8> {
    serde_json::to_vec(data).unwrap_or_else(|error| unreachable!("an event is plain data: {error}"))
}
