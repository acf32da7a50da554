//! The days among which a legal day lies.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::PartialDate;

/// The days among which a legal day lies, both included. A day that is known is a span of one.
///
/// Spans compare by their earliest day and then by their latest, which is the order in which a
/// reader meets them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The first day that it can be.
    pub earliest: NaiveDate,
    /// The last day that it can be.
    pub latest: NaiveDate,
}

impl Span {
    /// The later of two days: known only as far as both are.
    #[must_use]
    pub fn later(self, other: Self) -> Self {
        Self { earliest: self.earliest.max(other.earliest), latest: self.latest.max(other.latest) }
    }

    /// The day of what cannot come before something else: a day that is known narrows the other, and is not
    /// widened by it.
    #[must_use]
    pub fn not_before(self, other: Self) -> Self {
        Self { earliest: self.earliest.max(other.earliest), latest: self.latest.max(other.earliest) }
    }

    /// Whether there is no day that both can be.
    #[must_use]
    pub fn excludes(self, other: Self) -> bool {
        self.latest < other.earliest || other.latest < self.earliest
    }

    /// The day, where there is only one.
    #[must_use]
    pub fn day(self) -> Option<NaiveDate> {
        (self.earliest == self.latest).then_some(self.earliest)
    }

    /// The span moved by a count that keeps the order of days.
    #[must_use]
    pub fn map(self, count: impl Fn(NaiveDate) -> NaiveDate) -> Self {
        Self { earliest: count(self.earliest), latest: count(self.latest) }
    }

    /// The day after.
    #[must_use]
    pub fn next_day(self) -> Self {
        self.map(|day| day.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX))
    }

    /// The day before.
    #[must_use]
    pub fn eve(self) -> Self {
        self.map(|day| day.checked_sub_days(Days::new(1)).unwrap_or(NaiveDate::MIN))
    }
}

impl From<NaiveDate> for Span {
    fn from(day: NaiveDate) -> Self {
        Self { earliest: day, latest: day }
    }
}

impl From<PartialDate> for Span {
    fn from(date: PartialDate) -> Self {
        Self { earliest: date.earliest(), latest: date.latest() }
    }
}
