//! What every client of the broker is configured with.

use rdkafka::ClientConfig;

/// The broker's address and librdkafka's own settings, passed through.
#[derive(Debug, Clone)]
pub(crate) struct Client {
    pub(crate) brokers: String,
    pub(crate) settings: Vec<(String, String)>,
}

impl Client {
    /// The settings that all clients share.
    pub(crate) fn config(&self) -> ClientConfig {
        let mut config = ClientConfig::new();
        config.set("bootstrap.servers", &self.brokers).set("client.id", "mithaq");
        // librdkafka asks the broker which address it listens on; both families are slower than one.
        config.set("broker.address.family", "v4").set("reconnect.backoff.max.ms", "1000");
        for (name, value) in &self.settings {
            config.set(name, value);
        }
        config
    }
}
