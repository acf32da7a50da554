//! What keeps the publisher from publishing.

use mithaq_store::StoreError;
use mithaq_store::stream::StreamError;
use rdkafka::error::{KafkaError, RDKafkaErrorCode};

use crate::contract::StubReason;

/// What keeps the publisher from publishing.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// Another leads; whoever hears this stops at once.
    #[error("another publisher has taken over")]
    Fenced,
    /// The broker does not answer as it should; trying again may help.
    #[error("Kafka does not answer as it should")]
    Kafka(#[source] KafkaError),
    /// One of librdkafka's settings is unknown, or this build of it cannot do what it says.
    #[error("the Kafka setting {name} cannot be used: {cause}")]
    Setting {
        /// The setting.
        name: String,
        /// What librdkafka says.
        cause: String,
    },
    /// The database does not answer as it should; trying again may help.
    #[error("the database does not answer as it should")]
    Store(#[source] StoreError),
    /// The producer's thread has ended.
    #[error("the Kafka producer has ended")]
    ProducerGone,
    /// A topic is absent and cannot be made.
    #[error("topic {topic} cannot be made")]
    TopicNotMade {
        /// The topic.
        topic: String,
        /// Why.
        #[source]
        cause: KafkaError,
    },
    /// A topic is there and cannot be removed.
    #[error("topic {topic} cannot be removed")]
    TopicNotRemoved {
        /// The topic.
        topic: String,
        /// Why.
        #[source]
        cause: KafkaError,
    },
    /// What was told is to be told again where the publisher writes.
    #[error("topic {topic} is where audience {audience} is published to: name another one")]
    TopicOfAudience {
        /// The topic.
        topic: String,
        /// The audience.
        audience: String,
    },
    /// A topic is not as it must be.
    #[error("topic {topic}: {setting} is {found}, not {expected}; make the topic anew or mend the setting")]
    TopicDiffers {
        /// The topic.
        topic: String,
        /// Which setting.
        setting: &'static str,
        /// What it must be.
        expected: String,
        /// What it is.
        found: String,
    },
    /// A topic holds events that the database does not know: it was restored from an older backup.
    #[error(
        "topic {topic} is ahead: it ends with sequence {topic_ends}, the database with {database_ends}; restore the database, or write the topic anew: mithaq audience republish"
    )]
    TopicAhead {
        /// The topic.
        topic: String,
        /// The last sequence in it.
        topic_ends: i64,
        /// The last sequence that the database knows.
        database_ends: i64,
    },
    /// A topic tells of another history than the database: that was restored from an older backup and has gone on since, or
    /// the topic is an earlier audience's of the same name.
    #[error(
        "topic {topic} tells another history: its event of sequence {sequence} is not the database's; restore the database, or write the topic anew: mithaq audience republish"
    )]
    TopicForks {
        /// The topic.
        topic: String,
        /// The last sequence in it.
        sequence: i64,
    },
    /// A topic that is to hold what was told again holds something already.
    #[error(
        "topic {topic} holds events up to sequence {ends} already: name an empty one, or say that a replay into it that was broken off is to go on: --go-on"
    )]
    TopicNotEmpty {
        /// The topic.
        topic: String,
        /// The last sequence in it.
        ends: i64,
    },
    /// A topic lacks events that were published: it was cut off or made anew.
    #[error(
        "topic {topic} is behind: it ends with sequence {topic_ends}, and {published} was published; restore the topic, or write it anew: mithaq audience republish"
    )]
    TopicBehind {
        /// The topic.
        topic: String,
        /// The last sequence in it.
        topic_ends: i64,
        /// The last sequence that was published.
        published: i64,
    },
    /// The end of a partition could not be read in time.
    #[error("the end of partition {partition} of topic {topic} could not be read")]
    EndNotRead {
        /// The topic.
        topic: String,
        /// The partition.
        partition: i32,
    },
    /// A record in a topic is not the registry's.
    #[error("topic {topic}, partition {partition}, offset {offset}: a record that is not the registry's")]
    ForeignRecord {
        /// The topic.
        topic: String,
        /// The partition.
        partition: i32,
        /// The offset.
        offset: i64,
    },
    /// The broker refuses a record; a stub may take its place.
    #[error("topic {topic}: the broker refuses a record")]
    Refused {
        /// The topic.
        topic: String,
        /// Why.
        reason: StubReason,
        /// What it says.
        #[source]
        cause: KafkaError,
    },
    /// The broker refuses what cannot be made smaller.
    #[error("topic {topic}: the broker refuses even the stub of a record; raise the topic's max.message.bytes")]
    StubRefused {
        /// The topic.
        topic: String,
        /// What it says.
        #[source]
        cause: KafkaError,
    },
    /// The schema registry does not answer.
    #[error("the schema registry does not answer")]
    SchemaRegistry(#[source] reqwest::Error),
    /// The schema registry refuses a schema.
    #[error(
        "the schema registry refuses the schema of {subject}: {answer}; where it is a matter of compatibility, set that subject's to NONE: the registry checks its contract itself"
    )]
    SchemaRefused {
        /// Of what.
        subject: String,
        /// What it answers.
        answer: String,
    },
    /// What the database says does not fit together; someone has to look.
    #[error("the feed does not fit the log: {0}")]
    Corrupt(String),
}

impl PublishError {
    /// Whether trying again may help without anybody doing something.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Kafka(cause) | Self::TopicNotMade { cause, .. } | Self::TopicNotRemoved { cause, .. } => {
                !is_denied(cause)
            }
            Self::Store(_) | Self::ProducerGone | Self::EndNotRead { .. } | Self::SchemaRegistry(_) => true,
            Self::Fenced
            | Self::Setting { .. }
            | Self::TopicOfAudience { .. }
            | Self::TopicDiffers { .. }
            | Self::TopicAhead { .. }
            | Self::TopicForks { .. }
            | Self::TopicNotEmpty { .. }
            | Self::TopicBehind { .. }
            | Self::ForeignRecord { .. }
            | Self::Refused { .. }
            | Self::StubRefused { .. }
            | Self::SchemaRefused { .. }
            | Self::Corrupt(_) => false,
        }
    }
}

impl PublishError {
    /// What a topic answers to a record: whether the record is at fault, or it is not known.
    ///
    /// A timestamp that the broker takes for wrong is not the record's fault: one of the clocks has jumped, and another
    /// record of that moment would fare no better.
    pub(crate) fn of_record(topic: &str, cause: KafkaError) -> Self {
        let reason = match cause.rdkafka_error_code() {
            Some(RDKafkaErrorCode::MessageSizeTooLarge | RDKafkaErrorCode::MessageBatchTooLarge) => {
                StubReason::TooLarge
            }
            Some(RDKafkaErrorCode::InvalidRecord | RDKafkaErrorCode::InvalidMessageSize) => StubReason::Invalid,
            _ => return cause.into(),
        };
        Self::Refused { topic: topic.to_owned(), reason, cause }
    }
}

/// Whether the broker knows who asks, or what is asked, and will not have it: trying again does not help.
fn is_denied(cause: &KafkaError) -> bool {
    use RDKafkaErrorCode as Code;
    matches!(
        cause.rdkafka_error_code(),
        Some(
            Code::Authentication
                | Code::SaslAuthenticationFailed
                | Code::UnsupportedSASLMechanism
                | Code::TopicAuthorizationFailed
                | Code::GroupAuthorizationFailed
                | Code::ClusterAuthorizationFailed
                | Code::TransactionalIdAuthorizationFailed
                | Code::PolicyViolation
        )
    )
}

impl From<KafkaError> for PublishError {
    fn from(error: KafkaError) -> Self {
        if let KafkaError::ClientConfig(_, cause, name, _) = error {
            // The value may be a password.
            return Self::Setting { name, cause };
        }
        match error.rdkafka_error_code() {
            Some(
                RDKafkaErrorCode::Fenced | RDKafkaErrorCode::ProducerFenced | RDKafkaErrorCode::InvalidProducerEpoch,
            ) => Self::Fenced,
            _ => Self::Kafka(error),
        }
    }
}

impl From<StreamError> for PublishError {
    fn from(error: StreamError) -> Self {
        match error {
            StreamError::Fenced { .. } => Self::Fenced,
            StreamError::Store(error) => error.into(),
        }
    }
}

impl From<StoreError> for PublishError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Corrupt(what) => Self::Corrupt(what),
            error => Self::Store(error),
        }
    }
}
