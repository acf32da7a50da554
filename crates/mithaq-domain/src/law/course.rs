//! The turns that an agreement takes, in legal order.

use super::Reason;
use crate::act::MissingFact;
use crate::agreement::StatusName;
use crate::day::Span;

/// One turn: from a day on, another status.
#[derive(Debug, Clone)]
pub(super) struct Turn {
    pub(super) on: Span,
    pub(super) to: StatusName,
    pub(super) reasons: Vec<Reason>,
    pub(super) missing: Vec<MissingFact>,
}

/// The turns so far; each is one that the table of statuses allows.
#[derive(Debug, Clone, Default)]
pub(super) struct Course {
    turns: Vec<Turn>,
}

impl Course {
    pub(super) fn status(&self) -> StatusName {
        self.turns.last().map_or(StatusName::None, |turn| turn.to)
    }

    pub(super) fn turns(&self) -> &[Turn] {
        &self.turns
    }

    /// Takes the turn where the table allows it, and says whether it was taken. A turn never comes
    /// before the one that it follows: where that one's day is known only roughly, it waits for its first.
    pub(super) fn take(&mut self, turn: Turn) -> bool {
        if !self.status().may_become(turn.to) {
            return false;
        }
        let on = self.turns.last().map_or(turn.on, |last| turn.on.not_before(last.on));
        self.turns.push(Turn { on, ..turn });
        true
    }

    /// A day, or that of the last turn where that is later.
    pub(super) fn not_before_last(&self, on: Span) -> Span {
        self.turns.last().map_or(on, |last| on.not_before(last.on))
    }
}
