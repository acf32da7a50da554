//! The obligations of an agreement and how they stand on a day.

use chrono::NaiveDate;

use super::series::first_open;
use super::{Agreement, StatusName};
use crate::act::{ActDetails, ActId, DueRule, Obligation, RecordedAct};
use crate::day::{LegalDay, Span};
use crate::law::{Partly, Touched};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// How an obligation stands on a day. Derived; nobody sets it.
    ObligationState {
        /// The agreement is not in force, or not applied as to its clause.
        NotYetBinding = 1 "NOT_YET_BINDING",
        /// It binds, and nothing is late.
        Active = 2 "ACTIVE",
        /// It is fulfilled.
        Fulfilled = 3 "FULFILLED",
        /// A due day has passed without fulfilment.
        Overdue = 4 "OVERDUE",
        /// Who is owed it says that it is broken.
        BreachAlleged = 5 "BREACH_ALLEGED",
        /// Who is owed it has given it up.
        Waived = 6 "WAIVED",
        /// The agreement, or its clause, is suspended (VCLT 72).
        Suspended = 7 "SUSPENDED",
        /// The agreement has ended, and it with it (VCLT 70(1)(a)).
        Released = 8 "RELEASED",
        /// The agreement has ended, and it stays open (VCLT 70(1)(b)).
        Surviving = 9 "SURVIVING",
    }
}

/// An obligation as it stands on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObligationStanding<'a> {
    /// The act that recorded it, which is its identity.
    pub act: ActId,
    /// What is owed.
    pub obligation: &'a Obligation,
    /// How it stands; none where the agreement's own status is unknown.
    pub state: Option<ObligationState>,
    /// The earliest due day that is open.
    pub next_due: Option<Span>,
}

impl Agreement {
    /// The obligations recorded under it, as they stand on a day, in the order of the log.
    #[must_use]
    pub fn obligations(&self, day: NaiveDate) -> Vec<ObligationStanding<'_>> {
        self.effective_acts().filter_map(|act| self.obligation_of(act, day)).collect()
    }

    /// The obligation that an act recorded, as it stands on a day; none where the act recorded none.
    #[must_use]
    pub fn obligation(&self, id: ActId, day: NaiveDate) -> Option<ObligationStanding<'_>> {
        self.effective_acts().find(|act| act.id == id).and_then(|act| self.obligation_of(act, day))
    }

    /// The obligations that outlive it on a day.
    #[must_use]
    pub fn surviving_obligations(&self, day: NaiveDate) -> Vec<ObligationStanding<'_>> {
        let obligations = self.obligations(day).into_iter();
        obligations.filter(|obligation| obligation.state == Some(ObligationState::Surviving)).collect()
    }

    fn obligation_of<'a>(&'a self, act: &'a RecordedAct, day: NaiveDate) -> Option<ObligationStanding<'a>> {
        match &act.body.details {
            ActDetails::ObligationAdded(obligation) => Some(ObligationStanding {
                act: act.id,
                obligation,
                state: self.obligation_state(act.id, obligation, day),
                next_due: self.open_due(act.id, obligation, day),
            }),
            _ => None,
        }
    }

    /// The acts that have their effect, in the order of the log.
    pub(super) fn effective_acts(&self) -> impl Iterator<Item = &RecordedAct> {
        self.acts
            .iter()
            .zip(&self.standing.judgements)
            .filter(|(_, judgement)| judgement.is_effective())
            .map(|(act, _)| act)
    }

    fn obligation_state(&self, id: ActId, obligation: &Obligation, day: NaiveDate) -> Option<ObligationState> {
        use ObligationState as S;
        let told = |wanted: fn(&ActDetails, ActId) -> bool| {
            self.effective_acts()
                .filter(|act| wanted(&act.body.details, id))
                .filter_map(|act| act.body.effective())
                .any(|on| on.latest <= day)
        };
        if told(|details, id| matches!(details, ActDetails::ObligationWaived { obligation } if *obligation == id)) {
            return Some(S::Waived);
        }
        let due = self.open_due(id, obligation, day);
        let is_once = !matches!(obligation.due, DueRule::Recurring { .. } | DueRule::Continuing);
        if is_once && told(|details, id| matches!(details, ActDetails::ObligationFulfilled(of) if of.obligation == id))
        {
            return Some(S::Fulfilled);
        }
        let late = due.is_some_and(|due| due.latest < day);
        let alleged =
            told(|details, id| matches!(details, ActDetails::ObligationBreachAlleged(of) if of.obligation == id));
        let binding = || {
            if alleged {
                S::BreachAlleged
            } else if late {
                S::Overdue
            } else {
                S::Active
            }
        };
        if self.is_touched(Touched::Void, obligation, day) {
            return Some(S::Released);
        }
        let clause_left = self.clause_left(obligation, day);
        match self.on(day).status {
            StatusName::Unknown => None,
            StatusName::InForce | StatusName::Suspended if clause_left.is_some() => {
                Some(if self.outlives(obligation, due, day) { S::Surviving } else { S::Released })
            }
            StatusName::InForce => {
                Some(if self.is_touched(Touched::Suspended, obligation, day) && !obligation.humanitarian {
                    S::Suspended
                } else {
                    binding()
                })
            }
            StatusName::Suspended => Some(if obligation.humanitarian { binding() } else { S::Suspended }),
            StatusName::ProvisionallyApplied => {
                let partial = self.standing.partly.iter().any(|partly| partly.touched == Touched::Applied);
                let covered = !partial || self.is_touched(Touched::Applied, obligation, day);
                Some(if covered { binding() } else { S::NotYetBinding })
            }
            StatusName::Expired | StatusName::Terminated | StatusName::Denounced | StatusName::Superseded => {
                Some(if self.outlives(obligation, due, day) { S::Surviving } else { S::Released })
            }
            StatusName::Invalid => Some(S::Released),
            StatusName::None
            | StatusName::Proposed
            | StatusName::Negotiating
            | StatusName::TextAuthenticated
            | StatusName::Signed
            | StatusName::Abandoned => Some(S::NotYetBinding),
        }
    }

    pub(super) fn is_touched(&self, how: Touched, obligation: &Obligation, day: NaiveDate) -> bool {
        obligation.clause.as_deref().is_some_and(|clause| {
            self.standing.partly.iter().any(|partly| partly.touched == how && partly.touches(clause, day))
        })
    }

    /// By what its clause has ended by a day, without the rest.
    fn clause_left(&self, obligation: &Obligation, day: NaiveDate) -> Option<&Partly> {
        let clause = obligation.clause.as_deref()?;
        let left = self.standing.partly.iter().filter(|partly| partly.touched == Touched::Ended);
        left.filter(|partly| partly.touches(clause, day)).min_by_key(|partly| partly.from)
    }

    /// The last day of what an obligation is under: of its clause, where that has ended by a day without the rest, or of the
    /// agreement, whichever is earlier.
    pub(super) fn last_day_of(&self, obligation: &Obligation, day: NaiveDate) -> Option<Span> {
        let of_clause = self.clause_left(obligation, day).map(|left| left.from.eve());
        of_clause.into_iter().chain(self.standing.ends_on).min()
    }

    /// After the end: what outlives it by the text, for as long as that says; what fell due before it and is still owed
    /// (VCLT 70(1)(b)); and after an end for breach, what protects persons (60(5)).
    fn outlives(&self, obligation: &Obligation, due: Option<Span>, day: NaiveDate) -> bool {
        let Some(last_day) = self.last_day_of(obligation, day) else { return false };
        self.outlives_end(obligation, last_day, day) || due.is_some_and(|due| due.latest <= last_day.earliest)
    }

    /// Whether it binds on a day after a last one in force: by the text, or as it protects persons.
    pub(super) fn outlives_end(&self, obligation: &Obligation, last_day: Span, day: NaiveDate) -> bool {
        obligation.outlives_by_text(last_day, day) || (obligation.humanitarian && self.has_ended_for_breach(day))
    }

    /// What was fulfilled of an obligation by a day: which due days, where that is said.
    pub(super) fn fulfilled_days(&self, id: ActId, day: NaiveDate) -> Vec<Option<Span>> {
        self.effective_acts()
            .filter(|act| act.body.effective().is_some_and(|on| on.latest <= day))
            .filter_map(|act| match &act.body.details {
                ActDetails::ObligationFulfilled(of) if of.obligation == id => {
                    Some(of.due_on.as_ref().map(LegalDay::span))
                }
                _ => None,
            })
            .collect()
    }

    /// The earliest due day that is not fulfilled by a day.
    fn open_due(&self, id: ActId, obligation: &Obligation, day: NaiveDate) -> Option<Span> {
        let fulfilled = self.fulfilled_days(id, day);
        match &obligation.due {
            DueRule::Continuing | DueRule::OnTrigger { .. } => None,
            DueRule::Once { on } => {
                let due = on.span();
                (fulfilled.is_empty() && self.released(obligation, due.latest).is_none()).then_some(due)
            }
            DueRule::Recurring { recurrence } => {
                let begins = self.standing.in_force_since.map_or(recurrence.starts(), |since| since.latest);
                first_open(self.owed_after(obligation, recurrence, begins.pred_opt()?), &fulfilled)
            }
        }
    }
}
