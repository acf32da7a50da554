//! The words for an agreement's form, force and consent.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// The instrument's form. The name has no legal effect (VCLT 2(1)(a)).
    Form {
        /// A treaty, so called.
        Treaty = 1 "TREATY",
        /// A convention.
        Convention = 2 "CONVENTION",
        /// An agreement, so called.
        Agreement = 3 "AGREEMENT",
        /// An agreement that others are to be made under.
        FrameworkAgreement = 4 "FRAMEWORK_AGREEMENT",
        /// A protocol.
        Protocol = 5 "PROTOCOL",
        /// An exchange of notes (VCLT 13).
        ExchangeOfNotes = 6 "EXCHANGE_OF_NOTES",
        /// An exchange of letters (VCLT 13).
        ExchangeOfLetters = 7 "EXCHANGE_OF_LETTERS",
        /// A memorandum of understanding.
        MemorandumOfUnderstanding = 8 "MEMORANDUM_OF_UNDERSTANDING",
        /// An arrangement that carries out another agreement.
        ImplementingArrangement = 9 "IMPLEMENTING_ARRANGEMENT",
        /// A declaration made together.
        Declaration = 10 "DECLARATION",
        /// Any other form.
        Other = 11 "OTHER",
    }
}

impl Form {
    /// Whether the agreement is made by the exchange itself, so that it is never merely signed
    /// (VCLT 13).
    #[must_use]
    pub const fn is_exchange(self) -> bool {
        match self {
            Self::ExchangeOfNotes | Self::ExchangeOfLetters => true,
            Self::Treaty
            | Self::Convention
            | Self::Agreement
            | Self::FrameworkAgreement
            | Self::Protocol
            | Self::MemorandumOfUnderstanding
            | Self::ImplementingArrangement
            | Self::Declaration
            | Self::Other => false,
        }
    }
}

vocabulary! {
    /// Whether the agreement binds in international law.
    Bindingness {
        /// It does: the law of treaties governs it.
        Binding = 1 "BINDING",
        /// It does not: it takes and loses effect by its own terms only.
        NonBinding = 2 "NON_BINDING",
        /// Some of its provisions do.
        Mixed = 3 "MIXED",
        /// Not known: the law is told as warnings only.
        Undetermined = 4 "UNDETERMINED",
    }
}

vocabulary! {
    /// How consent to be bound is expressed (VCLT 11-15).
    ConsentMeans {
        /// By signature (12).
        Signature = 1 "SIGNATURE",
        /// By exchange of the instruments that constitute the agreement (13).
        ExchangeOfInstruments = 2 "EXCHANGE_OF_INSTRUMENTS",
        /// By ratification (14).
        Ratification = 3 "RATIFICATION",
        /// By acceptance (14(2)).
        Acceptance = 4 "ACCEPTANCE",
        /// By approval (14(2)).
        Approval = 5 "APPROVAL",
        /// By accession (15).
        Accession = 6 "ACCESSION",
        /// By notification that domestic procedures are complete.
        NotificationOfProcedures = 7 "NOTIFICATION_OF_PROCEDURES",
    }
}
