//! Days by which something is to be done, or on which something comes.

use std::sync::Arc;

use async_graphql::{ID, Object, SimpleObject};
use chrono::{Months, NaiveDate};
use mithaq_domain::act::ActId;
use mithaq_domain::agreement;
use mithaq_store::{DeadlinePlace, DeadlineView, StoredReading};

use super::act::Act;
use super::agreement::Agreement;
use super::day::LegalDay;
use super::obligation::Obligation;
use super::reason::{LegalReason, ReasonOf};
use super::text::LocalizedText;
use crate::failure::{Failure, Nullable};
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

/// A day by which something is to be done, or on which something comes.
#[derive(Clone)]
pub(crate) struct Deadline {
    said: Arc<DeadlineView>,
    reading: Arc<Reading>,
}

impl Deadline {
    /// A deadline that the caller may see.
    pub(crate) fn of(said: DeadlineView, reading: &Arc<Reading>) -> Self {
        Self { said: Arc::new(said), reading: Arc::clone(reading) }
    }

    /// The act that it is about, with the log that it stands in.
    async fn about(&self) -> Result<Option<(ActId, Arc<agreement::Agreement>)>, Failure> {
        let Some(act) = self.said.act else { return Ok(None) };
        Ok(self.reading.log(self.said.agreement, None).await?.map(|log| (act, log)))
    }
}

/// A day by which something is to be done, or on which something comes. It is computed from the clauses and acts.
#[Object]
impl Deadline {
    /// Its identity, which lasts as long as its day stays the same.
    async fn id(&self) -> ID {
        let act = self.said.act.map(|act| format!("/{act}")).unwrap_or_default();
        ID(format!("{}/{}/{}{act}", self.said.agreement, self.said.kind, self.said.on.latest))
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
    async fn agreement(&self) -> Result<Agreement, Failure> {
        let id = self.said.agreement;
        let agreement = Agreement::load(id, &self.reading).await?;
        agreement.ok_or_else(|| self.reading.fault(&format!("a deadline of {id} is visible without its agreement")))
    }

    /// The act that it is about: a notice, a claim, or what recorded the obligation or the review.
    async fn act(&self) -> Nullable<Act> {
        let about = self.about().await.transpose()?;
        about.map(|(act, log)| Act::find(&log, act, &self.reading)).transpose()
    }

    /// The obligation that falls due, where it is one.
    async fn obligation(&self) -> Nullable<Obligation> {
        if self.said.kind != agreement::DeadlineKind::ObligationDue {
            return None;
        }
        let about = self.about().await.transpose()?;
        about.map(|(act, log)| Obligation::find(&log, act, &self.reading)).transpose()
    }

    /// The other day that can be argued for, where there is one.
    async fn other_reading(&self) -> Option<OtherReading> {
        self.said.other.as_ref().map(Into::into)
    }

    /// Why it is on that day.
    async fn because(&self) -> Vec<LegalReason> {
        let agreement = Some(self.said.agreement);
        let of = || ReasonOf { agreement, known_at: None, reading: Arc::clone(&self.reading) };
        self.said.reasons.iter().map(|reason| LegalReason::of_status(of(), reason)).collect()
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

impl From<&StoredReading> for OtherReading {
    fn from(reading: &StoredReading) -> Self {
        Self { on: reading.on.map(Date), text: LocalizedText::english(&reading.text) }
    }
}

/// One agreement's deadlines on some days, each with its place.
pub(crate) fn all(log: &agreement::Agreement, days: &Days, reading: &Arc<Reading>) -> Vec<(DeadlinePlace, Deadline)> {
    let deadlines = log.deadlines(days.from, days.to);
    let views = deadlines.iter().map(|said| DeadlineView::of(log.id(), said));
    let mut all: Vec<(DeadlinePlace, Deadline)> =
        views.map(|view| (view.place(), Deadline::of(view, reading))).collect();
    all.sort_by_key(|(place, _)| *place);
    all
}
