//! What stands last in a topic.

use std::time::{Duration, Instant};

use rdkafka::consumer::{BaseConsumer, Consumer};
use rdkafka::error::KafkaError;
use rdkafka::message::{BorrowedMessage, Headers as _};
use rdkafka::{Message, Offset, TopicPartitionList};

use crate::client::Client;
use crate::contract::header;
use crate::publisher::PublishError;
use crate::topics::PARTITIONS;

const TIMEOUT: Duration = Duration::from_secs(10);

/// How far back from a partition's end is looked first. Records of transactions that were not committed, and the
/// marks at the ends of transactions, take offsets and are not read, so it may have to be further.
const FIRST_LOOK: i64 = 16;

/// The last sequence that stands in a topic, over all partitions, as a consumer that reads committed records sees it;
/// 0 where there is none. Blocks.
pub(crate) fn last_sequence(client: &Client, topic: &str) -> Result<i64, PublishError> {
    let consumer: BaseConsumer = client
        .config()
        .set("group.id", "mithaq-end-of-topic")
        .set("enable.auto.commit", "false")
        .set("isolation.level", "read_committed")
        .set("enable.partition.eof", "true")
        .create()?;
    let mut last = 0;
    for partition in 0..PARTITIONS {
        last = last.max(last_of_partition(&consumer, topic, partition)?);
    }
    Ok(last)
}

fn last_of_partition(consumer: &BaseConsumer, topic: &str, partition: i32) -> Result<i64, PublishError> {
    let (low, high) = consumer.fetch_watermarks(topic, partition, TIMEOUT)?;
    let mut look = FIRST_LOOK;
    loop {
        let from = low.max(high - look);
        if let Some(found) = last_from(consumer, topic, partition, from, high)? {
            return Ok(found);
        }
        if from == low {
            return Ok(0);
        }
        look *= 16;
    }
}

/// The last sequence from an offset on, if there is a committed record there.
fn last_from(
    consumer: &BaseConsumer,
    topic: &str,
    partition: i32,
    from: i64,
    high: i64,
) -> Result<Option<i64>, PublishError> {
    if from >= high {
        return Ok(None);
    }
    let mut assignment = TopicPartitionList::new();
    assignment.add_partition_offset(topic, partition, Offset::Offset(from))?;
    consumer.assign(&assignment)?;
    let (start, mut last) = (Instant::now(), None);
    while start.elapsed() < TIMEOUT {
        match consumer.poll(Duration::from_millis(200)) {
            Some(Ok(message)) => last = Some(sequence_of(&message, topic)?),
            Some(Err(KafkaError::PartitionEOF(_))) => return Ok(last),
            Some(Err(error)) => return Err(error.into()),
            None => {}
        }
    }
    Err(PublishError::EndNotRead { topic: topic.to_owned(), partition })
}

fn sequence_of(message: &BorrowedMessage<'_>, topic: &str) -> Result<i64, PublishError> {
    text_header(message, header::SEQUENCE).and_then(|text| text.parse().ok()).ok_or_else(|| {
        PublishError::ForeignRecord {
            topic: topic.to_owned(),
            partition: message.partition(),
            offset: message.offset(),
        }
    })
}

/// A header's text.
pub(crate) fn text_header<'m>(message: &'m BorrowedMessage<'_>, name: &str) -> Option<&'m str> {
    let headers = message.headers()?;
    let found = headers.iter().find(|header| header.key == name)?;
    std::str::from_utf8(found.value?).ok()
}
