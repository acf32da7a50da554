//! `mithaq replay`

use std::process::ExitCode;

use anyhow::{Context, bail};
use chrono::{DateTime, Utc};
use clap::Args;
use mithaq_domain::act::AgreementId;
use mithaq_events::{Replay as Again, ReplayFrom, replay};
use mithaq_store::Store;

use crate::output;
use crate::settings::{DatabaseArgs, Faults, HomeArgs, KafkaArgs};

/// Write what an audience was told into another topic, again and the same.
///
/// Keys, sequences, revisions and data are those of the first telling. Of an agreement that has left the audience's sight
/// since, nothing is told again but that it is withdrawn. The topic must be empty, unless a replay into it that was broken
/// off is to go on.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  mithaq replay --audience interior --from 1 --to-topic mithaq.agreement.events.v1.interior.again
  mithaq replay --audience interior --from 2026-11-01T00:00:00Z --to-topic mithaq.agreement.events.v1.interior.november
  mithaq replay --audience interior --from 1 --agreement 01684b32-1540-7d3f-a6f2-4562a91760d2 --to-topic mithaq.agreement.events.v1.interior.one")]
pub(super) struct Replay {
    /// To whom it was told
    #[arg(long, value_name = "NAME")]
    audience: String,
    /// From where on: a sequence, or the moment at which acts were recorded (RFC 3339)
    #[arg(long, value_name = "SEQUENCE|TIME", value_parser = from)]
    from: ReplayFrom,
    /// Only of this agreement, by its id
    #[arg(long, value_name = "ID", value_parser = agreement)]
    agreement: Option<AgreementId>,
    /// Into which topic; it is made where it is absent
    #[arg(long, value_name = "TOPIC")]
    to_topic: String,
    /// Go on with the same replay, which was broken off: what the topic has already is not written twice
    #[arg(long)]
    go_on: bool,
    #[command(flatten)]
    home: HomeArgs,
    #[command(flatten)]
    kafka: KafkaArgs,
    #[command(flatten)]
    database: DatabaseArgs,
}

impl Replay {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let mut faults = Faults::default();
        let (config, kafka) = (self.database.check(&mut faults), self.kafka.check(&mut faults));
        let home = self.home.check(&mut faults);
        let (config, home) = faults.settle(|| config.zip(home))?;
        let Some(brokers) = kafka.brokers else {
            bail!("MITHAQ_KAFKA_BROKERS is not set: name the brokers on which the topic is");
        };
        let stream = Store::new(&config)?.stream();
        let audiences = stream.audiences().await?;
        let names = audiences.iter().map(|audience| audience.name.as_str()).collect::<Vec<_>>().join(", ");
        let known = audiences.iter().any(|audience| audience.name == self.audience);
        anyhow::ensure!(known, "there is no audience {}: {names}", self.audience);
        let again = Again {
            brokers,
            kafka_settings: kafka.settings,
            origin: home.origin(),
            schema_registry: kafka.schema_registry,
            audience: self.audience,
            from: self.from,
            agreement: self.agreement,
            to_topic: self.to_topic,
            goes_on: self.go_on,
        };
        let replayed = replay(&stream, &again).await.context("not everything was told again")?;
        let (events, until) = (replayed.events, replayed.until);
        output::line(&format!("{}: {events} events, up to sequence {until}", again.to_topic))?;
        Ok(ExitCode::SUCCESS)
    }
}

fn from(text: &str) -> Result<ReplayFrom, String> {
    let moment = || text.parse::<DateTime<Utc>>().map(ReplayFrom::Moment);
    match text.parse::<i64>() {
        Ok(sequence) if sequence > 0 => Ok(ReplayFrom::Sequence(sequence)),
        Ok(_) => Err("sequences begin with 1".to_owned()),
        Err(_) => moment().map_err(|_| "a sequence such as 1200, or a moment such as 2026-11-01T00:00:00Z".to_owned()),
    }
}

fn agreement(text: &str) -> Result<AgreementId, String> {
    text.parse().map(AgreementId).map_err(|_| "an agreement's id: a UUID, the key of its events".to_owned())
}
