//! Steps of domestic law, and the consent that is awaited meanwhile.

use std::sync::Arc;

use async_graphql::{ComplexObject, SimpleObject};
use chrono::NaiveDate;
use mithaq_domain::agreement::{self, ConsentPending, StepTaken};
use mithaq_domain::party;
use mithaq_store::{AgreementQuery, Condition, GroupBy, Statistics};

use super::act::Act;
use super::actor::Actor;
use super::day::LegalDay;
use super::listing::{Place, placed};
use super::statistics::whole_days;
use crate::failure::{Failure, Nullable};
use crate::input::order::AgreementOrder;
use crate::reading::Reading;
use crate::scalar::Date;
use crate::words::{DomesticStepKind, PartyRole};

/// A step of domestic law that a party has taken. It is never consent by itself (VCLT 27, 46).
#[derive(Clone, SimpleObject)]
pub(crate) struct DomesticStep {
    /// The party.
    by: PartyRole,
    /// Which step.
    step: DomesticStepKind,
    /// The number of the law, decree or gazette.
    reference: Option<String>,
    /// The day, where it is known.
    on: Option<LegalDay>,
    /// The act that says so.
    act: Act,
}

impl DomesticStep {
    /// The steps of both parties, in the order of the log.
    pub(crate) fn all(log: &Arc<agreement::Agreement>, reading: &Arc<Reading>) -> Vec<(Place, Self)> {
        let steps = log.domestic_steps().filter_map(|taken| Some((taken.act, Self::of(log, &taken, reading)?)));
        placed(log, steps)
    }

    fn of(log: &Arc<agreement::Agreement>, taken: &StepTaken<'_>, reading: &Arc<Reading>) -> Option<Self> {
        Some(Self {
            by: taken.by.into(),
            step: taken.step.step.into(),
            reference: taken.step.reference.clone(),
            on: taken.on.map(Into::into),
            act: Act::find(log, taken.act, reading)?,
        })
    }
}

/// The consent of a party is awaited.
#[derive(SimpleObject)]
#[graphql(complex)]
pub(crate) struct PendingConsent {
    /// On whose side.
    on: PartyRole,
    /// The party.
    actor: Actor,
    /// The first day on which it was awaited without a break.
    since: Date,
    /// How many days it had been awaited on the snapshot's day.
    days_waiting: i64,
    /// The last step of its own law that it had taken by then, which tells where it waits; null where none is recorded.
    last_step: Option<DomesticStep>,
    /// The steps of its own law that it had taken by then, the earliest first.
    steps: Vec<DomesticStep>,
    /// Agreements that it can be compared with: of the same counterpart, in one of its areas.
    #[graphql(skip)]
    alike: Condition,
    #[graphql(skip)]
    reading: Arc<Reading>,
}

impl PendingConsent {
    /// The consents that are awaited on a day, home first.
    pub(crate) fn all(
        log: &Arc<agreement::Agreement>,
        day: NaiveDate,
        reading: &Arc<Reading>,
    ) -> Result<Vec<Self>, Failure> {
        log.consent_pending(day).iter().map(|pending| Self::of(log, pending, day, reading)).collect()
    }

    fn of(
        log: &Arc<agreement::Agreement>,
        pending: &ConsentPending<'_>,
        day: NaiveDate,
        reading: &Arc<Reading>,
    ) -> Result<Self, Failure> {
        let steps: Vec<DomesticStep> =
            pending.steps.iter().filter_map(|taken| DomesticStep::of(log, taken, reading)).collect();
        Ok(Self {
            on: pending.on.into(),
            actor: Actor::stored(log.standing().parties.get(pending.on).actor, reading)?,
            since: Date(pending.since),
            days_waiting: (day - pending.since).num_days(),
            last_step: steps.last().cloned(),
            steps,
            alike: alike(log, day),
            reading: Arc::clone(reading),
        })
    }
}

fn alike(log: &agreement::Agreement, day: NaiveDate) -> Condition {
    let counterpart = log.standing().parties.get(party::PartyRole::Counterpart).actor;
    let areas = log.standing().terms_on(day).areas.iter().copied().collect();
    Condition::All(vec![Condition::Counterpart(vec![counterpart]), Condition::AnyArea(areas)])
}

/// The consent of a party is awaited.
#[ComplexObject]
impl PendingConsent {
    /// For comparison: the median number of days from signature to force of the agreements with the same counterpart in
    /// one of its areas; null where of none both days are known.
    async fn median_days_to_force(&self) -> Nullable<i64> {
        let query = AgreementQuery {
            condition: self.alike.clone(),
            order: AgreementOrder::DEFAULT,
            as_of: self.reading.today,
            known_at: None,
        };
        let counted = self.reading.snapshot.statistics(&query, &[GroupBy::Partner], 1).await;
        let counted = counted.map_err(|error| self.reading.failure(&error));
        let median = |counts: Statistics| counts.rows.first().and_then(|row| row.median_days_to_force);
        counted.map(|counts| median(counts).and_then(whole_days)).transpose()
    }
}
