//! What each kind of act says beyond its days, by family.

use std::sync::Arc;

use async_graphql::{Object, SimpleObject, Union};
use mithaq_domain::act::{self, ActDetails as Said, ActId, AgreementId};
use mithaq_domain::agreement;

use super::act::Act;
use super::agreement::Agreement;
use super::day::LegalDay;
use super::status::AssertedStatus;
use super::terms::AgreementTerms;
use crate::failure::Nullable;
use crate::reading::Reading;
use crate::words::{ConsentMeans, EndGround, FullPowersState, MissingFact, NoticePurpose, Office, SuspensionGround};

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
}

/// What a mandate says.
#[derive(SimpleObject)]
pub(crate) struct ProposalDetails {
    /// The mandate's reference.
    mandate: Option<String>,
    /// What the text is to say, as far as it is settled.
    terms: AgreementTerms,
}

/// What the text says.
#[derive(SimpleObject)]
pub(crate) struct TermsDetails {
    /// All of it: it takes the place of what was recorded before.
    terms: AgreementTerms,
}

/// What is said of initials (VCLT 10, 12(2)(a)).
#[derive(SimpleObject)]
pub(crate) struct InitialsDetails {
    /// Whether the parties agreed that initials count as signature.
    count_as_signature: bool,
}

/// What is said of a signature (VCLT 7, 8, 12).
#[derive(SimpleObject)]
pub(crate) struct SignatureDetails {
    /// Who signed.
    signatory: Option<String>,
    /// In which office.
    office: Office,
    /// With which full powers.
    full_powers: FullPowersState,
    /// Where.
    place: Option<String>,
    /// Whether consent still needs ratification, acceptance or approval (14(1)(d)).
    subject_to_ratification: bool,
    /// Whether it counts only once the state confirms it (12(2)(b)).
    ad_referendum: bool,
}

/// What is said of consent to be bound (VCLT 11-16).
#[derive(SimpleObject)]
pub(crate) struct ConsentDetails {
    /// By what means it is expressed.
    means: ConsentMeans,
}

/// What is said of an entry into force.
#[derive(SimpleObject)]
pub(crate) struct EntryIntoForceDetails {
    /// The day from which the agreement applies, where that is another (VCLT 28).
    applies_from: Option<LegalDay>,
}

/// What a notice says (VCLT 56, 67).
#[derive(SimpleObject)]
pub(crate) struct NoticeDetails {
    /// What it is meant to bring about.
    purpose: NoticePurpose,
    /// The last day in force that it states.
    stated_last_day: Option<LegalDay>,
    /// Where the text is silent: the intent of the parties or nature of the agreement that implies a right to leave
    /// (56(1)).
    implied_right: Option<String>,
}

/// What is said of an act that is about an earlier one: a revocation of its notice, a confirmation of its signature, a
/// correction of the entry.
pub(crate) struct ReferenceDetails {
    log: Arc<agreement::Agreement>,
    act: ActId,
    reason: Option<String>,
    reading: Arc<Reading>,
}

/// What is said of an act that is about an earlier one: a revocation of its notice, a confirmation of its signature, a
/// correction of the entry.
#[Object]
impl ReferenceDetails {
    /// The earlier act.
    async fn act(&self) -> Option<Act> {
        Act::find(&self.log, self.act, &self.reading)
    }

    /// Why, where it is said.
    async fn reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }
}

/// What is said of a suspension.
#[derive(SimpleObject)]
pub(crate) struct SuspensionDetails {
    /// On what ground.
    ground: SuspensionGround,
}

/// What is said of a termination.
#[derive(SimpleObject)]
pub(crate) struct TerminationDetails {
    /// On what ground.
    ground: EndGround,
}

/// What is said of a supersession (VCLT 59).
pub(crate) struct SupersessionDetails {
    by: Option<AgreementId>,
    as_printed: Option<String>,
    reading: Arc<Reading>,
}

/// What is said of a supersession (VCLT 59).
#[Object]
impl SupersessionDetails {
    /// The later agreement, where the registry holds it and the caller may see it.
    async fn by(&self) -> Nullable<Agreement> {
        Agreement::load(self.by?, &self.reading).await.transpose()
    }

    /// The later agreement in a register's words, where the registry does not hold it.
    async fn by_as_printed(&self) -> Option<&str> {
        self.as_printed.as_deref()
    }
}

/// What is said of an abandonment.
#[derive(SimpleObject)]
pub(crate) struct AbandonmentDetails {
    /// Why, in the party's words.
    reason: Option<String>,
}

/// What another register says.
#[derive(SimpleObject)]
pub(crate) struct ImportDetails {
    /// The register.
    register: String,
    /// The record's key in it.
    key: String,
    /// What is known of the text.
    terms: AgreementTerms,
    /// The status that the register states.
    asserted_status: Option<AssertedStatus>,
    /// Facts that the register lacks.
    missing: Vec<MissingFact>,
    /// Printed sources, registrations and addresses, in the register's words.
    references: Vec<String>,
    /// Doubts that arose in reading the record, as codes.
    doubts: Vec<String>,
}

/// What an act says beyond kind, party and days.
pub(super) fn of(said: &Said, log: &Arc<agreement::Agreement>, reading: &Arc<Reading>) -> Option<ActDetails> {
    let about = |act: ActId, reason: Option<String>| {
        let (log, reading) = (Arc::clone(log), Arc::clone(reading));
        ActDetails::Reference(ReferenceDetails { log, act, reason, reading })
    };
    Some(match said {
        Said::NegotiationOpened | Said::Resumed | Said::Denounced | Said::Expired => return None,
        Said::Proposed(proposal) => {
            ActDetails::Proposal(ProposalDetails { mandate: proposal.mandate.clone(), terms: (&proposal.terms).into() })
        }
        Said::TermsRecorded { terms } => ActDetails::Terms(TermsDetails { terms: terms.as_ref().into() }),
        Said::Initialled(initials) => {
            ActDetails::Initials(InitialsDetails { count_as_signature: initials.count_as_signature })
        }
        Said::Signed(signature) => ActDetails::Signature(signature.into()),
        Said::FullPowersConfirmed { signature } => about(*signature, None),
        Said::ConsentExpressed(consent) => ActDetails::Consent(ConsentDetails { means: consent.means.into() }),
        Said::EnteredIntoForce { applies_from } => {
            ActDetails::EntryIntoForce(EntryIntoForceDetails { applies_from: applies_from.as_ref().map(Into::into) })
        }
        Said::NoticeGiven(notice) => ActDetails::Notice(notice.into()),
        Said::NoticeRevoked { notice } => about(*notice, None),
        Said::Suspended { ground } => ActDetails::Suspension(SuspensionDetails { ground: (*ground).into() }),
        Said::Terminated { ground } => ActDetails::Termination(TerminationDetails { ground: (*ground).into() }),
        Said::Superseded(supersession) => ActDetails::Supersession(SupersessionDetails {
            by: supersession.by,
            as_printed: supersession.by_as_printed.clone(),
            reading: Arc::clone(reading),
        }),
        Said::Abandoned { reason } => ActDetails::Abandonment(AbandonmentDetails { reason: reason.clone() }),
        Said::Imported(import) => ActDetails::Import(import.as_ref().into()),
        Said::EntryRectified(rectified) => about(rectified.struck_out, Some(rectified.reason.clone())),
    })
}

impl From<&act::Signature> for SignatureDetails {
    fn from(signature: &act::Signature) -> Self {
        Self {
            signatory: signature.signatory.clone(),
            office: signature.office.into(),
            full_powers: signature.full_powers.into(),
            place: signature.place.clone(),
            subject_to_ratification: signature.subject_to_ratification,
            ad_referendum: signature.ad_referendum,
        }
    }
}

impl From<&act::NoticeOfEnd> for NoticeDetails {
    fn from(notice: &act::NoticeOfEnd) -> Self {
        Self {
            purpose: notice.purpose.into(),
            stated_last_day: notice.stated_last_day.as_ref().map(Into::into),
            implied_right: notice.implied_right.clone(),
        }
    }
}

impl From<&act::Import> for ImportDetails {
    fn from(import: &act::Import) -> Self {
        Self {
            register: import.register.clone(),
            key: import.key.clone(),
            terms: (&import.terms).into(),
            asserted_status: import.asserted_status.as_ref().map(Into::into),
            missing: import.missing.iter().map(|fact| (*fact).into()).collect(),
            references: import.references.clone(),
            doubts: import.doubts.clone(),
        }
    }
}
