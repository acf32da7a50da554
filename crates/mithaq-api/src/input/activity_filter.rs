//! Which activities.

use async_graphql::InputObject;
use mithaq_store::ActivityQuery;

use super::filter::{AgreementFilter, DateRange, given};
use crate::failure::Failure;
use crate::words::{ActivityKind, ActivityState};

/// Which activities. All fields that are given must be met; a list of values is met by any one of them.
#[derive(InputObject)]
pub(crate) struct ActivityFilter {
    /// What it is.
    kind: Option<Vec<ActivityKind>>,
    /// How far it has come.
    state: Option<Vec<ActivityState>>,
    /// It may last on a day of the range.
    during: Option<DateRange>,
    /// Whether lessons were learned from it.
    with_lessons: Option<bool>,
    /// It is under one of these agreements. Statuses are asked on today.
    pub(crate) agreements: Option<AgreementFilter>,
}

impl ActivityFilter {
    /// Adds to a query what is asked for beside the agreements.
    pub(crate) fn read(&self, query: ActivityQuery) -> Result<ActivityQuery, Failure> {
        let kinds = given(self.kind.as_deref(), "filter.kind")?.unwrap_or_default();
        let states = given(self.state.as_deref(), "filter.state")?.unwrap_or_default();
        let during = self.during.as_ref().map(|range| range.read("filter.during")).transpose()?;
        let (from, to) = during.unwrap_or_default();
        Ok(ActivityQuery {
            kinds: kinds.iter().map(|kind| (*kind).into()).collect(),
            states: states.iter().map(|state| (*state).into()).collect(),
            from,
            to,
            with_lessons: self.with_lessons,
            ..query
        })
    }
}
