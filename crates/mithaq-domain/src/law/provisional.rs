//! Provisional application (VCLT 25).

use super::fold::Fold;
use super::negotiation::forbidden;
use super::partly::{Partly, Touched};
use super::{Finding, FindingCode, Judgement, Provision, Reason, ReasonCode};
use crate::act::{ActEffect, ProvisionalApplication, ProvisionalBasis, ProvisionalEnd, RecordedAct};
use crate::agreement::StatusName;
use crate::day::Span;

pub(super) fn applied(
    fold: &mut Fold<'_>,
    act: &RecordedAct,
    application: &ProvisionalApplication,
    on: Span,
) -> Judgement {
    let status = fold.status();
    if !status.is_before_force() || status == StatusName::ProvisionallyApplied || status == StatusName::Abandoned {
        let finding = forbidden(status, "it cannot be applied provisionally").under(Provision::vclt("25(1)"));
        return Judgement::of(vec![finding], ActEffect::Contested);
    }
    let findings = fold.weigh(without_basis(act, application).into_iter().collect());
    let judgement = Judgement::of(findings, ActEffect::Contested);
    if judgement.is_effective() {
        fold.beneath = status;
        let (article, ground) = match application.basis {
            ProvisionalBasis::Clause => ("25(1)(a)", "as a clause of it says"),
            ProvisionalBasis::Agreement => ("25(1)(b)", "as both have agreed"),
            ProvisionalBasis::Unknown => ("25(1)", "on a ground that the source does not give"),
        };
        let what = if application.clauses.is_empty() {
            "The agreement is applied".to_owned()
        } else {
            fold.partly.push(Partly::new(Touched::Applied, &application.clauses, on));
            format!(
                "Of the agreement, these clauses alone are applied: {}; they are applied",
                application.clauses.join(", ")
            )
        };
        let reason = Fold::reason(act, Some(Provision::vclt(article)), format!("{what} provisionally, {ground}."));
        fold.turn(on, StatusName::ProvisionallyApplied, vec![reason]);
    }
    judgement
}

/// The agreement goes back to where it would stand without it; a party that will not become bound owes no
/// interim duty any more.
pub(super) fn ended(fold: &mut Fold<'_>, act: &RecordedAct, ground: ProvisionalEnd, on: Span) -> Judgement {
    let status = fold.status();
    if status != StatusName::ProvisionallyApplied {
        let finding = forbidden(status, "there is no provisional application to end").under(Provision::vclt("25(2)"));
        return Judgement::of(vec![finding], ActEffect::Contested);
    }
    if let (ProvisionalEnd::NotBecomingParty, Some(role)) = (ground, fold.role(act)) {
        // Consent given before lapses with it, as where the agreement is given up.
        *fold.consents.get_mut(role) = None;
        *fold.given_up.get_mut(role) = true;
        fold.refuse(role, on);
    }
    let text = match ground {
        ProvisionalEnd::NotBecomingParty => {
            "A party has notified that it does not intend to become a party, so provisional application is over."
        }
        ProvisionalEnd::Agreed => "Provisional application is over, as agreed.",
        ProvisionalEnd::Unknown => "Provisional application is over; the source does not say why.",
    };
    let provision = Some(Provision::vclt("25(2)"));
    let reason = Reason { code: ReasonCode::ProvisionalEnded, text: text.to_owned(), act: Some(act.id), provision };
    let beneath = if fold.beneath == StatusName::None { StatusName::Proposed } else { fold.beneath };
    fold.end_partly(Touched::Applied, on);
    fold.leave_provisional(on, beneath, vec![reason]);
    Judgement::effective()
}

fn without_basis(act: &RecordedAct, application: &ProvisionalApplication) -> Option<Finding> {
    (application.basis == ProvisionalBasis::Unknown && !Fold::is_taken_on_trust(act)).then(|| {
        Finding::bar(
            FindingCode::ProvisionalBasisMissing,
            "basis",
            "Provisional application needs a clause of the agreement or an agreement of both.",
        )
        .under(Provision::vclt("25(1)"))
        .cured_by("Name the clause, or record that both have agreed.")
    })
}
