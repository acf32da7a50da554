//! Days that come again and again (RFC 5545).

use chrono::{DateTime, Days, NaiveDate, NaiveTime};
use rrule::{Frequency, RRule, RRuleError, RRuleSet, Tz, Unvalidated};
use serde::{Deserialize, Serialize};

/// The most days that are listed of a recurrence at once.
const MOST_DAYS: u16 = 1_000;

/// Days that come again and again, by a recurrence rule of RFC 5545 counted from a first day:
/// `FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Unchecked", into = "Unchecked")]
pub struct Recurrence {
    rule: String,
    starts: NaiveDate,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Unchecked {
    rule: String,
    starts: NaiveDate,
}

/// A rule that gives no days.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidRecurrence {
    /// It is not a rule of RFC 5545.
    #[error("{rule:?} is not a recurrence rule of RFC 5545, such as FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31: {why}")]
    Rule {
        /// The rule.
        rule: String,
        /// What is wrong with it.
        why: String,
    },
    /// It counts hours, minutes or seconds.
    #[error("{0:?} counts parts of a day; the registry counts days: use FREQ=DAILY or a longer one")]
    WithinADay(String),
}

impl Recurrence {
    /// A rule of RFC 5545, counted from a first day.
    ///
    /// # Errors
    /// Where the rule is not one, or counts parts of a day.
    pub fn try_new(rule: String, starts: NaiveDate) -> Result<Self, InvalidRecurrence> {
        let read = |error: RRuleError| InvalidRecurrence::Rule { rule: rule.clone(), why: error.to_string() };
        let parsed: RRule<Unvalidated> = rule.parse().map_err(read)?;
        if matches!(parsed.get_freq(), Frequency::Hourly | Frequency::Minutely | Frequency::Secondly) {
            return Err(InvalidRecurrence::WithinADay(rule));
        }
        parsed.build(midnight(starts)).map_err(read)?;
        Ok(Self { rule, starts })
    }

    /// The rule as RFC 5545 writes it.
    #[must_use]
    pub fn rule(&self) -> &str {
        &self.rule
    }

    /// The day that it is counted from.
    #[must_use]
    pub const fn starts(&self) -> NaiveDate {
        self.starts
    }

    /// Its days from one day to another, both included; at most a thousand.
    #[must_use]
    pub fn days(&self, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
        if to < from.max(self.starts) {
            return Vec::new();
        }
        let within = |set: RRuleSet| set.after(midnight(from)).before(midnight(to)).all(MOST_DAYS).dates;
        let set = self.rule.parse().and_then(|rule: RRule<Unvalidated>| rule.build(midnight(self.starts)));
        set.map(within).unwrap_or_default().into_iter().map(|day| day.date_naive()).collect()
    }

    /// Its days after one day until another.
    #[must_use]
    pub fn days_until(&self, after: NaiveDate, until: NaiveDate) -> Vec<NaiveDate> {
        let mut days: Vec<NaiveDate> = Vec::new();
        let mut last = after;
        while let Some(from) = last.succ_opt() {
            let next = self.days(from, until);
            let Some(reached) = next.last() else { break };
            last = *reached;
            days.extend(next);
        }
        days
    }

    /// The first day that it gives after a day, within a hundred years.
    #[must_use]
    pub fn next_after(&self, day: NaiveDate) -> Option<NaiveDate> {
        let from = day.checked_add_days(Days::new(1))?.max(self.starts);
        let to = from.checked_add_days(Days::new(36_525))?;
        let set = self.rule.parse().and_then(|rule: RRule<Unvalidated>| rule.build(midnight(self.starts))).ok()?;
        let first = set.after(midnight(from)).before(midnight(to)).all(1).dates.into_iter().next()?;
        Some(first.date_naive())
    }
}

fn midnight(day: NaiveDate) -> DateTime<Tz> {
    day.and_time(NaiveTime::MIN).and_utc().with_timezone(&Tz::UTC)
}

impl TryFrom<Unchecked> for Recurrence {
    type Error = InvalidRecurrence;

    fn try_from(given: Unchecked) -> Result<Self, Self::Error> {
        Self::try_new(given.rule, given.starts)
    }
}

impl From<Recurrence> for Unchecked {
    fn from(recurrence: Recurrence) -> Self {
        Self { rule: recurrence.rule, starts: recurrence.starts }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_its_days() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (rule, days) in [
            ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31", vec!["1986-12-31", "1987-12-31"]),
            ("FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=-1", vec!["1986-09-30", "1987-03-31", "1987-09-30"]),
            ("FREQ=YEARLY;COUNT=1;BYMONTH=10;BYDAY=1MO", vec!["1986-10-06"]),
        ] {
            let recurrence = Recurrence::try_new(rule.to_owned(), day("1986-09-01")).unwrap();
            let days: Vec<NaiveDate> = days.into_iter().map(day).collect();
            assert_eq!(recurrence.days(day("1980-01-01"), day("1987-12-31")), days, "{rule}");
            assert_eq!(recurrence.next_after(day("1980-01-01")), days.first().copied(), "{rule}");
        }
    }

    #[test]
    fn refuses_what_is_no_rule_and_what_counts_hours() {
        for rule in ["", "EVERY=YEAR", "FREQ=HOURLY", "FREQ=YEARLY;BYMONTH=13"] {
            assert!(Recurrence::try_new(rule.to_owned(), NaiveDate::MIN).is_err(), "{rule}");
        }
    }
}
