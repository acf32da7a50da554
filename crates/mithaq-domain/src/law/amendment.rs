//! Amendment and correction of the text (VCLT 39, 79).

use super::fold::{Amended, Fold};
use super::negotiation::forbidden;
use super::{Finding, FindingCode, Judgement, Provision, both, ending};
use crate::act::{ActEffect, Amendment, ClauseChangeKind, Correction, RecordedAct};
use crate::agreement::StatusName;
use crate::day::{LegalDay, Span};
use crate::terms::{AmendmentRule, Terms};

pub(super) fn amended<'a>(fold: &mut Fold<'a>, act: &'a RecordedAct, amendment: &'a Amendment, on: Span) -> Judgement {
    let status = fold.status();
    if !has_settled_text(status) {
        let finding = forbidden(status, "there is no settled text to amend").under(Provision::vclt("39"));
        return Judgement::of(vec![finding], ActEffect::Contested);
    }
    let over = amendment.terms.as_ref().and_then(|terms| over_before(fold, terms, on));
    let findings = [both::needed(act, "39", "An amendment"), off_the_path(fold, act, amendment), over];
    let judgement = Judgement::of(fold.weigh(findings.into_iter().flatten().collect()), ActEffect::Ineffective);
    if judgement.is_effective() {
        let anew = amendment.clauses.iter().filter(|said| said.change != ClauseChangeKind::Deleted);
        fold.restored.extend(anew.map(|said| (said.clause.as_str(), on)));
        if let Some(terms) = &amendment.terms {
            change(fold, act, terms, on);
        }
    }
    judgement
}

pub(super) fn corrected<'a>(fold: &mut Fold<'a>, act: &'a RecordedAct, correction: &'a Correction) -> Judgement {
    let findings = agreed(act).into_iter().collect();
    let judgement = Judgement::of(fold.weigh(findings), ActEffect::Ineffective);
    let from = correction.holds_from.as_ref().map(LegalDay::span);
    if let (Some(terms), Some(from), true) = (correction.terms.as_ref(), from, judgement.is_effective()) {
        change(fold, act, terms, from);
    }
    judgement
}

/// The finding that stands against a correction of one party alone.
fn agreed(act: &RecordedAct) -> Option<Finding> {
    both::needed(act, "79(1)", "A correction of the text")
}

/// What the corrected text says from the start, where an act corrects it so (79(4)).
pub(super) fn holds_from_the_start<'a>(act: &RecordedAct, correction: &'a Correction) -> Option<&'a Terms> {
    let from_the_start = correction.holds_from.is_none() && agreed(act).is_none();
    correction.terms.as_ref().filter(|_| from_the_start)
}

/// From a day on, the agreement says something else. Another duration is counted from the start, and the renewals before it
/// are no longer added to it.
pub(super) fn change<'a>(fold: &mut Fold<'a>, act: &RecordedAct, terms: &'a Terms, on: Span) {
    if fold.terms.duration != terms.duration {
        fold.extensions.clear();
    }
    fold.terms = terms;
    fold.amended.push(Amended { from: on, act: act.id, terms });
    fold.begin_spell(on);
}

const fn has_settled_text(status: StatusName) -> bool {
    match status {
        StatusName::TextAuthenticated
        | StatusName::Signed
        | StatusName::ProvisionallyApplied
        | StatusName::InForce
        | StatusName::Suspended
        | StatusName::Unknown => true,
        StatusName::None
        | StatusName::Proposed
        | StatusName::Negotiating
        | StatusName::Expired
        | StatusName::Terminated
        | StatusName::Denounced
        | StatusName::Superseded
        | StatusName::Invalid
        | StatusName::Abandoned => false,
    }
}

/// Where the text asks for the original path, an amendment by other means has no effect.
fn off_the_path(fold: &Fold<'_>, act: &RecordedAct, amendment: &Amendment) -> Option<Finding> {
    if fold.terms.amendment != Some(AmendmentRule::OriginalPath) || Fold::is_taken_on_trust(act) {
        return None;
    }
    let (wanted, means) = (fold.terms.consent?, amendment.means);
    (means != Some(wanted)).then(|| {
        let made = means.map_or_else(|| "by means that are not recorded".to_owned(), |means| format!("by {means}"));
        Finding::bar(
            FindingCode::OriginalPathRequired,
            "means",
            format!("The text asks that amendments be made on its own path, {wanted}; this one was made {made}."),
        )
        .under(Provision::vclt("39"))
        .cured_by(format!("Record that both consented to the amendment by {wanted}."))
    })
}

/// What stands against an amendment by whose duration, counted from the start as terms are, the agreement would have been over
/// before it: so it can not have been meant.
fn over_before(fold: &Fold<'_>, terms: &Terms, on: Span) -> Option<Finding> {
    let start = fold.counted_from.filter(|_| fold.status().is_in_force() && fold.terms.duration != terms.duration)?;
    let last_day = ending::last_day_by(terms.duration.as_ref()?, start)?;
    (last_day.latest < on.earliest).then(|| {
        let message = format!(
            "Counted from {}, the amended term would have been over on {}, before the amendment.",
            start.latest, last_day.latest
        );
        Finding::bar(FindingCode::TermOverBefore, "terms.duration", message)
            .under(Provision::vclt("39"))
            .cured_by("Give the last day to which the amendment extends the agreement.")
    })
}
