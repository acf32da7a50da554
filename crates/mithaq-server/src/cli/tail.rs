//! `mithaq tail`

use std::process::ExitCode;

use anyhow::bail;
use clap::{Args, ValueEnum};
use mithaq_events::{TailFrom, tail};

use crate::output;
use crate::settings::{Faults, KafkaArgs};

/// Where the local stack has Kafka: it is watched where nothing else is named.
const LOCAL_STACK: &str = "127.0.0.1:29092";

/// Watch an audience's events as they are published.
#[derive(Debug, Args)]
#[command(after_help = "Where no brokers are named, those of the local stack are watched: 127.0.0.1:29092

Examples:
  mithaq tail --audience public
  mithaq tail --audience registry --from beginning --json | jq .type")]
pub(super) struct Tail {
    /// Whose events: public, registry, or one that was added
    #[arg(long, value_name = "NAME", default_value = "public")]
    audience: String,
    /// From where on
    #[arg(long, value_enum, default_value_t = From::Now)]
    from: From,
    /// Stop after so many events
    #[arg(long, value_name = "COUNT")]
    limit: Option<u64>,
    /// Each event as one JSON object (`CloudEvents`)
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    kafka: KafkaArgs,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum From {
    /// The first event that the topic still has
    Beginning,
    /// What comes from now on
    Now,
}

impl Tail {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let mut faults = Faults::default();
        let kafka = self.kafka.check(&mut faults);
        let kafka = faults.settle(|| Some(kafka))?;
        let brokers = match kafka.brokers {
            Some(brokers) => brokers,
            None if self.kafka.brokers.as_deref().is_none_or(|named| named.trim().is_empty()) => LOCAL_STACK.to_owned(),
            None => bail!("MITHAQ_KAFKA_BROKERS is none: name the brokers whose topics are to be watched"),
        };
        let from = match self.from {
            From::Beginning => TailFrom::Beginning,
            From::Now => TailFrom::Now,
        };
        let mut left = self.limit;
        tail::<anyhow::Error>(&brokers, &kafka.settings, &self.audience, from, |event| {
            let Some(event) = event else { return Ok(left != Some(0)) };
            output::line(&if self.json { event.json().to_string() } else { event.line() })?;
            left = left.map(|left| left.saturating_sub(1));
            Ok(left != Some(0))
        })?;
        Ok(ExitCode::SUCCESS)
    }
}
