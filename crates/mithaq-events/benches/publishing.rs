//! How fast the publisher drains a backlog, beside a bare producer that sends the same bytes in the same run; and how
//! long an event takes from its commit to a consumer at a hundred acts a second.
//!
//! `cargo bench -p mithaq-events --bench publishing -- [ACTS]`, on the server and the broker of the tests.

#![allow(missing_docs, reason = "a program")]
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement may panic, and prints")]
#![allow(dead_code, reason = "the tests use the rest")]

#[path = "../tests/it/book.rs"]
mod book;
#[path = "../tests/it/registry.rs"]
mod registry;
#[path = "../tests/it/topic.rs"]
mod topic;

use std::collections::HashMap;
use std::time::{Duration, Instant};

use mithaq_domain::act::{ActBody, ActDetails, AgreementId, Import, LegalBasis, Proposal};
use mithaq_domain::agreement::Agreement;
use mithaq_domain::label::Classification;
use mithaq_domain::party::PartyRole;
use mithaq_events::{PARTITIONS, events_topic};
use mithaq_store::testing::officer;
use mithaq_store::{Decision, ImportRecord, Store, StoreError};
use rdkafka::admin::{AdminClient, AdminOptions, NewTopic, TopicReplication};
use rdkafka::client::DefaultClientContext;
use rdkafka::consumer::{BaseConsumer, Consumer};
use rdkafka::message::{Header, Headers, OwnedHeaders};
use rdkafka::producer::{FutureProducer, FutureRecord};
use rdkafka::{Message, Offset, TopicPartitionList};

use crate::registry::Registry;

const ACTS_OF_EACH: usize = 4;
const LATENCIES: usize = 2_000;

#[tokio::main]
async fn main() {
    let acts = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(100_000);
    let registry = Registry::create().await;
    fill(&registry.database.store, acts).await;
    let drained = drain(&registry, acts).await;
    let bare = send_bare(&registry, acts).await;
    let rate = |time: Duration| f64::from(u32::try_from(2 * acts).unwrap()) / time.as_secs_f64();
    println!("backlog of {acts} acts, two audiences: {drained:.2?}, {:.0} events a second", rate(drained));
    println!("bare librdkafka, the same bytes:       {bare:.2?}, {:.0} events a second", rate(bare));
    let mut latencies = follow(&registry).await;
    latencies.sort_unstable();
    let at = |percent: usize| latencies[latencies.len() * percent / 100];
    println!("commit to consumer, 100 acts a second: p50 {:.1?}, p99 {:.1?}", at(50), at(99));
}

/// Four acts an agreement, all of which both audiences may know of.
async fn fill(store: &Store, acts: usize) {
    let records: Vec<ImportRecord> = (0..acts / ACTS_OF_EACH)
        .map(|key| ImportRecord {
            register: "bench".to_owned(),
            key: key.to_string(),
            raw: String::new(),
            sha256: [0; 32],
            facts: [0; 32],
            opens: registry::new_agreement(),
        })
        .collect();
    let decide = |record: &ImportRecord, _: Option<&Agreement>, id, number| {
        let change = Agreement::import(id, number, bodies(&record.key))?;
        Ok::<_, StoreError>(Decision::Accept { change: Some(Box::new(change)), warnings: Vec::new() })
    };
    for batch in records.chunks(1_000) {
        store.import(&officer(), batch, || registry::new_agreement().0, decide).await.unwrap();
    }
}

fn bodies(key: &str) -> Vec<ActBody> {
    let ActDetails::Proposed(proposal) = book::body(Classification::Unclassified).details else { unreachable!() };
    let Proposal { parties, mut terms, label, mandate: _ } = *proposal;
    terms.entry_into_force = None;
    let [home, counterpart] = [PartyRole::Home, PartyRole::Counterpart].map(|role| parties.get(role).actor);
    let import = Import {
        register: "bench".to_owned(),
        key: key.to_owned(),
        parties,
        terms,
        label,
        asserted_status: None,
        missing: Vec::new(),
        references: Vec::new(),
        doubts: Vec::new(),
    };
    let body = |details| ActBody::new(LegalBasis::Imported, details);
    let signed = |by| ActBody { basis: LegalBasis::Imported, ..book::signature(by) };
    vec![
        body(ActDetails::Imported(Box::new(import))),
        signed(home),
        signed(counterpart),
        body(ActDetails::EnteredIntoForce { applies_from: None }).effective_on(book::day("2020-03-01")),
    ]
}

/// The time from the publisher's start, with everything in the queue, to the last act published for both audiences.
async fn drain(registry: &Registry, acts: usize) -> Duration {
    let stream = registry.database.store.stream();
    let begun = Instant::now();
    let running = registry.run();
    let wanted = i64::try_from(acts).unwrap();
    for audience in [&registry.public, &registry.all] {
        while stream.published(audience).await.unwrap() < wanted {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
    let drained = begun.elapsed();
    running.stop().await;
    drained
}

/// The time that a producer without a database and without transactions takes to send the events of both audiences.
async fn send_bare(registry: &Registry, acts: usize) -> Duration {
    let records = topic::read(&events_topic(&registry.public));
    assert_eq!(records.len(), acts);
    let messages: Vec<(String, OwnedHeaders, Vec<u8>)> = records
        .into_iter()
        .map(|record| {
            let headers = record
                .headers
                .iter()
                .fold(OwnedHeaders::new(), |headers, (key, value)| headers.insert(Header { key, value: Some(value) }));
            (record.key, headers, serde_json::to_vec(&record.data).unwrap())
        })
        .collect();
    let producer: FutureProducer = topic::config()
        .set("enable.idempotence", "true")
        .set("acks", "all")
        .set("compression.type", "zstd")
        .set("linger.ms", "1")
        .set("partitioner", "murmur2_random")
        .set("queue.buffering.max.messages", "1000000")
        .create()
        .unwrap();
    let scratch = format!("{}-bare", events_topic(&registry.public));
    let admin: AdminClient<DefaultClientContext> = topic::config().create().unwrap();
    let topic = NewTopic::new(&scratch, PARTITIONS, TopicReplication::Fixed(-1));
    admin.create_topics([&topic], &AdminOptions::new()).await.unwrap();
    let begun = Instant::now();
    let reports: Vec<_> = messages
        .iter()
        .chain(&messages)
        .map(|(key, headers, value)| {
            let record = FutureRecord::to(&scratch).key(key).payload(value).headers(headers.clone());
            producer.send_result(record).map_err(|(error, _)| error).unwrap()
        })
        .collect();
    for report in reports {
        report.await.unwrap().unwrap();
    }
    let sent = begun.elapsed();
    topic::delete(vec![scratch]);
    sent
}

/// For each of many acts, the time from the return of its commit to its arrival at a consumer.
async fn follow(registry: &Registry) -> Vec<Duration> {
    let running = registry.run();
    let (wake, store) = (running.publisher.wake(), registry.database.store.clone());
    let agreements: Vec<AgreementId> = (0..50).map(|_| registry::new_agreement()).collect();
    for id in &agreements {
        book::open(&store, *id, Classification::Unclassified).await.unwrap();
    }
    registry.drained().await;
    let topic = events_topic(&registry.public);
    let consumer = tokio::task::spawn_blocking(move || arrivals(&topic));
    tokio::time::sleep(Duration::from_secs(2)).await;
    let mut ticks = tokio::time::interval(Duration::from_millis(10));
    let mut committed = Vec::with_capacity(LATENCIES);
    for round in 0..LATENCIES {
        ticks.tick().await;
        let changed = book::add(&store, agreements[round % agreements.len()]).await.unwrap();
        committed.push((changed.acts[0].id.to_string(), Instant::now()));
        wake.notify_one();
    }
    let arrived = consumer.await.unwrap();
    running.stop().await;
    committed.into_iter().map(|(id, at)| arrived[&id].saturating_duration_since(at)).collect()
}

fn arrivals(topic: &str) -> HashMap<String, Instant> {
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
        let id = headers.iter().find(|header| header.key == "ce_id").and_then(|header| header.value).unwrap();
        arrived.insert(String::from_utf8(id.to_vec()).unwrap(), Instant::now());
    }
    arrived
}
