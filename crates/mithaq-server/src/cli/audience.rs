//! `mithaq audience`

use std::process::ExitCode;

use anyhow::{Context, bail, ensure};
use clap::{Args, Subcommand};
use mithaq_domain::label::{Classification, Ministry};
use mithaq_events::{events_topic, remove_topics, state_topic};
use mithaq_store::stream::{Audience as Registered, Stream};

use super::store;
use crate::output;
use crate::settings::{DatabaseArgs, Faults, KafkaArgs, KafkaSettings};

/// Who has topics of their own, and what they are told.
///
/// An audience is a partner system with a ministry and a clearance. It has two topics:
/// mithaq.agreement.events.v1.NAME and mithaq.agreement.state.v1.NAME. The publisher makes them.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  mithaq audience add interior --ministry MOI --clearance CONFIDENTIAL
  mithaq audience republish interior     after an agreement was disclosed by mistake and withdrawn")]
pub(super) struct Audience {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    database: DatabaseArgs,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Register an audience. It is told how every agreement that it may know of stands, and then of every act
    Add {
        /// Its name, as it stands in its topics' names: a letter, then letters, digits or dashes, all small, at most 40
        #[arg(value_parser = name)]
        name: String,
        /// Its ministry, such as MOI; without one it is told of what is released to every ministry
        #[arg(long, value_name = "CODE", value_parser = ministry)]
        ministry: Option<Ministry>,
        /// How far it is cleared: UNCLASSIFIED, RESTRICTED, CONFIDENTIAL or SECRET
        #[arg(long, value_name = "LABEL")]
        clearance: Classification,
    },
    /// List the audiences: name, clearance, ministry, the topic of events, how far it is written
    List,
    /// Remove an audience and its topics. Its consumers find them gone
    Remove {
        /// Its name
        name: String,
        #[command(flatten)]
        kafka: KafkaArgs,
    },
    /// Write new topics for an audience, without the agreements that have left its sight, and remove the old ones
    ///
    /// For a recall, and where a topic was damaged. The new topics end in .g2, .g3, ...; consumers are granted them and
    /// begin anew. What a consumer has read cannot be called back.
    Republish {
        /// Its name
        name: String,
        #[command(flatten)]
        kafka: KafkaArgs,
    },
}

impl Audience {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let stream = store(&self.database)?.stream();
        match self.command {
            Command::Add { name, ministry, clearance } => {
                let audience = Registered { name, clearance, ministry, every_ministry: false, generation: 1 };
                add(&stream, &audience).await?;
            }
            Command::List => list(&stream).await?,
            Command::Remove { name, kafka } => remove(&stream, &name, &broker(&kafka)?).await?,
            Command::Republish { name, kafka } => republish(&stream, &name, &broker(&kafka)?).await?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

async fn add(stream: &Stream, audience: &Registered) -> anyhow::Result<()> {
    let taken = stream.audiences().await?.iter().any(|there| there.name == audience.name);
    ensure!(!taken, "there is an audience {} already", audience.name);
    let agreements = stream.add_audience(audience).await.context("the audience could not be registered")?;
    output::line(&format!("{}: {agreements} agreements to be told of, and then every act", audience.name))?;
    output::line(&format!("grant it {} and {}", events_topic(&audience.name), state_topic(&audience.name)))?;
    Ok(())
}

async fn list(stream: &Stream) -> anyhow::Result<()> {
    for audience in stream.audiences().await? {
        let ministry = match (&audience.ministry, audience.every_ministry) {
            (_, true) => "every ministry",
            (Some(ministry), false) => ministry.as_str(),
            (None, false) => "no ministry",
        };
        let (published, last) = (stream.published(&audience.name).await?, stream.last_sequence(&audience.name).await?);
        let Registered { name, clearance, .. } = &audience;
        let topic = events_topic(&audience.address());
        output::line(&format!("{name}  {clearance}  {ministry}  {topic}  {published} of {last} events"))?;
    }
    Ok(())
}

async fn remove(stream: &Stream, name: &str, broker: &Broker) -> anyhow::Result<()> {
    let audience = named(stream, name).await?;
    ensure!(!audience.every_ministry, "{name} is the registry's own audience: it can be republished, and not removed");
    stream.remove_audience(name).await.context("the audience could not be removed")?;
    broker.remove(&audience.address()).await?;
    output::line(&format!("{name} and its topics are removed; take back its users, and what they were granted"))?;
    Ok(())
}

async fn republish(stream: &Stream, name: &str, broker: &Broker) -> anyhow::Result<()> {
    let old = named(stream, name).await?;
    let events = stream.republish(name).await.context("the audience could not be republished")?;
    let events = events.context(
        "acts wait to be sequenced, and one of them may take an agreement out of the audience's sight: let a publisher run until none wait, and ask again",
    )?;
    broker.remove(&old.address()).await?;
    let new = Registered { generation: old.generation + 1, ..old }.address();
    output::line(&format!("{name}: {events} events to be told anew"))?;
    output::line(&format!(
        "grant it {} and {}; its consumers begin anew there",
        events_topic(&new),
        state_topic(&new)
    ))?;
    Ok(())
}

async fn named(stream: &Stream, name: &str) -> anyhow::Result<Registered> {
    let audiences = stream.audiences().await?;
    let names = audiences.iter().map(|audience| audience.name.as_str()).collect::<Vec<_>>().join(", ");
    let found = audiences.iter().find(|audience| audience.name == name).cloned();
    found.with_context(|| format!("there is no audience {name}: {names}"))
}

/// Where topics are removed.
struct Broker {
    addresses: String,
    settings: Vec<(String, String)>,
}

impl Broker {
    async fn remove(&self, address: &str) -> anyhow::Result<()> {
        let removed = remove_topics(&self.addresses, &self.settings, address).await;
        removed.with_context(|| {
            format!(
                "the topics stay, and nobody writes them any more; remove {} and {} with kafka-topics.sh --delete",
                events_topic(address),
                state_topic(address)
            )
        })
    }
}

fn broker(kafka: &KafkaArgs) -> anyhow::Result<Broker> {
    let mut faults = Faults::default();
    let kafka = kafka.check(&mut faults);
    let KafkaSettings { brokers, settings, schema_registry: _ } = faults.settle(|| Some(kafka))?;
    let Some(addresses) = brokers else {
        bail!("MITHAQ_KAFKA_BROKERS is not set: name the brokers whose topics are to be removed");
    };
    Ok(Broker { addresses, settings })
}

fn name(text: &str) -> Result<String, String> {
    let begins = text.starts_with(|first: char| first.is_ascii_lowercase());
    let goes_on = text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if begins && goes_on && text.len() <= 40 {
        Ok(text.to_owned())
    } else {
        Err("a small letter, then small letters, digits or dashes, at most 40 in all".to_owned())
    }
}

fn ministry(text: &str) -> Result<Ministry, String> {
    Ministry::try_from(text.to_owned()).map_err(|error| error.to_string())
}
