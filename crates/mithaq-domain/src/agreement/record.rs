//! Texts, relations, registration and domestic steps of an agreement.

use chrono::NaiveDate;

use super::Agreement;
use crate::act::{ActDetails, ActId, ActKind, ClauseChange, DomesticStep, Registration, Relation, Text, Withholding};
use crate::day::Span;
use crate::party::PartyRole;

/// Whether an agreement is registered with the United Nations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegistrationState<'a> {
    /// Nothing is recorded.
    NotRegistered,
    /// It is.
    Registered(&'a Registration),
    /// It was decided not to register it.
    Withheld(&'a Withholding),
}

/// A step of domestic law that a party has taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepTaken<'a> {
    /// The act that says so.
    pub act: ActId,
    /// The party.
    pub by: PartyRole,
    /// The day, where it is known.
    pub on: Option<Span>,
    /// The step.
    pub step: &'a DomesticStep,
}

/// The consent of a party is awaited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentPending<'a> {
    /// Of which party.
    pub on: PartyRole,
    /// The first day on which it was awaited without a break.
    pub since: NaiveDate,
    /// The steps of its own law that it has taken, the earliest first: the last tells where it waits.
    pub steps: Vec<StepTaken<'a>>,
}

impl Agreement {
    /// The texts that there were on a day, with the acts that added them, in the order of the log. A text
    /// without a day has been there from the start.
    pub fn texts_on(&self, day: NaiveDate) -> impl Iterator<Item = (ActId, &Text)> {
        self.effective_acts().filter(move |act| act.body.effective().is_none_or(|on| on.latest <= day)).filter_map(
            |act| match &act.body.details {
                ActDetails::TextAdded(text) => Some((act.id, text.as_ref())),
                _ => None,
            },
        )
    }

    /// Which instruments changed which clauses, in the order of the log. A correction that holds from the
    /// start has no day.
    pub fn clause_changes(&self) -> impl Iterator<Item = (ActId, Option<Span>, &ClauseChange)> {
        self.effective_acts().flat_map(|act| {
            let (from, clauses) = match &act.body.details {
                ActDetails::Amended(amendment) => (act.body.effective(), amendment.clauses.as_slice()),
                ActDetails::Corrected(correction) => {
                    (correction.holds_from.as_ref().map(crate::day::LegalDay::span), correction.clauses.as_slice())
                }
                _ => (None, [].as_slice()),
            };
            clauses.iter().map(move |clause| (act.id, from, clause))
        })
    }

    /// The first day after another on which it says something else than on that one, as far as is recorded: an amendment,
    /// a correction or a text of it holds from then on.
    #[must_use]
    pub fn text_until(&self, day: NaiveDate) -> Option<NaiveDate> {
        let amended = self.standing.amended.iter().map(|amended| amended.from);
        let clauses = self.clause_changes().filter_map(|(_, from, _)| from);
        let added = self.effective_acts().filter(|act| act.body.kind() == ActKind::TextAdded);
        let texts = added.filter_map(|act| act.body.effective());
        amended.chain(clauses).chain(texts).map(|from| from.latest).filter(|from| *from > day).min()
    }

    /// What it does to other agreements, with the acts that say so.
    pub fn relations(&self) -> impl Iterator<Item = (ActId, &Relation)> {
        self.effective_acts().filter_map(|act| match &act.body.details {
            ActDetails::Related(relation) => Some((act.id, relation)),
            _ => None,
        })
    }

    /// Whether it is registered with the United Nations, as of a day.
    #[must_use]
    pub fn registration(&self, day: NaiveDate) -> RegistrationState<'_> {
        self.effective_acts()
            .filter(|act| act.body.effective().is_some_and(|on| on.latest <= day))
            .filter_map(|act| match &act.body.details {
                ActDetails::Registered(registration) => Some(RegistrationState::Registered(registration)),
                ActDetails::RegistrationWithheld(withholding) => Some(RegistrationState::Withheld(withholding)),
                _ => None,
            })
            .last()
            .unwrap_or(RegistrationState::NotRegistered)
    }

    /// The steps of domestic law that the parties have taken, in the order of the log.
    pub fn domestic_steps(&self) -> impl Iterator<Item = StepTaken<'_>> {
        self.effective_acts().filter_map(|act| match &act.body.details {
            ActDetails::DomesticStepTaken(step) => {
                let by = act.body.by.and_then(|actor| self.role_of(actor))?;
                Some(StepTaken { act: act.id, by, on: act.body.effective(), step })
            }
            _ => None,
        })
    }

    /// The parties whose consent is awaited on a day, home first.
    #[must_use]
    pub fn consent_pending(&self, day: NaiveDate) -> Vec<ConsentPending<'_>> {
        let pending = [PartyRole::Home, PartyRole::Counterpart].into_iter();
        pending.filter_map(|role| self.consent_pending_on(role, day)).collect()
    }

    fn consent_pending_on(&self, role: PartyRole, day: NaiveDate) -> Option<ConsentPending<'_>> {
        let until = self.standing.timeline.iter().rev().skip_while(|period| period.from > day);
        let since = until.take_while(|period| period.pending_on.contains(&role)).last()?.from;
        let taken = |step: &StepTaken<'_>| step.by == role && step.on.is_none_or(|on| on.latest <= day);
        let mut steps: Vec<StepTaken<'_>> = self.domestic_steps().filter(taken).collect();
        steps.sort_by_key(|step| step.on);
        Some(ConsentPending { on: role, since, steps })
    }
}
