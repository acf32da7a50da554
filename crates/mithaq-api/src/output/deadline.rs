//! Days by which something is to be done, or on which something comes.

use std::sync::Arc;

use async_graphql::{ID, Object, SimpleObject};
use chrono::{Months, NaiveDate};
use mithaq_domain::act::ActId;
use mithaq_domain::agreement::{self, DeadlineKind as Kind};
use mithaq_domain::day::Span;
use mithaq_domain::law;
use mithaq_store::{AgreementView, StoredReason};
use serde::{Deserialize, Serialize};

use super::act::Act;
use super::agreement::Agreement;
use super::day::LegalDay;
use super::obligation::Obligation;
use super::reason::{LegalReason, ReasonOf};
use super::text::LocalizedText;
use crate::failure::Failure;
use crate::reading::Reading;
use crate::scalar::Date;
use crate::words::DeadlineKind;

/// How many months from the first day deadlines are told of, where no argument says it.
const MONTHS: u32 = 12;

/// How many months from today deadlines are told of at most: a term that renews itself has no last one.
const MOST_MONTHS: u32 = 50 * 12;

/// The days of which deadlines are asked, both included.
pub(crate) struct Days {
    pub(crate) from: NaiveDate,
    pub(crate) to: NaiveDate,
}

impl Days {
    /// From today on, and for a year, where nothing else is asked.
    pub(crate) fn read(from: Option<Date>, to: Option<Date>, today: NaiveDate) -> Result<Self, Failure> {
        let later = |day: NaiveDate, months| day.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX);
        let from = from.map_or(today, |day| day.0);
        let to = to.map_or_else(|| later(from, MONTHS), |day| day.0);
        let last = later(today, MOST_MONTHS);
        if to > last {
            Err(Failure::bad_input(format!(
                "to: deadlines are told of until {last}: ask for that day or an earlier one"
            )))
        } else if to < from {
            Err(Failure::bad_input(format!("to: {to} is before {from}, from which on deadlines are asked")))
        } else {
            Ok(Self { from, to })
        }
    }
}

/// Where a deadline stands among those of its agreement: by its day, then by its kind.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Place(Span, Kind, Option<ActId>);

impl Place {
    const fn of(deadline: &agreement::Deadline) -> Self {
        Self(deadline.on, deadline.kind, deadline.act)
    }
}

/// A day by which something is to be done, or on which something comes.
#[derive(Clone)]
pub(crate) struct Deadline {
    said: agreement::Deadline,
    log: Arc<agreement::Agreement>,
    view: Arc<AgreementView>,
    reading: Arc<Reading>,
}

/// A day by which something is to be done, or on which something comes. It is computed from the clauses and acts.
#[Object]
impl Deadline {
    /// Its identity, which lasts as long as its day stays the same.
    async fn id(&self) -> ID {
        let act = self.said.act.map(|act| format!("/{act}")).unwrap_or_default();
        ID(format!("{}/{}/{}{act}", self.view.id, self.said.kind, self.said.on.latest))
    }

    /// What it is.
    async fn kind(&self) -> DeadlineKind {
        self.said.kind.into()
    }

    /// The day.
    async fn on(&self) -> LegalDay {
        self.said.on.into()
    }

    /// How many days there are from today to the first day that it can be; less than none where that has passed.
    async fn days_left(&self) -> i64 {
        (self.said.on.earliest - self.reading.today).num_days()
    }

    /// The agreement.
    async fn agreement(&self) -> Agreement {
        Agreement::of(Arc::clone(&self.view), &self.reading)
    }

    /// The act that it is about: a notice, a claim, or what recorded the obligation or the review.
    async fn act(&self) -> Option<Act> {
        Act::find(&self.log, self.said.act?, &self.reading)
    }

    /// The obligation that falls due, where it is one.
    async fn obligation(&self) -> Option<Obligation> {
        Obligation::find(&self.log, self.said.act?, &self.reading)
    }

    /// The other day that can be argued for, where there is one.
    async fn other_reading(&self) -> Option<OtherReading> {
        self.said.other.as_ref().map(Into::into)
    }

    /// Why it is on that day.
    async fn because(&self) -> Vec<LegalReason> {
        let of = || ReasonOf { agreement: Some(self.view.id), known_at: None, reading: Arc::clone(&self.reading) };
        let reasons = self.said.reasons.iter();
        reasons.map(|reason| LegalReason::of_status(of(), &StoredReason::of(reason))).collect()
    }
}

/// Another way to read a clause.
#[derive(SimpleObject)]
pub(crate) struct OtherReading {
    /// The day that it gives; null where the agreement simply goes on.
    on: Option<Date>,
    /// The reading, for a person.
    text: LocalizedText,
}

impl From<&law::Reading> for OtherReading {
    fn from(reading: &law::Reading) -> Self {
        Self { on: reading.on.map(Date), text: LocalizedText::english(&reading.text) }
    }
}

/// One agreement's deadlines on some days, each with its place.
pub(crate) fn all(
    view: &Arc<AgreementView>,
    log: &Arc<agreement::Agreement>,
    days: &Days,
    reading: &Arc<Reading>,
) -> Vec<(Place, Deadline)> {
    let deadline = |said| Deadline { said, log: Arc::clone(log), view: Arc::clone(view), reading: Arc::clone(reading) };
    let mut all = log.deadlines(days.from, days.to);
    all.sort_by_key(Place::of);
    all.into_iter().map(|said| (Place::of(&said), deadline(said))).collect()
}
