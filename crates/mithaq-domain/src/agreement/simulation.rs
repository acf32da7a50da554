//! What would come of acts, without anything being written.

use chrono::{DateTime, NaiveDate, Utc};

use super::{Agreement, Stance, StatusName};
use crate::act::{ActBody, ActDetails, ActEffect, AgreementId, LegalBasis};
use crate::day::{LegalDay, Span};
use crate::law::Finding;

/// One act of a simulation, and what would come of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The act.
    pub body: ActBody,
    /// The days among which it would take effect.
    pub effective: Option<Span>,
    /// What the law would make of it; none where it is refused, and the steps after it go without it.
    pub effect: Option<ActEffect>,
    /// The refusals where it is refused, else what there is to say against it.
    pub findings: Vec<Finding>,
    /// Where the agreement would stand on the act's day just before it.
    pub before: StatusName,
    /// Where it would stand on that day with it.
    pub after: StatusName,
}

/// What would come of acts, one after the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Simulation {
    /// The acts, in the order given.
    pub steps: Vec<Step>,
    /// The agreement as it would be; the acts in it were never recorded.
    pub after: Agreement,
}

impl Simulation {
    /// Whether an act is refused.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.steps.iter().any(|step| step.effect.is_none())
    }
}

impl Agreement {
    /// What would come of acts that we intend, one after the other, each supposed to be done on its day even
    /// where that lies ahead.
    #[must_use]
    pub fn simulate(&self, acts: &[ActBody], today: NaiveDate) -> Simulation {
        self.simulate_beside(acts, |_| None, today)
    }

    /// The same, where an act may name a later agreement that takes this one's place; `later` finds it.
    #[must_use]
    pub fn simulate_beside<'a>(
        &self,
        acts: &[ActBody],
        later: impl Fn(AgreementId) -> Option<&'a Self>,
        today: NaiveDate,
    ) -> Simulation {
        let mut after = self.clone();
        let moment = self.acts.last().map_or(DateTime::UNIX_EPOCH, |act| act.recorded_at);
        let named = |body: &ActBody| match &body.details {
            ActDetails::Superseded(supersession) => supersession.by.and_then(&later),
            _ => None,
        };
        let steps = acts.iter().map(|body| after.step(body, named(body), today, moment)).collect();
        Simulation { steps, after }
    }

    /// Takes one act, if it is not refused.
    fn step(&mut self, body: &ActBody, later: Option<&Self>, today: NaiveDate, moment: DateTime<Utc>) -> Step {
        let effective = body.effective();
        let on = effective.map_or(today, |on| on.latest);
        let before = self.on(on).status;
        let (day, stance) = (last_day_said(body).max(today), Stance::Intended);
        let decided = match later {
            Some(later) => self.decide_beside(later, body.clone(), stance, day),
            None => self.decide(body.clone(), stance, day),
        };
        let recorded = match decided {
            Ok(change) => {
                let warnings = change.warnings().to_vec();
                change.record(moment, "").map(|(agreement, _)| (agreement, warnings)).map_err(|_| Vec::new())
            }
            Err(refused) => Err(refused.0),
        };
        let (effect, findings) = match recorded {
            Ok((agreement, warnings)) => {
                *self = agreement;
                (self.standing.effects().last(), warnings)
            }
            Err(refusals) => (None, refusals),
        };
        Step { body: body.clone(), effective, effect, findings, before, after: self.on(on).status }
    }
}

/// The last day on which an act is said to be done, which a simulation takes as having come.
fn last_day_said(body: &ActBody) -> NaiveDate {
    let days = [&body.action_on, &body.sent_on, &body.received_on].into_iter().flatten();
    let last = days.map(LegalDay::span).map(|span| span.latest).max();
    last.filter(|_| body.basis == LegalBasis::Reported).unwrap_or(NaiveDate::MIN)
}
