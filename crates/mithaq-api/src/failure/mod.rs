//! What can go wrong beside the law, and how it is told to a client.
//!
//! What the law refuses is no failure: it is data (`refusals`). Everything else is an error whose
//! `extensions.code` is one of [`Code`]; the list is permanent.

mod store;

use async_graphql::{Error, ErrorExtensionValues, Pos, ServerError};

/// The catalogue of `extensions.code`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    /// The request breaks a rule of the language, the schema or an argument.
    BadUserInput,
    /// There is no token, and the field needs one.
    Unauthenticated,
    /// The token does not allow it.
    Forbidden,
    /// There is no such thing, or the caller may not know of it (mutations only).
    NotFound,
    /// The agreement has changed since the caller read it.
    StaleVersion,
    /// The idempotency key was used for something else.
    IdempotencyConflict,
    /// The request asks for more than one request may.
    LimitExceeded,
    /// Something that the registry needs is not there now; the same request may be sent again.
    Unavailable,
    /// A fault of the registry's own; the log has it under the request id.
    Internal,
    /// A document that is asked for by its hash was not sent here before, or is kept no more: send it with its hash.
    PersistedQueryNotFound,
    /// Documents that are sent are not kept here by their hashes: send the document itself.
    PersistedQueryNotSupported,
}

impl Code {
    /// The code as it is written in `extensions.code`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BadUserInput => "BAD_USER_INPUT",
            Self::Unauthenticated => "UNAUTHENTICATED",
            Self::Forbidden => "FORBIDDEN",
            Self::NotFound => "NOT_FOUND",
            Self::StaleVersion => "STALE_VERSION",
            Self::IdempotencyConflict => "IDEMPOTENCY_CONFLICT",
            Self::LimitExceeded => "LIMIT_EXCEEDED",
            Self::Unavailable => "UNAVAILABLE",
            Self::Internal => "INTERNAL",
            Self::PersistedQueryNotFound => "PERSISTED_QUERY_NOT_FOUND",
            Self::PersistedQueryNotSupported => "PERSISTED_QUERY_NOT_SUPPORTED",
        }
    }
}

/// What a field answers that may be null: where it fails, it alone is null. A failure beside the `Option`, and not
/// inside it, would be taken up to the parent.
pub(crate) type Nullable<T> = Option<Result<T, Failure>>;

/// A failure with everything that a client is told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure {
    code: Code,
    message: String,
    details: Vec<(&'static str, async_graphql::Value)>,
    at: Option<Pos>,
}

impl Failure {
    fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), details: Vec::new(), at: None }
    }

    /// A value that breaks a rule. The message says which, and the way out.
    pub(crate) fn bad_input(message: impl Into<String>) -> Self {
        Self::new(Code::BadUserInput, message)
    }

    /// No token, where one is needed.
    pub(crate) fn unauthenticated() -> Self {
        Self::new(Code::Unauthenticated, "this needs a token: send one in the Authorization header")
    }

    /// A token that does not allow it.
    pub(crate) fn forbidden(message: impl Into<String>) -> Self {
        Self::new(Code::Forbidden, message)
    }

    /// Absent, or hidden, which is the same.
    pub(crate) fn not_found(message: impl Into<String>) -> Self {
        Self::new(Code::NotFound, message)
    }

    /// Changed since the caller read it.
    pub(crate) fn stale() -> Self {
        Self::new(
            Code::StaleVersion,
            "expectedVersion is not the agreement's version any more: read the agreement again, and send what you still want with its new version",
        )
    }

    /// The same key for something else.
    pub(crate) fn idempotency_conflict() -> Self {
        Self::new(
            Code::IdempotencyConflict,
            "idempotencyKey was used for another input before: take a new key for a new act, and the old one only to send the same again",
        )
    }

    /// More than one request may ask for.
    pub(crate) fn limit(which: &'static str, asked: u64, allowed: u64, way_out: &str) -> Self {
        Self::new(Code::LimitExceeded, format!("{which}: {asked} asked, {allowed} allowed; {way_out}"))
            .with("which", which)
            .with("asked", asked)
            .with("allowed", allowed)
    }

    /// Not there now.
    pub(crate) fn unavailable() -> Self {
        Self::new(Code::Unavailable, "the registry cannot reach its database now: send the same request again later")
            .with("retryable", true)
    }

    /// A fault of our own. What it was stands in the log only, under the request id.
    pub(crate) fn internal(request_id: &str) -> Self {
        Self::new(Code::Internal, "the registry failed: tell its operator the request id").with("requestId", request_id)
    }

    /// A hash of which no document is kept. Clients look for these very words.
    pub(crate) fn persisted_query_not_found() -> Self {
        Self::new(Code::PersistedQueryNotFound, "PersistedQueryNotFound")
    }

    /// A hash, where documents are not kept. Clients look for these very words.
    pub(crate) fn persisted_query_not_supported() -> Self {
        Self::new(Code::PersistedQueryNotSupported, "PersistedQueryNotSupported")
    }

    /// With a detail for programs.
    pub(crate) fn with(mut self, key: &'static str, value: impl Into<async_graphql::Value>) -> Self {
        self.details.push((key, value.into()));
        self
    }

    /// At a place of the document.
    pub(crate) const fn at(mut self, place: Pos) -> Self {
        self.at = Some(place);
        self
    }

    /// What of the catalogue it is.
    pub(crate) const fn code(&self) -> Code {
        self.code
    }

    #[cfg(test)]
    pub(crate) fn message(&self) -> &str {
        &self.message
    }

    fn values(&self) -> ErrorExtensionValues {
        let mut values = ErrorExtensionValues::default();
        values.set("code", self.code.as_str());
        for (key, value) in &self.details {
            values.set(key, value.clone());
        }
        values
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        let values = failure.values();
        let mut error = Self::new(failure.message);
        error.extensions = Some(values);
        error
    }
}

impl From<Failure> for ServerError {
    fn from(failure: Failure) -> Self {
        let values = failure.values();
        let mut error = Self::new(failure.message, failure.at);
        error.extensions = Some(values);
        error
    }
}
