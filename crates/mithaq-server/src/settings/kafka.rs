//! Where Kafka is.

use clap::Args;

use super::address::web;
use super::faults::Faults;

/// Where Kafka is.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Kafka")]
pub(crate) struct KafkaArgs {
    /// Kafka's addresses: host:port, separated by commas. `none`, or nothing: acts are recorded and events wait
    #[arg(long = "kafka-brokers", env = "MITHAQ_KAFKA_BROKERS", value_name = "BROKERS")]
    pub(crate) brokers: Option<String>,
    /// Settings of librdkafka, such as `security.protocol=ssl;ssl.ca.location=/etc/ca.pem`
    #[arg(
        long = "kafka-settings",
        env = "MITHAQ_KAFKA_SETTINGS",
        value_name = "NAME=VALUE;...",
        hide_env_values = true
    )]
    pub(crate) settings: Option<String>,
    /// A schema registry, such as `https://user:password@schemas.example`: schemas are registered there, and values are in
    /// Confluent's wire format [default: values are JSON alone]
    #[arg(long = "schema-registry", env = "MITHAQ_SCHEMA_REGISTRY", value_name = "URL", hide_env_values = true)]
    pub(crate) schema_registry: Option<String>,
}

/// Where Kafka is, as checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KafkaSettings {
    /// Its addresses; none: there is no Kafka.
    pub(crate) brokers: Option<String>,
    /// Settings of librdkafka.
    pub(crate) settings: Vec<(String, String)>,
    /// The address of a schema registry.
    pub(crate) schema_registry: Option<String>,
}

impl KafkaArgs {
    /// Where Kafka is, and how to speak with it.
    pub(crate) fn check(&self, faults: &mut Faults) -> KafkaSettings {
        let brokers = faults.optional("MITHAQ_KAFKA_BROKERS", self.brokers.as_deref(), brokers);
        let settings = faults.optional("MITHAQ_KAFKA_SETTINGS", self.settings.as_deref(), pairs);
        let schema_registry = faults.optional("MITHAQ_SCHEMA_REGISTRY", self.schema_registry.as_deref(), registry);
        KafkaSettings { brokers: brokers.flatten(), settings: settings.unwrap_or_default(), schema_registry }
    }
}

fn brokers(text: &str) -> Result<Option<String>, String> {
    if text == "none" {
        return Ok(None);
    }
    let is_address = |broker: &str| {
        broker
            .rsplit_once(':')
            .is_some_and(|(host, port)| !host.trim().is_empty() && port.trim().parse::<u16>().is_ok())
    };
    match text.split(',').find(|broker| !is_address(broker)) {
        None => Ok(Some(text.to_owned())),
        Some(broker) => {
            Err(format!("holds {broker:?}, which is not an address such as 127.0.0.1:29092 (without Kafka: none)"))
        }
    }
}

// It may hold a password, so it is not told.
fn registry(text: &str) -> Result<String, String> {
    let wrong = || "is not the address of a schema registry, such as https://user:password@schemas.example".to_owned();
    web(text).ok().filter(|address| !address.contains(['?', '#'])).ok_or_else(wrong)
}

// The values are not told: they may be passwords.
fn pairs(text: &str) -> Result<Vec<(String, String)>, String> {
    text.split(';')
        .filter(|pair| !pair.trim().is_empty())
        .map(|pair| match pair.split_once('=') {
            Some((name, value)) if !name.trim().is_empty() => Ok((name.trim().to_owned(), value.trim().to_owned())),
            Some(_) | None => Err("is not a list such as name=value;name=value".to_owned()),
        })
        .collect()
}
