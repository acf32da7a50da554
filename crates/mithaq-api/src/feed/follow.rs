//! The one task that reads the feed.

use std::time::Duration;

use mithaq_store::StoreError;
use tokio::sync::watch;

use super::Feed;

/// How long to wait for more.
const POLL: Duration = Duration::from_millis(20);

/// How long to wait where the database does not answer.
const PAUSE: Duration = Duration::from_secs(1);

/// How many acts are read at once.
const BATCH: u16 = 1_000;

impl Feed {
    /// Follows the feed while anybody is subscribed, until it is to stop.
    pub(crate) async fn follow(&self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            if self.end.receiver_count() == 0 {
                self.end.send_replace(None);
                tokio::select! {
                    _ = stop.changed() => {}
                    () = self.asked.notified() => {}
                }
                continue;
            }
            let wait = match self.step().await {
                Ok(true) => continue,
                Ok(false) => POLL,
                Err(error) => {
                    tracing::warn!(%error, "the feed cannot be read; subscribers wait");
                    PAUSE
                }
            };
            tokio::select! {
                _ = stop.changed() => {}
                () = tokio::time::sleep(wait) => {}
            }
        }
    }

    /// Reads what is new; whether there may be more.
    async fn step(&self) -> Result<bool, StoreError> {
        let Some(at) = *self.end.borrow() else {
            let end = self.stream.feed_end().await?;
            self.window().restart(end);
            self.end.send_replace(Some(end));
            return Ok(false);
        };
        let next = self.stream.feed_after(at, BATCH).await?;
        if next.is_empty() {
            return Ok(false);
        }
        let more = next.len() == usize::from(BATCH);
        let end = {
            let mut window = self.window();
            window.extend(next);
            window.end()
        };
        self.end.send_replace(Some(end));
        Ok(more)
    }
}
