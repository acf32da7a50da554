//! What a leader does at once: holds the lease, sequences, and publishes to each audience.

use std::collections::BTreeSet;
use std::time::Duration;

use mithaq_store::stream::{Lease, StreamError, Watermark};
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::audience::publish;
use super::error::PublishError;
use super::run::Publisher;
use super::steps::Step;

const RENEW_EVERY: Duration = Duration::from_millis(300);
const LOOK_FOR_AUDIENCES_EVERY: Duration = Duration::from_secs(1);

/// Leads until it is to stop, another takes over, or the database does not answer. Each part is a task, so that they
/// share the machine's cores.
pub(super) async fn lead(
    publisher: &Publisher,
    lease: &Lease,
    stop: watch::Receiver<bool>,
) -> Result<(), PublishError> {
    let mut tasks = JoinSet::new();
    tasks.spawn(hold(publisher.clone(), lease.clone(), stop.clone()));
    tasks.spawn(sequence(publisher.clone(), lease.clone(), stop.clone()));
    let ended = publish_to_all(publisher, lease, stop, &mut tasks).await;
    // None goes on beside those of whoever leads next.
    tasks.shutdown().await;
    ended
}

/// Publishes to every audience, and to those that are registered meanwhile, until a task fails or all have stopped.
async fn publish_to_all(
    publisher: &Publisher,
    lease: &Lease,
    stop: watch::Receiver<bool>,
    tasks: &mut JoinSet<Result<(), PublishError>>,
) -> Result<(), PublishError> {
    let mut known = BTreeSet::new();
    loop {
        if !*stop.borrow() {
            let audiences = publisher.stream.audiences().await?;
            publisher.report(|status| status.keep(&audiences));
            for audience in audiences {
                if known.insert(audience.name.clone()) {
                    tasks.spawn(publish(publisher.clone(), lease.clone(), audience, stop.clone()));
                }
            }
        }
        tokio::select! {
            ended = tasks.join_next() => match ended {
                Some(ended) => ended.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))?,
                None => return Ok(()),
            },
            () = tokio::time::sleep(LOOK_FOR_AUDIENCES_EVERY) => {}
        }
    }
}

/// Renews the lease. A database that does not answer for a moment is no reason to stop: nobody else can take over by it
/// either, and every step checks the epoch.
async fn hold(publisher: Publisher, lease: Lease, mut stop: watch::Receiver<bool>) -> Result<(), PublishError> {
    while !*stop.borrow() {
        match publisher.stream.renew(&lease).await {
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
async fn sequence(publisher: Publisher, lease: Lease, mut stop: watch::Receiver<bool>) -> Result<(), PublishError> {
    let mut bound = 0;
    let mut look: Option<Watermark> = None;
    while !*stop.borrow() {
        let done = publisher.stream.sequence(&lease, bound).await?;
        if done.acts > 0 {
            publisher.config.steps.reach(Step::Sequenced);
            publisher.sequenced.notify_waiters();
        }
        if done.is_full() {
            continue;
        }
        look = match look {
            None => Some(publisher.stream.look().await?),
            Some(look) => match publisher.stream.settle(&lease, &look).await? {
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
