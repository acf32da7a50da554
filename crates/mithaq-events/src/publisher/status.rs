//! How publishing goes.

use std::collections::BTreeMap;

use mithaq_store::stream::Audience;

use crate::telling::Sent;

/// How publishing goes, on this replica.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PublisherStatus {
    /// Whether this replica leads.
    pub leading: bool,
    /// How often it has begun to lead.
    pub take_overs: u64,
    /// What keeps it from sequencing, where something does.
    pub fault: Option<String>,
    /// Each audience that it has published to.
    pub audiences: BTreeMap<String, AudienceStatus>,
}

impl PublisherStatus {
    /// Forgets audiences that are no longer registered.
    pub(super) fn keep(&mut self, registered: &[Audience]) {
        self.audiences.retain(|name, _| registered.iter().any(|audience| audience.name == *name));
    }
}

/// How publishing goes for an audience. What is counted is counted since the process began, over all its leads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AudienceStatus {
    /// The last sequence published.
    pub published: i64,
    /// How many events this replica has published.
    pub events: u64,
    /// In how many batches, each one Kafka transaction.
    pub batches: u64,
    /// How often publishing has broken off: the broker refused something or did not answer, or a topic is not as it must be.
    pub refusals: u64,
    /// How many records this replica has published as stubs: the broker refused the whole.
    pub stubs: u64,
    /// What keeps it from publishing, where something does.
    pub fault: Option<String>,
    /// Whether somebody has to do something.
    pub stuck: bool,
}

impl AudienceStatus {
    /// A batch was published.
    pub(super) fn advance(&mut self, sent: Sent) {
        self.published = sent.last_sequence;
        self.events += sent.events;
        self.stubs += sent.stubs;
        self.batches += 1;
        self.clear();
    }

    /// Publishing broke off.
    pub(super) fn refuse(&mut self, fault: String, stuck: bool) {
        self.refusals += 1;
        self.fault = Some(fault);
        self.stuck = stuck;
    }

    /// Nothing keeps it from publishing, as far as is known here.
    pub(super) fn clear(&mut self) {
        self.fault = None;
        self.stuck = false;
    }
}
