//! Refusal or withdrawal before force (VCLT 18(a)).

use super::fold::Fold;
use super::negotiation::forbidden;
use super::{Judgement, Provision};
use crate::act::{ActEffect, RecordedAct};
use crate::agreement::StatusName;
use crate::day::Span;
use crate::party::PartyRole;

pub(super) fn judge(fold: &mut Fold<'_>, act: &RecordedAct, on: Span) -> Judgement {
    let status = fold.status();
    let reason =
        Fold::reason(act, Some(Provision::vclt("18")), "A party has made clear that it will not become bound.");
    // Where a register does not say how it would have entered into force, it may yet say that it never did.
    let never_in_force = status == StatusName::Unknown && fold.force.is_none();
    let given_up = status == StatusName::Abandoned
        || ((status.is_before_force() || never_in_force) && fold.turn(on, StatusName::Abandoned, vec![reason]));
    if !given_up {
        let finding = forbidden(status, "it cannot be given up before force").under(Provision::vclt("54"));
        return Judgement::of(vec![finding], ActEffect::Contested);
    }
    // Consent given before lapses with it; later consent reopens the agreement.
    let who = fold.role(act).map_or_else(|| vec![PartyRole::Home, PartyRole::Counterpart], |role| vec![role]);
    for role in who {
        *fold.consents.get_mut(role) = None;
        *fold.given_up.get_mut(role) = true;
        fold.refuse(role, on);
    }
    Judgement::effective()
}
