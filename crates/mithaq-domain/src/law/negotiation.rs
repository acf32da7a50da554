//! Mandate, negotiation and the authentic text (VCLT 9, 10).

use super::fold::Fold;
use super::{Finding, FindingCode, Judgement, Provision, Reason, ReasonCode};
use crate::act::{ActEffect, Initials, RecordedAct};
use crate::agreement::StatusName;
use crate::day::Span;

pub(super) fn proposed(fold: &mut Fold<'_>, act: &RecordedAct, on: Span) -> Judgement {
    let reasons = vec![Fold::reason(act, None, "A mandate to negotiate is recorded.")];
    if fold.turn(on, StatusName::Proposed, reasons) {
        Judgement::effective()
    } else {
        let finding = Finding::bar(FindingCode::OpenedTwice, "on", "The agreement was opened before this mandate.")
            .cured_by("Correct the earlier entry instead, if it is wrong.");
        Judgement::of(vec![finding], ActEffect::Contested)
    }
}

pub(super) fn opened(fold: &mut Fold<'_>, act: &RecordedAct, on: Span) -> Judgement {
    let reasons = vec![Fold::reason(act, None, "Negotiation was opened.")];
    if fold.turn(on, StatusName::Negotiating, reasons) {
        Judgement::effective()
    } else {
        Judgement::of(
            vec![forbidden(fold.status(), "negotiation cannot be opened").under(Provision::vclt("10"))],
            ActEffect::Contested,
        )
    }
}

pub(super) fn initialled(fold: &mut Fold<'_>, act: &RecordedAct, initials: &Initials, on: Span) -> Judgement {
    let Some(role) = fold.role(act) else {
        return Judgement::effective();
    };
    if !fold.status().is_before_force() {
        return Judgement::of(
            vec![forbidden(fold.status(), "the text is no longer to be initialled").under(Provision::vclt("10"))],
            ActEffect::Contested,
        );
    }
    if fold.initials.get(role).is_some() {
        let finding = Finding::bar(FindingCode::AlreadyDone, "party", "This party has initialled the text before.")
            .under(Provision::vclt("10"))
            .cured_by("Correct the earlier entry instead, if it is wrong.");
        return Judgement::of(vec![finding], ActEffect::Ineffective);
    }
    *fold.initials.get_mut(role) = Some(on);
    if initials.count_as_signature {
        super::signature::count(fold, role, act, on, false);
    }
    if let Some((home, counterpart)) = fold.initials.both() {
        let reason = Reason::by_rule(
            ReasonCode::BothInitialled,
            Provision::vclt("10"),
            "Both parties have initialled the text.",
        );
        fold.turn(home.later(counterpart), StatusName::TextAuthenticated, vec![reason.on_act(act.id)]);
    }
    Judgement::effective()
}

/// The finding that the status on the day does not allow an act.
pub(super) fn forbidden(status: StatusName, consequence: &str) -> Finding {
    Finding::bar(FindingCode::StatusForbids, "on", format!("On that day the agreement is {status}, so {consequence}."))
        .cured_by("Give the day on which it was done, or record first the act that it presupposes.")
}
