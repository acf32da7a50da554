//! The clock: it announces what has come by itself. It changes nothing that the log does not give already, so that it may
//! be late, and any number of replicas may run.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use chrono::NaiveDate;
use mithaq_domain::agreement::Refused;
use mithaq_store::{Due, Provenance, Store, StoreError};
use tokio::sync::watch;

use crate::metrics::Announcements;
use crate::moment::now;
use crate::zone::Zone;

/// How long to wait between two looks.
const EVERY: Duration = Duration::from_secs(5);

/// How many agreements are looked at in one go.
const BATCH: i64 = 100;

/// In whose name it records.
const NAME: &str = "clock";

/// Announces what has come by itself.
pub(crate) struct Clock {
    /// The registry.
    pub(crate) store: Store,
    /// By which days are counted.
    pub(crate) zone: Zone,
    /// How it goes.
    pub(crate) announcements: Arc<Announcements>,
    /// Told when something was recorded.
    pub(crate) recorded: Arc<dyn Fn() + Send + Sync>,
}

impl Clock {
    /// Runs until it is to stop. It wakes when a civil day begins, and now and then in between for what was recorded since.
    pub(crate) async fn run(&self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            let today = self.zone.day(now());
            if let Err(error) = async {
                self.announce(today).await?;
                self.write_texts_of(today).await?;
                self.write_calendars_on(today).await
            }
            .await
            {
                tracing::warn!(error = format!("{:#}", anyhow::Error::new(error)), "the clock stands still");
            }
            let wait = EVERY.min(self.zone.until_midnight(now()));
            tokio::select! {
                _ = stop.changed() => {}
                () = tokio::time::sleep(wait) => {}
            }
        }
    }

    /// Announces all that has come by a day.
    async fn announce(&self, today: NaiveDate) -> Result<(), StoreError> {
        loop {
            let due = self.store.due(today, BATCH).await?;
            self.announcements.due.store(u64::try_from(due.len()).unwrap_or(u64::MAX), Ordering::Relaxed);
            let mut recorded = 0;
            for due in due {
                recorded += self.announce_one(due, today).await?;
            }
            // Where another replica was faster, there is nothing more to do now.
            if recorded == 0 {
                return Ok(());
            }
            self.announcements.recorded.fetch_add(recorded, Ordering::Relaxed);
            (self.recorded)();
        }
    }

    /// Writes calendars on whose horizon has come nearer.
    async fn write_calendars_on(&self, today: NaiveDate) -> Result<(), StoreError> {
        loop {
            let due = self.store.due_calendars(today, BATCH).await?;
            if due.is_empty() {
                return Ok(());
            }
            for due in due {
                self.store.write_calendar_on(&due, today).await?;
            }
        }
    }

    /// Writes the rows of agreements whose text is another by now.
    async fn write_texts_of(&self, today: NaiveDate) -> Result<(), StoreError> {
        loop {
            let due = self.store.due_texts(today, BATCH).await?;
            if due.is_empty() {
                return Ok(());
            }
            for due in due {
                self.store.write_text_of(&due, today).await?;
            }
        }
    }

    /// Answers how many acts were recorded: none where another replica has done it.
    async fn announce_one(&self, due: Due, today: NaiveDate) -> Result<u64, StoreError> {
        let provenance = Provenance { recorded_by: NAME.to_owned(), reader: due.reader, idempotency: None };
        let announce = |agreement: &mithaq_domain::agreement::Agreement| {
            // A refusal without findings: there is nothing to say any more.
            agreement.announce(today).ok_or(Refused(Vec::new()))
        };
        match self.store.change(&provenance, due.agreement, None, announce).await {
            Ok(changed) => Ok(u64::try_from(changed.acts.len()).unwrap_or(u64::MAX)),
            // Its label may have changed since it was found; it is found again.
            Err(StoreError::Refused(_) | StoreError::NotFound(_)) => Ok(0),
            Err(
                error @ (StoreError::NotErased(_)
                | StoreError::Stale { .. }
                | StoreError::IdempotencyConflict
                | StoreError::OutOfSight(_)
                | StoreError::NotYetKnown { .. }
                | StoreError::Corrupt(_)
                | StoreError::Schema(_)
                | StoreError::Archive(_)
                | StoreError::Unavailable(_)),
            ) => Err(error),
        }
    }
}

#[cfg(test)]
mod tests;
