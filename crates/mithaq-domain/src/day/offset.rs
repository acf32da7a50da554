//! From the event that a clause names to the day that it gives.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{Period, Span};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// Which day of a communication or act a clause counts from.
    Anchor {
        /// The day on which it was received (the default of VCLT 78).
        Receipt = 1 "RECEIPT",
        /// The day on which it was sent.
        Dispatch = 2 "DISPATCH",
        /// The date that the note bears.
        DateOfNote = 3 "DATE_OF_NOTE",
        /// The day of signature.
        Signature = 4 "SIGNATURE",
    }
}

vocabulary! {
    /// How a clause counts its period.
    Counting {
        /// "Thirty days after": on the period's last day.
        After = 1 "AFTER",
        /// "After the expiry of thirty days": on the day after the period's last.
        AfterTheExpiryOf = 2 "AFTER_THE_EXPIRY_OF",
    }
}

/// How far the day of effect lies from the event that brings it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Offset {
    /// The day that is counted from.
    pub anchor: Anchor,
    /// The period; none means on that very day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// How the period is counted.
    #[serde(default = "Offset::default_counting")]
    pub counting: Counting,
    /// "On the first day of the nth month following": n, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_day_of_month_following: Option<u32>,
}

impl Offset {
    /// On the very day of the anchor.
    #[must_use]
    pub const fn none(anchor: Anchor) -> Self {
        Self { anchor, period: None, counting: Counting::After, first_day_of_month_following: None }
    }

    /// The day that the clause gives, counted from the anchor's day.
    #[must_use]
    pub fn apply(&self, from: Span) -> Span {
        from.map(|day| self.count(day))
    }

    /// Another day that can be argued for, where the month of the period's end lacks the corresponding day.
    #[must_use]
    pub fn other_reading(&self, from: NaiveDate) -> Option<NaiveDate> {
        let last = self.period?.spilled_after(from)?;
        Some(self.beyond(last)).filter(|other| *other != self.count(from))
    }

    fn count(&self, from: NaiveDate) -> NaiveDate {
        self.beyond(self.period.map_or(from, |period| period.after(from)))
    }

    /// The day that the clause gives from its period's last day.
    fn beyond(&self, last: NaiveDate) -> NaiveDate {
        match (self.first_day_of_month_following, self.counting) {
            // The month that follows is the next after the period's last day, however the clause counts to it.
            (Some(months), Counting::After | Counting::AfterTheExpiryOf) => {
                last.with_day(1).and_then(|first| first.checked_add_months(Months::new(months)))
            }
            (None, Counting::AfterTheExpiryOf) if self.period.is_some() => last.checked_add_days(Days::new(1)),
            (None, Counting::After | Counting::AfterTheExpiryOf) => Some(last),
        }
        .unwrap_or(NaiveDate::MAX)
    }

    const fn default_counting() -> Counting {
        Counting::After
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_as_the_clause_says() {
        let offset = |period, counting, first_day_of_month_following| Offset {
            anchor: Anchor::Receipt,
            period,
            counting,
            first_day_of_month_following,
        };
        for (offset, from, on) in [
            (Offset::none(Anchor::Signature), "2024-05-17", "2024-05-17"),
            (offset(Some(Period::days(30)), Counting::After, None), "2024-06-01", "2024-07-01"),
            (offset(Some(Period::days(30)), Counting::AfterTheExpiryOf, None), "2024-06-01", "2024-07-02"),
            (offset(None, Counting::After, Some(1)), "2024-06-30", "2024-07-01"),
            (offset(None, Counting::After, Some(2)), "2024-06-01", "2024-08-01"),
            (offset(Some(Period::months(1)), Counting::After, Some(1)), "2024-01-31", "2024-03-01"),
            (offset(Some(Period::months(1)), Counting::AfterTheExpiryOf, Some(1)), "2024-01-31", "2024-03-01"),
            (offset(Some(Period::months(3)), Counting::AfterTheExpiryOf, Some(1)), "2006-06-30", "2006-10-01"),
            (offset(Some(Period::months(3)), Counting::AfterTheExpiryOf, Some(1)), "2010-02-18", "2010-06-01"),
            (offset(None, Counting::AfterTheExpiryOf, None), "2024-06-30", "2024-06-30"),
        ] {
            let from: NaiveDate = from.parse().unwrap();
            assert_eq!(offset.apply(from.into()).day().unwrap().to_string(), on, "{offset:?} from {from}");
        }
    }
}
