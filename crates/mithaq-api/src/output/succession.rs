//! Who succeeds the parties of an agreement.

use std::sync::Arc;

use async_graphql::{Object, SimpleObject};
use chrono::NaiveDate;
use mithaq_domain::{act, agreement};

use super::act::Act;
use super::actor::Actor;
use super::day::LegalDay;
use crate::failure::Failure;
use crate::reading::Reading;
use crate::words::SuccessionManner;

/// What is said of a succession (VCLT 73, VCSST 24).
pub(crate) struct SuccessionDetails {
    pub(crate) said: act::Succession,
    pub(crate) reading: Arc<Reading>,
}

/// What is said of a succession (VCLT 73, VCSST 24).
#[Object]
impl SuccessionDetails {
    /// The party that is succeeded, or who succeeded it before.
    fn predecessor(&self) -> Result<Actor, Failure> {
        Actor::stored(self.said.predecessor, &self.reading)
    }

    /// Who succeeds it.
    fn successor(&self) -> Result<Actor, Failure> {
        Actor::stored(self.said.successor, &self.reading)
    }

    /// What it rests on.
    async fn manner(&self) -> SuccessionManner {
        self.said.manner.into()
    }
}

/// A succession as it stands on a day. It is never assumed: someone has recorded it.
#[derive(SimpleObject)]
pub(crate) struct StandingSuccession {
    /// The party that is succeeded, or who succeeded it before.
    predecessor: Actor,
    /// Who succeeds it, and acts in its role.
    successor: Actor,
    /// What it rests on.
    manner: SuccessionManner,
    /// Since when.
    since: LegalDay,
    /// Since when a party contests it; null where none does.
    contested_since: Option<LegalDay>,
    /// The act that recorded it.
    act: Option<Act>,
}

impl StandingSuccession {
    /// The successions that are recorded for a day, in the order of the log.
    pub(crate) fn all(
        log: &Arc<agreement::Agreement>,
        day: NaiveDate,
        reading: &Arc<Reading>,
    ) -> Result<Vec<Self>, Failure> {
        let standing = log.successions(day).into_iter();
        standing
            .map(|standing| {
                Ok(Self {
                    predecessor: Actor::stored(standing.succession.predecessor, reading)?,
                    successor: Actor::stored(standing.succession.successor, reading)?,
                    manner: standing.succession.manner.into(),
                    since: standing.on.into(),
                    contested_since: standing.contested.map(|(_, on)| on.into()),
                    act: Act::find(log, standing.act, reading),
                })
            })
            .collect()
    }
}
