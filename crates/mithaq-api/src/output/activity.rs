//! Things done under an agreement.

use std::sync::Arc;

use async_graphql::{ID, Object};
use mithaq_domain::act::{self, ActId};
use mithaq_domain::agreement::{self, ActivityStanding};

use super::act::Act;
use super::agreement::Agreement;
use super::day::LegalDay;
use super::listing::{ActConnection, Cut, Place, placed};
use crate::failure::{Failure, Nullable};
use crate::input::page::PageInput;
use crate::reading::Reading;
use crate::words::{ActivityKind, ActivityState};

/// A thing done under an agreement, as now known.
#[derive(Clone)]
pub(crate) struct Activity {
    log: Arc<agreement::Agreement>,
    act: ActId,
    said: Arc<act::Activity>,
    state: agreement::ActivityState,
    outcome: Option<String>,
    lessons: Vec<String>,
    reading: Arc<Reading>,
}

/// Which activities are wanted; all, where nothing is said.
#[derive(Debug, Default)]
pub(crate) struct WantedActivities {
    pub(crate) kinds: Option<Vec<ActivityKind>>,
    pub(crate) states: Option<Vec<ActivityState>>,
}

impl WantedActivities {
    fn includes(&self, standing: &ActivityStanding<'_>) -> bool {
        let kind = standing.activity.activity.into();
        self.kinds.as_ref().is_none_or(|kinds| kinds.contains(&kind))
            && self.states.as_ref().is_none_or(|states| states.contains(&standing.state.into()))
    }
}

impl Activity {
    /// The activity that an act of a log first told of; none where it is another act.
    pub(crate) fn find(log: &Arc<agreement::Agreement>, act: ActId, reading: &Arc<Reading>) -> Option<Self> {
        let standing = log.activities().into_iter().find(|activity| activity.act == act)?;
        Some(Self::of(log, &standing, reading))
    }

    /// The activities of an agreement, in the order of its log.
    pub(crate) fn all(
        log: &Arc<agreement::Agreement>,
        wanted: &WantedActivities,
        reading: &Arc<Reading>,
    ) -> Vec<(Place, Self)> {
        let standing = log.activities().into_iter().filter(|standing| wanted.includes(standing));
        placed(log, standing.map(|standing| (standing.act, Self::of(log, &standing, reading))))
    }

    fn of(log: &Arc<agreement::Agreement>, standing: &ActivityStanding<'_>, reading: &Arc<Reading>) -> Self {
        Self {
            log: Arc::clone(log),
            act: standing.act,
            said: Arc::new(standing.activity.clone()),
            state: standing.state,
            outcome: standing.outcome.map(str::to_owned),
            lessons: standing.lessons.to_vec(),
            reading: Arc::clone(reading),
        }
    }
}

/// A thing done under an agreement: as planned, or as held where it was held. Its identity is that of the act that first
/// told of it.
#[Object]
impl Activity {
    /// Its identity.
    async fn id(&self) -> ID {
        ID(self.act.to_string())
    }

    /// The agreement.
    async fn agreement(&self) -> Result<Agreement, Failure> {
        Agreement::of_log(self.log.id(), &self.reading).await
    }

    /// What it is.
    async fn kind(&self) -> ActivityKind {
        self.said.activity.into()
    }

    /// How far it has come.
    async fn state(&self) -> ActivityState {
        self.state.into()
    }

    /// What it is called.
    async fn title(&self) -> &str {
        &self.said.title
    }

    /// Its first day.
    async fn from(&self) -> LegalDay {
        (&self.said.from).into()
    }

    /// Its last day, where it takes more than one.
    async fn to(&self) -> Option<LegalDay> {
        self.said.to.as_ref().map(Into::into)
    }

    /// Where.
    async fn place(&self) -> Option<&str> {
        self.said.place.as_deref()
    }

    /// The number of the clause that it is under.
    async fn clause(&self) -> Option<&str> {
        self.said.clause.as_deref()
    }

    /// Who takes part.
    async fn participants(&self) -> &[String] {
        &self.said.participants
    }

    /// What came of it.
    async fn outcome(&self) -> Option<&str> {
        self.outcome.as_deref()
    }

    /// What was learned.
    async fn lessons(&self) -> &[String] {
        &self.lessons
    }

    /// What was recorded of it: its plan, its report, its cancellation.
    async fn history(
        &self,
        #[graphql(desc = "How many from the start, or after `after`: 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor of the entry after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many from the end, or before `before`: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor of the entry before which the page ends.")] before: Option<String>,
    ) -> Nullable<ActConnection> {
        let page = PageInput { first, after, last, before };
        let all = Act::about(&self.log, self.act, &self.reading);
        let asked = ("Activity.history", &[self.act.to_string()][..]);
        Some(Cut::of(all, asked, &page, &self.reading.registry).map(ActConnection))
    }
}
