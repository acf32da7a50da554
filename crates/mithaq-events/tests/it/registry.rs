//! A registry of its own for a test: a database, and audiences with topics of their own on the shared broker.

use std::time::Duration;

use chrono_tz::Tz;
use mithaq_domain::act::AgreementId;
use mithaq_events::contract::Origin;
use mithaq_events::{Publisher, PublisherConfig, Steps, events_topic, state_topic};
use mithaq_store::testing::TestDatabase;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use uuid::Uuid;

/// A database, and a suffix that makes the audiences' names unique on the broker.
pub(crate) struct Registry {
    pub(crate) database: TestDatabase,
    pub(crate) public: String,
    pub(crate) all: String,
}

/// A publisher that runs until it is stopped.
pub(crate) struct Running {
    pub(crate) publisher: Publisher,
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

pub(crate) fn brokers() -> String {
    #[allow(clippy::disallowed_methods, reason = "tests are told by the environment where the broker is")]
    std::env::var("MITHAQ_TEST_KAFKA_BROKERS").unwrap_or_else(|_| "127.0.0.1:29092".to_owned())
}

pub(crate) fn random() -> u64 {
    u64::from_be_bytes(new_uuid().as_bytes()[8..].try_into().unwrap())
}

pub(crate) fn new_agreement() -> AgreementId {
    AgreementId(new_uuid())
}

fn new_uuid() -> Uuid {
    #[allow(clippy::disallowed_methods, reason = "tests draw identities")]
    Uuid::now_v7()
}

/// The registry of tests, as its records speak of it.
pub(crate) fn origin(source: &str) -> Origin {
    Origin { source: source.to_owned(), zone: Tz::UTC, graphql: "https://registry.example/graphql".to_owned() }
}

/// How a publisher of tests is configured.
pub(crate) fn config(source: &str, steps: Steps) -> PublisherConfig {
    PublisherConfig {
        brokers: Some(brokers()),
        origin: origin(source),
        schema_registry: None,
        holder: format!("test-{:x}", random()),
        kafka_settings: Vec::new(),
        poll: Duration::from_millis(10),
        steps,
    }
}

impl Registry {
    pub(crate) async fn create() -> Self {
        let database = TestDatabase::create().await;
        let suffix = format!("{:012x}", random() >> 16);
        let (public, all) = (format!("test-{suffix}-public"), format!("test-{suffix}-registry"));
        for table in ["audiences SET name", "publication SET audience"] {
            let column = table.split_whitespace().last().unwrap();
            for (old, new) in [("public", &public), ("registry", &all)] {
                database.tamper(&format!("UPDATE {table} = '{new}' WHERE {column} = '{old}'")).await;
            }
        }
        Self { database, public, all }
    }

    /// The registry's URI, which also makes its producers its own.
    pub(crate) fn source(&self) -> String {
        format!("urn:mithaq:{}", self.public)
    }

    pub(crate) fn run(&self) -> Running {
        self.run_with(config(&self.source(), Steps::default()))
    }

    pub(crate) fn run_with(&self, config: PublisherConfig) -> Running {
        let publisher = Publisher::new(self.database.store.stream(), config);
        let (stop, stopped) = watch::channel(false);
        let runs = publisher.clone();
        Running { publisher, stop, task: tokio::spawn(async move { runs.run(stopped).await }) }
    }

    /// Waits until everything that was recorded is published.
    pub(crate) async fn drained(&self) {
        let stream = self.database.store.stream();
        for _ in 0..1_200 {
            if stream.lag().await.unwrap().iter().all(|lag| lag.events == 0) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("not everything was published within a minute: {:?}", stream.lag().await);
    }
}

impl Running {
    pub(crate) async fn stop(self) {
        self.stop.send_replace(true);
        self.task.await.unwrap();
    }
}

impl Drop for Registry {
    fn drop(&mut self) {
        let topics = [&self.public, &self.all].map(|audience| [events_topic(audience), state_topic(audience)]).concat();
        crate::topic::delete(topics);
    }
}
