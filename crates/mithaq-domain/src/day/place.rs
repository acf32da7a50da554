//! The civil day at a place.

use chrono::{DateTime, NaiveDate, TimeZone, Utc};

/// The civil day of a moment at a place, by its time zone. A notice is received on the civil day of the
/// place where it is received (VCLT 78).
#[must_use]
pub fn civil_day<Z: TimeZone>(moment: DateTime<Utc>, place: &Z) -> NaiveDate {
    moment.with_timezone(place).date_naive()
}
