//! An act as the registry holds it.

use chrono::{DateTime, Utc};

use super::{ActBody, ActId, AgreementId};

/// An act as the registry holds it: what is said of it, when it was learned and from whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedAct {
    /// Its identity.
    pub id: ActId,
    /// Of which agreement.
    pub agreement: AgreementId,
    /// Its place in the agreement's log, from 1, without gaps.
    pub version: u32,
    /// The moment at which the registry learned of it, to the microsecond.
    pub recorded_at: DateTime<Utc>,
    /// The caller who recorded it, by the token's subject.
    pub recorded_by: String,
    /// What is said of it.
    pub body: ActBody,
}
