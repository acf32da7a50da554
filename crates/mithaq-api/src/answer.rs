//! Answers, as they are sent.

use async_graphql::{ErrorExtensionValues, Response, ServerError, Value};
use serde::Serialize;

use crate::extensions::Extensions;
use crate::failure::{Code, Failure};
use crate::request::{Answer, AnswerKind, Keep};
use crate::trace::FTV1;

/// The body of an answer.
#[derive(Serialize)]
pub(crate) struct Body {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<ServerError>,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<Value>,
    #[serde(skip_serializing_if = "Extensions::is_empty")]
    extensions: Extensions,
}

impl Answer {
    /// Refused before anything was executed.
    pub(crate) fn failed(failure: Failure) -> Self {
        Self::refused(vec![failure.into()])
    }

    /// The document of a request was not found.
    pub(crate) fn unfound(failure: Failure) -> Self {
        let kind = match failure.code() {
            Code::PersistedQueryNotFound | Code::PersistedQueryNotSupported => AnswerKind::NotPersisted,
            _ => AnswerKind::RequestError,
        };
        Self { kind, ..Self::failed(failure) }
    }

    /// What the library answered, with what was asked for beside it.
    pub(crate) fn of_response(mut response: Response, mut extensions: Extensions, keep: Keep) -> Self {
        extensions.ftv1 = response.extensions.remove(FTV1);
        let keep = if response.errors.is_empty() { keep } else { Keep::Never };
        match response.data {
            Value::Null => Self::refused(response.errors),
            data => Self::of(AnswerKind::Executed, &Body::of(response.errors, Some(data), extensions), keep),
        }
    }

    fn refused(errors: Vec<ServerError>) -> Self {
        Self::of(AnswerKind::RequestError, &Body::of(errors, None, Extensions::default()), Keep::Never)
    }

    fn of(kind: AnswerKind, body: &Body, keep: Keep) -> Self {
        Self { kind, body: to_json(body), keep }
    }
}

impl Body {
    pub(crate) fn of(errors: Vec<ServerError>, data: Option<Value>, extensions: Extensions) -> Self {
        Self { errors, data, extensions }
    }
}

/// An answer as it is sent.
pub(crate) fn to_json(body: &impl Serialize) -> String {
    serde_json::to_string(body).unwrap_or_else(|error| unreachable!("an answer is JSON: {error}"))
}

/// What the library itself says against a request is about its input.
pub(crate) fn name_code(error: &mut ServerError) {
    let extensions = error.extensions.get_or_insert_with(ErrorExtensionValues::default);
    if extensions.get("code").is_none() {
        extensions.set("code", Code::BadUserInput.as_str());
    }
}
