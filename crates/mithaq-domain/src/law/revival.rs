//! Revival by a new consent of both; the gap stays (VCLT 11, 54).

use super::fold::Fold;
use super::negotiation::forbidden;
use super::{Judgement, Provision, amendment, both};
use crate::act::{ActEffect, RecordedAct, Revival};
use crate::agreement::StatusName;
use crate::day::Span;

pub(super) fn judge<'a>(fold: &mut Fold<'a>, act: &'a RecordedAct, revival: &'a Revival, on: Span) -> Judgement {
    let status = fold.status();
    if !status.is_ended() {
        return Judgement::of(
            vec![forbidden(status, "there is nothing to revive").under(Provision::vclt("11"))],
            ActEffect::Contested,
        );
    }
    if status == StatusName::Invalid {
        let finding = forbidden(status, "what is void cannot be revived")
            .under(Provision::vclt("69"))
            .cured_by("Make a new agreement.");
        return Judgement::of(vec![finding], ActEffect::Ineffective);
    }
    let findings = both::needed(act, "11", "The revival of an agreement that has ended");
    let judgement = Judgement::of(fold.weigh(findings.into_iter().collect()), ActEffect::Ineffective);
    if judgement.is_effective() {
        let reason = Fold::reason(act, Some(Provision::vclt("11")), "Both consented anew to be bound.");
        fold.turn(on, StatusName::InForce, vec![reason]);
        fold.counted_from = Some(on);
        fold.extensions.clear();
        match &revival.terms {
            Some(terms) => amendment::change(fold, act, terms, on),
            None => fold.begin_spell(on),
        }
    }
    judgement
}
