//! The kinds of legal act.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// The kinds of legal act that the registry records. Kinds are added, never taken away.
    ActKind {
        /// A mandate to negotiate is recorded.
        Proposed = 1 "PROPOSED",
        /// Negotiation is opened.
        NegotiationOpened = 2 "NEGOTIATION_OPENED",
        /// What the text says is recorded: titles, form, bindingness, areas, rules.
        TermsRecorded = 3 "TERMS_RECORDED",
        /// A party initials the text (VCLT 10).
        Initialled = 4 "INITIALLED",
        /// A party signs (VCLT 10, 12).
        Signed = 5 "SIGNED",
        /// A state confirms a signature that lacked authority, or one ad referendum (VCLT 8, 12(2)).
        FullPowersConfirmed = 6 "FULL_POWERS_CONFIRMED",
        /// A party expresses its consent to be bound (VCLT 11-16).
        ConsentExpressed = 7 "CONSENT_EXPRESSED",
        /// The agreement enters into force (VCLT 24).
        EnteredIntoForce = 8 "ENTERED_INTO_FORCE",
        /// A party gives notice that it means to end or not to renew (VCLT 56, 65, 67).
        NoticeGiven = 9 "NOTICE_GIVEN",
        /// A party takes a notice back before it takes effect (VCLT 68).
        NoticeRevoked = 10 "NOTICE_REVOKED",
        /// Operation is suspended (VCLT 57).
        Suspended = 11 "SUSPENDED",
        /// Operation is resumed (VCLT 72).
        Resumed = 12 "RESUMED",
        /// The agreement is terminated (VCLT 54).
        Terminated = 13 "TERMINATED",
        /// A party's denunciation takes effect (VCLT 54, 56).
        Denounced = 14 "DENOUNCED",
        /// The agreement's last term runs out.
        Expired = 15 "EXPIRED",
        /// A later agreement takes its place (VCLT 59).
        Superseded = 16 "SUPERSEDED",
        /// A party refuses or withdraws before force.
        Abandoned = 17 "ABANDONED",
        /// The agreement is taken over from another register.
        Imported = 18 "IMPORTED",
        /// An earlier entry of this register is struck out.
        EntryRectified = 19 "ENTRY_RECTIFIED",
        /// The agreement, or clauses of it, are applied before force (VCLT 25).
        ProvisionallyApplied = 20 "PROVISIONALLY_APPLIED",
        /// Provisional application ends (VCLT 25(2)).
        ProvisionalApplicationEnded = 21 "PROVISIONAL_APPLICATION_ENDED",
        /// A step that a party's own law asks for; never consent by itself (VCLT 27).
        DomesticStepTaken = 22 "DOMESTIC_STEP_TAKEN",
        /// Both agree to change what the agreement says (VCLT 39).
        Amended = 23 "AMENDED",
        /// Both agree that the text has an error, and mend it (VCLT 79).
        Corrected = 24 "CORRECTED",
        /// Another term begins, by agreement of both or by itself.
        Renewed = 25 "RENEWED",
        /// A party claims a ground to end, suspend or void the agreement (VCLT 65).
        BreachClaimed = 26 "BREACH_CLAIMED",
        /// The other party objects to a claim (VCLT 65(3)).
        BreachObjected = 27 "BREACH_OBJECTED",
        /// Nullity is established (VCLT 69, 71).
        Invalidated = 28 "INVALIDATED",
        /// Both consent anew to an agreement that had ended.
        Revived = 29 "REVIVED",
        /// A party makes a reservation or declares how it understands the text.
        ReservationMade = 30 "RESERVATION_MADE",
        /// The other party accepts a reservation.
        ReservationAccepted = 31 "RESERVATION_ACCEPTED",
        /// A party takes its reservation back (VCLT 22).
        ReservationWithdrawn = 32 "RESERVATION_WITHDRAWN",
        /// The agreement is registered with the United Nations (Charter 102).
        Registered = 33 "REGISTERED",
        /// It is decided not to register it.
        RegistrationWithheld = 34 "REGISTRATION_WITHHELD",
        /// It stands in a relation to another agreement.
        Related = 35 "RELATED",
        /// Its label is another from now on.
        Reclassified = 36 "RECLASSIFIED",
        /// A text of it is added: authentic, consolidated or a translation.
        TextAdded = 37 "TEXT_ADDED",
        /// An obligation under it is recorded.
        ObligationAdded = 38 "OBLIGATION_ADDED",
        /// An obligation, or one due day of it, is fulfilled.
        ObligationFulfilled = 39 "OBLIGATION_FULFILLED",
        /// Who is owed an obligation gives it up.
        ObligationWaived = 40 "OBLIGATION_WAIVED",
        /// Who is owed an obligation says that it is broken.
        ObligationBreachAlleged = 41 "OBLIGATION_BREACH_ALLEGED",
        /// An activity under it is planned.
        ActivityPlanned = 42 "ACTIVITY_PLANNED",
        /// An activity under it was held.
        ActivityHeld = 43 "ACTIVITY_HELD",
        /// A planned activity is cancelled.
        ActivityCancelled = 44 "ACTIVITY_CANCELLED",
        /// A look at whether the agreement still serves is to be taken.
        ReviewScheduled = 45 "REVIEW_SCHEDULED",
        /// Such a look was taken, and a decision made.
        ReviewConcluded = 46 "REVIEW_CONCLUDED",
        /// The words of an earlier entry are erased by law or order.
        EntryErased = 47 "ENTRY_ERASED",
        /// A state succeeds a party, by agreement or by its own notification.
        SuccessionRecorded = 48 "SUCCESSION_RECORDED",
        /// A party contests a succession.
        SuccessionContested = 49 "SUCCESSION_CONTESTED",
    }
}

impl ActKind {
    /// Whether it is of one party, so that its author is needed.
    #[must_use]
    pub const fn is_of_one_party(self) -> bool {
        match self {
            Self::Initialled
            | Self::Signed
            | Self::FullPowersConfirmed
            | Self::ConsentExpressed
            | Self::NoticeGiven
            | Self::NoticeRevoked
            | Self::DomesticStepTaken
            | Self::BreachClaimed
            | Self::BreachObjected
            | Self::ReservationMade
            | Self::ReservationAccepted
            | Self::ReservationWithdrawn
            | Self::ObligationWaived
            | Self::ObligationBreachAlleged
            | Self::SuccessionContested => true,
            Self::Proposed
            | Self::NegotiationOpened
            | Self::TermsRecorded
            | Self::EnteredIntoForce
            | Self::Suspended
            | Self::Resumed
            | Self::Terminated
            | Self::Denounced
            | Self::Expired
            | Self::Superseded
            | Self::Abandoned
            | Self::Imported
            | Self::EntryRectified
            | Self::ProvisionallyApplied
            | Self::ProvisionalApplicationEnded
            | Self::Amended
            | Self::Corrected
            | Self::Renewed
            | Self::Invalidated
            | Self::Revived
            | Self::Registered
            | Self::RegistrationWithheld
            | Self::Related
            | Self::Reclassified
            | Self::TextAdded
            | Self::ObligationAdded
            | Self::ObligationFulfilled
            | Self::ActivityPlanned
            | Self::ActivityHeld
            | Self::ActivityCancelled
            | Self::ReviewScheduled
            | Self::ReviewConcluded
            | Self::EntryErased
            | Self::SuccessionRecorded => false,
        }
    }

    /// Whether it says something of the record, so that it needs no day in the agreement's life.
    #[must_use]
    pub const fn is_of_the_record(self) -> bool {
        match self {
            Self::TermsRecorded
            | Self::FullPowersConfirmed
            | Self::Imported
            | Self::EntryRectified
            | Self::Corrected
            | Self::Related
            | Self::Reclassified
            | Self::TextAdded
            | Self::ObligationAdded
            | Self::ActivityPlanned
            | Self::ActivityHeld
            | Self::ActivityCancelled
            | Self::ReviewScheduled
            | Self::EntryErased => true,
            Self::Proposed
            | Self::NegotiationOpened
            | Self::Initialled
            | Self::Signed
            | Self::ConsentExpressed
            | Self::EnteredIntoForce
            | Self::NoticeGiven
            | Self::NoticeRevoked
            | Self::Suspended
            | Self::Resumed
            | Self::Terminated
            | Self::Denounced
            | Self::Expired
            | Self::Superseded
            | Self::Abandoned
            | Self::ProvisionallyApplied
            | Self::ProvisionalApplicationEnded
            | Self::DomesticStepTaken
            | Self::Amended
            | Self::Renewed
            | Self::BreachClaimed
            | Self::BreachObjected
            | Self::Invalidated
            | Self::Revived
            | Self::ReservationMade
            | Self::ReservationAccepted
            | Self::ReservationWithdrawn
            | Self::Registered
            | Self::RegistrationWithheld
            | Self::ObligationFulfilled
            | Self::ObligationWaived
            | Self::ObligationBreachAlleged
            | Self::ReviewConcluded
            | Self::SuccessionRecorded
            | Self::SuccessionContested => false,
        }
    }
}
