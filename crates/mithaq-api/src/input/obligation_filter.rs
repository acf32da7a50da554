//! Which obligations.

use async_graphql::InputObject;
use mithaq_domain::actor::ActorId;

use super::actor_ref::ActorRef;
use super::filter::{AgreementFilter, DateRange, given};
use crate::failure::Failure;
use crate::words::{ObligationKind, ObligationState};

/// Which obligations. All fields that are given must be met; a list of values is met by any one of them.
#[derive(InputObject)]
pub(crate) struct ObligationFilter {
    /// One of these in the ministry answers for it.
    pub(crate) owner: Option<Vec<String>>,
    /// One of these owes it.
    debtor: Option<Vec<ActorRef>>,
    /// What is owed, by kind.
    kind: Option<Vec<ObligationKind>>,
    /// How it stands on the list's day: `OVERDUE` is what is late.
    state: Option<Vec<ObligationState>>,
    /// The earliest due day that is open may lie in this range: from today on, it is what is due soon.
    due: Option<DateRange>,
    /// It is under one of these agreements. Statuses are asked on the list's day.
    pub(crate) agreements: Option<AgreementFilter>,
}

/// What a filter of obligations asks for beside the agreements.
#[derive(Default)]
pub(crate) struct WantedObligations {
    pub(crate) owners: Vec<String>,
    pub(crate) debtors: Vec<ActorId>,
    pub(crate) kinds: Vec<mithaq_domain::act::ObligationKind>,
    pub(crate) states: Vec<mithaq_domain::agreement::ObligationState>,
    pub(crate) due: (Option<chrono::NaiveDate>, Option<chrono::NaiveDate>),
}

impl ObligationFilter {
    /// What is asked for beside the agreements.
    pub(crate) fn read(&self) -> Result<WantedObligations, Failure> {
        let debtors = given(self.debtor.as_deref(), "filter.debtor")?.unwrap_or_default().iter().enumerate();
        let debtors = debtors.map(|(at, actor)| Ok(actor.known(&format!("filter.debtor[{at}]"))?.id));
        let kinds = given(self.kind.as_deref(), "filter.kind")?.unwrap_or_default();
        let states = given(self.state.as_deref(), "filter.state")?.unwrap_or_default();
        let due = self.due.as_ref().map(|range| range.read("filter.due")).transpose()?;
        Ok(WantedObligations {
            owners: given(self.owner.as_deref(), "filter.owner")?.unwrap_or_default().to_vec(),
            debtors: debtors.collect::<Result<_, Failure>>()?,
            kinds: kinds.iter().map(|kind| (*kind).into()).collect(),
            states: states.iter().map(|state| (*state).into()).collect(),
            due: due.unwrap_or_default(),
        })
    }
}
