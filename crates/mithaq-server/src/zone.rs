//! The registry's civil day.

use std::time::Duration;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;

/// The time zone by which the registry counts days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Zone(pub(crate) Tz);

impl Zone {
    /// Where no place is named.
    pub(crate) const UTC: Self = Self(Tz::UTC);

    /// The civil day of a moment.
    pub(crate) fn day(self, moment: DateTime<Utc>) -> NaiveDate {
        moment.with_timezone(&self.0).date_naive()
    }

    /// How long it is until the next civil day begins.
    pub(crate) fn until_midnight(self, moment: DateTime<Utc>) -> Duration {
        let today = self.day(moment);
        let tomorrow = today.checked_add_days(Days::new(1)).unwrap_or(today);
        // Where clocks are put forward at midnight, the day begins with the first time that it has.
        let begins = (0..24)
            .filter_map(|hour| NaiveTime::from_hms_opt(hour, 0, 0))
            .find_map(|time| self.0.from_local_datetime(&tomorrow.and_time(time)).earliest());
        begins.and_then(|begins| (begins.with_timezone(&Utc) - moment).to_std().ok()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AMMAN: Zone = Zone(chrono_tz::Asia::Amman);

    fn moment(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_begins_at_midnight_of_the_zone() {
        assert_eq!(AMMAN.day(moment("2026-01-31T20:59:59Z")).to_string(), "2026-01-31");
        assert_eq!(AMMAN.day(moment("2026-01-31T21:00:00Z")).to_string(), "2026-02-01");
        assert_eq!(AMMAN.until_midnight(moment("2026-01-31T20:59:59Z")), Duration::from_secs(1));
    }

    #[test]
    fn a_day_without_a_midnight_begins_later() {
        // Cairo put its clocks forward at midnight on 28 April 2023.
        let cairo = Zone(chrono_tz::Africa::Cairo);
        assert_eq!(cairo.until_midnight(moment("2023-04-27T21:59:00Z")), Duration::from_mins(1));
    }
}
