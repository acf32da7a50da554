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
    }
}
