//! Refusal or withdrawal before force (VCLT 18(a)).

use super::fold::Fold;
use super::negotiation::forbidden;
use super::{Judgement, Provision};
use crate::act::{ActEffect, RecordedAct};
use crate::agreement::StatusName;
use crate::day::Span;

pub(super) fn judge(fold: &mut Fold<'_>, act: &RecordedAct, on: Span) -> Judgement {
    let status = fold.status();
    let reason = fold.reason(act, Some(Provision::vclt("18")), "A party has made clear that it will not become bound.");
    // Where a register does not say how it would have entered into force, it may yet say that it never did.
    let never_in_force = status == StatusName::Unknown && fold.force.is_none();
    if (status.is_before_force() || never_in_force) && fold.turn(on, StatusName::Abandoned, vec![reason]) {
        // Consent given before lapses with it; later consent reopens the agreement.
        if let Some(role) = fold.role(act) {
            *fold.consents.get_mut(role) = None;
        }
        Judgement::effective()
    } else {
        Judgement::of(vec![forbidden(status, "it cannot be given up before force")], ActEffect::Contested)
    }
}
