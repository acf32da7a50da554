//! Whether the service can do its work.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use mithaq_events::PublisherStatus;
use mithaq_store::{Store, StoreConfig, pending_migrations};
use serde::Serialize;
use tokio::sync::watch;

/// A database that takes longer does not count as answering.
const PATIENCE: Duration = Duration::from_secs(3);

/// Looks whether the service can do its work.
pub(crate) struct Health {
    store: Store,
    owner_url: String,
    /// Whether the schema was seen to be complete: it stays so.
    migrated: AtomicBool,
    /// How publishing goes, where this process has the role.
    publisher: Option<watch::Receiver<PublisherStatus>>,
}

/// Whether the service can do its work, and what stands in its way.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Readiness {
    /// Whether requests may be sent here.
    pub(crate) ready: bool,
    /// Why not.
    pub(crate) reasons: Vec<String>,
    /// What somebody should look at, though requests are answered: events wait.
    pub(crate) publication: Vec<String>,
}

impl Health {
    /// Of a process on a database.
    pub(crate) fn new(store: Store, config: &StoreConfig, publisher: Option<watch::Receiver<PublisherStatus>>) -> Self {
        Self { store, owner_url: config.owner_url.clone(), migrated: AtomicBool::new(false), publisher }
    }

    /// Looks now.
    pub(crate) async fn readiness(&self) -> Readiness {
        let looked = tokio::time::timeout(PATIENCE, self.reasons()).await;
        let mut reasons = looked.unwrap_or_else(|_| vec!["the database does not answer".to_owned()]);
        let (stuck, waiting) = self.publication();
        reasons.extend(stuck);
        Readiness { ready: reasons.is_empty(), reasons, publication: waiting }
    }

    // What is told names no address and no cause: those are in the log.
    async fn reasons(&self) -> Vec<String> {
        if let Err(error) = self.store.stream().audiences().await {
            tracing::warn!(error = format!("{:#}", anyhow::Error::new(error)), "not ready");
            return vec!["the database does not answer as it should: is it migrated? (mithaq migrate)".to_owned()];
        }
        if self.migrated.load(Ordering::Relaxed) {
            return Vec::new();
        }
        match pending_migrations(&self.owner_url).await {
            Ok(pending) if pending.is_empty() => {
                self.migrated.store(true, Ordering::Relaxed);
                Vec::new()
            }
            Ok(pending) => {
                vec![format!("the database's schema lacks {} steps: run mithaq migrate", pending.len())]
            }
            Err(error) => {
                tracing::warn!(error = format!("{:#}", anyhow::Error::new(error)), "not ready");
                vec!["the database's schema cannot be compared with this program's".to_owned()]
            }
        }
    }

    /// To which audiences publication is stuck until somebody does something, and to which it waits.
    fn publication(&self) -> (Vec<String>, Vec<String>) {
        let Some(publisher) = &self.publisher else { return (Vec::new(), Vec::new()) };
        let status = publisher.borrow();
        let mut waiting: Vec<String> = status.fault.iter().map(|fault| format!("publication waits: {fault}")).collect();
        let mut stuck = Vec::new();
        for (audience, status) in &status.audiences {
            match &status.fault {
                Some(fault) if status.stuck => stuck.push(format!("publication to {audience} is stuck: {fault}")),
                Some(fault) => waiting.push(format!("publication to {audience} waits: {fault}")),
                None => {}
            }
        }
        (stuck, waiting)
    }
}
