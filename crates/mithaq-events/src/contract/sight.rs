//! The data of events that tell an audience that an agreement left its sight, or came into it.

use mithaq_domain::act::AgreementId;
use mithaq_domain::agreement::{Agreement, StatusName};
use serde::Serialize;

use super::event::StatusChange;
use super::state::StateData;

/// An agreement left the audience's sight. What it is, and why, is not told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WithdrawnData {
    /// Always `Agreement`.
    #[serde(rename = "__typename")]
    pub typename: &'static str,
    /// The agreement.
    pub id: AgreementId,
    /// The event's place among those of this agreement.
    pub revision: i64,
}

/// An agreement came into the audience's sight: all of it, as its state is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DisclosedData {
    /// The agreement.
    #[serde(flatten)]
    pub state: StateData,
    /// Its status on the registry's civil day on which it was disclosed; before, for this audience, it was nothing.
    pub status: StatusChange,
}

impl WithdrawnData {
    /// Of an agreement.
    #[must_use]
    pub const fn of(id: AgreementId, revision: i64) -> Self {
        Self { typename: "Agreement", id, revision }
    }
}

impl DisclosedData {
    /// The agreement as it is with the act by which it was disclosed, on a day.
    #[must_use]
    pub fn of(agreement: &Agreement, on: chrono::NaiveDate, revision: i64, sequence: i64) -> Self {
        Self {
            state: StateData::of(agreement, revision, sequence),
            status: StatusChange { before: StatusName::None, after: agreement.on(on).status },
        }
    }
}
