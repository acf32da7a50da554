//! Named clauses that stand otherwise than the agreement.

use super::fold::Fold;
use super::notice::Running;
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

/// How clauses have come to stand otherwise than the agreement, one by one: those that notices of a part have ended are among
/// them, what an amendment put anew ends with it, and what was suspended or applied alone ends with the clause or the whole.
pub(super) fn settle(fold: &mut Fold<'_>) {
    // Nearly every agreement stands as one, and each is folded anew at every read.
    if fold.partly.is_empty() && fold.notices.is_empty() {
        return;
    }
    let ends: Vec<Span> = fold.course.turns().iter().filter(|turn| turn.to.is_ended()).map(|turn| turn.on).collect();
    for notice in &mut fold.notices {
        let runs = notice.received.earliest..=notice.last_day.latest;
        notice.is_spent = ends.iter().any(|end| runs.contains(&end.earliest));
    }
    let partly = fold.partly.iter().cloned().chain(fold.notices.iter().filter_map(Running::partly));
    let mut clauses: Vec<Partly> = partly
        .flat_map(|partly| {
            partly.clauses.clone().into_iter().map(move |clause| Partly { clauses: vec![clause], ..partly.clone() })
        })
        .collect();
    let left: Vec<(String, Span)> = clauses
        .iter()
        .filter(|partly| matches!(partly.touched, Touched::Ended | Touched::Void))
        .map(|partly| (partly.clauses[0].clone(), partly.from))
        .collect();
    for partly in &mut clauses {
        let own = &partly.clauses[0];
        let after = |on: &Span| on.earliest >= partly.from.earliest;
        let over = match partly.touched {
            Touched::Ended | Touched::Void => {
                let anew = fold.restored.iter().filter(|(clause, _)| clause == own).map(|(_, on)| *on);
                anew.filter(after).min()
            }
            Touched::Suspended | Touched::Applied => {
                let with_clause = left.iter().filter(|(clause, _)| is_in(own, clause)).map(|(_, on)| *on);
                with_clause.chain(ends.iter().copied()).filter(after).min()
            }
        };
        partly.until = [partly.until, over].into_iter().flatten().min();
    }
    fold.partly = clauses;
}
