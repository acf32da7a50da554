//! How long an event takes from its commit to a consumer, at a hundred acts a second.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use mithaq_domain::act::AgreementId;
use mithaq_domain::label::Classification;
use mithaq_events::{PARTITIONS, events_topic};
use mithaq_store::Store;
use rdkafka::consumer::{BaseConsumer, Consumer};
use rdkafka::message::Headers;
use rdkafka::{Message, Offset, TopicPartitionList};
use tokio::sync::Notify;

use crate::registry::{self, Registry};
use crate::{book, topic};

/// How many acts are followed.
pub(crate) const LATENCIES: usize = 2_000;

/// How many acts go before: a broker that has just begun spends its time on compiling itself.
const WARMING: usize = 4_000;

/// How many agreements they are acts of: none grows longer than agreements do.
const AGREEMENTS: usize = 500;

/// For each of many acts, the time from the return of its commit to its arrival at a consumer.
pub(crate) async fn follow(registry: &Registry) -> Vec<Duration> {
    let running = registry.run();
    let (wake, store) = (running.publisher.wake(), registry.database.store.clone());
    let agreements: Vec<AgreementId> = (0..AGREEMENTS).map(|_| registry::new_agreement()).collect();
    for id in &agreements {
        book::open(&store, *id, Classification::Unclassified).await.unwrap();
    }
    write(&store, &wake, &agreements, WARMING).await;
    registry.drained().await;
    let topic = events_topic(&registry.public);
    let consumer = tokio::task::spawn_blocking(move || arrivals(&topic, "ce_id"));
    tokio::time::sleep(Duration::from_secs(2)).await;
    let committed = write(&store, &wake, &agreements, LATENCIES).await;
    let arrived = consumer.await.unwrap();
    running.stop().await;
    committed.into_iter().map(|(id, at)| arrived[&id].saturating_duration_since(at)).collect()
}

/// Records acts, a hundred a second, in turn of each agreement, and tells when each was committed. On the runtime's own
/// threads, as a server's requests are.
async fn write(store: &Store, wake: &Arc<Notify>, agreements: &[AgreementId], acts: usize) -> Vec<(String, Instant)> {
    let (store, wake, agreements) = (store.clone(), Arc::clone(wake), agreements.to_vec());
    let writer = tokio::spawn(async move {
        let mut ticks = tokio::time::interval(Duration::from_millis(10));
        let mut committed = Vec::with_capacity(acts);
        for round in 0..acts {
            ticks.tick().await;
            let changed = book::add(&store, agreements[round % agreements.len()]).await.unwrap();
            committed.push((changed.acts[0].id.to_string(), Instant::now()));
            wake.notify_one();
        }
        committed
    });
    writer.await.unwrap()
}

/// When each event arrives at a consumer that reads committed records, by what one of its headers says. Blocks.
pub(crate) fn arrivals(topic: &str, header: &str) -> HashMap<String, Instant> {
    let consumer: BaseConsumer = topic::config()
        .set("group.id", "bench")
        .set("enable.auto.commit", "false")
        .set("isolation.level", "read_committed")
        .set("fetch.wait.max.ms", "10")
        .create()
        .unwrap();
    let mut assignment = TopicPartitionList::new();
    for partition in 0..PARTITIONS {
        assignment.add_partition_offset(topic, partition, Offset::End).unwrap();
    }
    consumer.assign(&assignment).unwrap();
    let mut arrived = HashMap::new();
    while arrived.len() < LATENCIES {
        let Some(message) = consumer.poll(Duration::from_secs(30)) else { panic!("no event for half a minute") };
        let message = message.unwrap();
        let headers = message.headers().unwrap();
        let id = headers.iter().find(|found| found.key == header).and_then(|found| found.value).unwrap();
        arrived.insert(String::from_utf8(id.to_vec()).unwrap(), Instant::now());
    }
    arrived
}

/// The median, and what all but one in a hundred stay under.
pub(crate) fn summary(mut latencies: Vec<Duration>) -> String {
    latencies.sort_unstable();
    let at = |percent: usize| latencies[latencies.len() * percent / 100];
    format!("p50 {:.1?}, p99 {:.1?}", at(50), at(99))
}
