//! Who may know of an agreement.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::vocabulary::vocabulary;

vocabulary! {
    /// How far an agreement, or a part of it, is kept from being known. Ordered.
    Classification {
        /// Anyone may know.
        Unclassified = 0 "UNCLASSIFIED",
        /// Restricted.
        Restricted = 1 "RESTRICTED",
        /// Confidential.
        Confidential = 2 "CONFIDENTIAL",
        /// Secret.
        Secret = 3 "SECRET",
    }
}

/// A ministry by the code that callers' tokens carry: `MOD`, `MFA`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Ministry(String);

/// Text that is not a ministry's code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a ministry's code: 2 to 16 capital letters, digits or dashes")]
pub struct InvalidMinistry(pub String);

impl Ministry {
    /// The code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Ministry {
    type Error = InvalidMinistry;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let well_formed = (2..=16).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-');
        if well_formed { Ok(Self(text)) } else { Err(InvalidMinistry(text)) }
    }
}

impl From<Ministry> for String {
    fn from(ministry: Ministry) -> Self {
        ministry.0
    }
}

impl fmt::Display for Ministry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A confidentiality label (after STANAG 4774: policy, classification, categories).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Label {
    /// The classification.
    pub classification: Classification,
    /// The ministries that it may be released to; none means every ministry.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub releasable_to: BTreeSet<Ministry>,
}

impl Label {
    /// The label of what anyone may know.
    #[must_use]
    pub const fn unclassified() -> Self {
        Self { classification: Classification::Unclassified, releasable_to: BTreeSet::new() }
    }

    /// Whether a reader of this clearance and ministry may know of what carries the label. This is
    /// the one predicate; the database's policy says the same.
    #[must_use]
    pub fn is_visible_to(&self, clearance: Classification, ministry: Option<&Ministry>) -> bool {
        self.classification <= clearance
            && (self.releasable_to.is_empty() || ministry.is_some_and(|of| self.releasable_to.contains(of)))
    }
}
