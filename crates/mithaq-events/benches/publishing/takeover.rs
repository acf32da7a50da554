//! How long nothing is published when the leader is killed or stopped, and another stands by.

use std::process::Stdio;
use std::time::{Duration, Instant};

use mithaq_domain::label::Classification;
use mithaq_events::{Publisher, PublisherConfig, Steps};
use mithaq_store::{Store, StoreConfig};
use tokio::process::{Child, Command};
use tokio::sync::watch;

use crate::book;
use crate::registry::{self, Registry};

const TIMES: usize = 10;

/// What a publishing process is told: the database and the registry's URI.
const TOLD: &str = "MITHAQ_BENCH_PUBLISHER";

/// Whether this process is one that publishes; then it does so until it is killed. Its lease names it by its number.
#[allow(clippy::disallowed_methods, reason = "the process is told what to do by its environment")]
pub(crate) async fn is_publisher() -> bool {
    let Ok(told) = std::env::var(TOLD) else { return false };
    let (url, source) = told.split_once('|').unwrap();
    let store = Store::new(&StoreConfig::of(url)).unwrap();
    let holder = std::process::id().to_string();
    let (_stop, stopped) = watch::channel(false);
    let config = PublisherConfig { holder, ..registry::config(source, Steps::default()) };
    Publisher::new(store.stream(), config).run(stopped).await;
    true
}

fn start(registry: &Registry) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .env(TOLD, format!("{}|{}", registry.database.url, registry.source()))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .unwrap()
}

/// Records an act every ten milliseconds, for good.
async fn write(store: Store) {
    let mut ticks = tokio::time::interval(Duration::from_millis(10));
    loop {
        let id = registry::new_agreement();
        book::open(&store, id, Classification::Unclassified).await.unwrap();
        for _ in 0..100 {
            ticks.tick().await;
            book::add(&store, id).await.unwrap();
        }
    }
}

pub(crate) async fn times() {
    let registry = Registry::create().await;
    let writer = tokio::spawn(write(registry.database.store.clone()));
    let mut standing = vec![start(&registry), start(&registry)];
    for (signal, done) in [("KILL", "killed"), ("STOP", "stopped")] {
        let mut took = Vec::new();
        for _ in 0..TIMES {
            tokio::time::sleep(Duration::from_secs(3)).await;
            took.push(take_over(&registry, &mut standing, signal).await);
        }
        took.sort_unstable();
        println!(
            "take-over from a leader that is {done}: half within {:.2?}, all within {:.2?}",
            took[TIMES / 2],
            took[TIMES - 1]
        );
    }
    writer.abort();
}

/// Takes the leader away, waits until another has published, and gives the time between; another then stands by.
async fn take_over(registry: &Registry, standing: &mut Vec<Child>, signal: &str) -> Duration {
    let leader: u32 = registry.database.session().await.value("SELECT holder FROM lease").await.parse().unwrap();
    let at = standing.iter().position(|child| child.id() == Some(leader)).expect("the leader is one of ours");
    let mut gone = standing.swap_remove(at);
    let stream = registry.database.store.stream();
    let begun = Instant::now();
    let sent = Command::new("kill").args([format!("-{signal}"), leader.to_string()]).status().await.unwrap();
    assert!(sent.success());
    // What it had in hand is through, or never will be.
    tokio::time::sleep(Duration::from_millis(100)).await;
    let before = stream.published(&registry.all).await.unwrap();
    while stream.published(&registry.all).await.unwrap() <= before {
        assert!(begun.elapsed() < Duration::from_mins(1), "nobody takes over");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let took = begun.elapsed();
    gone.kill().await.unwrap();
    standing.push(start(registry));
    took
}
