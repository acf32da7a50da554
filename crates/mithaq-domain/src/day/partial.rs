//! A date known to the year, the month or the day.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// A date as a source gives it: `1999`, `1999-05` or `1999-05-03`.
///
/// It is never rounded: whatever turns on the missing part has no answer inside the span from
/// [`earliest`](Self::earliest) to [`latest`](Self::latest).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PartialDate {
    first: NaiveDate,
    precision: Precision,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Precision {
    Year,
    Month,
    Day,
}

/// Text that is not a date of the calendar, to the year, the month or the day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a date: write 1999, 1999-05 or 1999-05-03, between the years 1000 and 9999")]
pub struct InvalidDate(pub String);

impl PartialDate {
    /// The first day that it can be.
    #[must_use]
    pub const fn earliest(self) -> NaiveDate {
        self.first
    }

    /// The last day that it can be.
    #[must_use]
    pub fn latest(self) -> NaiveDate {
        let next = match self.precision {
            Precision::Day => return self.first,
            Precision::Month => self.first.checked_add_months(Months::new(1)),
            Precision::Year => self.first.checked_add_months(Months::new(12)),
        };
        next.and_then(|day| day.checked_sub_days(Days::new(1))).unwrap_or(NaiveDate::MAX)
    }

    /// The day, where it is known to the day.
    #[must_use]
    pub const fn day(self) -> Option<NaiveDate> {
        match self.precision {
            Precision::Day => Some(self.first),
            Precision::Year | Precision::Month => None,
        }
    }
}

impl From<NaiveDate> for PartialDate {
    fn from(first: NaiveDate) -> Self {
        Self { first, precision: Precision::Day }
    }
}

impl FromStr for PartialDate {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (padded, precision) = match text.len() {
            4 => (format!("{text}-01-01"), Precision::Year),
            7 => (format!("{text}-01"), Precision::Month),
            10 => (text.to_owned(), Precision::Day),
            _ => return Err(InvalidDate(text.to_owned())),
        };
        let digits_and_dashes = padded.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
        if !digits_and_dashes {
            return Err(InvalidDate(text.to_owned()));
        }
        NaiveDate::parse_from_str(&padded, "%Y-%m-%d")
            .ok()
            .filter(|first| (1000..=9999).contains(&first.year()))
            .map(|first| Self { first, precision })
            .ok_or_else(|| InvalidDate(text.to_owned()))
    }
}

impl TryFrom<String> for PartialDate {
    type Error = InvalidDate;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> Self {
        date.to_string()
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pattern = match self.precision {
            Precision::Year => "%Y",
            Precision::Month => "%Y-%m",
            Precision::Day => "%Y-%m-%d",
        };
        write!(f, "{}", self.first.format(pattern))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_what_it_leaves_open() {
        for (text, earliest, latest) in [
            ("1999", "1999-01-01", "1999-12-31"),
            ("2000-02", "2000-02-01", "2000-02-29"),
            ("1900-02", "1900-02-01", "1900-02-28"),
            ("1999-05-03", "1999-05-03", "1999-05-03"),
        ] {
            let date: PartialDate = text.parse().unwrap();
            assert_eq!(date.earliest().to_string(), earliest);
            assert_eq!(date.latest().to_string(), latest);
            assert_eq!(date.to_string(), text);
        }
    }

    #[test]
    fn refuses_what_the_calendar_lacks() {
        for text in ["", "99", "1999-13", "1999-02-29", "1999/05", "+999-01", "1999-5-3", "0999"] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }
}
