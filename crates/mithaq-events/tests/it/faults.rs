//! Whoever publishes may be killed or stopped at any point: nothing is lost, doubled or put out of order.

use std::collections::HashMap;
use std::process::Stdio;
use std::time::{Duration, Instant};

use mithaq_domain::label::Classification as C;
use mithaq_events::{Publisher, Step, Steps};
use mithaq_store::testing::officer;
use mithaq_store::{Store, StoreConfig};
use tokio::process::{Child, Command};
use tokio::sync::watch;

use crate::book::{add, open};
use crate::registry::{Registry, config, new_agreement, random};
use crate::topic::events;

/// What a publishing process is told: the database, the registry's URI, and the step at whose nth time it kills itself.
const TOLD: &str = "MITHAQ_TEST_PUBLISHER";

/// A process of its own that publishes; it runs only where another test starts it.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "started by the other tests of this file as a process of its own"]
#[allow(clippy::disallowed_methods, reason = "the process is told what to do by its environment")]
async fn publishing_process() {
    let Ok(told) = std::env::var(TOLD) else { return };
    let told: Vec<&str> = told.split('|').collect();
    let [url, source, step, times] = told[..] else { panic!("{TOLD}: {told:?}") };
    let (step, times) = (step.parse::<usize>().unwrap(), times.parse::<usize>().unwrap());
    let reached = std::sync::atomic::AtomicUsize::new(0);
    let steps = Steps::new(move |at| {
        let is_it = Step::ALL.get(step) == Some(&at);
        if is_it && reached.fetch_add(1, std::sync::atomic::Ordering::SeqCst) + 1 == times {
            signal(std::process::id(), "KILL");
            std::thread::sleep(Duration::from_secs(60));
        }
    });
    let store = Store::new(&StoreConfig::of(url)).unwrap();
    let (_stop, stopped) = watch::channel(false);
    Publisher::new(store.stream(), config(source, steps)).run(stopped).await;
}

fn start(registry: &Registry, step: usize, times: usize) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "faults::publishing_process", "--ignored", "--nocapture"])
        .env(TOLD, format!("{}|{}|{step}|{times}", registry.database.url, registry.source()))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .unwrap()
}

fn signal(process: u32, name: &str) {
    let done = std::process::Command::new("kill").args([format!("-{name}"), process.to_string()]).status().unwrap();
    assert!(done.success(), "kill -{name} {process}");
}

/// A small generator of numbers, so that a run can be repeated by its seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }
}

/// Records acts until it is to stop, on a few agreements, some of them hidden from the public.
async fn write(store: Store, mut stop: watch::Receiver<bool>, seed: u64) -> u64 {
    let mut dice = Dice(seed);
    let mut agreements = Vec::new();
    let mut written = 0;
    while !*stop.borrow_and_update() {
        if agreements.len() < 12 {
            let id = new_agreement();
            let classification = if dice.roll(3) == 0 { C::Secret } else { C::Unclassified };
            open(&store, id, classification).await.unwrap();
            agreements.push(id);
        } else {
            let at = usize::try_from(dice.roll(12)).unwrap();
            add(&store, agreements[at]).await.unwrap();
        }
        written += 1;
        tokio::time::sleep(Duration::from_millis(dice.roll(20))).await;
    }
    written
}

/// The topics say what the log says: every act once, in order, with sequences and revisions without gaps.
async fn compare(registry: &Registry) -> usize {
    let stream = registry.database.store.stream();
    let mut compared = 0;
    for audience in [&registry.public, &registry.all] {
        let told = stream.entries_after(audience, 0, i64::MAX).await.unwrap().entries;
        let events = events(audience);
        let acts: Vec<String> = told.iter().map(|entry| entry.act.to_string()).collect();
        let ids: Vec<String> = events.iter().map(|event| event.headers["ce_id"].clone()).collect();
        assert_eq!(ids, acts, "{audience}: the topic is not the feed");
        let sequences: Vec<i64> = events.iter().map(|event| event.number("ce_sequence")).collect();
        assert_eq!(sequences, (1..=i64::try_from(acts.len()).unwrap()).collect::<Vec<_>>());
        compared += events.len();
    }
    let entries = stream.entries_after(&registry.all, 0, i64::MAX).await.unwrap();
    let ids: Vec<_> = entries.agreements.keys().copied().collect();
    let logs = registry.database.store.snapshot(officer().reader).logs(&ids, None).await.unwrap();
    let mut versions: HashMap<_, Vec<_>> = HashMap::new();
    for entry in &entries.entries {
        versions.entry(entry.agreement).or_default().push(entry.act);
    }
    for log in logs {
        assert_eq!(
            versions[&log.id()],
            log.acts().iter().map(|act| act.id).collect::<Vec<_>>(),
            "the feed is not the log"
        );
    }
    compared
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_any_point_nothing_is_lost_doubled_or_out_of_order() {
    let seed = random();
    eprintln!("seed {seed}");
    let mut dice = Dice(seed);
    let registry = Registry::create().await;
    let (stop, stopped) = watch::channel(false);
    let writer = tokio::spawn(write(registry.database.store.clone(), stopped, dice.roll(u64::MAX)));
    // Once at each named step, and as often again at any moment.
    for round in 0..2 * Step::ALL.len() {
        if round < Step::ALL.len() {
            let mut child = start(&registry, round, 1 + usize::from(round > 3));
            let ended = tokio::time::timeout(Duration::from_secs(30), child.wait()).await;
            assert!(ended.is_ok(), "the step {:?} is never reached", Step::ALL[round]);
        } else {
            let mut child = start(&registry, usize::MAX, 0);
            tokio::time::sleep(Duration::from_millis(1_200 + dice.roll(1_500))).await;
            child.kill().await.unwrap();
        }
    }
    // Three more where a second process stands by and takes over at once.
    for _ in 0..3 {
        let (mut first, mut second) = (start(&registry, usize::MAX, 0), start(&registry, usize::MAX, 0));
        tokio::time::sleep(Duration::from_millis(1_500 + dice.roll(1_000))).await;
        first.kill().await.unwrap();
        tokio::time::sleep(Duration::from_millis(1_500)).await;
        second.kill().await.unwrap();
    }
    stop.send_replace(true);
    let written = writer.await.unwrap();
    let running = registry.run();
    registry.drained().await;
    running.stop().await;
    let compared = compare(&registry).await;
    eprintln!("{written} acts written, {compared} events compared, 24 kills");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stopped_leader_that_comes_back_changes_nothing() {
    let seed = random();
    eprintln!("seed {seed}");
    let mut dice = Dice(seed);
    let registry = Registry::create().await;
    let (stop, stopped) = watch::channel(false);
    let writer = tokio::spawn(write(registry.database.store.clone(), stopped, seed));
    for _ in 0..4 {
        let mut zombie = start(&registry, usize::MAX, 0);
        tokio::time::sleep(Duration::from_millis(1_500 + dice.roll(800))).await;
        let process = zombie.id().unwrap();
        signal(process, "STOP");
        let (begun, before) =
            (Instant::now(), registry.database.store.stream().published(&registry.all).await.unwrap());
        let mut successor = start(&registry, usize::MAX, 0);
        while registry.database.store.stream().published(&registry.all).await.unwrap() == before {
            assert!(begun.elapsed() < Duration::from_secs(20), "nobody has taken over");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        eprintln!("taken over after {:?}", begun.elapsed());
        signal(process, "CONT");
        tokio::time::sleep(Duration::from_millis(700 + dice.roll(800))).await;
        zombie.kill().await.unwrap();
        successor.kill().await.unwrap();
    }
    stop.send_replace(true);
    writer.await.unwrap();
    let running = registry.run();
    registry.drained().await;
    running.stop().await;
    compare(&registry).await;
}
