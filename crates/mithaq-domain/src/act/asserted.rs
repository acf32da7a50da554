//! What another register asserts, and what it leaves out.

use serde::{Deserialize, Serialize};

use crate::agreement::StatusName;
use crate::vocabulary::vocabulary;

/// The status that a source register states; kept beside the derived one, never taken for it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AssertedStatus {
    /// In the register's own words.
    pub as_printed: String,
    /// The registry's term for it, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<StatusName>,
}

vocabulary! {
    /// A fact that the sources lack and a status or day turns on.
    MissingFact {
        /// The day of signature.
        SignatureDay = 1 "SIGNATURE_DAY",
        /// Whether and how each party consents to be bound.
        Consent = 2 "CONSENT",
        /// Whether and when it entered into force.
        EntryIntoForceDay = 3 "ENTRY_INTO_FORCE_DAY",
        /// How it enters into force.
        EntryIntoForceRule = 4 "ENTRY_INTO_FORCE_RULE",
        /// How long it lasts.
        DurationRule = 5 "DURATION_RULE",
        /// How a party may leave it.
        TerminationRule = 6 "TERMINATION_RULE",
        /// The day on which it ended.
        EndDay = 7 "END_DAY",
        /// The day from which its operation is suspended.
        SuspensionDay = 8 "SUSPENSION_DAY",
        /// Whether it binds in international law.
        Bindingness = 9 "BINDINGNESS",
        /// What the source's own status means.
        Standing = 10 "STANDING",
    }
}
