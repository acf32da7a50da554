//! What a leader does at once: holds the lease, sequences, and publishes to each audience.

use std::collections::BTreeSet;
use std::time::Duration;

use futures_util::future::try_join3;
use futures_util::stream::{FuturesUnordered, StreamExt};
use mithaq_store::stream::{Lease, StreamError, Watermark};
use tokio::sync::watch;

use super::audience::publish;
use super::error::PublishError;
use super::run::Publisher;
use super::steps::Step;

const RENEW_EVERY: Duration = Duration::from_millis(300);
const LOOK_FOR_AUDIENCES_EVERY: Duration = Duration::from_secs(1);

/// Leads until it is to stop, another takes over, or the database does not answer.
pub(super) async fn lead(
    publisher: &Publisher,
    lease: &Lease,
    stop: watch::Receiver<bool>,
) -> Result<(), PublishError> {
    let held = hold(publisher, lease, stop.clone());
    let sequenced = sequence(publisher, lease, stop.clone());
    try_join3(held, sequenced, publish_to_all(publisher, lease, stop)).await?;
    Ok(())
}

/// Publishes to every audience, and to those that are registered meanwhile.
async fn publish_to_all(publisher: &Publisher, lease: &Lease, stop: watch::Receiver<bool>) -> Result<(), PublishError> {
    let (mut known, mut audiences) = (BTreeSet::new(), FuturesUnordered::new());
    while !*stop.borrow() {
        for audience in publisher.stream.audiences().await? {
            if known.insert(audience.name.clone()) {
                audiences.push(publish(publisher, lease, audience, stop.clone()));
            }
        }
        tokio::select! {
            Some(ended) = audiences.next() => ended?,
            () = tokio::time::sleep(LOOK_FOR_AUDIENCES_EVERY) => {}
        }
    }
    while let Some(ended) = audiences.next().await {
        ended?;
    }
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
