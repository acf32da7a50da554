//! Activities across the register, by their days.

use chrono::NaiveDate;
use mithaq_domain::act::ActivityKind;
use mithaq_domain::agreement::ActivityState;

use super::condition::AgreementQuery;
use super::dated::{DatedPlace, DatedQuery, write_states};
use super::snapshot::Snapshot;
use super::sql::{Sql, Value};
use super::status::within_time;
use crate::error::StoreError;

/// Which activities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityQuery {
    /// Of these kinds; empty means any.
    pub kinds: Vec<ActivityKind>,
    /// That have come so far; empty means any.
    pub states: Vec<ActivityState>,
    /// That may last until this day or longer.
    pub from: Option<NaiveDate>,
    /// That may begin by this day.
    pub to: Option<NaiveDate>,
    /// From which lessons were learned, or were not.
    pub with_lessons: Option<bool>,
    /// Of these agreements.
    pub agreements: AgreementQuery,
}

impl DatedQuery for ActivityQuery {
    const TABLE: &'static str = "activities";

    fn write(&self, sql: &mut Sql) {
        sql.text("true");
        sql.and_one_of("t.kind", self.kinds.iter().map(|kind| kind.code()));
        write_states(&self.states.iter().map(|state| state.code()).collect::<Vec<_>>(), sql);
        if let Some(from) = self.from {
            sql.text(" AND t.lasts_until >= ").value(Value::Day(within_time(from)));
        }
        if let Some(to) = self.to {
            sql.text(" AND t.earliest <= ").value(Value::Day(within_time(to)));
        }
        match self.with_lessons {
            None => {}
            Some(true) => {
                sql.text(" AND t.has_lessons");
            }
            Some(false) => {
                sql.text(" AND NOT t.has_lessons");
            }
        }
    }

    fn agreements(&self) -> &AgreementQuery {
        &self.agreements
    }
}

impl Snapshot {
    /// Activities by their first days: so many after a place, or before one where `backwards`, and whether there are
    /// more.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn activities(
        &self,
        query: &ActivityQuery,
        from: Option<DatedPlace>,
        size: usize,
        backwards: bool,
    ) -> Result<(Vec<DatedPlace>, bool), StoreError> {
        self.dated(query, from, size, backwards).await
    }

    /// How many activities there are.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn count_activities(&self, query: &ActivityQuery) -> Result<u64, StoreError> {
        self.count_dated(query).await
    }
}
