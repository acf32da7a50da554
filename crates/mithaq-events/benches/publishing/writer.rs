//! What the queue costs a writer: its commits a second with the queue's row and without, by turns.

use std::time::{Duration, Instant};

use mithaq_domain::label::Classification;
use mithaq_store::Store;
use mithaq_store::testing::TestDatabase;

use crate::backlog::rate;
use crate::{book, registry};

const WRITERS: usize = 4;
const ROUNDS: usize = 9;
const TIME: Duration = Duration::from_secs(3);

/// Opens agreements and records three more acts of each, from several connections, and gives the commits a second.
async fn write(store: &Store) -> f64 {
    let begun = Instant::now();
    let mut tasks = Vec::new();
    for _ in 0..WRITERS {
        let store = store.clone();
        tasks.push(tokio::spawn(async move {
            let mut commits = 0;
            while begun.elapsed() < TIME {
                let id = registry::new_agreement();
                book::open(&store, id, Classification::Unclassified).await.unwrap();
                for _ in 0..3 {
                    book::add(&store, id).await.unwrap();
                }
                commits += 4;
            }
            commits
        }));
    }
    let mut commits = 0;
    for task in tasks {
        commits += task.await.unwrap();
    }
    rate(commits, begun.elapsed())
}

/// The middle one.
fn median(mut rates: Vec<f64>) -> f64 {
    rates.sort_by(f64::total_cmp);
    rates[rates.len() / 2]
}

pub(crate) async fn cost() {
    let database = TestDatabase::create().await;
    write(&database.store).await;
    let (mut with, mut without, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        database.tamper("CREATE RULE no_queue AS ON INSERT TO unsequenced DO INSTEAD NOTHING").await;
        let one = write(&database.store).await;
        database.tamper("DROP RULE no_queue ON unsequenced").await;
        let other = write(&database.store).await;
        without.push(one);
        with.push(other);
        ratios.push(other / one);
    }
    let (with, without, ratio) = (median(with), median(without), median(ratios));
    println!(
        "a writer's commits a second: {with:.0} with the queue, {without:.0} without: it costs {:.1} % (the middle of {ROUNDS} pairs)",
        100.0 * (1.0 - ratio)
    );
}
