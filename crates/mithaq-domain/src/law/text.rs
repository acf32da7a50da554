//! Texts and languages (VCLT 33).

use super::fold::Fold;
use super::{Finding, FindingCode, Judgement, Provision};
use crate::act::{ActDetails, ActEffect, RecordedAct, Text, TextKind};

pub(super) fn judge(fold: &Fold<'_>, act: &RecordedAct, text: &Text) -> Judgement {
    let not_authentic = (text.kind == TextKind::Translation && text.authentic) || (text.prevails && !text.authentic);
    let not_authentic = not_authentic.then(|| {
        Finding::bar(
            FindingCode::TextNotAuthentic,
            "authentic",
            "A translation is not authentic, and only an authentic text can prevail.",
        )
        .under(Provision::vclt("33(2)"))
        .cured_by("Record a version that the parties made authentic as such, or leave out that it prevails.")
    });
    let another = fold
        .acts
        .iter()
        .take_while(|other| other.version < act.version)
        .find(|other| text.prevails && prevails_in_another(other, text));
    let another = another.map(|_| {
        Finding::bar(
            FindingCode::AnotherTextPrevails,
            "prevails",
            "Another language is recorded as the one that prevails where the texts differ.",
        )
        .under(Provision::vclt("33(1)"))
        .cured_by("Correct the earlier entry, if it is wrong.")
    });
    Judgement::of(not_authentic.into_iter().chain(another).collect(), ActEffect::Ineffective)
}

fn prevails_in_another(act: &RecordedAct, text: &Text) -> bool {
    matches!(&act.body.details, ActDetails::TextAdded(other) if other.prevails && other.language != text.language)
}
