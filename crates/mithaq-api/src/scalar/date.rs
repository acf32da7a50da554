//! Days and moments.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use chrono::{NaiveDate, SecondsFormat, SubsecRound, Utc};
use mithaq_domain::day;

pub(super) const DATE_RULE: &str = "a day: write it as 2026-05-03, between the years 1000 and 9999";
pub(super) const MOMENT_RULE: &str = "a moment: write it as 2026-05-03T12:00:00Z or 2026-05-03T15:00:00+03:00";
pub(super) const PARTIAL_RULE: &str =
    "a date: write 1999, 1999-05 or 1999-05-03, as far as it is known, between the years 1000 and 9999";

/// A day of the civil calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Date(pub(crate) NaiveDate);

/// A moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DateTime(pub(crate) chrono::DateTime<Utc>);

/// A date to the year, the month or the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PartialDate(pub(crate) day::PartialDate);

pub(super) fn read_date(text: &str) -> Option<NaiveDate> {
    text.parse::<day::PartialDate>().ok().and_then(day::PartialDate::day)
}

/// To the microsecond, which is as fine as acts are recorded.
pub(super) fn read_moment(text: &str) -> Option<chrono::DateTime<Utc>> {
    let moment = chrono::DateTime::parse_from_rfc3339(text).ok()?;
    let moment = moment.with_timezone(&Utc).trunc_subsecs(6);
    let years = 1000..=9999;
    years.contains(&chrono::Datelike::year(&moment)).then_some(moment)
}

/// A day of the civil (Gregorian) calendar: `2026-05-03`.
#[Scalar(specified_by_url = "https://scalars.graphql.org/andimarek/local-date")]
impl ScalarType for Date {
    fn parse(value: Value) -> InputValueResult<Self> {
        match &value {
            Value::String(text) => {
                read_date(text).map(Self).ok_or_else(|| InputValueError::custom(format!("{value} is not {DATE_RULE}")))
            }
            _ => Err(InputValueError::expected_type(value)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.format("%Y-%m-%d").to_string())
    }
}

/// A moment with its offset from UTC, to the microsecond: `2026-05-03T12:00:00.000000Z`. Answers are in UTC.
#[Scalar(specified_by_url = "https://scalars.graphql.org/andimarek/date-time")]
impl ScalarType for DateTime {
    fn parse(value: Value) -> InputValueResult<Self> {
        match &value {
            Value::String(text) => read_moment(text)
                .map(Self)
                .ok_or_else(|| InputValueError::custom(format!("{value} is not {MOMENT_RULE}"))),
            _ => Err(InputValueError::expected_type(value)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_rfc3339_opts(SecondsFormat::Micros, true))
    }
}

/// A date as far as it is known: `1999`, `1999-05` or `1999-05-03`. It is never rounded.
#[Scalar]
impl ScalarType for PartialDate {
    fn parse(value: Value) -> InputValueResult<Self> {
        match &value {
            Value::String(text) => text.parse().map(Self).map_err(InputValueError::custom),
            _ => Err(InputValueError::expected_type(value)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}
