//! Agreements whose clauses are opposed, offered for review.

use std::sync::Arc;

use async_graphql::{Object, SimpleObject};
use chrono::{DateTime, Utc};
use mithaq_domain::act::{ActId, AgreementId};
use mithaq_domain::actor;
use mithaq_domain::agreement::{self, Conflict, Opposed};

use super::actor::Actor;
use super::agreement::Agreement;
use super::obligation::Obligation;
use super::reason::{LegalReason, ReasonOf};
use super::relation::AgreementRelation;
use super::text::LocalizedText;
use crate::failure::Failure;
use crate::reading::Reading;
use crate::words::{Area, ConflictGround};

/// Two agreements in force whose clauses are opposed.
#[derive(Clone)]
pub(crate) struct AgreementConflict {
    /// The logs of the two, each with its place among those that were looked at.
    logs: [(usize, Arc<agreement::Agreement>); 2],
    conflict: Arc<Conflict>,
    known_at: Option<DateTime<Utc>>,
    reading: Arc<Reading>,
}

impl AgreementConflict {
    /// A conflict among some agreements, as known at a moment.
    pub(crate) fn of(
        conflict: Conflict,
        looked_at: &[Arc<agreement::Agreement>],
        known_at: Option<DateTime<Utc>>,
        reading: &Arc<Reading>,
    ) -> Self {
        let (one, other) = conflict.between;
        let logs = [one, other].map(|at| (at, Arc::clone(&looked_at[at])));
        Self { logs, conflict: Arc::new(conflict), known_at, reading: Arc::clone(reading) }
    }

    /// The two.
    pub(crate) fn ids(&self) -> [AgreementId; 2] {
        [self.logs[0].1.id(), self.logs[1].1.id()]
    }

    fn obligation(&self, (at, act): (usize, ActId)) -> Result<Obligation, Failure> {
        let log = self.logs.iter().find(|(place, _)| *place == at).map(|(_, log)| log);
        let found = log.and_then(|log| Obligation::find(log, act, &self.reading));
        found.ok_or_else(|| self.reading.fault(&format!("obligation {act} is opposed to another and in no log")))
    }

    fn opposed_obligations(&self, opposed: &Opposed) -> Result<OpposedObligations, Failure> {
        let debtors = opposed.debtors.iter().filter_map(|debtor| actor::by_id(*debtor));
        Ok(OpposedObligations {
            debtors: debtors.map(|debtor| Actor::of(debtor, &self.reading)).collect(),
            to_do: self.obligation(opposed.to_do)?,
            to_forbear: self.obligation(opposed.to_forbear)?,
            ground: opposed.ground.into(),
        })
    }

    fn reason_of(&self) -> ReasonOf {
        let [(_, log), _] = &self.logs;
        ReasonOf { agreement: Some(log.id()), known_at: self.known_at, reading: Arc::clone(&self.reading) }
    }
}

/// Two agreements in force between the same parties and in the same area, of which one obliges a party to what the other may
/// oblige it not to do. It is offered for review: the registry does not decide whether they can be applied together, nor which
/// of them yields (VCLT 30, 59).
#[Object]
impl AgreementConflict {
    /// One of the two, as it is now.
    async fn between(&self) -> Result<Agreement, Failure> {
        Agreement::of_log(self.logs[0].1.id(), &self.reading).await
    }

    /// The other, as it is now.
    async fn and(&self) -> Result<Agreement, Failure> {
        Agreement::of_log(self.logs[1].1.id(), &self.reading).await
    }

    /// The areas that both are of.
    async fn areas(&self) -> Vec<Area> {
        self.conflict.areas.iter().map(|area| (*area).into()).collect()
    }

    /// Why they are laid beside each other: the most telling of the grounds.
    async fn ground(&self) -> ConflictGround {
        self.conflict.ground().into()
    }

    /// The obligations that are opposed, the more telling first.
    fn opposed(&self) -> Result<Vec<OpposedObligations>, Failure> {
        self.conflict.opposed.iter().map(|opposed| self.opposed_obligations(opposed)).collect()
    }

    /// How the two are related, as now known: what one of them does to the other may answer the question.
    async fn relations(&self) -> Result<Vec<AgreementRelation>, Failure> {
        let [one, other] = self.ids();
        let mut between = Vec::new();
        for ((_, log), to) in self.logs.iter().zip([other, one]) {
            let relations = AgreementRelation::all(log, &self.reading).await?;
            between.extend(relations.into_iter().map(|(_, relation)| relation).filter(|relation| relation.is_to(to)));
        }
        Ok(between)
    }

    /// What the law says of such agreements.
    async fn because(&self) -> Option<LegalReason> {
        LegalReason::of_finding(self.reason_of(), &self.conflict.finding())
    }

    /// What would settle it.
    async fn cure(&self) -> Option<LocalizedText> {
        self.conflict.finding().cure.map(LocalizedText::english)
    }
}

/// Two obligations of one party that it may be unable to meet both.
#[derive(SimpleObject)]
pub(crate) struct OpposedObligations {
    /// Who owes both.
    debtors: Vec<Actor>,
    /// What is to be done.
    to_do: Obligation,
    /// What is not to be done.
    to_forbear: Obligation,
    /// Why they are laid beside each other.
    ground: ConflictGround,
}
