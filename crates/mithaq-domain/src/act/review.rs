//! Looks at whether an agreement still serves.

use serde::{Deserialize, Serialize};

use super::ActId;
use crate::day::{LegalDay, Recurrence};
use crate::vocabulary::vocabulary;

/// When a review is to be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "SCREAMING_SNAKE_CASE", deny_unknown_fields)]
pub enum ReviewRule {
    /// Once, by a day.
    Once {
        /// That day.
        on: LegalDay,
    },
    /// Again and again.
    Periodic {
        /// By which days.
        recurrence: Recurrence,
    },
    /// Now or by a day, since something happened.
    Triggered {
        /// What happened.
        trigger: String,
        /// By which day.
        on: LegalDay,
    },
}

/// A review is to be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReviewPlan {
    /// When.
    pub due: ReviewRule,
    /// Who in our ministry answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
}

vocabulary! {
    /// What a review comes to.
    ReviewDecision {
        /// The agreement stays as it is.
        Keep = 1 "KEEP",
        /// It is to be amended.
        Amend = 2 "AMEND",
        /// It is to be negotiated anew.
        Renegotiate = 3 "RENEGOTIATE",
        /// It is to be ended.
        End = 4 "END",
    }
}

/// A review was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReviewReport {
    /// The act that scheduled it, where one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheduled: Option<ActId>,
    /// Which due day of a periodic one; absent means the earliest that is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<LegalDay>,
    /// What was found.
    pub findings: String,
    /// What was decided.
    pub decision: ReviewDecision,
}
