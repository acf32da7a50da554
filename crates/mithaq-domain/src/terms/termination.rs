//! How a party may leave an agreement, and what outlives it.

use serde::{Deserialize, Serialize};

use crate::day::{Anchor, Period};

/// How the text says that a party may leave.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "SCREAMING_SNAKE_CASE", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum TerminationRule {
    /// By notice of so long (VCLT 54(a)).
    Notice {
        /// How long the notice runs.
        period: Period,
        /// The day that it counts from; receipt where the clause is silent (VCLT 78).
        #[serde(default = "TerminationRule::default_anchor")]
        counts_from: Anchor,
    },
    /// The text is silent (VCLT 56).
    Silent,
    /// Only with the consent of both (VCLT 54(b)).
    ConsentOnly,
}

impl TerminationRule {
    const fn default_anchor() -> Anchor {
        Anchor::Receipt
    }
}

/// What outlives the agreement's end (VCLT 70).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Survival {
    /// Which obligations, in the text's words.
    pub what: String,
    /// For how long; absent means until released.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
}
