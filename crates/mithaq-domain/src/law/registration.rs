//! Registration with the United Nations (Charter 102, VCLT 80).

use super::fold::Fold;
use super::scope::Scope;
use super::{Finding, FindingCode, Judgement, Provision};
use crate::act::ActEffect;
use crate::agreement::StatusName;

pub(super) fn registered(fold: &Fold<'_>) -> Judgement {
    let status = fold.status();
    if fold.scope == Scope::OwnTermsOnly {
        return Judgement::of(vec![not_a_treaty()], ActEffect::Ineffective);
    }
    let has_begun = status.is_in_force()
        || status.is_ended()
        || matches!(status, StatusName::ProvisionallyApplied | StatusName::Unknown);
    let early = (!has_begun).then(|| {
        Finding::bar(
            FindingCode::RegisteredTooEarly,
            "on",
            format!("On that day the agreement is {status}; it is registered only once it is in force or provisionally applied."),
        )
        .under(Provision::vclt("80(1)"))
        .cured_by("Register it after its entry into force.")
    });
    Judgement::of(fold.weigh(early.into_iter().collect()), ActEffect::Contested)
}

pub(super) fn withheld(fold: &Fold<'_>) -> Judgement {
    let finding = Finding::warn(
        FindingCode::NotInvocable,
        "authority",
        "The Charter has no exception for secrecy. While it is not registered, no party may invoke it before an organ of the United Nations; its validity is not touched.",
    )
    .under(Provision::charter("102(2)"))
    .cured_by("Register it (Charter 102(1)).");
    Judgement::of(fold.weigh(vec![finding]), ActEffect::Effective)
}

fn not_a_treaty() -> Finding {
    Finding::bar(
        FindingCode::NotATreaty,
        "bindingness",
        "It does not bind in international law, and only treaties and international agreements are registered.",
    )
    .under(Provision::charter("102(1)"))
    .cured_by("Record that the text is binding, if it is.")
}
