//! Suspension and resumption of operation (VCLT 57, 72).

use super::ending::{ground_not_stated, one_sided};
use super::fold::Fold;
use super::negotiation::forbidden;
use super::{Finding, FindingCode, Judgement, Provision};
use crate::act::{ActEffect, RecordedAct, SuspensionGround};
use crate::agreement::StatusName;
use crate::day::Span;

pub(super) fn suspended(fold: &mut Fold<'_>, act: &RecordedAct, ground: SuspensionGround, on: Span) -> Judgement {
    let status = fold.status();
    let (provision, text) = match ground {
        SuspensionGround::OwnTerms => {
            (Some(Provision::vclt("57(a)")), "Operation is suspended under the agreement's own provisions.")
        }
        SuspensionGround::ConsentOfBoth => {
            (Some(Provision::vclt("57(b)")), "Operation is suspended with the consent of both.")
        }
        SuspensionGround::LaterAgreement => {
            (Some(Provision::vclt("59(2)")), "Operation is suspended by a later agreement.")
        }
        SuspensionGround::Unknown => (None, "Operation is suspended; the source does not say on what ground."),
    };
    let reason = Fold::reason(act, provision, text);
    let against = if Fold::is_taken_on_trust(act) { None } else { against(act, ground) };
    let judgement = Judgement::of(fold.weigh(against.into_iter().collect()), ActEffect::Contested);
    if !judgement.is_effective() {
        return judgement;
    }
    let may_be = matches!(status, StatusName::InForce | StatusName::Unknown);
    if may_be && fold.turn(on, StatusName::Suspended, vec![reason]) {
        judgement
    } else {
        Judgement::of(
            vec![forbidden(status, "its operation cannot be suspended").under(Provision::vclt("57"))],
            ActEffect::Contested,
        )
    }
}

/// What is to be said against a suspension on a ground.
fn against(act: &RecordedAct, ground: SuspensionGround) -> Option<Finding> {
    match ground {
        SuspensionGround::OwnTerms => Some(
            Finding::warn(
                FindingCode::NotProvidedFor,
                "ground",
                "The registry keeps no clause on suspension, so it cannot tell whether the text provides for it.",
            )
            .under(Provision::vclt("57(a)"))
            .cured_by("See to it that the text does."),
        ),
        SuspensionGround::ConsentOfBoth => one_sided(act, "57(b)"),
        SuspensionGround::LaterAgreement => None,
        SuspensionGround::Unknown => Some(ground_not_stated(act, "suspended")),
    }
}

pub(super) fn resumed(fold: &mut Fold<'_>, act: &RecordedAct, on: Span) -> Judgement {
    let status = fold.status();
    let reason = Fold::reason(act, Some(Provision::vclt("72")), "Operation is resumed.");
    if status == StatusName::Suspended && fold.turn(on, StatusName::InForce, vec![reason]) {
        Judgement::effective()
    } else {
        let finding = forbidden(status, "there is no suspension to end").under(Provision::vclt("72"));
        Judgement::of(vec![finding], ActEffect::Contested)
    }
}
