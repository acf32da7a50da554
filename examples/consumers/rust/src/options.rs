//! What the consumer is told on its command line.

use std::path::PathBuf;

use anyhow::Context;
use clap::Parser;
use rdkafka::ClientConfig;

/// Keeps a local table of the agreements in force, from an audience's events.
#[derive(Debug, Parser)]
pub struct Options {
    /// The brokers to ask first: host:port, host:port
    #[arg(long, default_value = "127.0.0.1:29092")]
    brokers: String,
    /// The audience whose events to read
    #[arg(long, default_value = "public")]
    audience: String,
    /// The consumer group; a new table needs a new one
    #[arg(long, default_value = "in-force-rust")]
    group: String,
    /// Where the table is kept
    #[arg(long, default_value = "in-force.json")]
    pub table: PathBuf,
    /// A file of librdkafka's settings, one name=value a line: credentials, TLS
    #[arg(long)]
    settings: Option<PathBuf>,
    /// End when all is read that is there, and print the table
    #[arg(long)]
    pub until_caught_up: bool,
}

impl Options {
    /// The topic to read.
    pub fn topic(&self) -> String {
        format!("mithaq.agreement.events.v1.{}", self.audience)
    }

    /// How the client is set.
    pub fn client(&self) -> anyhow::Result<ClientConfig> {
        let mut config = ClientConfig::new();
        config
            .set("bootstrap.servers", &self.brokers)
            .set("group.id", &self.group)
            .set("isolation.level", "read_committed")
            .set("auto.offset.reset", "earliest")
            .set("enable.auto.commit", "false")
            .set("enable.partition.eof", "true");
        if let Some(path) = &self.settings {
            let text = std::fs::read_to_string(path).with_context(|| format!("--settings {}", path.display()))?;
            for line in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
                let (name, value) = line.split_once('=').with_context(|| format!("not name=value: {line}"))?;
                config.set(name.trim(), value.trim());
            }
        }
        Ok(config)
    }
}
