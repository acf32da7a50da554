//! A consumer that reads committed records, as partners do.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use mithaq_events::{PARTITIONS, events_topic};
use rdkafka::admin::{AdminClient, AdminOptions, AlterConfig, ResourceSpecifier};
use rdkafka::client::DefaultClientContext;
use rdkafka::consumer::{BaseConsumer, Consumer};
use rdkafka::error::KafkaError;
use rdkafka::message::Headers;
use rdkafka::{ClientConfig, Message, Offset, TopicPartitionList};
use serde_json::Value;

use crate::registry::brokers;

/// A record as it stands in a topic.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Read {
    pub(crate) partition: i32,
    pub(crate) key: String,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) data: Value,
    /// The number of the data's schema, where it stands before them.
    pub(crate) schema: Option<u32>,
}

impl Read {
    pub(crate) fn number(&self, header: &str) -> i64 {
        self.headers[header].parse().unwrap()
    }
}

pub(crate) fn config() -> ClientConfig {
    let mut config = ClientConfig::new();
    config.set("bootstrap.servers", brokers()).set("broker.address.family", "v4");
    config
}

/// Every record of a topic, partition by partition, in order.
pub(crate) fn read(topic: &str) -> Vec<Read> {
    let consumer: BaseConsumer = config()
        .set("group.id", "test")
        .set("enable.auto.commit", "false")
        .set("isolation.level", "read_committed")
        .set("enable.partition.eof", "true")
        .create()
        .unwrap();
    let mut assignment = TopicPartitionList::new();
    for partition in 0..PARTITIONS {
        assignment.add_partition_offset(topic, partition, Offset::Beginning).unwrap();
    }
    consumer.assign(&assignment).unwrap();
    let (start, mut ended, mut records) = (Instant::now(), 0, Vec::new());
    while ended < PARTITIONS {
        assert!(start.elapsed() < Duration::from_mins(1), "topic {topic} could not be read in a minute");
        match consumer.poll(Duration::from_millis(200)) {
            Some(Ok(message)) => {
                let headers = message.headers().into_iter().flat_map(|headers| headers.iter());
                let (schema, json) = match message.payload() {
                    Some([0, a, b, c, d, json @ ..]) => (Some(u32::from_be_bytes([*a, *b, *c, *d])), Some(json)),
                    plain => (None, plain),
                };
                records.push(Read {
                    partition: message.partition(),
                    key: String::from_utf8(message.key().unwrap().to_vec()).unwrap(),
                    headers: headers
                        .map(|header| {
                            (header.key.to_owned(), String::from_utf8(header.value.unwrap().to_vec()).unwrap())
                        })
                        .collect(),
                    schema,
                    data: json.map_or(Value::Null, |bytes| serde_json::from_slice(bytes).unwrap()),
                });
            }
            Some(Err(KafkaError::PartitionEOF(_))) => ended += 1,
            Some(Err(error)) => panic!("topic {topic}: {error}"),
            None => {}
        }
    }
    records
}

/// The events of an audience, by sequence.
pub(crate) fn events(audience: &str) -> Vec<Read> {
    let mut events = read(&events_topic(audience));
    let mut last_of: BTreeMap<(i32, String), i64> = BTreeMap::new();
    for event in &events {
        let revision = event.number("ce_agreementrevision");
        let before = last_of.insert((event.partition, event.key.clone()), revision);
        // Of an agreement that is disclosed, revisions begin anew.
        let before = before.filter(|_| event.headers["ce_type"] != "mithaq.agreement.disclosed.v1");
        assert_eq!(before.unwrap_or(0) + 1, revision, "out of order, lost or doubled within a partition: {event:?}");
    }
    events.sort_by_key(|event| event.number("ce_sequence"));
    events
}

/// Sets how many bytes a message of a topic has at most. What is not named goes back to the broker's default.
pub(crate) async fn limit(topic: &str, cleanup_policy: &str, bytes: u32) {
    let admin: AdminClient<DefaultClientContext> = config().create().unwrap();
    let bytes = bytes.to_string();
    let change = AlterConfig::new(ResourceSpecifier::Topic(topic))
        .set("cleanup.policy", cleanup_policy)
        .set("max.message.bytes", &bytes);
    let altered = admin.alter_configs([&change], &AdminOptions::new()).await.unwrap();
    assert!(altered.iter().all(Result::is_ok), "{altered:?}");
}

/// Deletes topics, when a test ends.
pub(crate) fn delete(topics: Vec<String>) {
    let deleted = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let Ok(admin) = config().create::<AdminClient<DefaultClientContext>>() else { return };
            let names: Vec<&str> = topics.iter().map(String::as_str).collect();
            let _ = admin.delete_topics(&names, &AdminOptions::new()).await;
        });
    });
    let _ = deleted.join();
}
