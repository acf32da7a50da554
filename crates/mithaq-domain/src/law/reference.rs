//! Acts that say something of the record or of other acts, and take no turn of their own.

use super::fold::Fold;
use super::{Finding, FindingCode, Judgement};
use crate::act::{ActDetails, ActEffect, ActId, ActKind, RecordedAct};

pub(super) fn judge(fold: &Fold<'_>, act: &RecordedAct) -> Judgement {
    match &act.body.details {
        ActDetails::FullPowersConfirmed { signature } => {
            let found = find(fold, *signature, ActKind::Signed).is_some_and(|signed| signed.body.by == act.body.by);
            if found { Judgement::effective() } else { no_such(*signature, "signature", "signature of the same party") }
        }
        ActDetails::Proposed(_)
        | ActDetails::NegotiationOpened
        | ActDetails::TermsRecorded { .. }
        | ActDetails::Initialled(_)
        | ActDetails::Signed(_)
        | ActDetails::ConsentExpressed(_)
        | ActDetails::EnteredIntoForce { .. }
        | ActDetails::NoticeGiven(_)
        | ActDetails::NoticeRevoked { .. }
        | ActDetails::Suspended { .. }
        | ActDetails::Resumed
        | ActDetails::Terminated { .. }
        | ActDetails::Denounced
        | ActDetails::Expired
        | ActDetails::Superseded(_)
        | ActDetails::Abandoned { .. }
        | ActDetails::Imported(_)
        | ActDetails::EntryRectified(_) => Judgement::effective(),
    }
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
