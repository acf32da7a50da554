//! Acts about obligations.

use super::fold::Fold;
use super::{Finding, FindingCode, Judgement, Provision, reference};
use crate::act::{ActDetails, ActEffect, ActId, ActKind, RecordedAct};

/// An act that tells of an obligation recorded before.
pub(super) fn told_of(fold: &Fold<'_>, obligation: ActId) -> Judgement {
    match reference::find(fold, obligation, ActKind::ObligationAdded) {
        Some(_) => Judgement::effective(),
        None => reference::no_such(obligation, "obligation", "obligation"),
    }
}

/// An act that only who is owed the obligation can do.
pub(super) fn by_creditor(fold: &Fold<'_>, act: &RecordedAct, obligation: ActId) -> Judgement {
    let Some(added) = reference::find(fold, obligation, ActKind::ObligationAdded) else {
        return reference::no_such(obligation, "obligation", "obligation");
    };
    let owed = match (&added.body.details, fold.role(act)) {
        (ActDetails::ObligationAdded(added), Some(role)) => added.debtor.is_owed_to(role),
        _ => true,
    };
    let finding = (!owed).then(|| {
        Finding::bar(
            FindingCode::NotOwedToParty,
            "party",
            "The obligation is not owed to this party, so it is not for it to waive or to claim.",
        )
        .under(Provision::vclt("26"))
        .cured_by("Record it as an act of the party that the obligation is owed to.")
    });
    Judgement::of(finding.into_iter().collect(), ActEffect::Ineffective)
}

/// Whether an obligation that protects persons is recorded, which no breach suspends (VCLT 60(5)).
pub(super) fn protects_persons(fold: &Fold<'_>) -> bool {
    fold.stands(|details| matches!(details, ActDetails::ObligationAdded(added) if added.humanitarian))
}

/// The warning that what protects persons goes on in spite of a breach.
pub(super) fn goes_on_protecting() -> Finding {
    let message =
        "Obligations that protect the human person are recorded under it; a breach neither suspends nor ends them.";
    Finding::warn(FindingCode::HumanitarianProtection, "ground", message)
        .under(Provision::vclt("60(5)"))
        .cured_by("Go on performing them.")
}
