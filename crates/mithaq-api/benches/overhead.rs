//! What a request takes of a processor beside what the database does: to be read, let in, planned, answered and written
//! down, the driver's part included.
//!
//! `cargo bench -p mithaq-api --bench overhead`, on the server of the tests. Where the time goes says
//! `perf record -g --call-graph dwarf` of the same.

#![allow(missing_docs, reason = "a program")]
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement may panic, and prints")]

#[path = "../tests/it/book.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod book;

use std::time::Duration;

use mithaq_api::{RequestBody, Subgraph};
use serde_json::json;

use book::{Desk, read};

const REQUESTS: u32 = 5_000;

/// The questions: the first reads nothing, so that what is beside reading shows.
const QUESTIONS: [(&str, &str); 4] = [
    (
        "viewer, nothing read",
        "query($id: ID!) { registryViewer { subject } agreement(id: $id) @skip(if: true) { id } }",
    ),
    ("agreement(id), its number", "query($id: ID!) { agreement(id: $id) { registryNumber } }"),
    (
        "agreement(id) with parties",
        "query($id: ID!) { agreement(id: $id) { id registryNumber title { value } parties { role actor { id name { value } } } areas } }",
    ),
    (
        "agreement(id) with its status",
        "query($id: ID!) { agreement(id: $id) { id registryNumber title { value } status { name since { value } because { text { value } } } } }",
    ),
];

/// How long this thread, which does everything, has been on a processor.
fn on_processor() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    Duration::from_nanos(told.split(' ').next().unwrap().parse().unwrap())
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let desk = Desk::open().await;
    let agreement = desk.in_force("Agreement on Exercises", "UNCLASSIFIED", "2021-05-01").await;
    println!("{:<52} {:>12} {:>12} {:>9}", "", "processor", "in all", "a second");
    for (name, query) in QUESTIONS {
        for (kind, differs) in [("", false), (", never asked before", true)] {
            measure(&desk, &format!("{name}{kind}"), query, &agreement["id"], differs).await;
        }
    }
}

async fn measure(desk: &Desk, name: &str, query: &str, id: &serde_json::Value, differs: bool) {
    let ask = async |number: u32| {
        // Another comment makes another document of it.
        let query = if differs { format!("{query} #{number}") } else { query.to_owned() };
        let variables = json!({ "id": id }).as_object().cloned();
        let body = RequestBody { query, variables, ..RequestBody::default() };
        desk.api.execute(book::request(book::officer(), body)).await
    };
    for number in 0..200 {
        let answer = read(&ask(number).await);
        assert_eq!(answer.get("errors"), None, "{answer}");
    }
    let (before, started) = (on_processor(), std::time::Instant::now());
    for number in 1_000..1_000 + REQUESTS {
        ask(number).await;
    }
    let (took, all) = (on_processor().saturating_sub(before) / REQUESTS, started.elapsed() / REQUESTS);
    println!("{name:<52} {:>9.1} µs {:>9.1} µs {:>9.0}", micros(took), micros(all), 1.0 / all.as_secs_f64());
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}
