//! Days that come again and again, some of which are done.

use chrono::NaiveDate;

use crate::day::Span;

/// The earliest day of a series that is open: what was done was of a day that is named, or else of the earliest.
pub(super) fn first_open(days: impl Iterator<Item = NaiveDate>, done: &[Option<Span>]) -> Option<Span> {
    let named: Vec<NaiveDate> = done.iter().flatten().filter_map(|on| on.day()).collect();
    let unnamed = done.iter().filter(|on| on.is_none()).count();
    days.filter(|day| !named.contains(day)).nth(unnamed).map(Span::from)
}
