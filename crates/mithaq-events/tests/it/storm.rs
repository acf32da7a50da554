//! Processes that `dev/faults stream` starts, beside `faults::publishing_process`, and does as it likes with.

use std::time::Duration;

use mithaq_domain::act::AgreementId;
use mithaq_domain::label::Classification as C;
use mithaq_store::{Store, StoreConfig, StoreError};

use crate::book::{add, open, try_reclassify};
use crate::faults::Dice;
use crate::refusal::open_long;
use crate::registry::{Registry, new_agreement};

/// What a writing process is told: the database and a seed.
const TOLD: &str = "MITHAQ_TEST_WRITER";

/// How many events may wait while more is written. Where publication is broken all the time, a writer that never rests only
/// has every publisher begin with what nobody got to.
const AHEAD: i64 = 1_000;

/// Makes a registry that stays, and says where it is: the database, the registry's URI, its two audiences.
#[tokio::test]
#[ignore = "started by dev/faults"]
#[allow(clippy::print_stdout, reason = "its output is read")]
async fn preparing_process() {
    let registry = Registry::create().await;
    println!("registry|{}|{}|{}|{}", registry.database.url, registry.source(), registry.public, registry.all);
    std::mem::forget(registry);
}

/// Records acts until it is killed, on agreements that come, change and go in and out of sight.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "started by dev/faults"]
#[allow(clippy::disallowed_methods, reason = "the process is told what to do by its environment")]
async fn writing_process() {
    let Ok(told) = std::env::var(TOLD) else { return };
    let (url, seed) = told.split_once('|').unwrap();
    let (store, mut dice) = (Store::new(&StoreConfig::of(url)).unwrap(), Dice(seed.parse().unwrap()));
    let mut agreements = Vec::new();
    loop {
        // A database that is just restarting answers nobody; what became of the act, the log will say.
        let _ = write(&store, &mut dice, &mut agreements).await;
        tokio::time::sleep(Duration::from_millis(dice.roll(20))).await;
        if dice.roll(50) == 0 {
            rest(&store).await;
        }
    }
}

/// Waits while too much waits to be told.
async fn rest(store: &Store) {
    let stream = store.stream();
    while stream.lag().await.is_ok_and(|lag| lag.iter().any(|lag| lag.events > AHEAD)) {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

async fn write(store: &Store, dice: &mut Dice, agreements: &mut Vec<AgreementId>) -> Result<(), StoreError> {
    let classification = [C::Unclassified, C::Unclassified, C::Secret][usize::try_from(dice.roll(3)).unwrap()];
    if agreements.len() < 4 || dice.roll(10) == 0 {
        let id = new_agreement();
        // Some do not go into a message where the broker takes only small ones.
        match dice.roll(6) {
            0 => open_long(store, id).await,
            _ => open(store, id, classification).await,
        }?;
        agreements.push(id);
        return Ok(());
    }
    // Old agreements rest, so that logs stay short.
    let recent = &agreements[agreements.len().saturating_sub(16)..];
    let id = recent[usize::try_from(dice.roll(u64::try_from(recent.len()).unwrap())).unwrap()];
    match dice.roll(8) {
        0 => try_reclassify(store, id, classification).await,
        _ => add(store, id).await,
    }?;
    Ok(())
}
