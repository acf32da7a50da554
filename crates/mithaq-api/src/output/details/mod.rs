//! What each kind of act says beyond its days, by family.

mod course;
mod ending;
mod making;
mod performance;
mod record;

use std::sync::Arc;

use async_graphql::Union;
use mithaq_domain::act::{ActDetails as Said, ActId};
use mithaq_domain::agreement;

use course::{
    AmendmentDetails, DomesticStepDetails, EntryIntoForceDetails, ProvisionalApplicationDetails, ProvisionalEndDetails,
    RenewalDetails, RevivalDetails, SuspensionDetails, TextCorrectionDetails,
};
use ending::{
    AbandonmentDetails, ClaimDetails, InvalidityDetails, NoticeDetails, SupersessionDetails, TerminationDetails,
};
use making::{ConsentDetails, InitialsDetails, ProposalDetails, SignatureDetails, TermsDetails};
use performance::{
    ActivityDetails, ActivityReportDetails, AddedTextDetails, BreachAllegationDetails, FulfilmentDetails, Named,
    ObligationDetails, ReviewPlanDetails, ReviewReportDetails,
};
use record::{
    ImportDetails, ReclassificationDetails, ReferenceDetails, RegistrationDetails, RelationDetails, ReservationDetails,
    WithholdingDetails,
};

use super::succession::SuccessionDetails;
use crate::reading::Reading;

/// What an act says beyond kind, party and days, by family. Families are added over time.
#[derive(Union)]
pub(crate) enum ActDetails {
    /// Of a mandate.
    Proposal(ProposalDetails),
    /// Of a record of terms.
    Terms(TermsDetails),
    /// Of initials.
    Initials(InitialsDetails),
    /// Of a signature.
    Signature(SignatureDetails),
    /// Of a consent.
    Consent(ConsentDetails),
    /// Of an entry into force.
    EntryIntoForce(EntryIntoForceDetails),
    /// Of a notice.
    Notice(NoticeDetails),
    /// Of an act that is about an earlier one.
    Reference(ReferenceDetails),
    /// Of a suspension.
    Suspension(SuspensionDetails),
    /// Of a termination.
    Termination(TerminationDetails),
    /// Of a supersession.
    Supersession(SupersessionDetails),
    /// Of an abandonment.
    Abandonment(AbandonmentDetails),
    /// Of an import.
    Import(ImportDetails),
    /// Of provisional application.
    ProvisionalApplication(ProvisionalApplicationDetails),
    /// Of the end of provisional application.
    ProvisionalEnd(ProvisionalEndDetails),
    /// Of a step of domestic law.
    DomesticStep(DomesticStepDetails),
    /// Of an amendment.
    Amendment(AmendmentDetails),
    /// Of a correction of the text.
    TextCorrection(TextCorrectionDetails),
    /// Of a renewal.
    Renewal(RenewalDetails),
    /// Of a claim.
    Claim(ClaimDetails),
    /// Of nullity.
    Invalidity(InvalidityDetails),
    /// Of a revival.
    Revival(RevivalDetails),
    /// Of a reservation or declaration.
    Reservation(ReservationDetails),
    /// Of a registration.
    Registration(RegistrationDetails),
    /// Of a decision not to register.
    Withholding(WithholdingDetails),
    /// Of a relation.
    Relation(RelationDetails),
    /// Of another label.
    Reclassification(ReclassificationDetails),
    /// Of a text.
    AddedText(AddedTextDetails),
    /// Of an obligation.
    Obligation(ObligationDetails),
    /// Of a fulfilment.
    Fulfilment(FulfilmentDetails),
    /// Of a breach that is alleged.
    BreachAllegation(BreachAllegationDetails),
    /// Of an activity that is planned.
    Activity(ActivityDetails),
    /// Of an activity that was held.
    ActivityReport(ActivityReportDetails),
    /// Of a review that is scheduled.
    ReviewPlan(ReviewPlanDetails),
    /// Of a review that was taken.
    ReviewReport(ReviewReportDetails),
    /// Of a succession.
    Succession(SuccessionDetails),
}

/// What an act says beyond kind, party and days.
pub(super) fn of(said: &Said, log: &Arc<agreement::Agreement>, reading: &Arc<Reading>) -> Option<ActDetails> {
    let about = |act: ActId, reason: Option<String>| {
        let (log, reading) = (Arc::clone(log), Arc::clone(reading));
        ActDetails::Reference(ReferenceDetails { log, act, reason, reading })
    };
    let named = || Named { log: Arc::clone(log), reading: Arc::clone(reading) };
    Some(match said {
        Said::NegotiationOpened | Said::Resumed | Said::Denounced | Said::Expired => return None,
        Said::Proposed(proposal) => ActDetails::Proposal(proposal.as_ref().into()),
        Said::TermsRecorded { terms } => ActDetails::Terms(terms.as_ref().into()),
        Said::Initialled(initials) => ActDetails::Initials(initials.into()),
        Said::Signed(signature) => ActDetails::Signature(signature.into()),
        Said::FullPowersConfirmed { signature } => about(*signature, None),
        Said::ConsentExpressed(consent) => ActDetails::Consent(consent.into()),
        Said::EnteredIntoForce { applies_from } => ActDetails::EntryIntoForce(applies_from.as_ref().into()),
        Said::NoticeGiven(notice) => ActDetails::Notice(notice.into()),
        Said::NoticeRevoked { notice } => about(*notice, None),
        Said::Suspended { ground, clauses } => ActDetails::Suspension(SuspensionDetails::of(*ground, clauses)),
        Said::Terminated { ground, clauses } => ActDetails::Termination(TerminationDetails::of(*ground, clauses)),
        Said::Superseded(supersession) => ActDetails::Supersession(SupersessionDetails::of(supersession, reading)),
        Said::Abandoned { reason } => ActDetails::Abandonment(reason.as_ref().into()),
        Said::Imported(import) => ActDetails::Import(import.as_ref().into()),
        Said::EntryRectified(rectified) => about(rectified.struck_out, Some(rectified.reason.clone())),
        Said::EntryErased(erasure) => about(erasure.erased, Some(erasure.order.clone())),
        Said::ProvisionallyApplied(application) => ActDetails::ProvisionalApplication(application.into()),
        Said::ProvisionalApplicationEnded { ground } => ActDetails::ProvisionalEnd((*ground).into()),
        Said::DomesticStepTaken(step) => ActDetails::DomesticStep(step.into()),
        Said::Amended(amendment) => ActDetails::Amendment(amendment.as_ref().into()),
        Said::Corrected(correction) => ActDetails::TextCorrection(correction.as_ref().into()),
        Said::Renewed(renewal) => ActDetails::Renewal(renewal.into()),
        Said::BreachClaimed(claim) => ActDetails::Claim(claim.into()),
        Said::BreachObjected { claim } => about(*claim, None),
        Said::Invalidated { ground, clauses } => ActDetails::Invalidity(InvalidityDetails::of(*ground, clauses)),
        Said::Revived(revival) => ActDetails::Revival(revival.as_ref().into()),
        Said::ReservationMade(made) => ActDetails::Reservation(made.into()),
        Said::ReservationAccepted { reservation } | Said::ReservationWithdrawn { reservation } => {
            about(*reservation, None)
        }
        Said::Registered(registration) => ActDetails::Registration(registration.into()),
        Said::RegistrationWithheld(withholding) => ActDetails::Withholding(withholding.into()),
        Said::Related(relation) => ActDetails::Relation(RelationDetails::of(relation, reading)),
        Said::Reclassified { label } => ActDetails::Reclassification(label.into()),
        Said::TextAdded(text) => ActDetails::AddedText(AddedTextDetails::of(text, log.id(), reading)),
        Said::ObligationAdded(obligation) => ActDetails::Obligation(obligation.as_ref().into()),
        Said::ObligationFulfilled(fulfilment) => ActDetails::Fulfilment(named().fulfilment(fulfilment)),
        Said::ObligationWaived { obligation } => about(*obligation, None),
        Said::ObligationBreachAlleged(allegation) => ActDetails::BreachAllegation(named().allegation(allegation)),
        Said::ActivityPlanned(activity) => ActDetails::Activity(activity.as_ref().into()),
        Said::ActivityHeld(report) => ActDetails::ActivityReport(named().activity_report(report)),
        Said::ActivityCancelled(cancelled) => about(cancelled.planned, cancelled.reason.clone()),
        Said::SuccessionRecorded(succession) => {
            ActDetails::Succession(SuccessionDetails { said: succession.clone(), reading: Arc::clone(reading) })
        }
        Said::SuccessionContested { succession } => about(*succession, None),
        Said::ReviewScheduled(plan) => ActDetails::ReviewPlan(plan.into()),
        Said::ReviewConcluded(report) => ActDetails::ReviewReport(named().review_report(report)),
    })
}
