//! Answers as they go out.

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, VARY, X_CONTENT_TYPE_OPTIONS};
use actix_web::{HttpResponse, HttpResponseBuilder};
use mithaq_api::{Answer, AnswerKind};

use super::accept::MediaType;
use super::refusal::Refusal;
use super::request_id;

/// What GraphQL answered. In the older media type, what could be parsed is answered with 200.
pub(crate) fn answered(answer: Answer, media_type: MediaType, id: &str) -> HttpResponse {
    let status = match (answer.kind, media_type) {
        (AnswerKind::Executed | AnswerKind::NotPersisted, _) | (AnswerKind::RequestError, MediaType::Json) => {
            StatusCode::OK
        }
        (AnswerKind::RequestError, MediaType::GraphqlResponse) => StatusCode::BAD_REQUEST,
    };
    start(status, media_type, id).body(answer.body)
}

/// A request that never reached GraphQL.
pub(crate) fn refused(refusal: &Refusal, media_type: MediaType, id: &str) -> HttpResponse {
    let mut response = start(refusal.status(), media_type, id);
    if let Some(header) = refusal.header() {
        response.insert_header(header);
    }
    response.body(refusal.body())
}

/// Answers differ by who asks and are kept by nobody, as far as nothing else is said of one.
fn start(status: StatusCode, media_type: MediaType, id: &str) -> HttpResponseBuilder {
    let mut response = HttpResponse::build(status);
    response
        .insert_header((CONTENT_TYPE, media_type.content_type()))
        .insert_header((CACHE_CONTROL, "private, no-store"))
        .insert_header((VARY, "Accept, Authorization"))
        .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((request_id::HEADER, id));
    response
}
