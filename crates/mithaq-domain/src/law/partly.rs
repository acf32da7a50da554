//! Named clauses that stand otherwise than the agreement.

use crate::day::Span;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// How named clauses stand otherwise than the agreement; what takes more from them comes later.
    Touched {
        /// They alone are applied provisionally (VCLT 25).
        Applied = 1 "APPLIED",
        /// They alone are suspended (VCLT 57).
        Suspended = 2 "SUSPENDED",
        /// They alone have ended (VCLT 44).
        Ended = 3 "ENDED",
        /// They alone are void (VCLT 44, 69).
        Void = 4 "VOID",
    }
}

/// From a day on, named clauses stand otherwise than the agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partly {
    /// How.
    pub touched: Touched,
    /// The numbers of the clauses.
    pub clauses: Vec<String>,
    /// Since when.
    pub from: Span,
    /// The first day on which they no longer do.
    pub until: Option<Span>,
}

impl Partly {
    pub(super) fn new(touched: Touched, clauses: &[String], from: Span) -> Self {
        Self { touched, clauses: clauses.to_vec(), from, until: None }
    }

    /// Whether it holds for a clause on a day. What holds for a clause holds for its parts: 12(3) is one of 12.
    #[must_use]
    pub fn touches(&self, clause: &str, day: chrono::NaiveDate) -> bool {
        self.from.latest <= day
            && self.until.is_none_or(|until| day < until.earliest)
            && self.clauses.iter().any(|named| is_in(clause, named))
    }
}

/// Whether a clause is another or a part of it.
fn is_in(clause: &str, named: &str) -> bool {
    clause.strip_prefix(named).is_some_and(|rest| rest.is_empty() || rest.starts_with(['(', '.']))
}
