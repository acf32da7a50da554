//! Suspension and resumption of operation (VCLT 44, 57-62, 72).

use super::ending::{ground_not_stated, one_sided};
use super::fold::Fold;
use super::negotiation::forbidden;
use super::partly::{Partly, Touched};
use super::{Finding, FindingCode, Judgement, Provision, claim, obligation, part};
use crate::act::{ActEffect, ClaimGround, ClaimMeasure, RecordedAct, SuspensionGround};
use crate::agreement::StatusName;
use crate::day::Span;

pub(super) fn suspended(
    fold: &mut Fold<'_>,
    act: &RecordedAct,
    (ground, clauses): (SuspensionGround, &[String]),
    on: Span,
) -> Judgement {
    let status = fold.status();
    let may_be = matches!(status, StatusName::InForce | StatusName::Unknown);
    if !may_be {
        let finding = forbidden(status, "its operation cannot be suspended").under(Provision::vclt("57"));
        return Judgement::of(vec![finding], ActEffect::Contested);
    }
    let mut findings = against(fold, act, ground, clauses, on);
    findings.extend(if Fold::is_taken_on_trust(act) { None } else { ground_lacking(act, ground) });
    let findings = fold.weigh(findings);
    let judgement = Judgement::of(findings, ActEffect::Contested);
    if !judgement.is_effective() {
        return judgement;
    }
    fold.suspended_by = fold.role(act);
    if clauses.is_empty() {
        let (article, text) = explain(ground);
        let reason = Fold::reason(act, article.map(Provision::vclt), text);
        fold.turn(on, StatusName::Suspended, vec![reason]);
    } else {
        fold.partly.push(Partly::new(Touched::Suspended, clauses, on));
    }
    judgement
}

const fn explain(ground: SuspensionGround) -> (Option<&'static str>, &'static str) {
    match ground {
        SuspensionGround::OwnTerms => (Some("57(a)"), "Operation is suspended under the agreement's own provisions."),
        SuspensionGround::ConsentOfBoth => (Some("57(b)"), "Operation is suspended with the consent of both."),
        SuspensionGround::LaterAgreement => (Some("59(2)"), "Operation is suspended by a later agreement."),
        SuspensionGround::MaterialBreach => {
            (Some("60(1)"), "Operation is suspended for material breach; no objection was raised in time.")
        }
        SuspensionGround::Impossibility => {
            (Some("61(1)"), "Operation is suspended while performance is impossible; no objection was raised in time.")
        }
        SuspensionGround::FundamentalChange => (
            Some("62(3)"),
            "Operation is suspended for a fundamental change of circumstances; no objection was raised in time.",
        ),
        SuspensionGround::Unknown => (None, "Operation is suspended; the source does not say on what ground."),
    }
}

fn against(fold: &Fold<'_>, act: &RecordedAct, ground: SuspensionGround, clauses: &[String], on: Span) -> Vec<Finding> {
    let claimed = match ground {
        SuspensionGround::MaterialBreach => ClaimGround::MaterialBreach,
        SuspensionGround::Impossibility => ClaimGround::Impossibility,
        SuspensionGround::FundamentalChange => ClaimGround::FundamentalChange,
        SuspensionGround::OwnTerms
        | SuspensionGround::ConsentOfBoth
        | SuspensionGround::LaterAgreement
        | SuspensionGround::Unknown => return Vec::new(),
    };
    let mut findings = claim::against_measure(fold, act, claimed, ClaimMeasure::Suspend, on);
    if claimed == ClaimGround::MaterialBreach && obligation::protects_persons(fold) {
        findings.push(obligation::goes_on_protecting());
    }
    findings.extend(part::against_suspension(ground, clauses));
    findings
}

/// What is to be said against a suspension on a ground.
fn ground_lacking(act: &RecordedAct, ground: SuspensionGround) -> Option<Finding> {
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
        SuspensionGround::LaterAgreement
        | SuspensionGround::MaterialBreach
        | SuspensionGround::Impossibility
        | SuspensionGround::FundamentalChange => None,
        SuspensionGround::Unknown => Some(ground_not_stated(act, "suspended")),
    }
}

pub(super) fn resumed(fold: &mut Fold<'_>, act: &RecordedAct, on: Span) -> Judgement {
    let status = fold.status();
    if let Some(finding) = suspended_by_the_other(fold, act).and_then(|finding| fold.scope.weigh(finding)) {
        return Judgement::of(vec![finding], ActEffect::Contested);
    }
    let reason = Fold::reason(act, Some(Provision::vclt("72")), "Operation is resumed.");
    let whole = status == StatusName::Suspended && fold.turn(on, StatusName::InForce, vec![reason]);
    let clauses = status.is_in_force() && fold.end_partly(Touched::Suspended, on);
    if whole || clauses {
        fold.suspended_by = None;
        claim::settle_suspensions(fold);
        Judgement::effective()
    } else {
        let finding = forbidden(status, "there is no suspension to end").under(Provision::vclt("72"));
        Judgement::of(vec![finding], ActEffect::Contested)
    }
}

/// The party against which the other suspended operation does not end that alone.
fn suspended_by_the_other(fold: &Fold<'_>, act: &RecordedAct) -> Option<Finding> {
    let (by, role) = (fold.suspended_by?, fold.role(act)?);
    (by != role && !Fold::is_taken_on_trust(act)).then(|| {
        let message = "The other party suspended operation on its own right, so this one does not resume it alone.";
        Finding::bar(FindingCode::OneSided, "party", message)
            .under(Provision::vclt("72"))
            .cured_by("Record that both resume it, or that the party that suspended it does.")
    })
}
