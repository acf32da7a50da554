//! Publishing to one audience.

use std::time::Duration;

use mithaq_store::stream::{Audience, Lease};
use tokio::sync::watch;

use super::error::PublishError;
use super::run::{Publisher, error_chain};
use super::status::AudienceStatus;
use super::steps::Step;
use crate::client::Client;
use crate::contract::Form;
use crate::end_of_topic::last_event;
use crate::sender::Sender;
use crate::telling::Telling;
use crate::topics::{ensure, events_topic};

/// How much of the feed one Kafka transaction carries at most.
const BATCH: u16 = 2_000;

/// How long to wait for the sequencer, which tells when it has added to the feeds: others add to them rarely, and by hand.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

const FIRST_PAUSE: Duration = Duration::from_millis(200);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// Publishes to an audience until it is to stop or another takes over. What may pass is tried again, ever more rarely;
/// what does not pass by itself is reported, and tried rarely too, so that mending it suffices.
pub(super) async fn publish(
    publisher: Publisher,
    lease: Lease,
    audience: Audience,
    mut stop: watch::Receiver<bool>,
) -> Result<(), PublishError> {
    let mut pause = FIRST_PAUSE;
    publisher.report(|status| {
        status.audiences.entry(audience.name.clone()).or_default();
    });
    while !*stop.borrow() {
        let Some(client) = publisher.client() else {
            // Without a broker, events wait.
            let _ = stop.changed().await;
            continue;
        };
        let mut sent = false;
        match publish_on(&publisher, &client, &lease, &audience, stop.clone(), &mut sent).await {
            Ok(()) => return Ok(()),
            Err(PublishError::Fenced) => return Err(PublishError::Fenced),
            Err(error) => {
                let text = error_chain(&error);
                tracing::warn!(audience = audience.name, error = text, "publication to an audience stands still");
                report(&publisher, &audience.name, |status| status.refuse(text, !error.may_pass()));
                pause = match (sent, error.may_pass()) {
                    (true, true) => FIRST_PAUSE,
                    (false, true) => (pause * 2).min(LONGEST_PAUSE),
                    (_, false) => LONGEST_PAUSE,
                };
            }
        }
        tokio::select! {
            _ = stop.changed() => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
    Ok(())
}

/// Publishes with one producer, from where the topic ends.
async fn publish_on(
    publisher: &Publisher,
    client: &Client,
    lease: &Lease,
    audience: &Audience,
    mut stop: watch::Receiver<bool>,
    sent: &mut bool,
) -> Result<(), PublishError> {
    let steps = &publisher.config.steps;
    let (address, audience) = (audience.address(), audience.name.as_str());
    let wire = publisher.wire().await?;
    ensure(client, &address).await?;
    let mut sender = Sender::open(client, &publisher.config.origin.source, audience, &address).await?;
    steps.reach(Step::SenderOpened);
    let mut at = resume(publisher, client, lease, audience, events_topic(&address)).await?;
    steps.reach(Step::EndRead);
    report(publisher, audience, |status| {
        status.published = at;
        status.clear();
    });
    while !*stop.borrow() {
        let more = publisher.sequenced.notified();
        let batch = publisher.stream.entries_after(audience, at, BATCH).await?;
        if batch.entries.is_empty() {
            tokio::select! {
                _ = stop.changed() => {}
                () = more => {}
                () = tokio::time::sleep(LOOK_AGAIN) => {}
            }
            continue;
        }
        let mut telling = Telling::new(Form { origin: &publisher.config.origin, wire }, &batch);
        while let Some(done) = telling.next(&mut sender, steps).await? {
            *sent = true;
            at = done.last_sequence;
            publisher.stream.advance(lease, audience, at).await?;
            steps.reach(Step::Advanced);
            report(publisher, audience, |status| status.advance(done));
        }
    }
    Ok(())
}

/// Where to go on: after what stands in the topic, which must be what the database knows of.
async fn resume(
    of: &Publisher,
    client: &Client,
    lease: &Lease,
    audience: &str,
    topic: String,
) -> Result<i64, PublishError> {
    let (of_client, of_topic) = (client.clone(), topic.clone());
    let last = tokio::task::spawn_blocking(move || last_event(&of_client, &of_topic))
        .await
        .map_err(|_| PublishError::ProducerGone)??;
    let topic_ends = last.sequence;
    let database_ends = of.stream.last_sequence(audience).await?;
    let published = of.stream.published(audience).await?;
    if topic_ends > database_ends {
        return Err(PublishError::TopicAhead { topic, topic_ends, database_ends });
    }
    // A database that was restored and has gone on reaches as far by another history.
    let told = of.stream.told(audience, topic_ends).await?;
    if told.is_some_and(|(act, revision)| act.to_string() != last.id || revision != last.revision) {
        return Err(PublishError::TopicForks { topic, sequence: topic_ends });
    }
    if topic_ends < published {
        return Err(PublishError::TopicBehind { topic, topic_ends, published });
    }
    of.stream.advance(lease, audience, topic_ends).await?;
    Ok(topic_ends)
}

fn report(publisher: &Publisher, audience: &str, change: impl FnOnce(&mut AudienceStatus)) {
    publisher.report(|status| {
        if let Some(status) = status.audiences.get_mut(audience) {
            change(status);
        }
    });
}
