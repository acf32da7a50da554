//! Acts that say something of the record or of other acts, and take no turn of their own.

use super::fold::Fold;
use super::{Finding, FindingCode, Judgement};
use crate::act::{ActDetails, ActEffect, ActId, ActKind, RecordedAct, Relation};

pub(super) fn judge(fold: &Fold<'_>, act: &RecordedAct) -> Judgement {
    let (id, kind, field, what) = match &act.body.details {
        ActDetails::FullPowersConfirmed { signature } => {
            let found = find(fold, *signature, ActKind::Signed).is_some_and(|signed| fold.is_of_same_side(signed, act));
            return if found {
                Judgement::effective()
            } else {
                no_such(*signature, "signature", "signature of the same party")
            };
        }
        ActDetails::ActivityHeld(report) => (report.planned, ActKind::ActivityPlanned, "planned", "planned activity"),
        ActDetails::ActivityCancelled(cancelled) => {
            (Some(cancelled.planned), ActKind::ActivityPlanned, "planned", "planned activity")
        }
        ActDetails::ReviewConcluded(report) => {
            (report.scheduled, ActKind::ReviewScheduled, "scheduled", "scheduled review")
        }
        _ => return Judgement::effective(),
    };
    match id {
        Some(id) if find(fold, id, kind).is_none() => no_such(id, field, what),
        Some(_) | None => Judgement::effective(),
    }
}

/// A relation names the other agreement.
pub(super) fn related(relation: &Relation) -> Judgement {
    let unnamed = (relation.to.is_none() && relation.to_as_printed.is_none()).then(|| {
        Finding::bar(FindingCode::OtherAgreementMissing, "to", "It is not said which other agreement is meant.")
            .cured_by("Name it by its id, or in the source's words.")
    });
    Judgement::of(unnamed.into_iter().collect(), ActEffect::Ineffective)
}

/// The act of an identity and kind that stands in the log.
pub(super) fn find<'a>(fold: &Fold<'a>, id: ActId, kind: ActKind) -> Option<&'a RecordedAct> {
    fold.acts.iter().find(|act| act.id == id && act.body.kind() == kind).copied()
}

/// The judgement of an act that names another which is not there.
pub(super) fn no_such(id: ActId, field: &'static str, what: &str) -> Judgement {
    let finding = Finding::bar(
        FindingCode::NoSuchAct,
        field,
        format!("There is no {what} {id} that stands in this agreement's log."),
    )
    .cured_by("Name an act of this agreement's history by its id.");
    Judgement::of(vec![finding], ActEffect::Ineffective)
}
