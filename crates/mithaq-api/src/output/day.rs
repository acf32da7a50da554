//! Days of legal facts.

use async_graphql::SimpleObject;
use chrono::Datelike;
use mithaq_domain::day;

use crate::scalar::{Date, PartialDate};

/// The day of a legal fact, as far as it is known. It is never rounded: where `earliest` and `latest` differ, it is
/// one of the days from the one to the other.
#[derive(Debug, Clone, SimpleObject)]
pub(crate) struct LegalDay {
    /// The date, to the year, the month or the day.
    value: PartialDate,
    /// The first day that it can be.
    earliest: Date,
    /// The last day that it can be.
    latest: Date,
    /// The date as the source prints it, where that says more.
    as_printed: Option<String>,
    /// The Hijri date as the source prints it; it is kept, and never calculated.
    hijri_as_printed: Option<String>,
}

impl From<&day::LegalDay> for LegalDay {
    fn from(day: &day::LegalDay) -> Self {
        Self {
            as_printed: day.as_printed.clone(),
            hijri_as_printed: day.hijri_as_printed.clone(),
            ..Self::between(day.span(), day.value)
        }
    }
}

impl From<day::Span> for LegalDay {
    fn from(span: day::Span) -> Self {
        Self::between(span, partial(span))
    }
}

impl LegalDay {
    fn between(span: day::Span, value: day::PartialDate) -> Self {
        Self {
            value: PartialDate(value),
            earliest: Date(span.earliest),
            latest: Date(span.latest),
            as_printed: None,
            hijri_as_printed: None,
        }
    }
}

/// The date that says most and nothing wrong of days that were counted: the day, else the month, else the year in
/// which they begin.
fn partial(span: day::Span) -> day::PartialDate {
    let (from, to) = (span.earliest, span.latest);
    let text = if from == to {
        return from.into();
    } else if (from.year(), from.month()) == (to.year(), to.month()) {
        from.format("%Y-%m").to_string()
    } else {
        from.format("%Y").to_string()
    };
    text.parse().unwrap_or_else(|_| from.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counted_days_are_told_as_far_as_they_agree() {
        for (earliest, latest, told) in [
            ("2024-05-17", "2024-05-17", "2024-05-17"),
            ("2024-05-02", "2024-05-31", "2024-05"),
            ("2024-02-02", "2024-05-31", "2024"),
            ("1999-03-15", "2000-03-14", "1999"),
        ] {
            let span = day::Span { earliest: earliest.parse().unwrap(), latest: latest.parse().unwrap() };
            assert_eq!(partial(span).to_string(), told);
        }
    }
}
