//! Which other act of the same log an act names.

use super::{ActDetails, ActId};

impl ActDetails {
    /// The act of the same log that it names, and the field that names it.
    #[must_use]
    pub fn names(&self) -> Option<(ActId, &'static str)> {
        match self {
            Self::FullPowersConfirmed { signature } => Some((*signature, "signature")),
            Self::NoticeRevoked { notice } => Some((*notice, "notice")),
            Self::EntryRectified(rectified) => Some((rectified.struck_out, "struckOut")),
            Self::BreachObjected { claim } => Some((*claim, "claim")),
            Self::ReservationAccepted { reservation } | Self::ReservationWithdrawn { reservation } => {
                Some((*reservation, "reservation"))
            }
            Self::ObligationFulfilled(fulfilment) => Some((fulfilment.obligation, "obligation")),
            Self::ObligationWaived { obligation } => Some((*obligation, "obligation")),
            Self::ObligationBreachAlleged(allegation) => Some((allegation.obligation, "obligation")),
            Self::ActivityHeld(report) => report.planned.map(|planned| (planned, "planned")),
            Self::ActivityCancelled(cancellation) => Some((cancellation.planned, "planned")),
            Self::SuccessionContested { succession } => Some((*succession, "succession")),
            Self::EntryErased(erasure) => Some((erasure.erased, "erased")),
            Self::ReviewConcluded(report) => report.scheduled.map(|scheduled| (scheduled, "scheduled")),
            Self::Proposed(_)
            | Self::NegotiationOpened
            | Self::TermsRecorded { .. }
            | Self::Initialled(_)
            | Self::Signed(_)
            | Self::ConsentExpressed(_)
            | Self::EnteredIntoForce { .. }
            | Self::NoticeGiven(_)
            | Self::Suspended { .. }
            | Self::Resumed
            | Self::Terminated { .. }
            | Self::Denounced
            | Self::Expired
            | Self::Superseded(_)
            | Self::Abandoned { .. }
            | Self::Imported(_)
            | Self::ProvisionallyApplied(_)
            | Self::ProvisionalApplicationEnded { .. }
            | Self::DomesticStepTaken(_)
            | Self::Amended(_)
            | Self::Corrected(_)
            | Self::Renewed(_)
            | Self::BreachClaimed(_)
            | Self::Invalidated { .. }
            | Self::Revived(_)
            | Self::ReservationMade(_)
            | Self::Registered(_)
            | Self::RegistrationWithheld(_)
            | Self::Related(_)
            | Self::Reclassified { .. }
            | Self::TextAdded(_)
            | Self::ObligationAdded(_)
            | Self::ActivityPlanned(_)
            | Self::ReviewScheduled(_)
            | Self::SuccessionRecorded(_) => None,
        }
    }
}
