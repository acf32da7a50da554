//! Obligations across the register, the earliest due first.

use chrono::NaiveDate;
use mithaq_domain::act::ObligationKind;
use mithaq_domain::actor::ActorId;
use mithaq_domain::agreement::ObligationState;

use super::condition::AgreementQuery;
use super::dated::{DatedPlace, DatedQuery, write_states};
use super::snapshot::Snapshot;
use super::sql::{Sql, Value};
use super::status::within_time;
use crate::error::StoreError;

/// Which obligations, as they stand on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObligationQuery {
    /// The day.
    pub as_of: NaiveDate,
    /// That these answer for; empty means any.
    pub owners: Vec<String>,
    /// That one of these owes; empty means any.
    pub debtors: Vec<ActorId>,
    /// Of these kinds; empty means any.
    pub kinds: Vec<ObligationKind>,
    /// That stand so; empty means any.
    pub states: Vec<ObligationState>,
    /// With an open due day from this one on.
    pub due_from: Option<NaiveDate>,
    /// With an open due day up to this one.
    pub due_to: Option<NaiveDate>,
    /// Of these agreements.
    pub agreements: AgreementQuery,
}

impl DatedQuery for ObligationQuery {
    const TABLE: &'static str = "obligations";

    fn write(&self, sql: &mut Sql) {
        let day = within_time(self.as_of);
        sql.text("t.legal_from <= ").value(Value::Day(day)).text(" AND t.legal_to > ").value(Value::Day(day));
        if !self.owners.is_empty() {
            sql.text(" AND t.owner = ANY (").value(Value::Texts(self.owners.clone())).text(")");
        }
        if !self.debtors.is_empty() {
            let ids: Vec<_> = self.debtors.iter().map(|actor| actor.as_uuid()).collect();
            sql.text(" AND (t.home_debtor = ANY (").value(Value::Ids(ids.clone()));
            sql.text(") OR t.counterpart_debtor = ANY (").value(Value::Ids(ids)).text("))");
        }
        sql.and_one_of("t.kind", self.kinds.iter().map(|kind| kind.code()));
        write_states(&self.states.iter().map(|state| state.code()).collect::<Vec<_>>(), sql);
        if let Some(from) = self.due_from {
            sql.text(" AND t.latest >= ").value(Value::Day(within_time(from)));
        }
        if let Some(to) = self.due_to {
            sql.text(" AND t.earliest <= ").value(Value::Day(within_time(to)));
        } else if self.due_from.is_some() {
            // What has no open due day is none that is due later.
            sql.text(" AND t.earliest < DATE '9999-12-31'");
        }
    }

    fn agreements(&self) -> &AgreementQuery {
        &self.agreements
    }
}

impl Snapshot {
    /// Obligations, the earliest due first and those without an open due day last: so many after a place, or before one
    /// where `backwards`, and whether there are more.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn obligations(
        &self,
        query: &ObligationQuery,
        from: Option<DatedPlace>,
        size: usize,
        backwards: bool,
    ) -> Result<(Vec<DatedPlace>, bool), StoreError> {
        self.dated(query, from, size, backwards).await
    }

    /// How many obligations there are.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn count_obligations(&self, query: &ObligationQuery) -> Result<u64, StoreError> {
        self.count_dated(query).await
    }

    /// The plan of a page of obligations.
    ///
    /// # Errors
    /// Where the database does not answer.
    #[cfg(feature = "testing")]
    pub async fn plan_of_obligations(&self, query: &ObligationQuery, size: usize) -> Result<String, StoreError> {
        self.plan(super::dated::page(query, None, None, size, false)?).await
    }
}
