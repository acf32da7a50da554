//! What each kind of act says beyond its days.

use serde::{Deserialize, Serialize};

use super::{
    ActId, ActKind, Activity, ActivityReport, AgreementId, Amendment, AssertedStatus, BodyDigest, BreachAllegation,
    Cancellation, Claim, ClaimGround, Correction, DomesticStep, EndGround, Fulfilment, FullPowers, MissingFact,
    Obligation, Office, ProvisionalApplication, ProvisionalEnd, Registration, Relation, Renewal, Reservation,
    ReviewPlan, ReviewReport, Revival, Succession, Supersession, SuspensionGround, Text, Withholding,
};
use crate::day::LegalDay;
use crate::label::Label;
use crate::party::Parties;
use crate::terms::{ConsentMeans, Terms};
use crate::vocabulary::vocabulary;

/// What an act says beyond its days, by kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ActDetails {
    /// A mandate to negotiate.
    Proposed(Box<Proposal>),
    /// Negotiation is opened.
    NegotiationOpened,
    /// What the text says.
    TermsRecorded {
        /// All of it: it takes the place of what was recorded before.
        terms: Box<Terms>,
    },
    /// A party initials.
    Initialled(Initials),
    /// A party signs.
    Signed(Signature),
    /// A state confirms a signature.
    FullPowersConfirmed {
        /// The signature that it confirms.
        signature: ActId,
    },
    /// A party consents to be bound.
    ConsentExpressed(Consent),
    /// The agreement enters into force on the act's effective day.
    EnteredIntoForce {
        /// The day from which it applies, where that is another (VCLT 28).
        #[serde(rename = "appliesFrom", default, skip_serializing_if = "Option::is_none")]
        applies_from: Option<LegalDay>,
    },
    /// A party gives notice.
    NoticeGiven(NoticeOfEnd),
    /// A notice is taken back.
    NoticeRevoked {
        /// The notice.
        notice: ActId,
    },
    /// Operation is suspended.
    Suspended {
        /// On what ground.
        ground: SuspensionGround,
        /// The numbers of the clauses that are suspended; none means the whole agreement.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        clauses: Vec<String>,
    },
    /// Operation is resumed.
    Resumed,
    /// The agreement is terminated; the act's effective day is the first without it.
    Terminated {
        /// On what ground.
        ground: EndGround,
        /// The numbers of the clauses that alone end; none means the whole agreement (VCLT 44).
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        clauses: Vec<String>,
    },
    /// A denunciation takes effect; the act's effective day is the first without the agreement.
    Denounced,
    /// The last term has run out; the act's effective day is the first without the agreement.
    Expired,
    /// A later agreement takes its place.
    Superseded(Supersession),
    /// A party refuses or withdraws before force.
    Abandoned {
        /// Why, in its words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// The agreement is taken over from another register.
    Imported(Box<Import>),
    /// An earlier entry is struck out.
    EntryRectified(EntryRectified),
    /// Application before force begins.
    ProvisionallyApplied(ProvisionalApplication),
    /// Application before force ends.
    ProvisionalApplicationEnded {
        /// Why.
        ground: ProvisionalEnd,
    },
    /// A step of a party's own law.
    DomesticStepTaken(DomesticStep),
    /// Both change what the agreement says.
    Amended(Box<Amendment>),
    /// Both mend an error in the text.
    Corrected(Box<Correction>),
    /// Another term begins on the act's effective day.
    Renewed(Renewal),
    /// A party claims a ground to end, suspend or void the agreement.
    BreachClaimed(Claim),
    /// The other party objects.
    BreachObjected {
        /// The claim.
        claim: ActId,
    },
    /// Nullity is established.
    Invalidated {
        /// On what ground.
        ground: ClaimGround,
        /// The numbers of the clauses that alone are void; none means the whole agreement (VCLT 44).
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        clauses: Vec<String>,
    },
    /// Both consent anew; the act's effective day is the first on which it is in force again.
    Revived(Box<Revival>),
    /// A reservation or declaration.
    ReservationMade(Reservation),
    /// The other party accepts a reservation.
    ReservationAccepted {
        /// The reservation.
        reservation: ActId,
    },
    /// Its author takes a reservation back.
    ReservationWithdrawn {
        /// The reservation.
        reservation: ActId,
    },
    /// Registration with the United Nations.
    Registered(Registration),
    /// The decision not to register.
    RegistrationWithheld(Withholding),
    /// A relation to another agreement.
    Related(Relation),
    /// Another label, from the moment at which it is recorded.
    Reclassified {
        /// The label.
        label: Label,
    },
    /// A text.
    TextAdded(Box<Text>),
    /// An obligation.
    ObligationAdded(Box<Obligation>),
    /// An obligation is fulfilled.
    ObligationFulfilled(Fulfilment),
    /// An obligation is given up by whom it is owed to.
    ObligationWaived {
        /// The act that recorded the obligation.
        obligation: ActId,
    },
    /// An obligation is said to be broken.
    ObligationBreachAlleged(BreachAllegation),
    /// An activity is planned.
    ActivityPlanned(Box<Activity>),
    /// An activity was held.
    ActivityHeld(Box<ActivityReport>),
    /// A planned activity is cancelled.
    ActivityCancelled(Cancellation),
    /// A review is to be taken.
    ReviewScheduled(ReviewPlan),
    /// A review was taken.
    ReviewConcluded(ReviewReport),
    /// The words of an earlier entry are erased.
    EntryErased(EntryErased),
    /// A state succeeds a party.
    SuccessionRecorded(Succession),
    /// A party contests a succession.
    SuccessionContested {
        /// The act that recorded the succession.
        succession: ActId,
    },
}

impl ActDetails {
    /// Another agreement that they name by its id.
    #[must_use]
    pub const fn other_agreement(&self) -> Option<AgreementId> {
        match self {
            Self::Related(relation) => relation.to,
            Self::Superseded(supersession) => supersession.by,
            _ => None,
        }
    }

    /// The same for who may not know of the other agreement that they name: its id is left out.
    #[must_use]
    pub fn without_other_agreement(mut self) -> Self {
        match &mut self {
            Self::Related(relation) => relation.to = None,
            Self::Superseded(supersession) => supersession.by = None,
            _ => {}
        }
        self
    }

    /// The kind of act that these are the details of.
    #[must_use]
    pub const fn kind(&self) -> ActKind {
        match self {
            Self::Proposed(_) => ActKind::Proposed,
            Self::NegotiationOpened => ActKind::NegotiationOpened,
            Self::TermsRecorded { .. } => ActKind::TermsRecorded,
            Self::Initialled(_) => ActKind::Initialled,
            Self::Signed(_) => ActKind::Signed,
            Self::FullPowersConfirmed { .. } => ActKind::FullPowersConfirmed,
            Self::ConsentExpressed(_) => ActKind::ConsentExpressed,
            Self::EnteredIntoForce { .. } => ActKind::EnteredIntoForce,
            Self::NoticeGiven(_) => ActKind::NoticeGiven,
            Self::NoticeRevoked { .. } => ActKind::NoticeRevoked,
            Self::Suspended { .. } => ActKind::Suspended,
            Self::Resumed => ActKind::Resumed,
            Self::Terminated { .. } => ActKind::Terminated,
            Self::Denounced => ActKind::Denounced,
            Self::Expired => ActKind::Expired,
            Self::Superseded(_) => ActKind::Superseded,
            Self::Abandoned { .. } => ActKind::Abandoned,
            Self::Imported(_) => ActKind::Imported,
            Self::EntryRectified(_) => ActKind::EntryRectified,
            Self::ProvisionallyApplied(_) => ActKind::ProvisionallyApplied,
            Self::ProvisionalApplicationEnded { .. } => ActKind::ProvisionalApplicationEnded,
            Self::DomesticStepTaken(_) => ActKind::DomesticStepTaken,
            Self::Amended(_) => ActKind::Amended,
            Self::Corrected(_) => ActKind::Corrected,
            Self::Renewed(_) => ActKind::Renewed,
            Self::BreachClaimed(_) => ActKind::BreachClaimed,
            Self::BreachObjected { .. } => ActKind::BreachObjected,
            Self::Invalidated { .. } => ActKind::Invalidated,
            Self::Revived(_) => ActKind::Revived,
            Self::ReservationMade(_) => ActKind::ReservationMade,
            Self::ReservationAccepted { .. } => ActKind::ReservationAccepted,
            Self::ReservationWithdrawn { .. } => ActKind::ReservationWithdrawn,
            Self::Registered(_) => ActKind::Registered,
            Self::RegistrationWithheld(_) => ActKind::RegistrationWithheld,
            Self::Related(_) => ActKind::Related,
            Self::Reclassified { .. } => ActKind::Reclassified,
            Self::TextAdded(_) => ActKind::TextAdded,
            Self::ObligationAdded(_) => ActKind::ObligationAdded,
            Self::ObligationFulfilled(_) => ActKind::ObligationFulfilled,
            Self::ObligationWaived { .. } => ActKind::ObligationWaived,
            Self::ObligationBreachAlleged(_) => ActKind::ObligationBreachAlleged,
            Self::ActivityPlanned(_) => ActKind::ActivityPlanned,
            Self::ActivityHeld(_) => ActKind::ActivityHeld,
            Self::ActivityCancelled(_) => ActKind::ActivityCancelled,
            Self::ReviewScheduled(_) => ActKind::ReviewScheduled,
            Self::ReviewConcluded(_) => ActKind::ReviewConcluded,
            Self::EntryErased(_) => ActKind::EntryErased,
            Self::SuccessionRecorded(_) => ActKind::SuccessionRecorded,
            Self::SuccessionContested { .. } => ActKind::SuccessionContested,
        }
    }
}

/// A mandate to negotiate an agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Proposal {
    /// Between whom.
    pub parties: Parties,
    /// What the text is to say, as far as it is settled.
    pub terms: Terms,
    /// Who may know of it.
    pub label: Label,
    /// The mandate's reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mandate: Option<String>,
}

/// Initials under a text (VCLT 10, 12(2)(a)).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Initials {
    /// Whether the parties agreed that initials count as signature.
    #[serde(default)]
    pub count_as_signature: bool,
}

/// A signature (VCLT 7, 8, 12).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Signature {
    /// Who signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signatory: Option<String>,
    /// In which office.
    pub office: Office,
    /// With which full powers.
    pub full_powers: FullPowers,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Whether consent still needs ratification, acceptance or approval (VCLT 14(1)(d)).
    #[serde(default)]
    pub subject_to_ratification: bool,
    /// Whether it counts only once the state confirms it (VCLT 12(2)(b)).
    #[serde(default)]
    pub ad_referendum: bool,
}

/// Consent to be bound (VCLT 11-16).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Consent {
    /// By what means.
    pub means: ConsentMeans,
}

vocabulary! {
    /// What a notice is meant to bring about.
    NoticePurpose {
        /// That the next term does not begin.
        NonRenewal = 1 "NON_RENEWAL",
        /// That the party leaves (VCLT 54, 56).
        Denunciation = 2 "DENUNCIATION",
    }
}

/// A notice that a party means to end the agreement or not to renew it (VCLT 56, 65, 67).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NoticeOfEnd {
    /// What it is meant to bring about.
    pub purpose: NoticePurpose,
    /// The last day in force that the notice states, where it states one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated_last_day: Option<LegalDay>,
    /// Where the text is silent: the recorded intent of the parties or nature of the agreement that
    /// implies a right to leave (VCLT 56(1)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub implied_right: Option<String>,
    /// The numbers of the clauses that it is about; none means the whole agreement (VCLT 44(1)).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<String>,
    /// What lets a party leave a part: the clause of the text, or what both have agreed (VCLT 44(1)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_allowed_by: Option<String>,
}

/// An agreement as another register has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Import {
    /// The register: `uk-treaties`, `concordia`.
    pub register: String,
    /// The record's key in it.
    pub key: String,
    /// Between whom.
    pub parties: Parties,
    /// What is known of the text.
    pub terms: Terms,
    /// Who may know of it.
    pub label: Label,
    /// The status that the register states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asserted_status: Option<AssertedStatus>,
    /// Facts that the register lacks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<MissingFact>,
    /// Printed sources, registrations and addresses, in the register's words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<String>,
    /// Doubts that arose in reading the record, as codes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub doubts: Vec<String>,
}

/// An earlier entry of this register is struck out, since it was wrong. It mends the register, and has
/// nothing to do with correcting the agreement's text (VCLT 79).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EntryRectified {
    /// The act that is struck out.
    pub struck_out: ActId,
    /// Why.
    pub reason: String,
}

/// The words of an earlier entry are erased. Where and when it stands in the log, and what the law makes of it, stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EntryErased {
    /// The act whose words are erased.
    pub erased: ActId,
    /// By which law, or whose order.
    pub order: String,
    /// The digest of what is left of it, so that the chain holds that too.
    pub left: BodyDigest,
}
