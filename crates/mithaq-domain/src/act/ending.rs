//! Why an agreement is suspended or ends, and what takes its place.

use serde::{Deserialize, Serialize};

use super::AgreementId;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// Why operation is suspended.
    SuspensionGround {
        /// The agreement's own provisions (VCLT 57(a)).
        OwnTerms = 1 "OWN_TERMS",
        /// Consent of both (VCLT 57(b)).
        ConsentOfBoth = 2 "CONSENT_OF_BOTH",
        /// A later agreement shows that this was meant (VCLT 59(2)).
        LaterAgreement = 3 "LATER_AGREEMENT",
        /// A register says so without the ground.
        Unknown = 4 "UNKNOWN",
        /// Material breach by the other party (VCLT 60).
        MaterialBreach = 5 "MATERIAL_BREACH",
        /// Temporary impossibility of performance (VCLT 61).
        Impossibility = 6 "IMPOSSIBILITY",
        /// Fundamental change of circumstances (VCLT 62(3)).
        FundamentalChange = 7 "FUNDAMENTAL_CHANGE",
    }
}

vocabulary! {
    /// Why an agreement is terminated.
    EndGround {
        /// The agreement's own provisions (VCLT 54(a)).
        OwnTerms = 1 "OWN_TERMS",
        /// Consent of both, at any time (VCLT 54(b)).
        ConsentOfBoth = 2 "CONSENT_OF_BOTH",
        /// The event until which it was to last.
        Event = 3 "EVENT",
        /// A register says so without the ground.
        Unknown = 4 "UNKNOWN",
        /// Material breach by the other party (VCLT 60).
        MaterialBreach = 5 "MATERIAL_BREACH",
        /// Supervening impossibility of performance (VCLT 61).
        Impossibility = 6 "IMPOSSIBILITY",
        /// Fundamental change of circumstances (VCLT 62).
        FundamentalChange = 7 "FUNDAMENTAL_CHANGE",
        /// A new peremptory norm of general international law (VCLT 64).
        NewPeremptoryNorm = 8 "NEW_PEREMPTORY_NORM",
    }
}

vocabulary! {
    /// How much of the earlier agreement a later one displaces.
    SupersessionExtent {
        /// All of it: so it was meant, or the two cannot be applied together (VCLT 59(1)).
        Whole = 1 "WHOLE",
        /// Only what is not compatible with the later one: the rest goes on (VCLT 30(3)).
        IncompatibleProvisions = 2 "INCOMPATIBLE_PROVISIONS",
    }
}

impl SupersessionExtent {
    const fn whole() -> Self {
        Self::Whole
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes fields by reference")]
    const fn is_whole(&self) -> bool {
        matches!(self, Self::Whole)
    }
}

/// A later agreement on the same matter takes the earlier one's place (VCLT 59).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Supersession {
    /// The later agreement, where the registry holds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<AgreementId>,
    /// The later agreement in a register's words, where it does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_as_printed: Option<String>,
    /// How much of it is displaced.
    #[serde(default = "SupersessionExtent::whole", skip_serializing_if = "SupersessionExtent::is_whole")]
    pub extent: SupersessionExtent,
}
