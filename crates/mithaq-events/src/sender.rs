//! A producer: every batch is one Kafka transaction.

use std::time::{Duration, Instant};

use futures_util::future::try_join_all;
use rdkafka::Message as _;
use rdkafka::error::{KafkaError, KafkaResult, RDKafkaErrorCode};
use rdkafka::message::{Header, OwnedHeaders};
use rdkafka::producer::{FutureProducer, FutureRecord, Producer};

use crate::client::Client;
use crate::contract::{Record, Records};
use crate::publisher::{PublishError, Step, Steps};
use crate::topics::{events_topic, state_topic};

const TIMEOUT: Duration = Duration::from_secs(30);

/// For how long records that are reported may still count as in flight.
const SETTLED: Duration = Duration::from_millis(50);

/// A producer. Opening it fences whoever had one under the same name before.
pub(crate) struct Sender {
    client: Client,
    name: String,
    producer: FutureProducer,
    events: String,
    state: String,
}

impl Sender {
    /// Opens a producer for an audience, by its name and its address: from here on the broker refuses whatever an earlier
    /// one still sends, and throws away what it had begun, whichever generation of the audience's topics it sends to.
    pub(crate) async fn open(
        client: &Client,
        registry: &str,
        audience: &str,
        address: &str,
    ) -> Result<Self, PublishError> {
        let name = format!("mithaq:{registry}:{audience}");
        Self::named(client, &name, events_topic(address), state_topic(address)).await
    }

    /// Opens a producer under a name of its own.
    pub(crate) async fn named(
        client: &Client,
        name: &str,
        events: String,
        state: String,
    ) -> Result<Self, PublishError> {
        let (client, name) = (client.clone(), name.to_owned());
        let producer = open(&client, &name).await?;
        Ok(Self { client, name, producer, events, state })
    }

    /// Whether a topic is that of states.
    pub(crate) fn is_state(&self, topic: &str) -> bool {
        topic == self.state
    }

    /// Sends a batch: all of it is there for consumers that read committed records, or nothing.
    pub(crate) async fn send(&mut self, records: &Records, steps: &Steps) -> Result<(), PublishError> {
        self.blocking(FutureProducer::begin_transaction).await?;
        steps.reach(Step::TransactionBegun);
        let sent = self.send_all(records, steps).await;
        match sent {
            Ok(()) => {
                steps.reach(Step::Delivered);
                self.blocking(commit).await?;
                steps.reach(Step::Committed);
                Ok(())
            }
            Err(error @ PublishError::Refused { .. }) => {
                // librdkafka counts what was refused among what was sent, so that the broker would take whatever follows
                // for out of order. The new producer's opening throws the batch away.
                self.producer = open(&self.client, &self.name).await?;
                Err(error)
            }
            Err(error) => {
                // Where even this fails, the next producer's opening throws the batch away.
                if let Err(cause) = self.blocking(|producer| producer.abort_transaction(TIMEOUT)).await {
                    tracing::warn!(%cause, "a Kafka transaction could not be aborted");
                }
                Err(error)
            }
        }
    }

    async fn send_all(&self, records: &Records, steps: &Steps) -> Result<(), PublishError> {
        let events = records.events.iter().map(|record| (&self.events, record));
        let states = records.states.iter().map(|record| (&self.state, record));
        let mut reports = Vec::with_capacity(records.events.len() + records.states.len());
        for (topic, record) in events.chain(states) {
            reports.push(self.enqueue(topic, record).await?);
        }
        steps.reach(Step::Enqueued);
        let reports = try_join_all(reports).await.map_err(|_| PublishError::ProducerGone)?;
        let failures = reports.into_iter().filter_map(Result::err);
        let failures = failures.map(|(error, message)| PublishError::of_record(message.topic(), error));
        // Where one is refused, others fail with it, and say less.
        match failures.reduce(|one, other| if matches!(one, PublishError::Refused { .. }) { one } else { other }) {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }

    /// Hands a record to librdkafka, waiting while its queue is full.
    async fn enqueue(&self, topic: &str, record: &Record) -> Result<rdkafka::producer::DeliveryFuture, PublishError> {
        let headers = record
            .headers
            .iter()
            .fold(OwnedHeaders::new_with_capacity(record.headers.len()), |headers, (key, value)| {
                headers.insert(Header { key, value: Some(value) })
            });
        let mut message = FutureRecord::<String, Vec<u8>>::to(topic).key(&record.key).headers(headers);
        message.payload = record.value.as_ref();
        loop {
            match self.producer.send_result(message) {
                Ok(report) => return Ok(report),
                Err((KafkaError::MessageProduction(RDKafkaErrorCode::QueueFull), returned)) => {
                    message = returned;
                    tokio::time::sleep(Duration::from_millis(2)).await;
                }
                Err((error, _)) => return Err(PublishError::of_record(topic, error)),
            }
        }
    }

    async fn blocking(
        &self,
        call: impl FnOnce(&FutureProducer) -> KafkaResult<()> + Send + 'static,
    ) -> Result<(), PublishError> {
        blocking(&self.producer, call).await
    }
}

/// Opens a producer, which fences whoever had one under the same name before.
async fn open(client: &Client, name: &str) -> Result<FutureProducer, PublishError> {
    let producer: FutureProducer = client
        .config()
        .set("transactional.id", name)
        .set("enable.idempotence", "true")
        .set("acks", "all")
        .set("compression.type", "zstd")
        .set("linger.ms", "1")
        .set("partitioner", "murmur2_random")
        .set("message.timeout.ms", "20000")
        .set("transaction.timeout.ms", "30000")
        .create()?;
    blocking(&producer, |producer| producer.init_transactions(TIMEOUT)).await?;
    Ok(producer)
}

/// Runs a call that blocks away from the runtime's threads.
async fn blocking(
    producer: &FutureProducer,
    call: impl FnOnce(&FutureProducer) -> KafkaResult<()> + Send + 'static,
) -> Result<(), PublishError> {
    let producer = producer.clone();
    let done = tokio::task::spawn_blocking(move || call(&producer)).await;
    done.map_err(|_| PublishError::ProducerGone)?.map_err(PublishError::from)
}

/// Commits. A record is reported just before it stops to count as in flight, and a commit that begins in between would
/// wait for a tenth of a second, so that moment is waited for first.
fn commit(producer: &FutureProducer) -> KafkaResult<()> {
    let begun = Instant::now();
    while producer.in_flight_count() > 0 && begun.elapsed() < SETTLED {
        std::thread::sleep(Duration::from_micros(50));
    }
    producer.commit_transaction(TIMEOUT)
}
