//! Answers that are the same for everyone without a token, as caches may keep them.

use actix_web::body::BoxBody;
use actix_web::http::header::{CACHE_CONTROL, ETAG, EntityTag, Header, HeaderValue, IF_NONE_MATCH, IfNoneMatch};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse};
use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use mithaq_api::{Answer, Caller, Keep};

/// How an answer may be shared.
pub(super) struct Shared {
    control: &'static str,
    tag: EntityTag,
    /// Whether who asks has it already.
    is_known: bool,
}

impl Shared {
    /// Of an answer that was asked by GET and without a token: what a token lets one see, no cache may keep, and what was
    /// sent by POST, none does.
    pub(super) fn of(http: &HttpRequest, caller: &Caller, answer: &Answer) -> Option<Self> {
        let control = match answer.keep {
            Keep::Asking => "public, no-cache",
            Keep::Lasting => "public, max-age=3600",
            Keep::Never => return None,
        };
        if http.method() != Method::GET || caller.subject.is_some() {
            return None;
        }
        let tag = tag(&answer.body);
        let is_known = has(http, &tag);
        Some(Self { control, tag, is_known })
    }

    /// The response with what caches need.
    pub(super) fn mark(self, mut response: HttpResponse) -> HttpResponse {
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(self.control));
        if let Ok(value) = self.tag.to_string().parse() {
            response.headers_mut().insert(ETAG, value);
        }
        if self.is_known {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            return response.set_body(BoxBody::new(()));
        }
        response
    }
}

/// Weak, as the same answer goes out in two media types, and compressed or not.
fn tag(body: &str) -> EntityTag {
    EntityTag::new_weak(URL_SAFE_NO_PAD.encode(&digest(&SHA256, body.as_bytes()).as_ref()[..16]))
}

/// Whether who asks has it already.
fn has(http: &HttpRequest, tag: &EntityTag) -> bool {
    http.headers().contains_key(IF_NONE_MATCH)
        && match IfNoneMatch::parse(http) {
            Ok(IfNoneMatch::Any) => true,
            Ok(IfNoneMatch::Items(known)) => known.iter().any(|known| known.weak_eq(tag)),
            Err(_) => false,
        }
}
