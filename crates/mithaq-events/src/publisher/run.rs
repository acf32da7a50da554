//! The publisher: waits for the lead, and leads.

use std::sync::Arc;
use std::time::Duration;

use mithaq_store::stream::{PUBLISHER, Stream};
use tokio::sync::{Notify, OnceCell, watch};

use super::error::PublishError;
use super::lead::lead;
use super::status::{AudienceStatus, PublisherStatus};
use super::steps::{Step, Steps};
use crate::client::Client;
use crate::contract::{Origin, Wire};
use crate::schema_registry::wire;

/// How to publish.
#[derive(Debug, Clone)]
pub struct PublisherConfig {
    /// The broker's addresses; none: acts are sequenced and wait.
    pub brokers: Option<String>,
    /// The registry, as its records speak of it.
    pub origin: Origin,
    /// The address of a schema registry; none: values are JSON and nothing else.
    pub schema_registry: Option<String>,
    /// Who this replica is, for the lease.
    pub holder: String,
    /// librdkafka's own settings, passed through.
    pub kafka_settings: Vec<(String, String)>,
    /// How long to wait for more where nothing woke the publisher.
    pub poll: Duration,
    /// What happens at each step.
    pub steps: Steps,
}

/// Publishes what is recorded, while it leads.
#[derive(Clone)]
pub struct Publisher {
    pub(super) stream: Stream,
    pub(super) config: Arc<PublisherConfig>,
    pub(super) wake: Arc<Notify>,
    /// Told by the sequencer when there is more in the feeds.
    pub(super) sequenced: Arc<Notify>,
    pub(super) status: Arc<watch::Sender<PublisherStatus>>,
    /// The bytes of values, once the schema registry has said it.
    wire: Arc<OnceCell<Wire>>,
}

impl Publisher {
    /// A publisher that does not run yet.
    #[must_use]
    pub fn new(stream: Stream, config: PublisherConfig) -> Self {
        Self {
            stream,
            config: Arc::new(config),
            wake: Arc::new(Notify::new()),
            sequenced: Arc::new(Notify::new()),
            status: Arc::new(watch::Sender::new(PublisherStatus::default())),
            wire: Arc::new(OnceCell::new()),
        }
    }

    /// Wakes the publisher: something was committed in this process.
    #[must_use]
    pub fn wake(&self) -> Arc<Notify> {
        Arc::clone(&self.wake)
    }

    /// How it goes.
    #[must_use]
    pub fn status(&self) -> watch::Receiver<PublisherStatus> {
        self.status.subscribe()
    }

    /// Runs until `stop` is true: waits for the lead, leads, and waits again where another takes over or the database
    /// does not answer.
    pub async fn run(&self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            match self.stream.take_lease(PUBLISHER, &self.config.holder).await {
                Ok(Some(lease)) => {
                    tracing::info!(epoch = lease.epoch, "leading the publication");
                    self.config.steps.reach(Step::LeaseTaken);
                    self.report(|status| {
                        status.leading = true;
                        status.take_overs += 1;
                        status.fault = None;
                    });
                    let ended = lead(self, &lease, stop.clone()).await;
                    self.report(|status| {
                        status.leading = false;
                        // What keeps the next leader from publishing is the next leader's to say.
                        status.audiences.values_mut().for_each(AudienceStatus::clear);
                    });
                    match ended {
                        Ok(()) => self.release(&lease).await,
                        Err(PublishError::Fenced) => {
                            tracing::warn!(epoch = lease.epoch, "another has taken over the publication");
                        }
                        Err(error) => self.complain(&error),
                    }
                }
                Ok(None) => {}
                Err(error) => self.complain(&error.into()),
            }
            tokio::select! {
                _ = stop.changed() => {}
                () = tokio::time::sleep(Duration::from_millis(200)) => {}
            }
        }
    }

    pub(super) fn client(&self) -> Option<Client> {
        let brokers = self.config.brokers.clone()?;
        Some(Client { brokers, settings: self.config.kafka_settings.clone() })
    }

    /// The bytes of values. A schema registry is asked once.
    pub(super) async fn wire(&self) -> Result<&Wire, PublishError> {
        self.wire.get_or_try_init(|| wire(self.config.schema_registry.as_deref())).await
    }

    pub(super) fn report(&self, change: impl FnOnce(&mut PublisherStatus)) {
        self.status.send_modify(change);
    }

    async fn release(&self, lease: &mithaq_store::stream::Lease) {
        if let Err(error) = self.stream.release(lease).await {
            tracing::warn!(%error, "the lead could not be given back; another takes it in a second");
        }
    }

    fn complain(&self, error: &PublishError) {
        tracing::warn!(error = error_chain(error), "the publication stands still");
        self.report(|status| status.fault = Some(error_chain(error)));
    }
}

/// An error with its causes, on one line.
pub(super) fn error_chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}
