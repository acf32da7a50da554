//! The mildest forms in which each kind of act can be done.

use super::{ActivityState, Agreement};
use crate::act::{
    ActDetails, ActId, ActKind, Amendment, Claim, ClaimGround, ClaimMeasure, Consent, Correction, DomesticStep,
    DomesticStepKind, EndGround, FullPowers, Initials, NoticeOfEnd, NoticePurpose, Office, ProvisionalApplication,
    ProvisionalBasis, ProvisionalEnd, Registration, Renewal, Reservation, ReservationKind, Revival, Signature,
    Supersession, SupersessionExtent, SuspensionGround, Withholding,
};
use crate::actor::ActorId;
use crate::day::Period;
use crate::terms::ConsentMeans;

/// The mildest forms in which a kind of act can be done: if the law forbids each, it forbids the kind.
pub(super) enum Forms {
    /// Nobody records it by itself: it opens an agreement, or comes by itself.
    NotByHand,
    /// It says something of the record, which the law does not forbid.
    AlwaysAllowed,
    /// It needs another act, which is not there.
    Nothing(&'static str),
    /// These.
    Of(Vec<ActDetails>),
}

impl Forms {
    /// Whose act the forms of a kind are: the party's, or both parties' together.
    pub(super) const fn are_of(kind: ActKind, actor: ActorId) -> Option<ActorId> {
        let of_one =
            kind.is_of_one_party() || matches!(kind, ActKind::Abandoned | ActKind::ProvisionalApplicationEnded);
        if of_one { Some(actor) } else { None }
    }
}

impl Agreement {
    /// The mildest forms in which a party can do an act of a kind.
    pub(super) fn forms(&self, kind: ActKind, actor: ActorId) -> Forms {
        let one = |details| Forms::Of(vec![details]);
        match kind {
            ActKind::Proposed | ActKind::Imported | ActKind::Denounced | ActKind::Expired | ActKind::EntryErased => {
                Forms::NotByHand
            }
            ActKind::TermsRecorded
            | ActKind::Reclassified
            | ActKind::EntryRectified
            | ActKind::Related
            | ActKind::TextAdded
            | ActKind::ObligationAdded
            | ActKind::ActivityPlanned
            | ActKind::ActivityHeld
            | ActKind::ReviewScheduled
            | ActKind::ReviewConcluded
            | ActKind::SuccessionRecorded => Forms::AlwaysAllowed,
            ActKind::NegotiationOpened => one(ActDetails::NegotiationOpened),
            ActKind::Initialled => one(ActDetails::Initialled(Initials { count_as_signature: false })),
            ActKind::Signed => one(ActDetails::Signed(signature())),
            ActKind::ConsentExpressed => {
                let means = self.standing().terms.consent.unwrap_or(ConsentMeans::Ratification);
                one(ActDetails::ConsentExpressed(Consent { means }))
            }
            ActKind::EnteredIntoForce => one(ActDetails::EnteredIntoForce { applies_from: None }),
            ActKind::NoticeGiven => Forms::Of(vec![
                notice(NoticePurpose::NonRenewal, None),
                notice(NoticePurpose::Denunciation, None),
                notice(NoticePurpose::Denunciation, Some("implied")),
            ]),
            ActKind::Suspended => {
                one(ActDetails::Suspended { ground: SuspensionGround::ConsentOfBoth, clauses: Vec::new() })
            }
            ActKind::Resumed => one(ActDetails::Resumed),
            ActKind::Terminated => {
                one(ActDetails::Terminated { ground: EndGround::ConsentOfBoth, clauses: Vec::new() })
            }
            ActKind::Superseded => one(ActDetails::Superseded(Supersession {
                by: None,
                by_as_printed: Some(String::new()),
                extent: SupersessionExtent::Whole,
            })),
            ActKind::Abandoned => one(ActDetails::Abandoned { reason: None }),
            ActKind::ProvisionallyApplied => one(ActDetails::ProvisionallyApplied(ProvisionalApplication {
                basis: ProvisionalBasis::Agreement,
                clauses: Vec::new(),
            })),
            ActKind::ProvisionalApplicationEnded => {
                one(ActDetails::ProvisionalApplicationEnded { ground: ProvisionalEnd::NotBecomingParty })
            }
            ActKind::DomesticStepTaken => {
                one(ActDetails::DomesticStepTaken(DomesticStep { step: DomesticStepKind::Other, reference: None }))
            }
            ActKind::Amended => {
                let means = self.standing().terms.consent;
                one(ActDetails::Amended(Box::new(Amendment { means, terms: None, clauses: Vec::new() })))
            }
            ActKind::Corrected => {
                one(ActDetails::Corrected(Box::new(Correction { terms: None, clauses: Vec::new(), holds_from: None })))
            }
            ActKind::Renewed => one(ActDetails::Renewed(Renewal { period: Some(Period::years(1)), until: None })),
            ActKind::BreachClaimed => Forms::Of(vec![
                claim(ClaimGround::MaterialBreach, ClaimMeasure::Suspend),
                claim(ClaimGround::Error, ClaimMeasure::Invalidate),
            ]),
            ActKind::Invalidated => one(ActDetails::Invalidated { ground: ClaimGround::Error, clauses: Vec::new() }),
            ActKind::Revived => one(ActDetails::Revived(Box::new(Revival { terms: None }))),
            ActKind::ReservationMade => one(ActDetails::ReservationMade(Reservation {
                kind: ReservationKind::Reservation,
                text: String::new(),
                clauses: Vec::new(),
            })),
            ActKind::Registered => one(ActDetails::Registered(Registration { number: None, printed_in: None })),
            ActKind::RegistrationWithheld => {
                one(ActDetails::RegistrationWithheld(Withholding { authority: String::new(), reason: String::new() }))
            }
            ActKind::FullPowersConfirmed
            | ActKind::NoticeRevoked
            | ActKind::BreachObjected
            | ActKind::ReservationAccepted
            | ActKind::ReservationWithdrawn
            | ActKind::ObligationFulfilled
            | ActKind::ObligationWaived
            | ActKind::ObligationBreachAlleged
            | ActKind::ActivityCancelled
            | ActKind::SuccessionContested => self.forms_naming(kind, actor),
        }
    }

    /// The forms of an act that names another act of the log: the last that it can be about.
    fn forms_naming(&self, kind: ActKind, actor: ActorId) -> Forms {
        let last = |wanted: ActKind, of_the_party: Option<bool>| {
            let fits = |by: Option<ActorId>| {
                of_the_party.is_none_or(|ours| (by.and_then(|by| self.role_of(by)) == self.role_of(actor)) == ours)
            };
            self.acts().iter().rev().find(|act| act.body.kind() == wanted && fits(act.body.by)).map(|act| act.id)
        };
        let naming = |id: Option<ActId>, otherwise, details: fn(ActId) -> ActDetails| {
            id.map_or(Forms::Nothing(otherwise), |id| Forms::Of(vec![details(id)]))
        };
        match kind {
            ActKind::FullPowersConfirmed => {
                naming(last(ActKind::Signed, Some(true)), "This party has not signed.", |signature| {
                    ActDetails::FullPowersConfirmed { signature }
                })
            }
            ActKind::NoticeRevoked => {
                naming(last(ActKind::NoticeGiven, Some(true)), "This party has given no notice.", |notice| {
                    ActDetails::NoticeRevoked { notice }
                })
            }
            ActKind::BreachObjected => {
                naming(last(ActKind::BreachClaimed, Some(false)), "The other party has claimed nothing.", |claim| {
                    ActDetails::BreachObjected { claim }
                })
            }
            ActKind::ReservationAccepted => naming(
                last(ActKind::ReservationMade, Some(false)),
                "The other party has made no reservation.",
                |reservation| ActDetails::ReservationAccepted { reservation },
            ),
            ActKind::ReservationWithdrawn => naming(
                last(ActKind::ReservationMade, Some(true)),
                "This party has made no reservation.",
                |reservation| ActDetails::ReservationWithdrawn { reservation },
            ),
            ActKind::SuccessionContested => match last(ActKind::SuccessionRecorded, None) {
                Some(_) => Forms::AlwaysAllowed,
                None => Forms::Nothing("No succession is recorded."),
            },
            ActKind::ActivityCancelled => {
                let planned = self.activities().iter().any(|activity| activity.state == ActivityState::Planned);
                if planned { Forms::AlwaysAllowed } else { Forms::Nothing("No activity is planned.") }
            }
            ActKind::ObligationWaived | ActKind::ObligationBreachAlleged => {
                if self.is_owed_something(actor) {
                    Forms::AlwaysAllowed
                } else {
                    Forms::Nothing("No obligation to this party is recorded.")
                }
            }
            _ => match last(ActKind::ObligationAdded, None) {
                Some(_) => Forms::AlwaysAllowed,
                None => Forms::Nothing("No obligation is recorded."),
            },
        }
    }

    fn is_owed_something(&self, actor: ActorId) -> bool {
        let role = self.role_of(actor);
        self.effective_acts().any(|act| match (&act.body.details, role) {
            (ActDetails::ObligationAdded(added), Some(role)) => added.debtor.is_owed_to(role),
            _ => false,
        })
    }
}

const fn signature() -> Signature {
    Signature {
        signatory: None,
        office: Office::ForeignMinister,
        full_powers: FullPowers::Produced,
        place: None,
        subject_to_ratification: false,
        ad_referendum: false,
    }
}

fn notice(purpose: NoticePurpose, implied_right: Option<&str>) -> ActDetails {
    ActDetails::NoticeGiven(NoticeOfEnd {
        purpose,
        stated_last_day: None,
        implied_right: implied_right.map(str::to_owned),
        clauses: Vec::new(),
        part_allowed_by: None,
    })
}

const fn claim(ground: ClaimGround, measure: ClaimMeasure) -> ActDetails {
    ActDetails::BreachClaimed(Claim {
        ground,
        measure,
        reasons: None,
        objection_period: None,
        special_urgency: None,
        known_since: None,
    })
}
