//! Acts, as a client brings them before the registry.

mod effect;
mod ending;
mod label;
mod making;
mod paper;
mod proposal;

use async_graphql::OneofObject;
use mithaq_domain::act::{ActBody, ActDetails, LegalBasis};

pub(crate) use effect::{EntryIntoForceInput, ResumptionInput, SuspensionInput};
pub(crate) use ending::{
    AbandonmentInput, DenunciationInput, ExpiryInput, NoticeInput, NoticeRevocationInput, SupersessionInput,
    TerminationInput,
};
pub(crate) use label::ReclassificationInput;
pub(crate) use making::{
    ConsentInput, FullPowersInput, InitialsInput, NegotiationInput, RecordedTermsInput, SignInput,
};
pub(crate) use paper::InstrumentInput;
pub(crate) use proposal::ProposalInput;

use crate::failure::Failure;

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
        }
    }
}
