//! How many agreements of another register are taken over in a second, with all their acts, projections and queue rows.
//!
//! `cargo bench -p mithaq-store --bench import -- [AGREEMENTS]`, on the server of the store's tests.

#![allow(missing_docs, reason = "a program")]
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement may panic, and prints")]

#[path = "../tests/it/book.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod book;

use std::ops::Range;
use std::time::Instant;

use futures_util::StreamExt;
use mithaq_domain::act::AgreementId;
use mithaq_domain::agreement::Agreement;
use mithaq_store::testing::{TestDatabase, officer};
use mithaq_store::{Decision, ImportRecord, Store, StoreError};
use uuid::Uuid;

const AT_ONCE: usize = 1_000;

fn record(key: usize) -> ImportRecord {
    let raw = format!(
        "{{\"key\":{key},\"title\":\"Agreement {key} concerning exercises\",\"text\":\"{}\"}}",
        "x".repeat(900)
    );
    let mut sha256 = [0; 32];
    sha256[..8].copy_from_slice(&key.to_be_bytes());
    ImportRecord {
        register: "test".to_owned(),
        key: key.to_string(),
        raw,
        sha256,
        facts: sha256,
        opens: AgreementId(later_id(2 * key)),
    }
}

#[tokio::main]
async fn main() {
    let wanted = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(7_000);
    let database = TestDatabase::create().await;
    let begun = Instant::now();
    // Two batches at once, as the program does: one is decided on while the other is written.
    let mut written = futures_util::stream::iter((0..wanted).step_by(AT_ONCE))
        .map(|from| tokio::spawn(import(database.store.clone(), from..wanted.min(from + AT_ONCE))))
        .buffer_unordered(2);
    while let Some(done) = written.next().await {
        done.unwrap();
    }
    let seconds = begun.elapsed().as_secs_f64();
    let verified = database.store.verify(|_| ()).await.unwrap();
    let rate = f64::from(u32::try_from(wanted).unwrap()) / seconds;
    println!(
        "{} agreements, {} acts in {seconds:.2} s: {rate:.0} agreements a second",
        verified.agreements, verified.acts
    );
}

/// Takes over one batch.
async fn import(store: Store, keys: Range<usize>) {
    let records: Vec<ImportRecord> = keys.clone().map(record).collect();
    let mut drawn = 2 * keys.start + 1;
    let new_id = || {
        drawn += 2;
        later_id(drawn)
    };
    let decide = |record: &ImportRecord, _: Option<&Agreement>, id, number| {
        let key = record.key.parse().unwrap();
        let title = format!("Agreement {key} between two governments concerning joint exercises and training");
        let day = format!("{}-{:02}-{:02}", 1950 + key % 70, 1 + key % 12, 1 + key % 28);
        let change = Agreement::import(id, number, book::imported(key, &title, &day))?;
        Ok::<_, StoreError>(Decision::Accept { change: Some(Box::new(change)), warnings: Vec::new() })
    };
    store.import(&officer(), &records, new_id, decide).await.unwrap();
}

/// A fresh identity, later than those of smaller numbers, as identities come in life.
fn later_id(number: usize) -> Uuid {
    let mut bytes = *book::new_id().as_bytes();
    bytes[..6].copy_from_slice(&u64::try_from(number).unwrap().to_be_bytes()[2..]);
    Uuid::from_bytes(bytes)
}
