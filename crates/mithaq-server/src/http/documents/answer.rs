//! Answers about documents, as they go out.

use std::ops::Range;

use actix_web::http::StatusCode;
use actix_web::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_RANGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE, Charset,
    ContentDisposition, DispositionParam, DispositionType, ETAG, EntityTag, ExtendedValue, LOCATION, VARY,
    X_CONTENT_TYPE_OPTIONS,
};
use actix_web::{HttpResponse, HttpResponseBuilder};
use mithaq_domain::document::{DocumentName, MediaType};
use mithaq_store::DocumentView;
use serde_json::json;

use super::refusal::DocumentRefusal;
use crate::http::request_id;

/// Where a browser shows a document after all, nothing in it runs.
const POLICY: &str = "default-src 'none'; sandbox";

/// A document, or a part of it; the bytes are still to be given.
pub(super) fn document(
    view: &DocumentView,
    tag: EntityTag,
    part: Option<&Range<u64>>,
    id: &str,
) -> HttpResponseBuilder {
    let status = if part.is_some() { StatusCode::PARTIAL_CONTENT } else { StatusCode::OK };
    let mut response = start(status, id);
    response
        .insert_header((CONTENT_TYPE, content_type(view.media_type)))
        .insert_header(attachment(&view.name))
        .insert_header((CONTENT_SECURITY_POLICY, POLICY))
        .insert_header((ACCEPT_RANGES, "bytes"))
        .insert_header((ETAG, tag));
    if let Some(part) = part {
        response.insert_header((CONTENT_RANGE, format!("bytes {}-{}/{}", part.start, part.end - 1, view.size)));
    }
    if let Some(language) = &view.language {
        response.insert_header((CONTENT_LANGUAGE, language.as_str()));
    }
    response
}

/// The client has it already.
pub(super) fn known(tag: EntityTag, id: &str) -> HttpResponse {
    start(StatusCode::NOT_MODIFIED, id).insert_header((ETAG, tag)).finish()
}

/// A document that was added, or was there already, with the fields that GraphQL has of it.
pub(super) fn added(status: StatusCode, view: &DocumentView, address: &str, id: &str) -> HttpResponse {
    let body = json!({
        "name": view.name.as_str(),
        "mediaType": view.media_type.as_str(),
        "size": view.size,
        "sha256": view.hash.to_string(),
        "language": view.language.as_ref().map(mithaq_domain::terms::Language::as_str),
        "label": view.classification.as_str(),
        "addedAt": view.added_at,
        "url": address,
    });
    start(status, id).insert_header((LOCATION, address)).json(body)
}

/// A document that is not added or not answered.
pub(super) fn refused(refusal: &DocumentRefusal, id: &str) -> HttpResponse {
    let mut response = start(refusal.status(), id);
    if let Some(header) = refusal.header() {
        response.insert_header(header);
    }
    response.content_type("application/json; charset=utf-8").body(refusal.body(id))
}

/// Answers differ by who asks and are kept by nobody.
fn start(status: StatusCode, id: &str) -> HttpResponseBuilder {
    let mut response = HttpResponse::build(status);
    response
        .insert_header((CACHE_CONTROL, "private, no-store"))
        .insert_header((VARY, "Authorization"))
        .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((request_id::HEADER, id));
    response
}

const fn content_type(media_type: MediaType) -> &'static str {
    match media_type {
        MediaType::Pdf => "application/pdf",
        MediaType::PlainText => "text/plain; charset=utf-8",
    }
}

/// To be saved under its name, never shown in place (RFC 6266); beside the name stands one in plain letters, for
/// programs that know no others.
fn attachment(name: &DocumentName) -> ContentDisposition {
    let plain = |letter: char| if letter.is_ascii_graphic() || letter == ' ' { letter } else { '_' };
    let extended = ExtendedValue {
        charset: Charset::Ext("UTF-8".to_owned()),
        language_tag: None,
        value: name.as_str().as_bytes().to_vec(),
    };
    ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![
            DispositionParam::Filename(name.as_str().chars().map(plain).collect()),
            DispositionParam::FilenameExt(extended),
        ],
    }
}
