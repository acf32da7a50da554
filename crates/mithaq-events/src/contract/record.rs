//! Records for an audience's topics, folded from the log, so that they are the same at every making.

use std::collections::HashMap;
use std::hash::BuildHasher;

use mithaq_domain::act::{ActId, AgreementId, RecordedAct};
use mithaq_domain::agreement::Agreement;
use mithaq_store::stream::{FeedEntry, FeedKind};

use super::event::AgreementData;
use super::form::Form;
use super::headers::{Headers, header, padded};
use super::kind::EventKind;
use super::sight::{DisclosedData, WithdrawnData};
use super::state::StateData;
use super::stub::{AgreementStub, Stub, StubReason};
use super::wire::Subject;

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

/// Of which records stubs are made, and why.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stubs {
    /// Of events.
    pub events: Option<StubReason>,
    /// Of states.
    pub states: Option<StubReason>,
}

/// The records of a part of an audience's feed.
///
/// # Errors
/// Where an entry names an act that is not in the log.
pub fn records<S: BuildHasher>(
    form: Form<'_>,
    entries: &[FeedEntry],
    agreements: &HashMap<AgreementId, Agreement, S>,
    stubs: Stubs,
) -> Result<Records, NotInLog> {
    let mut events = Vec::with_capacity(entries.len());
    let mut states: HashMap<AgreementId, Record> = HashMap::new();
    // Entries of one agreement follow each other in version order, so what is after one is before the next.
    let mut prefixes: HashMap<AgreementId, Agreement> = HashMap::new();
    for entry in entries {
        let missing = || NotInLog { agreement: entry.agreement, act: entry.act };
        let whole = agreements.get(&entry.agreement).ok_or_else(missing)?;
        let at = whole.acts().iter().position(|act| act.id == entry.act).ok_or_else(missing)?;
        let kept = prefixes.remove(&entry.agreement).filter(|before| before.acts().len() == at);
        let before = kept.or_else(|| prefix(whole, at));
        let after = prefix(whole, at + 1).ok_or_else(missing)?;
        let told = Told { form, entry, before: before.as_ref(), after: &after, act: &whole.acts()[at] };
        events.push(told.event(stubs.events));
        states.insert(entry.agreement, told.state(stubs.states));
        prefixes.insert(entry.agreement, after);
    }
    let mut states: Vec<Record> = states.into_values().collect();
    states.sort_by(|one, other| one.key.cmp(&other.key));
    let last_sequence = entries.last().map_or(0, |entry| entry.sequence);
    Ok(Records { events, states, last_sequence })
}

/// The agreement as its first acts make it.
fn prefix(whole: &Agreement, acts: usize) -> Option<Agreement> {
    if acts == whole.acts().len() {
        return Some(whole.clone());
    }
    Agreement::replay(whole.id(), whole.number().clone(), whole.acts()[..acts].to_vec()).ok()
}

/// An entry, with what its records are made of.
struct Told<'a> {
    form: Form<'a>,
    entry: &'a FeedEntry,
    before: Option<&'a Agreement>,
    after: &'a Agreement,
    act: &'a RecordedAct,
}

impl Told<'_> {
    fn event(&self, stub: Option<StubReason>) -> Record {
        let (entry, wire) = (self.entry, self.form.wire);
        let recorded_on = self.act.recorded_at.with_timezone(&self.form.origin.zone).date_naive();
        let kind = match entry.kind {
            FeedKind::Recorded => EventKind::Act(self.act.body.kind()),
            FeedKind::Withdrawn => EventKind::Withdrawn,
            FeedKind::Disclosed => EventKind::Disclosed,
        };
        let subject = Subject::Event(kind);
        let value = match (entry.kind, stub.map(|reason| self.stub(reason))) {
            (FeedKind::Recorded, stub) => {
                let data = AgreementData::of(self.before, self.after, self.act, recorded_on, entry);
                match stub {
                    None => wire.bytes(subject, &data),
                    Some(stub) => wire.bytes(subject, &AgreementStub::of(data, stub)),
                }
            }
            // Nothing of it can be left out.
            (FeedKind::Withdrawn, _) => wire.bytes(subject, &WithdrawnData::of(entry.agreement, entry.revision)),
            (FeedKind::Disclosed, stub) => {
                let mut data = DisclosedData::of(self.after, recorded_on, entry.revision, entry.sequence);
                if let Some(stub) = stub {
                    data.state = data.state.stubbed(stub);
                }
                wire.bytes(subject, &data)
            }
        };
        let place = (entry.sequence, entry.revision);
        Record {
            key: entry.agreement.to_string(),
            headers: Headers::of(&self.form.origin.source, kind, self.seen(), self.act, place).0,
            value: Some(value),
        }
    }

    fn state(&self, stub: Option<StubReason>) -> Record {
        let (entry, seen) = (self.entry, self.seen());
        let value = match entry.kind {
            FeedKind::Recorded | FeedKind::Disclosed => {
                let data = StateData::of(seen, entry.revision, entry.sequence);
                let data = match stub {
                    None => data,
                    Some(reason) => data.stubbed(self.stub(reason)),
                };
                Some(self.form.wire.bytes(Subject::State, &data))
            }
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

    /// The agreement as the audience sees or last saw it: who loses sight is not told the label that takes it away.
    fn seen(&self) -> &Agreement {
        match self.entry.kind {
            FeedKind::Withdrawn => self.before.unwrap_or(self.after),
            FeedKind::Recorded | FeedKind::Disclosed => self.after,
        }
    }

    fn stub(&self, reason: StubReason) -> Stub {
        Stub { reason, address: self.form.origin.graphql.clone() }
    }
}
