//! Whoever publishes may be killed or stopped at any point: nothing is lost, doubled or put out of order.

use std::collections::HashMap;
use std::os::unix::process::ExitStatusExt;
use std::process::Stdio;
use std::time::{Duration, Instant};

use mithaq_domain::act::AgreementId;
use mithaq_domain::agreement::Agreement;
use mithaq_domain::label::Classification as C;
use mithaq_events::{Publisher, Step, Steps};
use mithaq_store::testing::officer;
use mithaq_store::{Store, StoreConfig};
use tokio::process::{Child, Command};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::book::{add, open};
use crate::registry::{Registry, config, new_agreement, random};
use crate::topic::events;

/// What a publishing process is told: the database, the registry's URI, the step, at which of its times, and the signal
/// that it then sends itself.
const TOLD: &str = "MITHAQ_TEST_PUBLISHER";

/// A process of its own that publishes; it runs only where another test starts it.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "started by the other tests of this file as a process of its own"]
#[allow(clippy::disallowed_methods, reason = "the process is told what to do by its environment")]
async fn publishing_process() {
    let Ok(told) = std::env::var(TOLD) else { return };
    let told: Vec<&str> = told.split('|').collect();
    let [url, source, step, times, name] = told[..] else { panic!("{TOLD}: {told:?}") };
    let (step, times) = (step.parse().ok().and_then(|step: usize| Step::ALL.get(step)), times.parse().ok());
    let (reached, name) = (std::sync::atomic::AtomicUsize::new(0), name.to_owned());
    let steps = Steps::new(move |at| {
        if step == Some(&at) && times == Some(reached.fetch_add(1, std::sync::atomic::Ordering::SeqCst) + 1) {
            signal(std::process::id(), &name);
        }
    });
    let store = Store::new(&StoreConfig::of(url)).unwrap();
    let (_stop, stopped) = watch::channel(false);
    Publisher::new(store.stream(), config(source, steps)).run(stopped).await;
}

/// A process that publishes until it is killed.
fn start(registry: &Registry) -> Child {
    spawn(registry, "||KILL")
}

/// A process that publishes, and sends itself a signal the nth time that it has taken a step.
fn start_until(registry: &Registry, step: Step, times: usize, name: &str) -> Child {
    let step = Step::ALL.iter().position(|one| *one == step).unwrap();
    spawn(registry, &format!("{step}|{times}|{name}"))
}

fn spawn(registry: &Registry, until: &str) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "faults::publishing_process", "--ignored", "--nocapture"])
        .env(TOLD, format!("{}|{}|{until}", registry.database.url, registry.source()))
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
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }
}

/// Records acts until it is to stop, on a few agreements, some of them hidden from the public. Gives the agreements and
/// how many acts it recorded.
async fn write(store: Store, stopped: watch::Receiver<bool>, seed: u64) -> (Vec<AgreementId>, usize) {
    let (mut dice, mut agreements, mut written) = (Dice(seed), Vec::new(), 0);
    while !*stopped.borrow() {
        if agreements.len() < 12 {
            let id = new_agreement();
            let classification = if agreements.len() % 3 == 0 { C::Secret } else { C::Unclassified };
            open(&store, id, classification).await.unwrap();
            agreements.push(id);
        } else {
            let at = usize::try_from(dice.roll(12)).unwrap();
            add(&store, agreements[at]).await.unwrap();
        }
        written += 1;
        tokio::time::sleep(Duration::from_millis(dice.roll(20))).await;
    }
    (agreements, written)
}

/// The topics say what the log says: every act that was written once, in order, with sequences and revisions without
/// gaps; and what is hidden from the public is not among what it is told.
async fn compare(registry: &Registry, (agreements, written): (Vec<AgreementId>, usize)) {
    let logs = registry.database.store.snapshot(officer().reader).logs(&agreements, None).await.unwrap();
    assert_eq!(logs.iter().map(|log| log.acts().len()).sum::<usize>(), written, "the log is not what was written");
    for audience in [&registry.public, &registry.all] {
        let events = events(audience);
        let sequences: Vec<i64> = events.iter().map(|event| event.number("ce_sequence")).collect();
        assert_eq!(sequences, (1..=i64::try_from(events.len()).unwrap()).collect::<Vec<_>>(), "{audience}");
        let mut told: HashMap<String, Vec<String>> = HashMap::new();
        for event in events {
            told.entry(event.key).or_default().push(event.headers["ce_id"].clone());
        }
        let may_know =
            |log: &&Agreement| audience == &registry.all || log.standing().label.classification == C::Unclassified;
        let visible: HashMap<String, Vec<String>> = logs
            .iter()
            .filter(may_know)
            .map(|log| (log.id().to_string(), log.acts().iter().map(|act| act.id.to_string()).collect()))
            .collect();
        assert_eq!(told, visible, "{audience}: the topic is not the log");
    }
}

/// Lets everything be published, and compares.
async fn finish(registry: &Registry, stop: watch::Sender<bool>, writer: JoinHandle<(Vec<AgreementId>, usize)>) {
    stop.send_replace(true);
    let written = writer.await.unwrap();
    eprintln!("{} acts written", written.1);
    let running = registry.run();
    registry.drained().await;
    running.stop().await;
    compare(registry, written).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_any_point_nothing_is_lost_doubled_or_out_of_order() {
    let seed = random();
    eprintln!("seed {seed}");
    let mut dice = Dice(seed);
    let registry = Registry::create().await;
    let (stop, stopped) = watch::channel(false);
    let writer = tokio::spawn(write(registry.database.store.clone(), stopped, dice.roll(u64::MAX)));
    // Once at each named step, where it is taken more than once at its second time.
    for (at, step) in Step::ALL.into_iter().enumerate() {
        let mut child = start_until(&registry, step, 1 + usize::from(at > 3), "KILL");
        let ended = tokio::time::timeout(Duration::from_mins(1), child.wait()).await;
        let ended = ended.unwrap_or_else(|_| panic!("the step {step:?} is never reached")).unwrap();
        assert_eq!(ended.signal(), Some(9), "{step:?}: {ended}");
    }
    // As often again at any moment.
    for _ in Step::ALL {
        let mut child = start(&registry);
        tokio::time::sleep(Duration::from_millis(1_200 + dice.roll(1_500))).await;
        child.kill().await.unwrap();
    }
    // Three more where a second process stands by and takes over at once.
    for _ in 0..3 {
        let (mut first, mut second) = (start(&registry), start(&registry));
        tokio::time::sleep(Duration::from_millis(1_500 + dice.roll(1_000))).await;
        first.kill().await.unwrap();
        tokio::time::sleep(Duration::from_millis(1_500)).await;
        second.kill().await.unwrap();
    }
    finish(&registry, stop, writer).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stopped_leader_that_comes_back_changes_nothing() {
    let seed = random();
    eprintln!("seed {seed}");
    let mut dice = Dice(seed);
    let registry = Registry::create().await;
    let (stop, stopped) = watch::channel(false);
    let writer = tokio::spawn(write(registry.database.store.clone(), stopped, seed));
    let stream = registry.database.store.stream();
    for step in
        [Step::Sequenced, Step::EndRead, Step::TransactionBegun, Step::Enqueued, Step::Delivered, Step::Committed]
    {
        let mut zombie = start_until(&registry, step, 1, "STOP");
        let process = zombie.id().unwrap();
        stops(process).await;
        let (begun, before) = (Instant::now(), stream.published(&registry.all).await.unwrap());
        let mut successor = start(&registry);
        while stream.published(&registry.all).await.unwrap() <= before + 1 {
            assert!(
                begun.elapsed() < Duration::from_secs(30),
                "nobody has taken over from a leader stopped at {step:?}"
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        eprintln!("taken over from a leader stopped at {step:?} after {:?}", begun.elapsed());
        signal(process, "CONT");
        tokio::time::sleep(Duration::from_millis(700 + dice.roll(800))).await;
        zombie.kill().await.unwrap();
        successor.kill().await.unwrap();
    }
    finish(&registry, stop, writer).await;
}

/// Waits until a process is stopped.
async fn stops(process: u32) {
    for _ in 0..1_500 {
        let status = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
        if status.rsplit_once(')').is_some_and(|(_, rest)| rest.starts_with(" T")) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("the process is not stopped within half a minute");
}
