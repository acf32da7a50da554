//! A length of time as clauses give it.

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::vocabulary::vocabulary;

vocabulary! {
    /// What a period is counted in.
    PeriodUnit {
        /// Civil days; weekends and holidays count.
        Days = 1 "DAYS",
        /// Calendar months, to the corresponding day.
        Months = 2 "MONTHS",
        /// Calendar years, to the corresponding day.
        Years = 3 "YEARS",
    }
}

/// A length of time as clauses give it: thirty days, six months, ten years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: PeriodUnit,
}

impl Period {
    /// So many days.
    #[must_use]
    pub const fn days(count: u32) -> Self {
        Self { count, unit: PeriodUnit::Days }
    }

    /// So many months.
    #[must_use]
    pub const fn months(count: u32) -> Self {
        Self { count, unit: PeriodUnit::Months }
    }

    /// So many years.
    #[must_use]
    pub const fn years(count: u32) -> Self {
        Self { count, unit: PeriodUnit::Years }
    }

    /// The last day of the period that runs from a day: that day is excluded, and the period ends on
    /// the corresponding day, or on the month's last where there is none. Past the calendar's end,
    /// the calendar's last day.
    #[must_use]
    pub fn after(self, day: NaiveDate) -> NaiveDate {
        match self.unit {
            PeriodUnit::Days => day.checked_add_days(Days::new(self.count.into())),
            PeriodUnit::Months => day.checked_add_months(Months::new(self.count)),
            PeriodUnit::Years => day.checked_add_months(self.in_months()),
        }
        .unwrap_or(NaiveDate::MAX)
    }

    /// The corresponding day so long before a day.
    #[must_use]
    pub fn before(self, day: NaiveDate) -> NaiveDate {
        match self.unit {
            PeriodUnit::Days => day.checked_sub_days(Days::new(self.count.into())),
            PeriodUnit::Months => day.checked_sub_months(Months::new(self.count)),
            PeriodUnit::Years => day.checked_sub_months(self.in_months()),
        }
        .unwrap_or(NaiveDate::MIN)
    }

    /// The period so many times over.
    #[must_use]
    pub const fn times(self, factor: u32) -> Self {
        Self { count: self.count.saturating_mul(factor), unit: self.unit }
    }

    /// The same with years counted in months, so that both can be added.
    #[must_use]
    pub const fn years_in_months(self) -> Self {
        match self.unit {
            PeriodUnit::Years => Self::months(self.count.saturating_mul(12)),
            PeriodUnit::Days | PeriodUnit::Months => self,
        }
    }

    const fn in_months(self) -> Months {
        Months::new(self.count.saturating_mul(12))
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let unit = match (self.unit, self.count) {
            (PeriodUnit::Days, 1) => "day",
            (PeriodUnit::Days, _) => "days",
            (PeriodUnit::Months, 1) => "month",
            (PeriodUnit::Months, _) => "months",
            (PeriodUnit::Years, 1) => "year",
            (PeriodUnit::Years, _) => "years",
        };
        write!(f, "{} {unit}", self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn ends_on_the_corresponding_day_or_the_months_last() {
        for (from, period, ends) in [
            ("2024-06-01", Period::days(30), "2024-07-01"),
            ("2024-01-31", Period::months(1), "2024-02-29"),
            ("2023-01-31", Period::months(1), "2023-02-28"),
            ("2024-02-29", Period::years(1), "2025-02-28"),
            ("2024-02-29", Period::years(4), "2028-02-29"),
            ("2024-03-15", Period::months(6), "2024-09-15"),
        ] {
            assert_eq!(period.after(day(from)), day(ends), "{period} from {from}");
        }
    }

    #[test]
    fn counts_back_to_the_corresponding_day() {
        for (to, period, from) in [
            ("1996-12-31", Period::months(6), "1996-06-30"),
            ("2024-08-31", Period::months(6), "2024-02-29"),
            ("2024-03-31", Period::days(90), "2024-01-01"),
        ] {
            assert_eq!(period.before(day(to)), day(from), "{period} before {to}");
        }
    }
}
