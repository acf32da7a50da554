//! What stands last in a topic.

use std::collections::{BTreeSet, HashMap};
use std::time::{Duration, Instant};

use rdkafka::consumer::{BaseConsumer, Consumer};
use rdkafka::error::{KafkaError, RDKafkaErrorCode};
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

/// An event that stands in a topic, as its headers tell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Standing {
    /// Its sequence; 0 where there is none.
    pub(crate) sequence: i64,
    /// Its act.
    pub(crate) id: String,
    /// Its revision.
    pub(crate) revision: i64,
}

/// The event with the last sequence in a topic, over all partitions, as a consumer that reads committed records sees it.
/// Blocks.
pub(crate) fn last_event(client: &Client, topic: &str) -> Result<Standing, PublishError> {
    let consumer: BaseConsumer = client
        .config()
        .set("group.id", "mithaq-end-of-topic")
        .set("enable.auto.commit", "false")
        .set("isolation.level", "read_committed")
        .set("enable.partition.eof", "true")
        .set("fetch.wait.max.ms", "10")
        .create()?;
    let mut unread = Vec::new();
    for partition in 0..PARTITIONS {
        let (low, high) = watermarks(&consumer, topic, partition)?;
        if low < high {
            unread.push(Stretch { partition, low, from: low.max(high - FIRST_LOOK), look: FIRST_LOOK });
        }
    }
    let mut last = Standing::default();
    while !unread.is_empty() {
        let found = last_of(&consumer, topic, &unread)?;
        // Where nothing was found, the look goes further back, unless it went to the partition's beginning.
        unread.retain(|stretch| !found.contains_key(&stretch.partition) && stretch.from > stretch.low);
        last = found.into_values().fold(last, |last, found| if found.sequence > last.sequence { found } else { last });
        for stretch in &mut unread {
            stretch.look *= 16;
            stretch.from = stretch.low.max(stretch.from - stretch.look);
        }
    }
    Ok(last)
}

/// The first offset of a partition, and the one after its last. A partition that was just made has no leader until the broker
/// has spread the word.
fn watermarks(consumer: &BaseConsumer, topic: &str, partition: i32) -> Result<(i64, i64), PublishError> {
    let begun = Instant::now();
    loop {
        match consumer.fetch_watermarks(topic, partition, TIMEOUT) {
            Err(error) if is_settling(&error) && begun.elapsed() < TIMEOUT => {
                std::thread::sleep(Duration::from_millis(50));
            }
            found => return Ok(found?),
        }
    }
}

fn is_settling(error: &KafkaError) -> bool {
    matches!(
        error.rdkafka_error_code(),
        Some(RDKafkaErrorCode::NotLeaderForPartition | RDKafkaErrorCode::LeaderNotAvailable)
    )
}

/// A stretch at the end of a partition, from an offset on.
struct Stretch {
    partition: i32,
    low: i64,
    from: i64,
    look: i64,
}

/// The last event in each of the stretches in which a committed record stands; all are read at once.
fn last_of(
    consumer: &BaseConsumer,
    topic: &str,
    stretches: &[Stretch],
) -> Result<HashMap<i32, Standing>, PublishError> {
    let mut assignment = TopicPartitionList::new();
    for stretch in stretches {
        assignment.add_partition_offset(topic, stretch.partition, Offset::Offset(stretch.from))?;
    }
    consumer.assign(&assignment)?;
    let mut found = HashMap::new();
    let mut unread: BTreeSet<i32> = stretches.iter().map(|stretch| stretch.partition).collect();
    let start = Instant::now();
    while let Some(partition) = unread.first().copied() {
        if start.elapsed() > TIMEOUT {
            return Err(PublishError::EndNotRead { topic: topic.to_owned(), partition });
        }
        match consumer.poll(Duration::from_millis(100)) {
            Some(Ok(message)) => {
                found.insert(message.partition(), event_of(&message, topic)?);
            }
            Some(Err(KafkaError::PartitionEOF(partition))) => {
                unread.remove(&partition);
            }
            Some(Err(error)) => return Err(error.into()),
            None => {}
        }
    }
    Ok(found)
}

fn event_of(message: &BorrowedMessage<'_>, topic: &str) -> Result<Standing, PublishError> {
    let number = |name| text_header(message, name).and_then(|text| text.parse().ok());
    let told = || {
        let id = text_header(message, header::ID)?.to_owned();
        Some(Standing { sequence: number(header::SEQUENCE)?, id, revision: number(header::REVISION)? })
    };
    told().ok_or_else(|| PublishError::ForeignRecord {
        topic: topic.to_owned(),
        partition: message.partition(),
        offset: message.offset(),
    })
}

/// A header's text.
pub(crate) fn text_header<'m>(message: &'m BorrowedMessage<'_>, name: &str) -> Option<&'m str> {
    let headers = message.headers()?;
    let found = headers.iter().find(|header| header.key == name)?;
    std::str::from_utf8(found.value?).ok()
}
