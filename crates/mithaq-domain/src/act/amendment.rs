//! What changes the text or the term of an agreement.

use serde::{Deserialize, Serialize};

use crate::day::{LegalDay, Period};
use crate::terms::{ConsentMeans, Terms};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What an instrument does to a clause.
    ClauseChangeKind {
        /// It adds the clause.
        Added = 1 "ADDED",
        /// It puts other words in the clause's place.
        Replaced = 2 "REPLACED",
        /// It takes the clause away.
        Deleted = 3 "DELETED",
    }
}

/// What an amendment or a correction does to one clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ClauseChange {
    /// The clause's number in the text.
    pub clause: String,
    /// What is done to it.
    pub change: ClauseChangeKind,
    /// Its words from then on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// An amendment (VCLT 39): it holds from the act's effective day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Amendment {
    /// By what means both agreed, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub means: Option<ConsentMeans>,
    /// What the agreement says from then on, where its titles, areas or rules change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<Terms>,
    /// The clauses that it touches.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<ClauseChange>,
}

/// A correction of the text (VCLT 79): it holds from the start unless the parties decide otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Correction {
    /// What the agreement says when the error is mended, where its titles, areas or rules change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<Terms>,
    /// The clauses that it touches.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<ClauseChange>,
    /// The day from which it holds, where the parties decided so (79(4)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holds_from: Option<LegalDay>,
}

/// Another term. The act's effective day is the term's first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Renewal {
    /// How long the new term is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// The new term's last day, where the parties named one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<LegalDay>,
}

/// A new consent of both to an agreement that had ended. Its terms are counted from the day of revival.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Revival {
    /// What it says from then on, where that is not what it said before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<Terms>,
}
