//! Documents that are not added or not answered.

use actix_web::http::StatusCode;
use mithaq_api::Code;
use mithaq_store::{ArchiveError, StoreError};
use serde_json::json;

use crate::http::refusal::Refusal;

/// Why a document is not added or not answered.
#[derive(Debug)]
pub(super) enum DocumentRefusal {
    /// For a reason for which GraphQL would not be asked either.
    Request(Refusal),
    /// Not this method; those that are allowed.
    Method(&'static str),
    /// There is no such agreement or document, or the caller may not know of it.
    NotFound,
    /// The token does not allow it.
    Forbidden(&'static str),
    /// Something that is said of the document is not as it must be.
    Said(String),
    /// The body is of no kind that is kept.
    MediaType(String),
    /// The document has more bytes than so many.
    TooLarge(u64),
    /// As many documents as may come in at the same time.
    Busy,
    /// No such part: the document has so many bytes.
    Range(u64),
    /// The database or the archive does not answer.
    Unavailable(anyhow::Error),
    /// The registry's own fault.
    Internal(anyhow::Error),
}

impl DocumentRefusal {
    pub(super) fn status(&self) -> StatusCode {
        match self {
            Self::Request(refusal) => refusal.status(),
            Self::Method(_) => StatusCode::METHOD_NOT_ALLOWED,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden(_) => StatusCode::FORBIDDEN,
            Self::Said(_) => StatusCode::BAD_REQUEST,
            Self::MediaType(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Range(_) => StatusCode::RANGE_NOT_SATISFIABLE,
            Self::Busy | Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// A header that goes with it.
    pub(super) fn header(&self) -> Option<(&'static str, String)> {
        match self {
            Self::Request(refusal) => refusal.header(),
            Self::Method(allowed) => Some(("allow", (*allowed).to_owned())),
            Self::MediaType(_) => Some(("accept-post", "application/pdf, text/plain".to_owned())),
            Self::Range(size) => Some(("content-range", format!("bytes */{size}"))),
            Self::Busy | Self::Unavailable(_) => Some(("retry-after", "5".to_owned())),
            Self::NotFound | Self::Forbidden(_) | Self::Said(_) | Self::TooLarge(_) | Self::Internal(_) => None,
        }
    }

    /// What is told, in the form in which GraphQL tells of its errors.
    pub(super) fn body(&self, request_id: &str) -> String {
        let mut extensions = json!({ "code": self.code().as_str() });
        if let Self::Internal(_) = self {
            extensions["requestId"] = request_id.into();
        }
        json!({ "errors": [{ "message": self.message(), "extensions": extensions }] }).to_string()
    }

    /// What nobody could have foreseen is logged as a fault, with its cause.
    pub(super) fn log(&self) {
        match self {
            Self::Unavailable(cause) | Self::Internal(cause) => {
                tracing::error!(cause = format!("{cause:#}"), "a document could not be added or answered");
            }
            _ => tracing::info!(status = self.status().as_u16(), reason = self.message(), "refused"),
        }
    }

    fn message(&self) -> String {
        match self {
            Self::Request(refusal) => refusal.message(),
            Self::Method(allowed) => format!("the methods here are {allowed}"),
            Self::NotFound => {
                "there is no such agreement or document that you may know of: take the address of one from the agreement's documents"
                    .to_owned()
            }
            Self::Forbidden(message) => (*message).to_owned(),
            Self::Said(message) | Self::MediaType(message) => message.clone(),
            Self::TooLarge(limit) => {
                format!("the document has more than {limit} bytes, and no more are kept: send a smaller file, or several")
            }
            Self::Busy => "as many documents as may be are coming in already: send it again in a moment".to_owned(),
            Self::Range(size) => format!("there is no such part: the document has {size} bytes"),
            Self::Unavailable(_) => {
                "the registry cannot reach its database or its documents now: send the same request again later".to_owned()
            }
            Self::Internal(_) => "the registry failed: tell its operator the request id".to_owned(),
        }
    }

    const fn code(&self) -> Code {
        match self {
            Self::Request(refusal) => refusal.code(),
            Self::NotFound => Code::NotFound,
            Self::Forbidden(_) => Code::Forbidden,
            Self::Method(_) | Self::Said(_) | Self::MediaType(_) | Self::Range(_) => Code::BadUserInput,
            Self::TooLarge(_) => Code::LimitExceeded,
            Self::Busy | Self::Unavailable(_) => Code::Unavailable,
            Self::Internal(_) => Code::Internal,
        }
    }
}

impl From<Refusal> for DocumentRefusal {
    fn from(refusal: Refusal) -> Self {
        Self::Request(refusal)
    }
}

impl From<ArchiveError> for DocumentRefusal {
    fn from(error: ArchiveError) -> Self {
        match error {
            ArchiveError::TooLarge { limit } => Self::TooLarge(limit),
            ArchiveError::NotAsSaid(fault) => {
                Self::MediaType(format!("{fault}: send the file itself, with the Content-Type that it has"))
            }
            ArchiveError::OtherHash { .. } => {
                Self::Said(format!("sha256: {error}; nothing was kept: send the file again"))
            }
            ArchiveError::Missing(_) => Self::Internal(error.into()),
            ArchiveError::Folder(..) | ArchiveError::Unavailable(_) => Self::Unavailable(error.into()),
        }
    }
}

impl From<StoreError> for DocumentRefusal {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound(_) => Self::NotFound,
            StoreError::Archive(error) => error.into(),
            StoreError::Unavailable(_) => Self::Unavailable(error.into()),
            StoreError::Refused(_)
            | StoreError::NotErased(_)
            | StoreError::Stale { .. }
            | StoreError::IdempotencyConflict
            | StoreError::OutOfSight(_)
            | StoreError::NotYetKnown { .. }
            | StoreError::Corrupt(_)
            | StoreError::Schema(_) => Self::Internal(error.into()),
        }
    }
}
