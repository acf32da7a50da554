//! Acts, as a client brings them before the registry.

mod activity;
mod agreement_text;
mod amendment;
mod claim;
mod domestic_step;
mod effect;
mod ending;
mod label;
mod making;
mod obligation;
mod other;
mod paper;
mod proposal;
mod provisional;
mod registration;
mod relation;
mod renewal;
mod reservation;
mod review;
mod succession;

use async_graphql::OneofObject;
use mithaq_domain::act::{ActBody, ActDetails, LegalBasis};

pub(crate) use activity::{ActivityCancellationInput, ActivityPlanInput, ActivityReportInput};
pub(crate) use agreement_text::AgreementTextInput;
pub(crate) use amendment::{AmendmentInput, TextCorrectionInput};
pub(crate) use claim::{ClaimInput, InvalidationInput, ObjectionInput};
pub(crate) use domestic_step::DomesticStepInput;
pub(crate) use effect::{EntryIntoForceInput, ResumptionInput, SuspensionInput};
pub(crate) use ending::{
    AbandonmentInput, DenunciationInput, ExpiryInput, NoticeInput, NoticeRevocationInput, SupersessionInput,
    TerminationInput,
};
pub(crate) use label::ReclassificationInput;
pub(crate) use making::{
    ConsentInput, FullPowersInput, InitialsInput, NegotiationInput, RecordedTermsInput, SignInput,
};
pub(crate) use obligation::{BreachAllegationInput, FulfilmentInput, ObligationInput, WaiverInput};
pub(crate) use other::other_agreement;
pub(crate) use paper::InstrumentInput;
pub(crate) use proposal::ProposalInput;
pub(crate) use provisional::{ProvisionalApplicationInput, ProvisionalEndInput};
pub(crate) use registration::{RegistrationInput, WithholdingInput};
pub(crate) use relation::RelationInput;
pub(crate) use renewal::{RenewalInput, RevivalInput};
pub(crate) use reservation::{ReservationAcceptanceInput, ReservationInput, ReservationWithdrawalInput};
pub(crate) use review::{ReviewPlanInput, ReviewReportInput};
pub(crate) use succession::{SuccessionContestInput, SuccessionInput};

use crate::failure::Failure;
use crate::scalar::Date;

/// What a client says of an act.
pub(crate) trait Says {
    /// The act, or which field is wrong. `path` is where the input stands.
    fn body(&self, path: &str) -> Result<ActBody, Failure>;

    /// The field of the act that takes the place of an entry, where the input is about one.
    fn replacement(&self) -> Option<&'static str> {
        None
    }
}

/// An act that someone reports.
fn reported(details: ActDetails) -> ActBody {
    ActBody::new(LegalBasis::Reported, details)
}

/// An act that reached the other party, with the day on which it did, that which its paper bears, and that of its dispatch
/// (VCLT 78).
fn communicated(mut act: ActBody, received: Date, dated: Option<Date>, sent: Option<Date>) -> ActBody {
    act.received_on = Some(received.0.into());
    act.action_on = dated.map(|day| day.0.into());
    act.sent_on = sent.map(|day| day.0.into());
    act
}

/// An act of any kind: exactly one of the fields, each as in the mutation of its name.
#[derive(OneofObject)]
pub(crate) enum ActInput {
    /// A mandate.
    Propose(Box<ProposalInput>),
    /// Negotiation is opened.
    OpenNegotiation(NegotiationInput),
    /// What the text says.
    RecordTerms(Box<RecordedTermsInput>),
    /// A party initials.
    Initial(InitialsInput),
    /// A party signs.
    Sign(SignInput),
    /// A state confirms a signature.
    ConfirmFullPowers(FullPowersInput),
    /// A party expresses its consent to be bound.
    ExpressConsent(ConsentInput),
    /// The agreement enters into force.
    RecordEntryIntoForce(EntryIntoForceInput),
    /// A party gives notice.
    GiveNotice(NoticeInput),
    /// A party takes a notice back.
    RevokeNotice(NoticeRevocationInput),
    /// Operation is suspended.
    Suspend(SuspensionInput),
    /// Operation is resumed.
    Resume(ResumptionInput),
    /// The agreement is terminated.
    Terminate(TerminationInput),
    /// A denunciation takes effect.
    Denounce(DenunciationInput),
    /// The last term runs out.
    RecordExpiry(ExpiryInput),
    /// A later agreement takes its place.
    Supersede(SupersessionInput),
    /// A party refuses or withdraws.
    Abandon(AbandonmentInput),
    /// The agreement gets another label.
    Reclassify(ReclassificationInput),
    /// It is applied before force.
    ApplyProvisionally(ProvisionalApplicationInput),
    /// Application before force ends.
    EndProvisionalApplication(ProvisionalEndInput),
    /// A party takes a step of its own law.
    RecordDomesticStep(DomesticStepInput),
    /// Both amend it.
    Amend(Box<AmendmentInput>),
    /// Both mend an error in its text.
    CorrectText(Box<TextCorrectionInput>),
    /// Another term begins.
    Renew(RenewalInput),
    /// Both consent anew after its end.
    Revive(Box<RevivalInput>),
    /// A party claims a ground to end, suspend or void it.
    ClaimBreach(ClaimInput),
    /// The other party objects to a claim.
    ObjectToClaim(ObjectionInput),
    /// Nullity is established.
    Invalidate(InvalidationInput),
    /// A party makes a reservation or declaration.
    MakeReservation(ReservationInput),
    /// The other party accepts a reservation.
    AcceptReservation(ReservationAcceptanceInput),
    /// A party takes its reservation back.
    WithdrawReservation(ReservationWithdrawalInput),
    /// It is registered with the United Nations.
    Register(RegistrationInput),
    /// It is decided not to register it.
    WithholdRegistration(WithholdingInput),
    /// It stands in a relation to another agreement.
    Relate(RelationInput),
    /// A text of it is added.
    AddText(AgreementTextInput),
    /// An obligation under it is recorded.
    AddObligation(ObligationInput),
    /// An obligation is fulfilled.
    FulfilObligation(FulfilmentInput),
    /// An obligation is given up by who is owed it.
    WaiveObligation(WaiverInput),
    /// An obligation is said to be broken.
    AllegeObligationBreach(BreachAllegationInput),
    /// An activity under it is planned.
    PlanActivity(ActivityPlanInput),
    /// An activity under it was held.
    ReportActivity(ActivityReportInput),
    /// A planned activity is cancelled.
    CancelActivity(ActivityCancellationInput),
    /// A review of it is to be taken.
    ScheduleReview(ReviewPlanInput),
    /// A review of it was taken.
    ConcludeReview(ReviewReportInput),
    /// A state succeeds a party.
    RecordSuccession(SuccessionInput),
    /// A party contests a succession.
    ContestSuccession(SuccessionContestInput),
}

impl ActInput {
    /// The name of the field that is given.
    pub(crate) const fn field(&self) -> &'static str {
        match self {
            Self::Propose(_) => "propose",
            Self::OpenNegotiation(_) => "openNegotiation",
            Self::RecordTerms(_) => "recordTerms",
            Self::Initial(_) => "initial",
            Self::Sign(_) => "sign",
            Self::ConfirmFullPowers(_) => "confirmFullPowers",
            Self::ExpressConsent(_) => "expressConsent",
            Self::RecordEntryIntoForce(_) => "recordEntryIntoForce",
            Self::GiveNotice(_) => "giveNotice",
            Self::RevokeNotice(_) => "revokeNotice",
            Self::Suspend(_) => "suspend",
            Self::Resume(_) => "resume",
            Self::Terminate(_) => "terminate",
            Self::Denounce(_) => "denounce",
            Self::RecordExpiry(_) => "recordExpiry",
            Self::Supersede(_) => "supersede",
            Self::Abandon(_) => "abandon",
            Self::Reclassify(_) => "reclassify",
            Self::ApplyProvisionally(_) => "applyProvisionally",
            Self::EndProvisionalApplication(_) => "endProvisionalApplication",
            Self::RecordDomesticStep(_) => "recordDomesticStep",
            Self::Amend(_) => "amend",
            Self::CorrectText(_) => "correctText",
            Self::Renew(_) => "renew",
            Self::Revive(_) => "revive",
            Self::ClaimBreach(_) => "claimBreach",
            Self::ObjectToClaim(_) => "objectToClaim",
            Self::Invalidate(_) => "invalidate",
            Self::MakeReservation(_) => "makeReservation",
            Self::AcceptReservation(_) => "acceptReservation",
            Self::WithdrawReservation(_) => "withdrawReservation",
            Self::Register(_) => "register",
            Self::WithholdRegistration(_) => "withholdRegistration",
            Self::Relate(_) => "relate",
            Self::AddText(_) => "addText",
            Self::AddObligation(_) => "addObligation",
            Self::FulfilObligation(_) => "fulfilObligation",
            Self::WaiveObligation(_) => "waiveObligation",
            Self::AllegeObligationBreach(_) => "allegeObligationBreach",
            Self::PlanActivity(_) => "planActivity",
            Self::ReportActivity(_) => "reportActivity",
            Self::CancelActivity(_) => "cancelActivity",
            Self::ScheduleReview(_) => "scheduleReview",
            Self::ConcludeReview(_) => "concludeReview",
            Self::RecordSuccession(_) => "recordSuccession",
            Self::ContestSuccession(_) => "contestSuccession",
        }
    }
}

impl Says for ActInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let path = format!("{path}.{}", self.field());
        match self {
            Self::Propose(act) => act.body(&path),
            Self::OpenNegotiation(act) => act.body(&path),
            Self::RecordTerms(act) => act.body(&path),
            Self::Initial(act) => act.body(&path),
            Self::Sign(act) => act.body(&path),
            Self::ConfirmFullPowers(act) => act.body(&path),
            Self::ExpressConsent(act) => act.body(&path),
            Self::RecordEntryIntoForce(act) => act.body(&path),
            Self::GiveNotice(act) => act.body(&path),
            Self::RevokeNotice(act) => act.body(&path),
            Self::Suspend(act) => act.body(&path),
            Self::Resume(act) => act.body(&path),
            Self::Terminate(act) => act.body(&path),
            Self::Denounce(act) => act.body(&path),
            Self::RecordExpiry(act) => act.body(&path),
            Self::Supersede(act) => act.body(&path),
            Self::Abandon(act) => act.body(&path),
            Self::Reclassify(act) => act.body(&path),
            Self::ApplyProvisionally(act) => act.body(&path),
            Self::EndProvisionalApplication(act) => act.body(&path),
            Self::RecordDomesticStep(act) => act.body(&path),
            Self::Amend(act) => act.body(&path),
            Self::CorrectText(act) => act.body(&path),
            Self::Renew(act) => act.body(&path),
            Self::Revive(act) => act.body(&path),
            Self::ClaimBreach(act) => act.body(&path),
            Self::ObjectToClaim(act) => act.body(&path),
            Self::Invalidate(act) => act.body(&path),
            Self::MakeReservation(act) => act.body(&path),
            Self::AcceptReservation(act) => act.body(&path),
            Self::WithdrawReservation(act) => act.body(&path),
            Self::Register(act) => act.body(&path),
            Self::WithholdRegistration(act) => act.body(&path),
            Self::Relate(act) => act.body(&path),
            Self::AddText(act) => act.body(&path),
            Self::AddObligation(act) => act.body(&path),
            Self::FulfilObligation(act) => act.body(&path),
            Self::WaiveObligation(act) => act.body(&path),
            Self::AllegeObligationBreach(act) => act.body(&path),
            Self::PlanActivity(act) => act.body(&path),
            Self::ReportActivity(act) => act.body(&path),
            Self::CancelActivity(act) => act.body(&path),
            Self::ScheduleReview(act) => act.body(&path),
            Self::ConcludeReview(act) => act.body(&path),
            Self::RecordSuccession(act) => act.body(&path),
            Self::ContestSuccession(act) => act.body(&path),
        }
    }
}
