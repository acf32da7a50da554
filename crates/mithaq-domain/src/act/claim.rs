//! Claims of a ground to end, suspend or void an agreement (VCLT 46-53, 60-62, 64, 65).

use serde::{Deserialize, Serialize};

use crate::day::{LegalDay, Period};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// The ground that a party invokes.
    ClaimGround {
        /// Consent in manifest violation of a fundamental rule of internal law (46).
        InternalLaw = 46 "INTERNAL_LAW",
        /// A representative went beyond a restriction that the other side was told of (47).
        RestrictedAuthority = 47 "RESTRICTED_AUTHORITY",
        /// Error (48).
        Error = 48 "ERROR",
        /// Fraud (49).
        Fraud = 49 "FRAUD",
        /// Corruption of a representative (50).
        Corruption = 50 "CORRUPTION",
        /// Coercion of a representative (51).
        CoercionOfRepresentative = 51 "COERCION_OF_REPRESENTATIVE",
        /// Threat or use of force (52).
        UseOfForce = 52 "USE_OF_FORCE",
        /// Conflict with a peremptory norm at its conclusion (53).
        PeremptoryNorm = 53 "PEREMPTORY_NORM",
        /// Material breach (60).
        MaterialBreach = 60 "MATERIAL_BREACH",
        /// Supervening impossibility of performance (61).
        Impossibility = 61 "IMPOSSIBILITY",
        /// Fundamental change of circumstances (62).
        FundamentalChange = 62 "FUNDAMENTAL_CHANGE",
        /// A new peremptory norm (64).
        NewPeremptoryNorm = 64 "NEW_PEREMPTORY_NORM",
    }
}

impl ClaimGround {
    /// Whether the ground makes the agreement void, rather than letting it be ended or suspended.
    #[must_use]
    pub const fn is_of_nullity(self) -> bool {
        self.code() < 60 || matches!(self, Self::NewPeremptoryNorm)
    }

    /// Whether a party loses the right to invoke the ground by its conduct after it knew (VCLT 45).
    #[must_use]
    pub const fn may_be_lost_by_conduct(self) -> bool {
        match self {
            Self::InternalLaw
            | Self::RestrictedAuthority
            | Self::Error
            | Self::Fraud
            | Self::Corruption
            | Self::MaterialBreach
            | Self::FundamentalChange => true,
            Self::CoercionOfRepresentative
            | Self::UseOfForce
            | Self::PeremptoryNorm
            | Self::Impossibility
            | Self::NewPeremptoryNorm => false,
        }
    }

    /// The article that gives the ground.
    #[must_use]
    pub const fn article(self) -> &'static str {
        match self {
            Self::InternalLaw => "46",
            Self::RestrictedAuthority => "47",
            Self::Error => "48",
            Self::Fraud => "49",
            Self::Corruption => "50",
            Self::CoercionOfRepresentative => "51",
            Self::UseOfForce => "52",
            Self::PeremptoryNorm => "53",
            Self::MaterialBreach => "60",
            Self::Impossibility => "61",
            Self::FundamentalChange => "62",
            Self::NewPeremptoryNorm => "64",
        }
    }
}

vocabulary! {
    /// What the claiming party proposes to do (VCLT 65(1)).
    ClaimMeasure {
        /// To end the agreement.
        Terminate = 1 "TERMINATE",
        /// To suspend its operation.
        Suspend = 2 "SUSPEND",
        /// To have it declared void.
        Invalidate = 3 "INVALIDATE",
    }
}

/// A claim, notified to the other party (VCLT 65(1)). It ends nothing by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Claim {
    /// On what ground.
    pub ground: ClaimGround,
    /// What the party proposes to do.
    pub measure: ClaimMeasure,
    /// The reasons that it gives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reasons: Option<String>,
    /// The time that it leaves for objection; three months where it says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub objection_period: Option<Period>,
    /// Why the matter is of special urgency, so that a shorter time will do (65(2)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub special_urgency: Option<String>,
    /// Since when the party has known the facts (45).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_since: Option<LegalDay>,
}
