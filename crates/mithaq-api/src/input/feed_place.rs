//! Places in the feed, as clients carry them.

use async_graphql::InputType;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::change_filter::ChangeFilter;
use super::page::{BEFORE, ListSeal};
use crate::failure::Failure;
use crate::registry::Registry;

/// A place in the feed. It has the same length wherever it is, so that a sealed one says nothing of how much there is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FeedPlace {
    position: String,
    /// Where the place is no act that the caller may see: so that two such are never the same text, which would tell
    /// whether anything happened in between.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<String>,
}

impl FeedPlace {
    /// The place of an act.
    pub(crate) fn of(position: i64) -> Self {
        Self { position: format!("{position:016x}"), at: None }
    }

    fn between(position: i64, now: DateTime<Utc>) -> Self {
        Self { at: Some(format!("{:016x}", now.timestamp_micros())), ..Self::of(position) }
    }

    /// The position after which what follows it stands.
    fn after(&self) -> Option<i64> {
        i64::from_str_radix(&self.position, 16).ok()
    }

    /// The position before which what precedes it stands: a place that is no act lies behind the act there.
    fn before(&self) -> Option<i64> {
        self.after()?.checked_add(i64::from(self.at.is_some()))
    }
}

/// The seal of the feed under a filter: pages and subscriptions take each other's cursors.
pub(crate) fn feed_seal(filter: Option<&ChangeFilter>) -> ListSeal {
    ListSeal::of("agreementChanges", &[filter.map(|filter| filter.to_value().to_string()).unwrap_or_default()])
}

/// The seal of places that go with every filter.
fn state_seal() -> ListSeal {
    ListSeal::of("position", &[])
}

/// A place that goes with every filter: everything up to it is known to whoever holds it.
pub(crate) fn state_token(registry: &Registry, position: i64) -> String {
    state_seal().cursor(registry, &FeedPlace::between(position, (registry.config.now)()))
}

/// The position of a cursor of the feed under a filter, or of a place that goes with every filter, that is given as
/// `after` or `before`.
pub(crate) fn read_place(
    registry: &Registry,
    seal: &ListSeal,
    field: &'static str,
    cursor: &str,
) -> Result<i64, Failure> {
    let place: Result<FeedPlace, Failure> =
        state_seal().place(registry, field, cursor).or_else(|_| seal.place(registry, field, cursor));
    let place = place?;
    let position = if field == BEFORE { place.before() } else { place.after() };
    position.ok_or_else(|| Failure::bad_input(format!("{field}: this cursor is damaged: begin again without it")))
}
