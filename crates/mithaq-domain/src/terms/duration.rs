//! How long an agreement lasts.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::day::{Period, Span};

/// How long the text says that the agreement lasts.
///
/// A term includes its first day and ends on the eve of the anniversary; later terms are computed
/// from the original start.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "SCREAMING_SNAKE_CASE", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum DurationRule {
    /// Without an end.
    Indefinite,
    /// For one term.
    Fixed {
        /// The term.
        term: Term,
    },
    /// For a term that renews itself unless notice is received in time.
    FixedThenTacit {
        /// The first term.
        initial: Period,
        /// Each later term.
        renewal: Period,
        /// How often it renews itself; absent means without limit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        maximum_renewals: Option<u32>,
        /// How long before the end of a term a notice of non-renewal must be received.
        non_renewal_notice: Period,
    },
    /// For a term that only a new agreement of both renews.
    FixedThenExpress {
        /// The first term.
        initial: Period,
    },
    /// Until an event that the text describes; its day is recorded when it happens.
    UntilEvent {
        /// The event, in the text's words.
        event: String,
    },
}

/// A single term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Term {
    /// Of a length.
    For(Period),
    /// Until a day, which is the last in force.
    Until(NaiveDate),
}

impl Term {
    /// The last day in force of a term that starts on a day.
    #[must_use]
    pub fn last_day(self, start: Span) -> Span {
        match self {
            Self::For(period) => start.map(|day| period.after(day)).eve(),
            Self::Until(day) => day.into(),
        }
    }
}
