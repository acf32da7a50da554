//! Reservations and declarations on how a text is understood.

use serde::{Deserialize, Serialize};

use crate::vocabulary::vocabulary;

vocabulary! {
    /// What a statement made with signature or consent is.
    ReservationKind {
        /// It makes consent depend on other terms. Between two parties that is a new proposal.
        Reservation = 1 "RESERVATION",
        /// It says how its author understands the text, and blocks nothing.
        InterpretativeDeclaration = 2 "INTERPRETATIVE_DECLARATION",
    }
}

/// A statement made with signature or consent (VCLT 2(1)(d)).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Reservation {
    /// What it is.
    #[serde(rename = "type")]
    pub kind: ReservationKind,
    /// Its words.
    pub text: String,
    /// The clauses that it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<String>,
}
