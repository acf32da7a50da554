//! A document that goes out.

use std::ops::Range;

use actix_web::body::SizedStream;
use actix_web::http::Method;
use actix_web::http::header::{self, EntityTag, Header, IF_NONE_MATCH, IF_RANGE, IfNoneMatch};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use futures_util::stream::{self, BoxStream, StreamExt};
use mithaq_api::reader;
use mithaq_domain::act::AgreementId;
use mithaq_domain::document::DocumentHash;
use mithaq_store::{Archive, ArchiveError, DocumentView};

use super::refusal::DocumentRefusal;
use super::{Asked, Documents, answer, timely};

/// Answers a document, the part of it that is asked for, or that the client has it already.
pub(super) async fn get(
    documents: &Documents,
    asked: Asked,
    http: &HttpRequest,
    agreement: &str,
    hash: &str,
) -> Result<HttpResponse, DocumentRefusal> {
    // What can be no document's address is as absent as one that is nobody's.
    let agreement: AgreementId = agreement.parse().map_err(|_| DocumentRefusal::NotFound)?;
    let hash: DocumentHash = hash.parse().map_err(|_| DocumentRefusal::NotFound)?;
    let view = timely(documents.find(&asked, agreement, hash)).await??;
    let tag = EntityTag::new_strong(hash.to_string());
    if is_known(http, &tag) {
        return Ok(answer::known(tag, &asked.id));
    }
    let part = part(http, &tag, view.size)?;
    let mut response = answer::document(&view, tag, part.as_ref(), &asked.id);
    let range = part.unwrap_or(0..view.size);
    let length = range.end - range.start;
    let bytes = match *http.method() {
        Method::HEAD => stream::empty().boxed(),
        _ => timely(pieces(&documents.archive, hash, range)).await??,
    };
    Ok(response.body(SizedStream::new(length, bytes)))
}

impl Documents {
    async fn find(
        &self,
        asked: &Asked,
        agreement: AgreementId,
        hash: DocumentHash,
    ) -> Result<DocumentView, DocumentRefusal> {
        let snapshot = self.store.snapshot(reader(&asked.caller));
        let found = snapshot.document(agreement, hash).await?;
        snapshot.finish().await?;
        found.ok_or(DocumentRefusal::NotFound)
    }
}

/// Whether the client has the document already (RFC 9110, 13.1.2).
fn is_known(http: &HttpRequest, tag: &EntityTag) -> bool {
    http.headers().contains_key(IF_NONE_MATCH)
        && match IfNoneMatch::parse(http) {
            Ok(IfNoneMatch::Any) => true,
            Ok(IfNoneMatch::Items(known)) => known.iter().any(|known| known.weak_eq(tag)),
            Err(_) => false,
        }
}

/// The one part that is asked for. Several at once, and parts of another document, are answered with the whole
/// (RFC 9110, 13.1.5 and 14.2).
///
/// # Errors
/// Where the document has no such part.
fn part(http: &HttpRequest, tag: &EntityTag, size: u64) -> Result<Option<Range<u64>>, DocumentRefusal> {
    let is_of_another = http.headers().get(IF_RANGE).is_some_and(|of| of.as_bytes() != tag.to_string().as_bytes());
    if is_of_another || http.method() != Method::GET {
        return Ok(None);
    }
    let Ok(header::Range::Bytes(parts)) = header::Range::parse(http) else { return Ok(None) };
    let [part] = parts.as_slice() else { return Ok(None) };
    let (first, last) = part.to_satisfiable_range(size).ok_or(DocumentRefusal::Range(size))?;
    Ok(Some(first..last + 1))
}

/// The bytes of a part. The first of them are read before anything is answered, so that it can still be said where they
/// are not there; where a later piece fails, the connection is cut.
async fn pieces(
    archive: &Archive,
    hash: DocumentHash,
    range: Range<u64>,
) -> Result<BoxStream<'static, Result<Bytes, ArchiveError>>, ArchiveError> {
    let mut pieces = archive.read(hash, range);
    let first = pieces.next().await.transpose()?;
    let rest = pieces.inspect(move |piece| {
        if let Err(error) = piece {
            tracing::error!(%error, %hash, "a document breaks off");
        }
    });
    Ok(stream::iter(first.map(Ok)).chain(rest).boxed())
}
