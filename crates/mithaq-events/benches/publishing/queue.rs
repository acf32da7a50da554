//! How long a poll of the queue takes while dead rows cannot be cleared away.

use std::time::{Duration, Instant};

use mithaq_store::stream::{Lease, PUBLISHER, Stream};

use crate::latency::summary;
use crate::registry::Registry;

const DEAD: usize = 200_000;
const POLLS: usize = 500;

pub(crate) async fn polls() {
    let registry = Registry::create().await;
    let mut holder = registry.database.session().await;
    holder.run("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM unsequenced").await;
    registry
        .database
        .tamper(&format!(
            "INSERT INTO unsequenced (act_id) SELECT gen_random_uuid() FROM generate_series(1, {DEAD}); DELETE FROM unsequenced"
        ))
        .await;
    let stream = registry.database.store.stream();
    let lease = stream.take_lease(PUBLISHER, "bench").await.unwrap().unwrap();
    let without = poll(&stream, &lease, 0, 20).await;
    let look = stream.look().await.unwrap();
    let bound = stream.settle(&lease, &look).await.unwrap().expect("no writer runs, so the bound moves");
    let with = poll(&stream, &lease, bound, POLLS).await;
    println!(
        "a poll over {DEAD} dead rows under a held snapshot: {}; without the bound {}",
        summary(with),
        summary(without)
    );
    holder.run("ROLLBACK").await;
}

async fn poll(stream: &Stream, lease: &Lease, bound: i64, times: usize) -> Vec<Duration> {
    let mut took = Vec::with_capacity(times);
    for _ in 0..times {
        let begun = Instant::now();
        assert_eq!(stream.sequence(lease, bound).await.unwrap().acts, 0);
        took.push(begun.elapsed());
    }
    took
}
