//! Reservations to an agreement of two, which are new proposals (VCLT 19-23 by analogy; 24(2)).

use super::fold::Fold;
use super::negotiation::forbidden;
use super::{Finding, FindingCode, Judgement, Provision, reference};
use crate::act::{ActDetails, ActEffect, ActId, ActKind, RecordedAct, Reservation, ReservationKind};
use crate::day::Span;

/// How reservations bear on the consent of both.
pub(super) enum Reserved {
    /// There is none.
    No,
    /// One is open: consent is not established.
    Open,
    /// All are accepted or taken back, the last on this day.
    SettledOn(Span),
}

pub(super) fn made(fold: &Fold<'_>, reservation: &Reservation) -> Judgement {
    let status = fold.status();
    if reservation.kind == ReservationKind::Reservation && !status.is_before_force() {
        let finding = forbidden(status, "a reservation comes too late")
            .under(Provision::vclt("19"))
            .cured_by("Agree on an amendment (VCLT 39).");
        return Judgement::of(vec![finding], ActEffect::Ineffective);
    }
    Judgement::effective()
}

pub(super) fn accepted(fold: &Fold<'_>, act: &RecordedAct, reservation: ActId) -> Judgement {
    let Some(found) =
        reference::find(fold, reservation, ActKind::ReservationMade).filter(|found| !fold.is_of_same_side(found, act))
    else {
        return reference::no_such(reservation, "reservation", "reservation of the other party");
    };
    if is_declaration(found) {
        let message = "An interpretative declaration blocks nothing, so there is nothing to accept.";
        let finding = Finding::warn(FindingCode::NothingToAccept, "reservation", message)
            .under(Provision::vclt("2(1)(d)"))
            .cured_by("Leave it: what is declared stands beside the text, and consent does not depend on it.");
        return Judgement::of(vec![finding], ActEffect::Effective);
    }
    Judgement::effective()
}

pub(super) fn withdrawn(fold: &Fold<'_>, act: &RecordedAct, reservation: ActId) -> Judgement {
    let found = reference::find(fold, reservation, ActKind::ReservationMade)
        .is_some_and(|found| fold.is_of_same_side(found, act));
    if found {
        Judgement::effective()
    } else {
        reference::no_such(reservation, "reservation", "reservation of the same party")
    }
}

/// How the reservations made by a day bear on consent. The whole log is looked at, so that a reservation
/// made with consent counts whichever of the two was recorded first.
pub(super) fn by(fold: &Fold<'_>, day: Span) -> Reserved {
    let mut reserved = Reserved::No;
    let open = fold.acts.iter().filter(|act| is_reservation(act) && made_by(act, day));
    for act in open {
        let Some(settled) = settlement(fold, act) else { return Reserved::Open };
        reserved = match reserved {
            Reserved::SettledOn(before) => Reserved::SettledOn(before.later(settled)),
            Reserved::No | Reserved::Open => Reserved::SettledOn(settled),
        };
    }
    reserved
}

/// The finding that force is recorded while a reservation is open.
pub(super) fn stands_against_force(fold: &Fold<'_>, on: Span) -> Option<Finding> {
    let stands = match by(fold, on) {
        Reserved::No => false,
        Reserved::Open => true,
        Reserved::SettledOn(settled) => on.latest < settled.earliest,
    };
    stands.then(|| {
        Finding::bar(
            FindingCode::ReservationOpen,
            "on",
            "A reservation to an agreement of two is a new proposal. It was not accepted by that day, so the consent of both is not established.",
        )
        .under(Provision::vclt("24(2)"))
        .cured_by("Record that the other party accepted it, or that it was taken back.")
    })
}

fn settlement(fold: &Fold<'_>, reservation: &RecordedAct) -> Option<Span> {
    fold.acts
        .iter()
        .filter(|act| match &act.body.details {
            ActDetails::ReservationAccepted { reservation: of } => {
                *of == reservation.id && !fold.is_of_same_side(act, reservation)
            }
            ActDetails::ReservationWithdrawn { reservation: of } => {
                *of == reservation.id && fold.is_of_same_side(act, reservation)
            }
            _ => false,
        })
        .filter_map(|act| act.body.effective())
        .min()
}

fn is_reservation(act: &RecordedAct) -> bool {
    matches!(&act.body.details, ActDetails::ReservationMade(made) if made.kind == ReservationKind::Reservation)
}

fn is_declaration(act: &RecordedAct) -> bool {
    matches!(&act.body.details, ActDetails::ReservationMade(made) if made.kind == ReservationKind::InterpretativeDeclaration)
}

fn made_by(act: &RecordedAct, day: Span) -> bool {
    act.body.effective().is_some_and(|made| made.earliest <= day.latest)
}
