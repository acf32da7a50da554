//! The attributes of an event (CloudEvents 1.0, Kafka protocol binding, binary mode).

use chrono::SecondsFormat;
use mithaq_domain::act::RecordedAct;
use mithaq_domain::agreement::Agreement;

use super::kind::EventKind;

/// Names of headers.
pub mod header {
    /// Always `1.0`.
    pub const SPECVERSION: &str = "ce_specversion";
    /// The act's identity.
    pub const ID: &str = "ce_id";
    /// The registry's URI.
    pub const SOURCE: &str = "ce_source";
    /// The event's type.
    pub const TYPE: &str = "ce_type";
    /// The agreement's registry number.
    pub const SUBJECT: &str = "ce_subject";
    /// The moment at which the act was recorded, RFC 3339, UTC.
    pub const TIME: &str = "ce_time";
    /// The event's place in its topic, over all partitions: 20 digits, from 1, without gaps.
    pub const SEQUENCE: &str = "ce_sequence";
    /// The event's place among those of its agreement, from 1, without gaps.
    pub const REVISION: &str = "ce_agreementrevision";
    /// The URI of the JSON Schema.
    pub const DATASCHEMA: &str = "ce_dataschema";
    /// The classification of the agreement.
    pub const CLASSIFICATION: &str = "ce_dataclassification";
    /// The record's key.
    pub const PARTITIONKEY: &str = "ce_partitionkey";
    /// Always `application/json`.
    pub const CONTENT_TYPE: &str = "content-type";
}

/// The attributes of an event, by header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headers(pub Vec<(&'static str, String)>);

impl Headers {
    /// The attributes of an event. `agreement` is the agreement as the audience sees or last saw it.
    #[must_use]
    pub fn of(
        source: &str,
        kind: EventKind,
        agreement: &Agreement,
        act: &RecordedAct,
        (sequence, revision): (i64, i64),
    ) -> Self {
        Self(vec![
            (header::SPECVERSION, "1.0".to_owned()),
            (header::ID, act.id.to_string()),
            (header::SOURCE, source.to_owned()),
            (header::TYPE, kind.event_type()),
            (header::SUBJECT, agreement.number().to_string()),
            (header::TIME, act.recorded_at.to_rfc3339_opts(SecondsFormat::Micros, true)),
            (header::SEQUENCE, padded(sequence)),
            (header::REVISION, revision.to_string()),
            (header::DATASCHEMA, kind.dataschema()),
            (header::CLASSIFICATION, agreement.standing().label.classification.to_string()),
            (header::PARTITIONKEY, agreement.id().to_string()),
            (header::CONTENT_TYPE, "application/json".to_owned()),
        ])
    }
}

/// A sequence as it is written: 20 digits, so that text compares as numbers do.
pub(crate) fn padded(sequence: i64) -> String {
    format!("{sequence:020}")
}
