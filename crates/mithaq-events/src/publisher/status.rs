//! How publishing goes.

use std::collections::BTreeMap;

/// How publishing goes, on this replica.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PublisherStatus {
    /// Whether this replica leads.
    pub leading: bool,
    /// How often it has begun to lead.
    pub take_overs: u64,
    /// What keeps it from sequencing, where something does.
    pub fault: Option<String>,
    /// Each audience, while it leads.
    pub audiences: BTreeMap<String, AudienceStatus>,
}

/// How publishing goes for an audience.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AudienceStatus {
    /// The last sequence published.
    pub published: i64,
    /// How many events this replica has published.
    pub events: u64,
    /// What keeps it from publishing, where something does.
    pub fault: Option<String>,
    /// Whether somebody has to do something.
    pub stuck: bool,
}
