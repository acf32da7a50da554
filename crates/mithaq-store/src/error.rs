//! What can go wrong between the registry and its database.

use mithaq_domain::act::AgreementId;
use mithaq_domain::agreement::{BrokenLog, ErasureRefused, Refused};

use crate::archive::ArchiveError;

/// What can go wrong between the registry and its database.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The agreement is not there, or the caller may not know of it.
    #[error("agreement {0} is not there")]
    NotFound(AgreementId),
    /// The law, or the registry's own order, says no.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// There is nothing to be erased.
    #[error(transparent)]
    NotErased(#[from] ErasureRefused),
    /// The agreement has changed since the caller saw it.
    #[error("agreement {agreement} is at version {found}, not {expected}")]
    Stale {
        /// The agreement.
        agreement: AgreementId,
        /// The version that the caller expected.
        expected: u32,
        /// The version that it is at.
        found: u32,
    },
    /// The idempotency key was used for another request.
    #[error("the idempotency key was used for another request")]
    IdempotencyConflict,
    /// With its new label, who records the act could not see the agreement.
    #[error("with its new label, agreement {0} would be hidden from whoever records the act")]
    OutOfSight(AgreementId),
    /// The day of knowledge asked for is not yet answerable.
    #[error("what is known at {asked} can be said once that moment has passed; the latest is {latest}")]
    NotYetKnown {
        /// The moment asked for.
        asked: chrono::DateTime<chrono::Utc>,
        /// The latest that can be answered.
        latest: chrono::DateTime<chrono::Utc>,
    },
    /// What is stored does not make sense; someone has to look.
    #[error("stored data is corrupt: {0}")]
    Corrupt(String),
    /// The database's schema is not the one that this program knows.
    #[error("the database's schema is not this program's: {0}")]
    Schema(String),
    /// The bytes of a document cannot be kept or read.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The database cannot be reached, or did not answer as it should; trying again may help.
    #[error("the database does not answer")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl StoreError {
    pub(crate) fn unavailable(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Unavailable(cause.into())
    }

    pub(crate) fn corrupt(what: impl std::fmt::Display) -> Self {
        Self::Corrupt(format!("{what}"))
    }
}

impl From<diesel::result::Error> for StoreError {
    fn from(cause: diesel::result::Error) -> Self {
        Self::unavailable(cause)
    }
}

impl From<BrokenLog> for StoreError {
    fn from(cause: BrokenLog) -> Self {
        Self::corrupt(cause)
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(cause: serde_json::Error) -> Self {
        Self::corrupt(cause)
    }
}
