//! What the stream is measured by, each figure beside a limit or another system in the same run.
//!
//! `cargo bench -p mithaq-events --bench publishing -- [ACTS] [PART...]`, on the server and the broker of the tests;
//! `dev/bench stream` has both, and Debezium, for it. Parts: `backlog`, `latency`, `audiences`, `postgres`, `writer`,
//! `queue`, `takeover`, `debezium`; all, where none is named.

#![allow(missing_docs, reason = "a program")]
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement may panic, and prints")]
#![allow(dead_code, reason = "the tests use the rest")]

mod backlog;
#[path = "../../tests/it/book.rs"]
mod book;
mod debezium;
mod latency;
mod postgres;
mod queue;
#[path = "../../tests/it/registry.rs"]
mod registry;
mod takeover;
#[path = "../../tests/it/topic.rs"]
mod topic;
mod writer;

use mithaq_domain::label::Classification;
use mithaq_events::{events_topic, state_topic};
use mithaq_store::stream::Audience;

use crate::backlog::rate;
use crate::latency::{follow, summary};
use crate::registry::Registry;

#[tokio::main]
async fn main() {
    if takeover::is_publisher().await {
        return;
    }
    let told: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let acts = told.iter().find_map(|argument| argument.parse().ok()).unwrap_or(100_000);
    let parts: Vec<&String> = told.iter().filter(|argument| argument.parse::<usize>().is_err()).collect();
    let wanted = |part: &str| parts.is_empty() || parts.iter().any(|wanted| *wanted == part);
    if ["backlog", "latency", "debezium"].into_iter().any(wanted) {
        two_audiences(acts, wanted("backlog"), wanted("latency"), wanted("debezium")).await;
    }
    if wanted("audiences") {
        twenty_audiences(acts / 10).await;
    }
    if wanted("postgres") {
        postgres::commits().await;
    }
    if wanted("writer") {
        writer::cost().await;
    }
    if wanted("queue") {
        queue::polls().await;
    }
    if wanted("takeover") {
        takeover::times().await;
    }
}

/// A backlog and the time to a consumer, and the same of a bare producer and of Debezium.
async fn two_audiences(acts: usize, with_bare: bool, with_latency: bool, with_debezium: bool) {
    let registry = Registry::create().await;
    backlog::fill(&registry.database.store, acts).await;
    let drained = backlog::drain(&registry, &[registry.public.clone(), registry.all.clone()], acts).await;
    println!("backlog of {acts} acts, two audiences:  {drained:.2?}, {:.0} events a second", rate(2 * acts, drained));
    let records = topic::read(&events_topic(&registry.public));
    assert_eq!(records.len(), acts);
    if with_bare {
        let bare = backlog::send_bare(&registry, &records).await;
        println!("bare librdkafka, the same events:        {bare:.2?}, {:.0} events a second", rate(2 * acts, bare));
    }
    if with_latency {
        println!("commit to consumer, 100 acts a second:   {}", summary(follow(&registry).await));
    }
    if with_debezium {
        debezium::beside(&registry, &records).await;
    }
}

/// The same with twenty audiences, all of which may know of every act.
async fn twenty_audiences(acts: usize) {
    let registry = Registry::create().await;
    let mut names = vec![registry.public.clone(), registry.all.clone()];
    for number in 3..=20 {
        let audience = Audience {
            name: format!("{}-{number}", registry.public),
            clearance: Classification::Unclassified,
            ministry: None,
            every_ministry: false,
            generation: 1,
        };
        registry.database.store.stream().add_audience(&audience).await.unwrap();
        names.push(audience.name);
    }
    backlog::fill(&registry.database.store, acts).await;
    let drained = backlog::drain(&registry, &names, acts).await;
    println!("backlog of {acts} acts, 20 audiences:   {drained:.2?}, {:.0} events a second", rate(20 * acts, drained));
    println!("with 20 audiences, 100 acts a second:    {}", summary(follow(&registry).await));
    topic::delete(names[2..].iter().flat_map(|name| [events_topic(name), state_topic(name)]).collect());
}
