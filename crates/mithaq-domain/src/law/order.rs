//! Which acts stand, and in which order they are taken.

use std::collections::BTreeSet;

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

/// The day at which an act is taken. A term is renewed before the last one is over: on the day of the
/// agreement, where it is known, else on the eve of the new term.
pub(super) fn place(act: &RecordedAct) -> Option<Span> {
    if act.body.kind() == ActKind::Renewed {
        let agreed = act.body.action_on.as_ref().map(LegalDay::span);
        let eve = act.body.effective().map(Span::eve);
        return [agreed, eve].into_iter().flatten().min();
    }
    act.body.placed()
}
