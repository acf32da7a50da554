//! What an audience was told, written again into a topic of another name.

use chrono::{DateTime, Utc};
use mithaq_domain::act::AgreementId;
use mithaq_store::stream::{Stream, Stretch};

use crate::client::Client;
use crate::contract::{Form, Origin};
use crate::end_of_topic::last_event;
use crate::publisher::{PublishError, Steps};
use crate::schema_registry::wire;
use crate::sender::Sender;
use crate::telling::Telling;
use crate::topics::{ensure_like_events, is_published_to};

/// How much one Kafka transaction carries at most.
const BATCH: u16 = 2_000;

/// What to tell again, and where.
#[derive(Debug, Clone)]
pub struct Replay {
    /// The broker's addresses.
    pub brokers: String,
    /// librdkafka's own settings, passed through.
    pub kafka_settings: Vec<(String, String)>,
    /// The registry, as its records speak of it.
    pub origin: Origin,
    /// The address of a schema registry; none: values are JSON and nothing else.
    pub schema_registry: Option<String>,
    /// To whom it was told.
    pub audience: String,
    /// From where on.
    pub from: ReplayFrom,
    /// Of which agreement; none: of all.
    pub agreement: Option<AgreementId>,
    /// Into which topic.
    pub to_topic: String,
    /// Whether the topic may hold the beginning of the same already, so that a replay that was broken off goes on.
    pub goes_on: bool,
}

/// From where on to tell again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReplayFrom {
    /// From the event of a sequence on.
    Sequence(i64),
    /// From the first event on whose act was recorded at a moment or after it.
    Moment(DateTime<Utc>),
}

/// What was told again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Replayed {
    /// How many events.
    pub events: u64,
    /// Up to which sequence: the last one published when the replay began.
    pub until: i64,
}

/// Writes what was published to an audience into another topic, with the same keys, sequences and revisions. Of an
/// agreement that has left the audience's sight since, each event says only that it is withdrawn. Where a replay that was
/// broken off goes on, what the topic has already is not written again.
///
/// # Errors
/// Where the topic is one that the publisher writes, or is to be empty and is not, or holds what is not the registry's, or
/// the broker or the database does not answer.
pub async fn replay(stream: &Stream, replay: &Replay) -> Result<Replayed, PublishError> {
    for audience in stream.audiences().await? {
        if is_published_to(&replay.to_topic, &audience.name) {
            return Err(PublishError::TopicOfAudience { topic: replay.to_topic.clone(), audience: audience.name });
        }
    }
    let client = Client { brokers: replay.brokers.clone(), settings: replay.kafka_settings.clone() };
    ensure_like_events(&client, &replay.to_topic).await?;
    let mut stretch = stretch(stream, replay).await?;
    let ends = ends(&client, &replay.to_topic).await?;
    if ends > 0 && !replay.goes_on {
        return Err(PublishError::TopicNotEmpty { topic: replay.to_topic.clone(), ends });
    }
    stretch.after = stretch.after.max(ends);
    let name = format!("mithaq:{}:replay:{}", replay.origin.source, replay.to_topic);
    let wire = wire(replay.schema_registry.as_deref()).await?;
    let form = Form { origin: &replay.origin, wire: &wire };
    let mut sender = Sender::named(&client, &name, replay.to_topic.clone(), String::new()).await?;
    let mut events = 0;
    loop {
        let batch = stream.entries_again(&stretch, BATCH).await?;
        if batch.entries.is_empty() {
            return Ok(Replayed { events, until: stretch.until });
        }
        let mut telling = Telling::new(form, &batch).events_only();
        while let Some(sent) = telling.next(&mut sender, &Steps::default()).await? {
            events += sent.events;
            stretch.after = sent.last_sequence;
        }
    }
}

async fn stretch(stream: &Stream, replay: &Replay) -> Result<Stretch, PublishError> {
    let after = match replay.from {
        ReplayFrom::Sequence(first) => first - 1,
        ReplayFrom::Moment(moment) => stream.sequence_before(&replay.audience, moment).await?,
    };
    let until = stream.published(&replay.audience).await?;
    Ok(Stretch { audience: replay.audience.clone(), after, until, agreement: replay.agreement })
}

async fn ends(client: &Client, topic: &str) -> Result<i64, PublishError> {
    let (client, topic) = (client.clone(), topic.to_owned());
    let last = tokio::task::spawn_blocking(move || last_event(&client, &topic)).await;
    Ok(last.map_err(|_| PublishError::ProducerGone)??.sequence)
}
