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
    if status.is_before_force() && fold.turn(on, StatusName::Abandoned, vec![reason]) {
        // Consent given before lapses with it; later consent reopens the agreement.
        if let Some(role) = fold.role(act) {
            *fold.consents.get_mut(role) = None;
            fold.refused.get_mut(role).get_or_insert(on);
        }
        Judgement::effective()
    } else {
        Judgement::of(
            vec![forbidden(status, "it cannot be given up before force").under(Provision::vclt("18"))],
            ActEffect::Contested,
        )
    }
}
