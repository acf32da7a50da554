//! Requests that never reach GraphQL.

use actix_web::http::StatusCode;
use mithaq_api::Code;
use serde_json::json;

use crate::auth::TokenFault;

/// Why a request never reaches GraphQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// Neither of the media types that answers can have is accepted.
    NotAcceptable,
    /// The body is not JSON by its headers; the message says what to send.
    MediaType(&'static str),
    /// The body is longer than so many bytes.
    TooLarge(usize),
    /// The body takes too long to come.
    TooSlow,
    /// The body, or what stands for it in the address, is not one GraphQL request.
    Body(String),
    /// Not this method; those that are allowed.
    Method(&'static str, String),
    /// The token is not believed.
    Token(TokenFault),
    /// It takes too long to answer.
    TimeLimit,
    /// A WebSocket cannot be opened so.
    Handshake(String),
    /// As many connections as there may be, so many, are held open already.
    TooManySubscribers(usize),
}

impl Refusal {
    /// The status that tells of it.
    pub(crate) const fn status(&self) -> StatusCode {
        match self {
            Self::NotAcceptable => StatusCode::NOT_ACCEPTABLE,
            Self::MediaType(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::Body(_) | Self::Handshake(_) => StatusCode::BAD_REQUEST,
            Self::Method(..) => StatusCode::METHOD_NOT_ALLOWED,
            Self::Token(_) => StatusCode::UNAUTHORIZED,
            Self::TimeLimit | Self::TooManySubscribers(_) => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// A header that goes with it.
    pub(crate) fn header(&self) -> Option<(&'static str, String)> {
        match self {
            Self::Method(allowed, _) => Some(("allow", (*allowed).to_owned())),
            Self::MediaType(_) => Some(("accept-post", "application/json".to_owned())),
            Self::Token(TokenFault::Missing) => Some(("www-authenticate", "Bearer realm=\"mithaq\"".to_owned())),
            Self::Token(fault) => Some((
                "www-authenticate",
                format!("Bearer realm=\"mithaq\", error=\"invalid_token\", error_description=\"{fault}\""),
            )),
            Self::TooManySubscribers(_) => Some(("retry-after", "30".to_owned())),
            Self::NotAcceptable
            | Self::TooLarge(_)
            | Self::TooSlow
            | Self::Body(_)
            | Self::TimeLimit
            | Self::Handshake(_) => None,
        }
    }

    /// What is told to the client.
    pub(crate) fn message(&self) -> String {
        match self {
            Self::NotAcceptable => {
                "the answer can be application/graphql-response+json, application/json or text/event-stream: accept one of them"
                    .to_owned()
            }
            Self::MediaType(message) => (*message).to_owned(),
            Self::TooLarge(allowed) => format!("the body is longer than {allowed} bytes: ask for less at once"),
            Self::TooSlow => "the body took too long to come: send the request again".to_owned(),
            Self::Body(message) | Self::Method(_, message) | Self::Handshake(message) => message.clone(),
            Self::TooManySubscribers(allowed) => {
                format!("{allowed} subscribers are connected, which is as many as may be: try again later")
            }
            Self::Token(fault) => fault.to_string(),
            Self::TimeLimit => {
                "the request took too long and was ended: ask for less at once; a mutation may be sent again with its idempotencyKey"
                    .to_owned()
            }
        }
    }

    /// A GraphQL answer that says so; it has no `data`.
    pub(crate) fn body(&self) -> String {
        json!({ "errors": [{ "message": self.message(), "extensions": { "code": self.code().as_str() } }] }).to_string()
    }

    /// The code that programs know it by.
    pub(crate) const fn code(&self) -> Code {
        match self {
            Self::NotAcceptable
            | Self::MediaType(_)
            | Self::TooSlow
            | Self::Body(_)
            | Self::Method(..)
            | Self::Handshake(_) => Code::BadUserInput,
            Self::TooLarge(_) | Self::TooManySubscribers(_) => Code::LimitExceeded,
            Self::Token(_) => Code::Unauthenticated,
            Self::TimeLimit => Code::Unavailable,
        }
    }
}
