//! The day of a legal fact, with what was printed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{PartialDate, Span};

/// The day of a legal fact: as far as it is known, and as it was printed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LegalDay {
    /// The date, to the year, the month or the day.
    pub value: PartialDate,
    /// The date as the source prints it, where that says more than `value`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_printed: Option<String>,
    /// The Hijri date as printed: kept beside the Gregorian one, never calculated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hijri_as_printed: Option<String>,
}

impl LegalDay {
    /// The days that it can be.
    #[must_use]
    pub fn span(&self) -> Span {
        self.value.into()
    }
}

impl From<NaiveDate> for LegalDay {
    fn from(day: NaiveDate) -> Self {
        PartialDate::from(day).into()
    }
}

impl From<PartialDate> for LegalDay {
    fn from(value: PartialDate) -> Self {
        Self { value, as_printed: None, hijri_as_printed: None }
    }
}
