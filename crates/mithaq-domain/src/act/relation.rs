//! Relations between agreements.

use serde::{Deserialize, Serialize};

use super::AgreementId;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What an agreement does to another.
    RelationKind {
        /// It changes the other (VCLT 39).
        Amends = 1 "AMENDS",
        /// It lets the other last longer.
        Extends = 2 "EXTENDS",
        /// It gives the other another term.
        Renews = 3 "RENEWS",
        /// It adds to the other.
        Supplements = 4 "SUPPLEMENTS",
        /// It carries the other out.
        Implements = 5 "IMPLEMENTS",
        /// It takes the other's place (VCLT 59).
        Supersedes = 6 "SUPERSEDES",
        /// It suspends the other (VCLT 59(2)).
        Suspends = 7 "SUSPENDS",
        /// It ends the other (VCLT 54(b)).
        Terminates = 8 "TERMINATES",
        /// It mends the other's text (VCLT 79).
        Corrects = 9 "CORRECTS",
    }
}

/// A relation, read from this agreement to the other: "this one amends that one". What it does to the
/// other is recorded as an act of the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Relation {
    /// What this agreement does to the other.
    pub relation: RelationKind,
    /// The other, where the registry holds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<AgreementId>,
    /// The other in a source's words, where it does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_as_printed: Option<String>,
    /// For an arrangement that carries the other out: whether the text lets it end with the other.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ends_with_other: bool,
}
