//! An event, as far as this consumer needs it. All else that it holds, known or not, is passed over.

use anyhow::Context;
use rdkafka::Message;
use rdkafka::message::{BorrowedMessage, Headers};
use serde::Deserialize;

const WITHDRAWN: &str = "mithaq.agreement.withdrawn.v1";
const DISCLOSED: &str = "mithaq.agreement.disclosed.v1";

/// What happened.
#[derive(Debug)]
pub enum Change {
    /// The agreement left the audience's sight.
    Withdrawn,
    /// The agreement came into its sight; revisions begin anew.
    Disclosed(Data),
    /// An act was recorded, of a kind known or not.
    Act(Data),
}

/// An event.
#[derive(Debug)]
pub struct Event {
    /// The agreement.
    pub agreement: String,
    /// The event's place in the topic.
    pub sequence: u64,
    /// The event's place among those of its agreement.
    pub revision: u64,
    /// What happened.
    pub change: Change,
}

/// What an event says of its agreement.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Data {
    /// The number by which people name it.
    pub registry_number: Option<String>,
    /// Its status.
    pub status: Option<Status>,
}

/// The status that an event leaves an agreement in.
#[derive(Debug, Deserialize)]
pub struct Status {
    /// As of the day on which the act was recorded; an open list.
    pub after: String,
}

impl Event {
    /// Reads a record.
    pub fn of(message: &BorrowedMessage<'_>) -> anyhow::Result<Self> {
        let place = || format!("partition {} offset {}", message.partition(), message.offset());
        let header = |name: &str| text(message, name).with_context(|| format!("{}: no {name}", place()));
        let number = |name: &str| -> anyhow::Result<u64> {
            header(name)?.parse().with_context(|| format!("{}: {name} is no number", place()))
        };
        let data = || match message.payload() {
            Some(bytes) => serde_json::from_slice(bytes).with_context(place),
            None => Ok(Data::default()),
        };
        Ok(Self {
            agreement: std::str::from_utf8(message.key().with_context(place)?)?.to_owned(),
            sequence: number("ce_sequence")?,
            revision: number("ce_agreementrevision")?,
            change: match header("ce_type")? {
                WITHDRAWN => Change::Withdrawn,
                DISCLOSED => Change::Disclosed(data()?),
                _ => Change::Act(data()?),
            },
        })
    }
}

fn text<'m>(message: &'m BorrowedMessage<'_>, name: &str) -> Option<&'m str> {
    let header = message.headers()?.iter().find(|header| header.key == name)?;
    std::str::from_utf8(header.value?).ok()
}
