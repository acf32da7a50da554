//! How far ahead calendars are written.

use chrono::{Datelike, NaiveDate};

/// For how many years after this one deadlines are told of.
const YEARS: i32 = 10;

/// The last day of which every deadline can be told.
#[must_use]
pub fn told_until(today: NaiveDate) -> NaiveDate {
    end_of_year(today.year() + YEARS)
}

/// The day until which calendars are written: a year more, so that there is a year's time to write them on.
pub(crate) fn written_until(today: NaiveDate) -> NaiveDate {
    end_of_year(today.year() + YEARS + 1)
}

fn end_of_year(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(NaiveDate::MAX)
}
