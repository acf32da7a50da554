//! What a leader does at once: holds the lease, sequences, and publishes to each audience.

use std::time::Duration;

use futures_util::future::{try_join_all, try_join3};
use mithaq_store::stream::{Lease, StreamError, Watermark};
use tokio::sync::watch;

use super::audience::publish;
use super::error::PublishError;
use super::run::Publisher;
use super::steps::Step;

const RENEW_EVERY: Duration = Duration::from_millis(300);

/// Leads until it is to stop, another takes over, or the database does not answer.
pub(super) async fn lead(
    publisher: &Publisher,
    lease: &Lease,
    stop: watch::Receiver<bool>,
) -> Result<(), PublishError> {
    let audiences = publisher.stream.audiences().await?;
    let publish_all = try_join_all(audiences.iter().map(|audience| publish(publisher, lease, audience, stop.clone())));
    try_join3(hold(publisher, lease, stop.clone()), sequence(publisher, lease, stop.clone()), publish_all).await?;
    Ok(())
}

/// Renews the lease. A database that does not answer for a moment is no reason to stop: nobody else can take over by it
/// either, and every step checks the epoch.
async fn hold(publisher: &Publisher, lease: &Lease, mut stop: watch::Receiver<bool>) -> Result<(), PublishError> {
    while !*stop.borrow() {
        match publisher.stream.renew(lease).await {
            Ok(()) => {}
            Err(StreamError::Fenced { .. }) => return Err(PublishError::Fenced),
            Err(StreamError::Store(error)) => tracing::warn!(%error, "the lease could not be renewed"),
        }
        tokio::select! {
            _ = stop.changed() => {}
            () = tokio::time::sleep(RENEW_EVERY) => {}
        }
    }
    Ok(())
}

/// Moves acts from the queue to the feeds as they come, and moves the watermark behind them.
async fn sequence(publisher: &Publisher, lease: &Lease, mut stop: watch::Receiver<bool>) -> Result<(), PublishError> {
    let mut bound = 0;
    let mut look: Option<Watermark> = None;
    while !*stop.borrow() {
        let done = publisher.stream.sequence(lease, bound).await?;
        if done.acts > 0 {
            publisher.config.steps.reach(Step::Sequenced);
            publisher.sequenced.notify_waiters();
            continue;
        }
        look = match look {
            None => Some(publisher.stream.look().await?),
            Some(look) => match publisher.stream.settle(lease, &look).await? {
                Some(passed) => {
                    bound = passed;
                    None
                }
                None => Some(look),
            },
        };
        tokio::select! {
            _ = stop.changed() => {}
            () = publisher.wake.notified() => {}
            () = tokio::time::sleep(publisher.config.poll) => {}
        }
    }
    Ok(())
}
