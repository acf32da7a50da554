//! How many agreements of another register are taken over in a second, with all their acts, projections and queue rows.
//!
//! `cargo bench -p mithaq-store --bench import -- [AGREEMENTS]`, on the server of the store's tests.

#![allow(missing_docs, reason = "a program")]
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement may panic, and prints")]

#[path = "../tests/it/book.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod book;

use std::time::Instant;

use mithaq_domain::agreement::Agreement;
use mithaq_store::testing::{TestDatabase, officer};
use mithaq_store::{Decision, ImportRecord, StoreError};

const AT_ONCE: usize = 1_000;

fn record(key: usize) -> ImportRecord {
    let raw = format!(
        "{{\"key\":{key},\"title\":\"Agreement {key} concerning exercises\",\"text\":\"{}\"}}",
        "x".repeat(900)
    );
    let mut sha256 = [0; 32];
    sha256[..8].copy_from_slice(&key.to_be_bytes());
    ImportRecord { register: "test".to_owned(), key: key.to_string(), raw, sha256 }
}

#[tokio::main]
async fn main() {
    let wanted = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(7_000);
    let database = TestDatabase::create().await;
    let records: Vec<ImportRecord> = (0..wanted).map(record).collect();
    let decide = |record: &ImportRecord, _: Option<&Agreement>, id, number| {
        let key = record.key.parse().unwrap();
        let title = format!("Agreement {key} between two governments concerning joint exercises and training");
        let day = format!("{}-{:02}-{:02}", 1950 + key % 70, 1 + key % 12, 1 + key % 28);
        let change = Agreement::import(id, number, book::imported(key, &title, &day))?;
        Ok::<_, StoreError>(Decision::Accept { change: Some(Box::new(change)), warnings: Vec::new() })
    };
    let begun = Instant::now();
    for batch in records.chunks(AT_ONCE) {
        let begun = Instant::now();
        database.store.import(&officer(), batch, book::new_id, decide).await.unwrap();
        println!("{} in {:?}", batch.len(), begun.elapsed());
    }
    let seconds = begun.elapsed().as_secs_f64();
    let verified = database.store.verify(|_| ()).await.unwrap();
    println!(
        "{} agreements, {} acts in {seconds:.2} s: {:.0} agreements a second",
        verified.agreements,
        verified.acts,
        f64::from(u32::try_from(wanted).unwrap()) / seconds
    );
}
