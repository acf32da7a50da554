//! Nullity (VCLT 46-53, 64, 69, 71).

use super::fold::Fold;
use super::negotiation::forbidden;
use super::partly::{Partly, Touched};
use super::{Finding, FindingCode, Judgement, Provision, claim, part};
use crate::act::{ActEffect, ClaimGround, ClaimMeasure, RecordedAct};
use crate::agreement::StatusName;
use crate::day::Span;

pub(super) fn judge(
    fold: &mut Fold<'_>,
    act: &RecordedAct,
    (ground, clauses): (ClaimGround, &[String]),
    on: Span,
) -> Judgement {
    let status = fold.status();
    if status == StatusName::Invalid {
        return Judgement::of(
            vec![forbidden(status, "it cannot be voided once more").under(Provision::vclt("69"))],
            ActEffect::Ineffective,
        );
    }
    let mut findings: Vec<Finding> =
        excluded(ground).into_iter().chain(part::against_nullity(ground, clauses)).collect();
    // Both may agree that it is void; one party goes the way of Article 65.
    if act.body.by.is_some() {
        findings.extend(claim::against_measure(fold, act, ground, ClaimMeasure::Invalidate, on));
    }
    let judgement = Judgement::of(fold.weigh(findings), ActEffect::Contested);
    if judgement.is_effective() && !clauses.is_empty() {
        fold.partly.push(Partly::new(Touched::Void, clauses, on));
    } else if judgement.is_effective() {
        let (article, text) = consequence(ground);
        let reason = Fold::reason(act, Some(Provision::vclt(article)), text);
        fold.turn(on, StatusName::Invalid, vec![reason]);
    }
    judgement
}

fn excluded(ground: ClaimGround) -> Option<Finding> {
    (!ground.is_of_nullity()).then(|| {
        Finding::bar(
            FindingCode::GroundExcluded,
            "ground",
            format!("{ground} lets an agreement be ended or suspended; it does not make it void."),
        )
        .under(Provision::vclt(ground.article()))
        .cured_by("Record a termination or a suspension on that ground.")
    })
}

const fn consequence(ground: ClaimGround) -> (&'static str, &'static str) {
    match ground {
        ClaimGround::NewPeremptoryNorm => (
            "71(2)",
            "It conflicts with a new peremptory norm: it is void from then on, and what was done under it before stands.",
        ),
        ClaimGround::PeremptoryNorm => {
            ("71(1)", "It conflicted with a peremptory norm when it was made: it is established that it is void.")
        }
        ClaimGround::InternalLaw
        | ClaimGround::RestrictedAuthority
        | ClaimGround::Error
        | ClaimGround::Fraud
        | ClaimGround::Corruption
        | ClaimGround::CoercionOfRepresentative
        | ClaimGround::UseOfForce
        | ClaimGround::MaterialBreach
        | ClaimGround::Impossibility
        | ClaimGround::FundamentalChange => (
            "69",
            "It is established that the agreement is void: its provisions have no legal force, and what was done in good faith before is not unlawful for that.",
        ),
    }
}
