//! Renewal, agreed or tacit (VCLT 54(a)).

use super::fold::Fold;
use super::negotiation::forbidden;
use super::term::Extension;
use super::{Finding, FindingCode, Judgement, Provision, both};
use crate::act::{ActEffect, RecordedAct, Renewal};
use crate::agreement::StatusName;
use crate::day::{LegalDay, Span};
use crate::terms::DurationRule;

pub(super) fn judge(fold: &mut Fold<'_>, act: &RecordedAct, renewal: &Renewal, on: Span) -> Judgement {
    let status = fold.status();
    if !(status.is_in_force() || status == StatusName::Unknown) {
        let finding = forbidden(status, "there is no term to renew").under(Provision::vclt("54(a)")).cured_by(
            "What has ended is revived by a new consent of both; what is not in force enters into force first.",
        );
        return Judgement::of(vec![finding], ActEffect::Contested);
    }
    match &fold.terms.duration {
        Some(DurationRule::FixedThenTacit { .. }) => tells_of_tacit(fold, on),
        Some(DurationRule::Indefinite | DurationRule::UntilEvent { .. }) => not_provided_for(
            "The agreement has no term that could be renewed.",
            "If both agreed to change its duration, record an amendment.",
        ),
        Some(DurationRule::Fixed { .. } | DurationRule::FixedThenExpress { .. }) | None => {
            agreed(fold, act, renewal, on)
        }
    }
}

fn agreed(fold: &mut Fold<'_>, act: &RecordedAct, renewal: &Renewal, on: Span) -> Judgement {
    let findings = both::needed(act, "54", "The renewal of a term that does not renew itself");
    let mut findings = fold.weigh(findings.into_iter().collect());
    if renewal.period.is_none() && renewal.until.is_none() && !Fold::is_taken_on_trust(act) {
        findings.push(
            Finding::bar(FindingCode::TermNotGiven, "period", "It is not said how long the new term is.")
                .cured_by("Give its length or its last day."),
        );
    }
    let judgement = Judgement::of(findings, ActEffect::Ineffective);
    if judgement.is_effective() {
        let until = renewal.until.as_ref().map(LegalDay::span);
        fold.extensions.push(Extension { act: act.id, from: on, period: renewal.period, until });
    }
    judgement
}

/// A report of a renewal that came by itself.
fn tells_of_tacit(fold: &Fold<'_>, on: Span) -> Judgement {
    // Without a day of force, a register may still know of the renewal.
    if fold.spells.last().is_none_or(|spell| spell.tacit_begins(Some(on))) {
        return Judgement::effective();
    }
    not_provided_for(
        "The agreement renews itself, and no term of it begins on that day.",
        "If both agreed on another term, record an amendment.",
    )
}

fn not_provided_for(message: &str, cure: &str) -> Judgement {
    let finding =
        Finding::bar(FindingCode::NotProvidedFor, "on", message).under(Provision::vclt("54(a)")).cured_by(cure);
    Judgement::of(vec![finding], ActEffect::Ineffective)
}
