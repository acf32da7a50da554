//! Watching an audience's events as they come.

use std::time::Duration;

use rdkafka::consumer::{BaseConsumer, Consumer};
use rdkafka::message::BorrowedMessage;
use rdkafka::{Message, Offset, TopicPartitionList};
use serde_json::{Map, Value};

use crate::client::Client;
use crate::contract::{header, json_of};
use crate::end_of_topic::text_header;
use crate::publisher::PublishError;
use crate::topics::{PARTITIONS, events_topic};

/// From where to watch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TailFrom {
    /// From the first event that the topic still has.
    Beginning,
    /// From now on.
    Now,
}

/// An event as it came.
#[derive(Debug, Clone, PartialEq)]
pub struct TailedEvent {
    /// The attributes, without `ce_`.
    pub attributes: Map<String, Value>,
    /// The data.
    pub data: Value,
}

impl TailedEvent {
    /// The event for a person, on one line.
    #[must_use]
    pub fn line(&self) -> String {
        let text = |name: &str| self.attributes.get(name).and_then(Value::as_str).unwrap_or("?");
        let status =
            |which: &str| self.data.pointer(&format!("/status/{which}")).and_then(Value::as_str).unwrap_or("?");
        let kind = text("type").trim_start_matches("mithaq.agreement.").trim_end_matches(".v1");
        let kind = kind.replace('-', "_").to_uppercase();
        let (before, after) = (status("before"), status("after"));
        let moved = match self.data.get("status") {
            None => "no longer in sight".to_owned(),
            Some(_) if before == after => format!("remains {after}"),
            Some(_) => format!("{before} -> {after}"),
        };
        let because = self.data.pointer("/because/0/text").and_then(Value::as_str).unwrap_or_default();
        let parties: Vec<&str> = self
            .data
            .get("parties")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(|party| party.get("code").and_then(Value::as_str))
            .collect();
        let sequence = text("sequence").trim_start_matches('0');
        format!("{} #{sequence} {} {} {kind}: {moved}. {because}", text("time"), text("subject"), parties.join("-"))
    }

    /// The event as one JSON object, in CloudEvents' own JSON form.
    #[must_use]
    pub fn json(&self) -> Value {
        let mut object = self.attributes.clone();
        object.insert("data".to_owned(), self.data.clone());
        Value::Object(object)
    }

    fn of(message: &BorrowedMessage<'_>) -> Self {
        let names = [
            header::SPECVERSION,
            header::ID,
            header::SOURCE,
            header::TYPE,
            header::SUBJECT,
            header::TIME,
            header::SEQUENCE,
            header::REVISION,
            header::DATASCHEMA,
            header::CLASSIFICATION,
            header::PARTITIONKEY,
        ];
        let mut attributes = Map::new();
        for name in names {
            if let Some(text) = text_header(message, name) {
                attributes.insert(name.trim_start_matches("ce_").to_owned(), Value::from(text));
            }
        }
        if let Some(content_type) = text_header(message, header::CONTENT_TYPE) {
            attributes.insert("datacontenttype".to_owned(), Value::from(content_type));
        }
        let data =
            message.payload().and_then(|bytes| serde_json::from_slice(json_of(bytes)).ok()).unwrap_or(Value::Null);
        Self { attributes, data }
    }
}

/// Hands over an audience's events as they come, until `each` says that it is enough. Blocks.
///
/// # Errors
/// Where the broker does not answer, or the topic is not there.
pub fn tail<E: From<PublishError>>(
    brokers: &str,
    settings: &[(String, String)],
    audience: &str,
    from: TailFrom,
    mut each: impl FnMut(Option<TailedEvent>) -> Result<bool, E>,
) -> Result<(), E> {
    let client = Client { brokers: brokers.to_owned(), settings: settings.to_vec() };
    let consumer = assign(&client, &events_topic(audience), from)?;
    loop {
        let event = match consumer.poll(Duration::from_millis(200)) {
            None => None,
            Some(Ok(message)) => Some(TailedEvent::of(&message)),
            Some(Err(error)) => return Err(PublishError::from(error).into()),
        };
        if !each(event)? {
            return Ok(());
        }
    }
}

fn assign(client: &Client, topic: &str, from: TailFrom) -> Result<BaseConsumer, PublishError> {
    let consumer: BaseConsumer = client
        .config()
        .set("group.id", "mithaq-tail")
        .set("enable.auto.commit", "false")
        .set("isolation.level", "read_committed")
        .create()?;
    let offset = match from {
        TailFrom::Beginning => Offset::Beginning,
        TailFrom::Now => Offset::End,
    };
    let mut assignment = TopicPartitionList::new();
    for partition in 0..PARTITIONS {
        assignment.add_partition_offset(topic, partition, offset)?;
    }
    consumer.assign(&assignment)?;
    Ok(consumer)
}
