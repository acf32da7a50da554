//! The bytes of a record's value.

use std::collections::HashMap;

use super::kind::EventKind;
use super::schema::{event_schema, state_schema};

/// The first byte of a value that names its schema by a registry's number.
pub(crate) const MAGIC: u8 = 0;

/// How many bytes stand before the JSON of such a value: the magic byte, and the number in four.
pub(crate) const PREFIX: usize = 5;

/// The bytes of a record's value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Wire {
    /// JSON, and nothing else.
    #[default]
    Json,
    /// The wire format of Confluent's schema registry: a zero byte, the schema's number there (big-endian), JSON.
    Numbered(SchemaNumbers),
}

/// What a value is, and so by which schema it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// The data of an event.
    Event(EventKind),
    /// The data of a state record.
    State,
}

/// The number of every schema in a schema registry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SchemaNumbers(HashMap<Subject, u32>);

impl Wire {
    /// The bytes of a value.
    pub(super) fn bytes(&self, subject: Subject, data: &impl serde::Serialize) -> Vec<u8> {
        let mut bytes = match self {
            Self::Json => Vec::new(),
            Self::Numbered(numbers) => numbers.prefix(subject).to_vec(),
        };
        serde_json::to_writer(&mut bytes, data).unwrap_or_else(|error| unreachable!("an event is plain data: {error}"));
        bytes
    }
}

/// The JSON of a value, in whichever wire format it came.
pub(crate) fn json_of(value: &[u8]) -> &[u8] {
    match value {
        [MAGIC, ..] => value.get(PREFIX..).unwrap_or_default(),
        plain => plain,
    }
}

impl Subject {
    /// Every subject.
    pub fn all() -> impl Iterator<Item = Self> {
        EventKind::all().map(Self::Event).chain([Self::State])
    }

    /// Its name in a schema registry. It is the record's own (`RecordNameStrategy`), as a topic holds events of many
    /// types, and all audiences' topics the same ones.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Event(kind) => kind.event_type(),
            Self::State => "mithaq.agreement.state.v1".to_owned(),
        }
    }

    /// Its schema as it is registered: the title is the record's name, as that strategy reads it.
    #[must_use]
    pub fn schema(self) -> serde_json::Value {
        let mut schema = match self {
            Self::Event(kind) => event_schema(kind),
            Self::State => state_schema(),
        };
        schema["title"] = self.name().into();
        schema
    }
}

impl SchemaNumbers {
    /// The numbers of all subjects.
    pub(crate) const fn of(numbers: HashMap<Subject, u32>) -> Self {
        Self(numbers)
    }

    fn prefix(&self, subject: Subject) -> [u8; PREFIX] {
        let number = self.0.get(&subject).copied();
        let [a, b, c, d] = number.unwrap_or_else(|| unreachable!("every schema is registered")).to_be_bytes();
        [MAGIC, a, b, c, d]
    }
}
