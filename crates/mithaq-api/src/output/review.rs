//! Looks at whether an agreement still serves.

use std::sync::Arc;

use async_graphql::Object;
use mithaq_domain::act::ActKind;
use mithaq_domain::agreement::{self, ReviewStanding};

use super::act::Act;
use super::day::LegalDay;
use super::listing::{Place, placed};
use crate::reading::Reading;
use crate::words::ReviewDecision;

/// A look at whether an agreement still serves.
#[derive(Clone)]
pub(crate) struct Review {
    act: Act,
    standing: ReviewStanding,
    conclusions: Vec<Act>,
}

impl Review {
    /// The reviews of an agreement, in the order of its log.
    pub(crate) fn all(log: &Arc<agreement::Agreement>, reading: &Arc<Reading>) -> Vec<(Place, Self)> {
        let reviews = log.reviews().into_iter().filter_map(|standing| {
            let act = Act::find(log, standing.act, reading)?;
            let about = Act::about(log, standing.act, reading).into_iter().map(|(_, act)| act);
            let conclusions = about.filter(|act| act.is_of(ActKind::ReviewConcluded)).collect();
            Some((standing.act, Self { act, standing, conclusions }))
        });
        placed(log, reviews)
    }
}

/// A look at whether the agreement still serves: scheduled once, from time to time or since something happened; or taken
/// without having been scheduled.
#[Object]
impl Review {
    /// The act that scheduled it, or that concluded one never scheduled. Its details say when and what for.
    async fn act(&self) -> Act {
        self.act.clone()
    }

    /// The earliest day that is open, by which it is to be taken.
    async fn due_on(&self) -> Option<LegalDay> {
        self.standing.due.map(Into::into)
    }

    /// What it came to, the first time first.
    async fn decisions(&self) -> Vec<ReviewDecision> {
        self.standing.decisions.iter().map(|decision| (*decision).into()).collect()
    }

    /// The acts that concluded it, with their findings, the first first.
    async fn conclusions(&self) -> Vec<Act> {
        self.conclusions.clone()
    }
}
