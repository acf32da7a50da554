//! Telling a part of an audience's feed: whole, or where the broker refuses a record, around it.

use mithaq_store::stream::EventSource;

use crate::contract::{Form, Records, StubReason, Stubs, records};
use crate::publisher::{PublishError, Steps};
use crate::sender::Sender;

/// A part of a feed that is being told. It is sent as one batch. Where the broker refuses that, in halves and halves of
/// halves, until what it refuses stands alone; then its stub is sent. So nothing is skipped, and nothing waits.
pub(crate) struct Telling<'a> {
    form: Form<'a>,
    part: &'a EventSource,
    has_states: bool,
    /// How many entries are told.
    told: usize,
    /// How many are sent at once.
    size: usize,
    stubs: Stubs,
}

/// What was sent in one batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sent {
    /// How many events.
    pub(crate) events: u64,
    /// Up to which sequence.
    pub(crate) last_sequence: i64,
    /// How many records are stubs.
    pub(crate) stubs: u64,
}

impl<'a> Telling<'a> {
    pub(crate) const fn new(form: Form<'a>, part: &'a EventSource) -> Self {
        Self {
            form,
            part,
            has_states: true,
            told: 0,
            size: part.entries.len(),
            stubs: Stubs { events: None, states: None },
        }
    }

    /// Without states.
    pub(crate) const fn events_only(mut self) -> Self {
        self.has_states = false;
        self
    }

    /// Sends the next batch; none where all is told.
    pub(crate) async fn next(&mut self, sender: &mut Sender, steps: &Steps) -> Result<Option<Sent>, PublishError> {
        loop {
            let records = self.records()?;
            if records.events.is_empty() {
                return Ok(None);
            }
            match sender.send(&records, steps).await {
                Ok(()) => return Ok(Some(self.advance(&records))),
                Err(PublishError::Refused { .. }) if records.events.len() > 1 => self.size = records.events.len() / 2,
                Err(PublishError::Refused { topic, reason, cause }) => {
                    if self.stubbing(sender.is_state(&topic)).replace(reason).is_some() {
                        return Err(PublishError::StubRefused { topic, cause });
                    }
                    let (agreement, sequence) = (&records.events[0].key, records.last_sequence);
                    tracing::error!(topic, agreement, sequence, %cause, "the broker refuses a record: a stub takes its place");
                }
                Err(error) => return Err(error),
            }
        }
    }

    fn records(&self) -> Result<Records, PublishError> {
        let rest = &self.part.entries[self.told..];
        let now = &rest[..self.size.min(rest.len())];
        let mut records = records(self.form, now, &self.part.agreements, self.stubs)
            .map_err(|error| PublishError::Corrupt(error.to_string()))?;
        if !self.has_states {
            records.states.clear();
        }
        Ok(records)
    }

    fn stubbing(&mut self, state: bool) -> &mut Option<StubReason> {
        if state { &mut self.stubs.states } else { &mut self.stubs.events }
    }

    fn advance(&mut self, records: &Records) -> Sent {
        let stubs = u64::from(self.stubs.events.is_some()) + u64::from(self.stubs.states.is_some());
        self.told += records.events.len();
        self.size *= 2;
        self.stubs = Stubs::default();
        let events = u64::try_from(records.events.len()).unwrap_or(u64::MAX);
        Sent { events, last_sequence: records.last_sequence, stubs }
    }
}
