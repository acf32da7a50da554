//! One subscriber, with the position up to which it was told.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use mithaq_store::{Change, ChangeQuery, StoreError};
use tokio::sync::{OwnedSemaphorePermit, watch};
use tokio::time::Instant;

use super::Feed;
use super::window::Found;
use crate::reading::{Reading, Readings, reader};

/// After how long without an act a subscriber is told how far it has come.
const QUIET: Duration = Duration::from_secs(30);

/// How many acts are read at once where a subscriber is behind.
const BATCH: usize = 100;

/// How long to wait where the database does not answer.
const PAUSE: Duration = Duration::from_secs(1);

/// What a subscriber is told.
pub(crate) enum Notice {
    /// Of an act.
    Change(Change),
    /// Of how far it has come: there was nothing for it up to this position.
    Progress(i64),
}

/// One subscriber, with the position up to which it was told.
pub(crate) struct Subscriber {
    feed: Arc<Feed>,
    end: watch::Receiver<Option<i64>>,
    readings: Arc<Readings>,
    query: ChangeQuery,
    /// None: from where the feed ends when it is first looked at.
    told: Option<i64>,
    /// What was read from the database, and up to where that was everything.
    read: VecDeque<Change>,
    read_to: Option<i64>,
    quiet_since: Instant,
}

impl Subscriber {
    /// A subscriber to some acts, after a position or from now on.
    pub(crate) fn new(feed: &Arc<Feed>, readings: &Arc<Readings>, query: ChangeQuery, after: Option<i64>) -> Self {
        let end = feed.end.subscribe();
        feed.asked.notify_one();
        Self {
            feed: Arc::clone(feed),
            end,
            readings: Arc::clone(readings),
            query,
            told: after,
            read: VecDeque::new(),
            read_to: None,
            quiet_since: Instant::now(),
        }
    }

    /// Waits for the next thing to tell, and gives the reading in which it is to be told.
    pub(crate) async fn next(&mut self) -> (Notice, Arc<Reading>) {
        loop {
            self.begin().await;
            let notice = match self.find() {
                Found::Next(change) => Notice::Change(change),
                Found::Nothing(end) => {
                    self.told = Some(end);
                    match self.wait().await {
                        Some(notice) => notice,
                        None => continue,
                    }
                }
                Found::Older => {
                    self.catch_up().await;
                    continue;
                }
            };
            let turn = Arc::clone(&self.feed.turns).acquire_owned().await.ok();
            if let Some(reading) = self.tell(&notice, turn).await {
                self.quiet_since = Instant::now();
                return (notice, reading);
            }
        }
    }

    /// From where on to look, once the feed is followed.
    async fn begin(&mut self) {
        loop {
            // What comes after this look is a change to wait for.
            if let Some(end) = *self.end.borrow_and_update() {
                self.told.get_or_insert(end);
                return;
            }
            // The feed is dropped only with the process.
            let _ = self.end.changed().await;
        }
    }

    fn find(&mut self) -> Found {
        if let Some(change) = self.read.pop_front() {
            return Found::Next(change);
        }
        if let Some(end) = self.read_to.take() {
            self.told = Some(end);
        }
        let reader = reader(&self.readings.caller);
        let sees = |change: &Change| {
            reader.clearance.is_some_and(|clearance| change.label.is_visible_to(clearance, reader.ministry.as_ref()))
        };
        self.feed.window().first_after(self.position(), |change| sees(change) && self.query.is_met_by(change))
    }

    fn position(&self) -> i64 {
        self.told.unwrap_or_default()
    }

    /// Waits until there is more, or until it has been quiet for long.
    async fn wait(&mut self) -> Option<Notice> {
        tokio::select! {
            _ = self.end.changed() => None,
            () = tokio::time::sleep_until(self.quiet_since + QUIET) => Some(Notice::Progress(self.position())),
        }
    }

    /// Reads from the database what is older than the window.
    async fn catch_up(&mut self) {
        let turn = Arc::clone(&self.feed.turns).acquire_owned().await.ok();
        let read = self.read_after(self.position()).await;
        self.readings.finish().await;
        drop(turn);
        match read {
            Ok((changes, end)) => {
                self.read = changes.into();
                self.read_to = Some(end);
            }
            Err(error) => {
                tracing::warn!(%error, "a subscriber cannot be told what it missed; it waits");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }

    /// Acts after a position, and up to where they are all.
    async fn read_after(&self, told: i64) -> Result<(Vec<Change>, i64), StoreError> {
        let snapshot = &self.readings.renew().await.snapshot;
        let end = snapshot.feed_end().await?.max(told);
        let (changes, has_more) = snapshot.changes(&self.query, Some(told), BATCH, false).await?;
        let last = changes.last().map(|change| change.position);
        Ok((changes, last.filter(|_| has_more).unwrap_or(end)))
    }

    /// The reading in which a notice is told; none where the agreement cannot be seen any more.
    async fn tell(&mut self, notice: &Notice, turn: Option<OwnedSemaphorePermit>) -> Option<Arc<Reading>> {
        let config = &self.readings.registry.config;
        let reading = self.readings.renew_on((config.day)((config.now)())).await;
        self.readings.take_turn(turn);
        let change = match notice {
            Notice::Progress(_) => return Some(reading),
            Notice::Change(change) => change,
        };
        self.told = Some(change.position);
        match reading.agreements.load(change.agreement).await {
            Ok(None) => {
                self.readings.finish().await;
                None
            }
            // What goes wrong is told where it is asked for.
            Ok(Some(_)) | Err(_) => Some(reading),
        }
    }
}
