//! The same events through Debezium's outbox event router, on the same PostgreSQL and the same broker: a backlog, and
//! the time from a commit to a consumer. `MITHAQ_BENCH_RELAY` is the command that runs it (`dev/debezium`).

use std::process::Stdio;
use std::time::{Duration, Instant};

use mithaq_events::{PARTITIONS, events_topic};
use mithaq_store::testing::Session;
use rdkafka::consumer::{BaseConsumer, Consumer};
use tokio::process::{Child, Command};

use crate::backlog::{make, rate};
use crate::latency::{LATENCIES, arrivals, summary};
use crate::registry::{Registry, brokers};
use crate::topic::{self, Read};

const PATIENCE: Duration = Duration::from_mins(5);

/// How many rows one commit of the backlog has.
const ROWS: usize = 2_000;

const OUTBOX: &str = "CREATE TABLE outbox (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), aggregatetype text NOT NULL,
    aggregateid text NOT NULL, type text NOT NULL, payload text NOT NULL)";

fn row(record: &Read) -> String {
    format!("('agreement', '{}', '{}', $json${}$json$)", record.key, record.headers["ce_type"], record.data)
}

const INSERT: &str = "INSERT INTO outbox (aggregatetype, aggregateid, type, payload) VALUES";

/// Debezium's figures for the events of two audiences, which are a row each, as an outbox has them.
pub(crate) async fn beside(registry: &Registry, records: &[Read]) {
    #[allow(clippy::disallowed_methods, reason = "the bench is told by the environment where Debezium is")]
    let Some(command) = std::env::var("MITHAQ_BENCH_RELAY").ok().filter(|command| !command.is_empty()) else {
        println!("Debezium: not measured, as MITHAQ_BENCH_RELAY does not say how it is run");
        return;
    };
    let slot = registry.public.replace('-', "_");
    let topic = format!("{}-debezium", events_topic(&registry.public));
    let mut session = registry.database.session().await;
    session.run(&format!("{OUTBOX}; CREATE PUBLICATION {slot} FOR TABLE outbox")).await;
    session.value(&format!("SELECT pg_create_logical_replication_slot('{slot}', 'pgoutput')")).await;
    for part in records.chunks(ROWS).chain(records.chunks(ROWS)) {
        let rows: Vec<String> = part.iter().map(row).collect();
        session.run(&format!("{INSERT} {}", rows.join(", "))).await;
    }
    make(&topic).await;
    let begun = Instant::now();
    let mut relay = start(&command, &registry.database.url, &slot, &topic);
    let (first, last) = tokio::task::spawn_blocking({
        let (topic, wanted) = (topic.clone(), i64::try_from(2 * records.len()).unwrap());
        move || (reaches(&topic, 1), reaches(&topic, wanted))
    })
    .await
    .unwrap();
    let (sent, whole) = (last - first, last - begun);
    let count = 2 * records.len();
    println!(
        "Debezium's outbox router, the same events: {sent:.2?} from the first to the last, {:.0} events a second ({whole:.2?} with its start)",
        rate(count, sent)
    );
    println!(
        "Debezium, commit to consumer, 100 rows a second: {}",
        summary(follow(&mut session, &topic, &records[0]).await)
    );
    relay.kill().await.unwrap();
    while session.value(&format!("SELECT active FROM pg_replication_slots WHERE slot_name = '{slot}'")).await == "true"
    {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    session.value(&format!("SELECT pg_drop_replication_slot('{slot}') IS NULL")).await;
    topic::delete(vec![topic]);
}

fn start(command: &str, url: &str, slot: &str, topic: &str) -> Child {
    let mut words = command.split(' ');
    Command::new(words.next().unwrap())
        .args(words)
        .args([url, slot, &brokers(), topic])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .unwrap()
}

/// The moment at which a topic has so many records.
fn reaches(topic: &str, wanted: i64) -> Instant {
    let consumer: BaseConsumer = topic::config().set("group.id", "bench").create().unwrap();
    let begun = Instant::now();
    loop {
        let ends = (0..PARTITIONS).map(|partition| consumer.fetch_watermarks(topic, partition, PATIENCE).unwrap().1);
        let now = Instant::now();
        if ends.sum::<i64>() >= wanted {
            return now;
        }
        assert!(begun.elapsed() < PATIENCE, "Debezium does not relay: try its command by hand");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// For each of many rows, the time from the return of its commit to its arrival at a consumer.
async fn follow(session: &mut Session, topic: &str, record: &Read) -> Vec<Duration> {
    let consumer = tokio::task::spawn_blocking({
        let topic = topic.to_owned();
        move || arrivals(&topic, "id")
    });
    tokio::time::sleep(Duration::from_secs(2)).await;
    let mut ticks = tokio::time::interval(Duration::from_millis(10));
    let mut committed = Vec::with_capacity(LATENCIES);
    for _ in 0..LATENCIES {
        ticks.tick().await;
        let id = session.value("gen_random_uuid()").await;
        let values = row(record).replacen('(', &format!("('{id}', "), 1);
        session
            .run(&format!("INSERT INTO outbox (id, aggregatetype, aggregateid, type, payload) VALUES {values}"))
            .await;
        committed.push((id, Instant::now()));
    }
    let arrived = consumer.await.unwrap();
    committed.into_iter().map(|(id, at)| arrived[&id].saturating_duration_since(at)).collect()
}
