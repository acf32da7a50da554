//! Which rule judges which act.

use super::fold::Fold;
use super::{Finding, FindingCode, Judgement, Provision};
use super::{
    abandonment, amendment, claim, consent, ending, force, negotiation, notice, nullity, obligation, provisional,
    reference, registration, renewal, reservation, revival, signature, succession, suspension, text, undated,
};
use crate::act::{ActDetails, ActEffect, RecordedAct};
use crate::day::Span;

impl<'a> Fold<'a> {
    /// Judges an act by its kind.
    pub(super) fn judge(&mut self, act: &'a RecordedAct) -> Judgement {
        if let Some(finding) = self.authorship(act) {
            return Judgement::of(vec![finding], ActEffect::Contested);
        }
        if act.body.kind().is_of_the_record() {
            return self.judge_of_the_record(act);
        }
        match undated::effective(act, &self.acts) {
            Some(on) => self.judge_on(act, on),
            None => Judgement::of(vec![self.day_not_stated(act)], ActEffect::Ineffective),
        }
    }

    fn day_not_stated(&self, act: &RecordedAct) -> Finding {
        let message = "The source does not say on which day this was done, so it has no place in the agreement's life.";
        let finding = Finding::bar(FindingCode::DayNotStated, "on", message);
        let provision =
            undated::turns_on(act.body.kind()).and_then(|article| self.scope.cite(Provision::vclt(article)));
        Finding { provision, ..finding.cured_by("Correct the entry with the day, as far as it is known.") }
    }

    /// What is said of the record, or of something beside the agreement's course.
    fn judge_of_the_record(&mut self, act: &'a RecordedAct) -> Judgement {
        if let ActDetails::Corrected(correction) = &act.body.details {
            amendment::corrected(self, act, correction)
        } else if let ActDetails::TextAdded(added) = &act.body.details {
            text::judge(self, act, added)
        } else if let ActDetails::Related(relation) = &act.body.details {
            reference::related(relation)
        } else {
            reference::judge(self, act)
        }
    }

    fn judge_on(&mut self, act: &'a RecordedAct, on: Span) -> Judgement {
        match &act.body.details {
            ActDetails::Proposed(_) => negotiation::proposed(self, act, on),
            ActDetails::NegotiationOpened => negotiation::opened(self, act, on),
            ActDetails::Initialled(initials) => negotiation::initialled(self, act, initials, on),
            ActDetails::Signed(signature) => signature::judge(self, act, signature, on),
            ActDetails::ConsentExpressed(consent) => consent::judge(self, act, consent, on),
            ActDetails::EnteredIntoForce { applies_from } => force::judge(self, act, applies_from.as_ref(), on),
            ActDetails::NoticeGiven(given) => notice::judge(self, act, given),
            ActDetails::NoticeRevoked { notice } => notice::revoked(self, act, *notice, on),
            ActDetails::Suspended { ground, clauses } => suspension::suspended(self, act, (*ground, clauses), on),
            ActDetails::Resumed => suspension::resumed(self, act, on),
            ActDetails::Terminated { ground, clauses } => ending::terminated(self, act, (*ground, clauses), on),
            ActDetails::Denounced => ending::denounced(self, act, on),
            ActDetails::Expired => ending::expired(self, act, on),
            ActDetails::Superseded(supersession) => ending::superseded(self, act, supersession, on),
            ActDetails::Abandoned { .. } => abandonment::judge(self, act, on),
            ActDetails::ProvisionallyApplied(application) => provisional::applied(self, act, application, on),
            ActDetails::ProvisionalApplicationEnded { ground } => provisional::ended(self, act, *ground, on),
            ActDetails::Amended(amendment) => amendment::amended(self, act, amendment, on),
            ActDetails::Renewed(given) => renewal::judge(self, act, given, on),
            ActDetails::BreachClaimed(claimed) => claim::claimed(self, act, claimed),
            ActDetails::BreachObjected { claim } => claim::objected(self, act, *claim),
            ActDetails::Invalidated { ground, clauses } => nullity::judge(self, act, (*ground, clauses), on),
            ActDetails::Revived(revival) => revival::judge(self, act, revival, on),
            ActDetails::ReservationMade(made) => reservation::made(self, made),
            ActDetails::ReservationAccepted { reservation } => reservation::accepted(self, act, *reservation),
            ActDetails::ReservationWithdrawn { reservation } => reservation::withdrawn(self, act, *reservation),
            ActDetails::Registered(_) => registration::registered(self),
            ActDetails::RegistrationWithheld(_) => registration::withheld(self),
            ActDetails::ObligationFulfilled(fulfilment) => obligation::told_of(self, fulfilment.obligation),
            ActDetails::ObligationWaived { obligation } => obligation::by_creditor(self, act, *obligation),
            ActDetails::ObligationBreachAlleged(alleged) => obligation::by_creditor(self, act, alleged.obligation),
            ActDetails::SuccessionRecorded(said) => succession::recorded(self, said, on),
            ActDetails::SuccessionContested { succession } => succession::contested(self, *succession, on),
            ActDetails::DomesticStepTaken(_) | ActDetails::ReviewConcluded(_) => reference::judge(self, act),
            ActDetails::TermsRecorded { .. }
            | ActDetails::FullPowersConfirmed { .. }
            | ActDetails::Imported(_)
            | ActDetails::EntryRectified(_)
            | ActDetails::Corrected(_)
            | ActDetails::Related(_)
            | ActDetails::Reclassified { .. }
            | ActDetails::TextAdded(_)
            | ActDetails::ObligationAdded(_)
            | ActDetails::ActivityPlanned(_)
            | ActDetails::ActivityHeld(_)
            | ActDetails::ActivityCancelled(_)
            | ActDetails::ReviewScheduled(_)
            | ActDetails::EntryErased(_) => self.judge_of_the_record(act),
        }
    }

    fn authorship(&self, act: &RecordedAct) -> Option<Finding> {
        match act.body.by {
            Some(actor) if !self.may_act(actor, act.body.kind()) => Some(
                Finding::bar(
                    FindingCode::NotAParty,
                    "party",
                    "The act is said to be of an actor that is not one of the two parties.",
                )
                .cured_by("Name one of the agreement's parties."),
            ),
            None if act.body.kind().is_of_one_party() => Some(
                Finding::bar(
                    FindingCode::PartyRequired,
                    "party",
                    "An act of this kind is of one party, and it is not said of which.",
                )
                .cured_by("Name the party whose act it is."),
            ),
            Some(_) | None => None,
        }
    }
}
