//! What the kind of an act says of its place, its author and its claim.

use chrono::NaiveDate;

use crate::act::{ActDetails, ActKind, RecordedAct};

/// The day by which an act is taken in its turn. Of an act that presupposes another (an end its force, a
/// resumption its suspension) whose day is known only roughly, it is the last that it can be.
pub(super) fn place(act: &RecordedAct) -> Option<NaiveDate> {
    let presupposes_force = match act.body.kind() {
        ActKind::NoticeGiven
        | ActKind::NoticeRevoked
        | ActKind::Suspended
        | ActKind::Resumed
        | ActKind::Terminated
        | ActKind::Denounced
        | ActKind::Expired
        | ActKind::Superseded => true,
        ActKind::Proposed
        | ActKind::NegotiationOpened
        | ActKind::TermsRecorded
        | ActKind::Initialled
        | ActKind::Signed
        | ActKind::FullPowersConfirmed
        | ActKind::ConsentExpressed
        | ActKind::EnteredIntoForce
        | ActKind::Abandoned
        | ActKind::Imported
        | ActKind::EntryRectified => false,
    };
    act.body.placed().map(|on| if presupposes_force { on.latest } else { on.earliest })
}

/// Whether an act claims that the agreement came into force, ended or paused, which concerns both.
pub(super) const fn claims_a_turn(details: &ActDetails) -> bool {
    match details {
        ActDetails::EnteredIntoForce { .. }
        | ActDetails::Suspended { .. }
        | ActDetails::Resumed
        | ActDetails::Terminated { .. }
        | ActDetails::Denounced
        | ActDetails::Expired
        | ActDetails::Superseded(_) => true,
        ActDetails::Proposed(_)
        | ActDetails::NegotiationOpened
        | ActDetails::TermsRecorded { .. }
        | ActDetails::Initialled(_)
        | ActDetails::Signed(_)
        | ActDetails::FullPowersConfirmed { .. }
        | ActDetails::ConsentExpressed(_)
        | ActDetails::NoticeGiven(_)
        | ActDetails::NoticeRevoked { .. }
        | ActDetails::Abandoned { .. }
        | ActDetails::Imported(_)
        | ActDetails::EntryRectified(_) => false,
    }
}

/// Whether an act is one that a single party does, so that it is to be said which.
pub(super) const fn needs_author(details: &ActDetails) -> bool {
    match details {
        ActDetails::Initialled(_)
        | ActDetails::Signed(_)
        | ActDetails::FullPowersConfirmed { .. }
        | ActDetails::ConsentExpressed(_)
        | ActDetails::NoticeGiven(_)
        | ActDetails::NoticeRevoked { .. } => true,
        ActDetails::Proposed(_)
        | ActDetails::NegotiationOpened
        | ActDetails::TermsRecorded { .. }
        | ActDetails::EnteredIntoForce { .. }
        | ActDetails::Suspended { .. }
        | ActDetails::Resumed
        | ActDetails::Terminated { .. }
        | ActDetails::Denounced
        | ActDetails::Expired
        | ActDetails::Superseded(_)
        | ActDetails::Abandoned { .. }
        | ActDetails::Imported(_)
        | ActDetails::EntryRectified(_) => false,
    }
}
