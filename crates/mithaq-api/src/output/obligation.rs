//! What is owed under an agreement.

use std::sync::Arc;

use async_graphql::{ID, Object};
use chrono::NaiveDate;
use mithaq_domain::act::{self, ActId};
use mithaq_domain::agreement::{self, ObligationStanding};

use super::act::Act;
use super::agreement::Agreement;
use super::day::LegalDay;
use super::due::DueRule;
use super::listing::{ActConnection, Cut, Place, placed};
use super::terms::Period;
use crate::failure::{Failure, Nullable};
use crate::input::page::PageInput;
use crate::reading::Reading;
use crate::scalar::{Date, DateTime};
use crate::words::{Debtor, ObligationKind, ObligationState};

/// What is owed under an agreement, as now known.
#[derive(Clone)]
pub(crate) struct Obligation {
    log: Arc<agreement::Agreement>,
    act: ActId,
    said: Arc<act::Obligation>,
    reading: Arc<Reading>,
}

impl Obligation {
    /// The obligation that an act of a log records; none where the act is of another kind, or has no effect.
    pub(crate) fn find(log: &Arc<agreement::Agreement>, act: ActId, reading: &Arc<Reading>) -> Option<Self> {
        let standing = log.obligation(act, reading.today)?;
        Some(Self::of(log, &standing, reading))
    }

    /// The obligations of an agreement that are in one of some states on a day, in the order of its log.
    pub(crate) fn all(
        log: &Arc<agreement::Agreement>,
        states: Option<&[ObligationState]>,
        as_of: NaiveDate,
        reading: &Arc<Reading>,
    ) -> Vec<(Place, Self)> {
        let is_wanted = |standing: &ObligationStanding<'_>| {
            states.is_none_or(|states| standing.state.is_some_and(|state| states.contains(&state.into())))
        };
        let standing = log.obligations(as_of).into_iter().filter(is_wanted);
        placed(log, standing.map(|standing| (standing.act, Self::of(log, &standing, reading))))
    }

    fn of(log: &Arc<agreement::Agreement>, standing: &ObligationStanding<'_>, reading: &Arc<Reading>) -> Self {
        let said = Arc::new(standing.obligation.clone());
        Self { log: Arc::clone(log), act: standing.act, said, reading: Arc::clone(reading) }
    }

    /// How it stands on a day, as known at a moment; none where it was not yet known.
    async fn standing<T>(
        &self,
        as_of: Option<Date>,
        known_at: Option<DateTime>,
        of: impl Fn(&ObligationStanding<'_>) -> Option<T>,
    ) -> Result<Option<T>, Failure> {
        let known_at = known_at.map(|moment| moment.0);
        self.reading.check_known_at(known_at).await?;
        let log = match known_at {
            None => Some(Arc::clone(&self.log)),
            Some(_) => self.reading.log(self.log.id(), known_at).await?,
        };
        let day = as_of.map_or(self.reading.today, |day| day.0);
        Ok(log.and_then(|log| log.obligation(self.act, day).as_ref().and_then(&of)))
    }
}

/// What is owed under an agreement, by whom and when. Its identity is that of the act that recorded it.
#[Object]
impl Obligation {
    /// Its identity.
    async fn id(&self) -> ID {
        ID(self.act.to_string())
    }

    /// The agreement.
    async fn agreement(&self) -> Result<Agreement, Failure> {
        Agreement::of_log(self.log.id(), &self.reading).await
    }

    /// Who owes it.
    async fn debtor(&self) -> Debtor {
        self.said.debtor.into()
    }

    /// What is owed, by kind.
    async fn kind(&self) -> ObligationKind {
        self.said.obligation.into()
    }

    /// What is owed, in words.
    async fn what(&self) -> &str {
        &self.said.what
    }

    /// What it is about, in a term that is used alike in every agreement.
    async fn subject(&self) -> Option<&str> {
        self.said.subject.as_deref()
    }

    /// The number of the clause that it is under.
    async fn clause(&self) -> Option<&str> {
        self.said.clause.as_deref()
    }

    /// When it falls due; null where it binds as long as the agreement does.
    async fn falls_due(&self) -> Option<DueRule> {
        DueRule::of_obligation(&self.said.due)
    }

    /// Who in the ministry answers for it.
    async fn owner(&self) -> Option<&str> {
        self.said.owner.as_deref()
    }

    /// Whether it outlives the agreement (VCLT 70).
    async fn outlives(&self) -> bool {
        self.said.outlives.is_some()
    }

    /// For how long it outlives the agreement; null means until it is released.
    async fn outlives_for(&self) -> Option<Period> {
        self.said.outlives.as_ref()?.period.map(Into::into)
    }

    /// Whether it protects persons in a treaty of humanitarian character, so that no breach suspends it (VCLT 60(5)).
    async fn humanitarian(&self) -> bool {
        self.said.humanitarian
    }

    /// How it stands on a day, as known at a moment; null where the agreement's own status is unknown, or the obligation
    /// was not yet known.
    async fn state(
        &self,
        #[graphql(desc = "The day; today, where left out.")] as_of: Option<Date>,
        #[graphql(desc = "Only what was recorded by this moment is taken into account; now, where left out.")]
        known_at: Option<DateTime>,
    ) -> Nullable<ObligationState> {
        self.standing(as_of, known_at, |standing| standing.state).await.map(|state| state.map(Into::into)).transpose()
    }

    /// The earliest due day that is open on a day, as known at a moment.
    async fn next_due(
        &self,
        #[graphql(desc = "The day; today, where left out.")] as_of: Option<Date>,
        #[graphql(desc = "Only what was recorded by this moment is taken into account; now, where left out.")]
        known_at: Option<DateTime>,
    ) -> Nullable<LegalDay> {
        self.standing(as_of, known_at, |standing| standing.next_due).await.map(|due| due.map(Into::into)).transpose()
    }

    /// What was recorded of it: the act that added it, and those that fulfil it, waive it or allege its breach.
    async fn history(
        &self,
        #[graphql(desc = "How many from the start, or after `after`: 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor of the entry after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many from the end, or before `before`: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor of the entry before which the page ends.")] before: Option<String>,
    ) -> Nullable<ActConnection> {
        let page = PageInput { first, after, last, before };
        let all = Act::about(&self.log, self.act, &self.reading);
        let asked = ("Obligation.history", &[self.act.to_string()][..]);
        Some(Cut::of(all, asked, &page, &self.reading.registry).map(ActConnection))
    }
}
