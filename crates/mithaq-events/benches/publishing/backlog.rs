//! How fast a backlog is published, beside a bare producer that sends the same bytes from memory.

use std::time::{Duration, Instant};

use mithaq_domain::act::{ActBody, ActDetails, Import, LegalBasis, Proposal};
use mithaq_domain::agreement::Agreement;
use mithaq_domain::label::Classification;
use mithaq_domain::party::PartyRole;
use mithaq_events::{PARTITIONS, events_topic};
use mithaq_store::testing::officer;
use mithaq_store::{Decision, ImportRecord, Store, StoreError};
use rdkafka::admin::{AdminClient, AdminOptions, NewTopic, TopicReplication};
use rdkafka::client::DefaultClientContext;
use rdkafka::message::{Header, OwnedHeaders};
use rdkafka::producer::{FutureProducer, FutureRecord};

use crate::book;
use crate::registry::{self, Registry};
use crate::topic::{self, Read};

const ACTS_OF_EACH: usize = 4;

/// So many of something in a time, a second.
pub(crate) fn rate(count: usize, time: Duration) -> f64 {
    f64::from(u32::try_from(count).unwrap()) / time.as_secs_f64()
}

/// Four acts an agreement, all of which both audiences may know of.
pub(crate) async fn fill(store: &Store, acts: usize) {
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

/// The time from the publisher's start, with everything in the queue, to the last act published for every audience.
pub(crate) async fn drain(registry: &Registry, audiences: &[String], acts: usize) -> Duration {
    let stream = registry.database.store.stream();
    let begun = Instant::now();
    let running = registry.run();
    let wanted = i64::try_from(acts).unwrap();
    for audience in audiences {
        while stream.published(audience).await.unwrap() < wanted {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
    let drained = begun.elapsed();
    running.stop().await;
    drained
}

/// The time that a producer without a database and without transactions takes to send the events of both audiences.
pub(crate) async fn send_bare(registry: &Registry, records: &[Read]) -> Duration {
    let messages: Vec<(String, OwnedHeaders, Vec<u8>)> = records
        .iter()
        .map(|record| {
            let headers = record
                .headers
                .iter()
                .fold(OwnedHeaders::new(), |headers, (key, value)| headers.insert(Header { key, value: Some(value) }));
            (record.key.clone(), headers, serde_json::to_vec(&record.data).unwrap())
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
    make(&scratch).await;
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

/// Makes a topic with as many partitions as an audience's.
pub(crate) async fn make(name: &str) {
    let admin: AdminClient<DefaultClientContext> = topic::config().create().unwrap();
    let topic = NewTopic::new(name, PARTITIONS, TopicReplication::Fixed(-1));
    admin.create_topics([&topic], &AdminOptions::new()).await.unwrap();
}
