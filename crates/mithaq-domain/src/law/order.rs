//! Which acts stand, and in which order they are taken.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::act::{ActDetails, ActId, ActKind, RecordedAct};
use crate::day::{LegalDay, Span};

/// The acts that later entries strike out or take the place of.
pub(super) fn struck_out(acts: &[RecordedAct]) -> BTreeSet<ActId> {
    let mut struck = BTreeSet::new();
    // From the last to the first, since an entry that strikes out another may be struck out itself.
    for act in acts.iter().rev().filter(|act| act.body.corrects.is_some() || is_rectification(act)) {
        if struck.contains(&act.id) {
            continue;
        }
        struck.extend(act.body.corrects);
        if let ActDetails::EntryRectified(rectified) = &act.body.details {
            struck.insert(rectified.struck_out);
        }
    }
    struck
}

const fn is_rectification(act: &RecordedAct) -> bool {
    matches!(act.body.details, ActDetails::EntryRectified(_))
}

/// The day by which an act is taken in its turn. Of an act that presupposes another (an end its force, a
/// resumption its suspension) whose day is known only roughly, it is the last that it can be. A term is renewed
/// before the last one is over: on the day of the agreement, where it is known, else on the eve of the new term.
pub(super) fn place(act: &RecordedAct) -> Option<NaiveDate> {
    if act.body.kind() == ActKind::Renewed {
        let agreed = act.body.action_on.as_ref().map(LegalDay::span);
        let eve = act.body.effective().map(Span::eve);
        return [agreed, eve].into_iter().flatten().min().map(|on| on.latest);
    }
    let presupposes_force = claims_a_turn(act.body.kind()) && act.body.kind() != ActKind::EnteredIntoForce
        || matches!(act.body.kind(), ActKind::NoticeGiven | ActKind::NoticeRevoked | ActKind::Amended);
    act.body.placed().map(|on| if presupposes_force { on.latest } else { on.earliest })
}

/// Whether an act claims that the agreement came into force, ended or paused, which concerns both.
pub(super) const fn claims_a_turn(kind: ActKind) -> bool {
    matches!(
        kind,
        ActKind::EnteredIntoForce
            | ActKind::Suspended
            | ActKind::Resumed
            | ActKind::Terminated
            | ActKind::Denounced
            | ActKind::Expired
            | ActKind::Superseded
            | ActKind::Invalidated
            | ActKind::Revived
    )
}
