//! A document that comes in.

use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use actix_web::web::Payload;
use actix_web::{HttpRequest, HttpResponse};
use futures_util::StreamExt;
use mithaq_api::reader;
use mithaq_domain::act::AgreementId;
use mithaq_store::{Announced, NewDocument, Provenance, Received, Upload};

use super::refusal::DocumentRefusal;
use super::{Asked, Documents, announcement, answer, header, timely};
use crate::auth::TokenFault;
use crate::http::refusal::Refusal;

/// How long a client may be silent while it sends.
const PATIENCE: Duration = Duration::from_secs(10);

/// Takes a document in, and adds it to an agreement. Everything that can be known before is checked before its bytes
/// are read.
pub(super) async fn add(
    documents: &Documents,
    asked: Asked,
    http: &HttpRequest,
    agreement: &str,
    payload: Payload,
) -> Result<HttpResponse, DocumentRefusal> {
    let said = announcement::read(http.query_string())?;
    let provenance = provenance(&asked)?;
    if provenance.reader.clearance < Some(said.label) {
        return Err(DocumentRefusal::Forbidden(
            "label: with this label you could not see the document yourself: choose one within your clearance",
        ));
    }
    let named = |name| header(http, name);
    let media_type = announcement::media_type(named(CONTENT_TYPE.as_str()), named(CONTENT_ENCODING.as_str()))?;
    if !media_type.suits(&said.name) {
        let ending = media_type.ending();
        return Err(DocumentRefusal::Said(format!("name: {media_type} is sent, so let the name end in {ending}")));
    }
    let length = named(CONTENT_LENGTH.as_str()).and_then(|length| length.parse::<u64>().ok());
    if length.is_some_and(|length| length > documents.limit) {
        return Err(DocumentRefusal::TooLarge(documents.limit));
    }
    let agreement: AgreementId = agreement.parse().map_err(|_| DocumentRefusal::NotFound)?;
    timely(documents.check_there(&provenance, agreement)).await??;

    let _turn = documents.uploads.try_acquire().map_err(|_| DocumentRefusal::Busy)?;
    let announced = Announced { media_type, limit: documents.limit, hash: said.hash };
    let upload = timely(documents.archive.upload((documents.new_id)(), announced)).await??;
    let received = receive(upload, payload).await?;
    let document = NewDocument { agreement, name: said.name, language: said.language, classification: said.label };
    let store = &documents.store;
    let (view, new) = store.add_document(&provenance, &documents.archive, &document, &received).await?;
    tracing::info!(
        agreement = %agreement, hash = %view.hash, size = view.size, by = provenance.recorded_by, new, "document added"
    );
    let status = if new { StatusCode::CREATED } else { StatusCode::OK };
    Ok(answer::added(status, &view, &documents.addresses.of(agreement, view.hash), &asked.id))
}

/// In whose name it is added, for a caller who may write.
fn provenance(asked: &Asked) -> Result<Provenance, DocumentRefusal> {
    let caller = &asked.caller;
    let recorded_by = caller.subject.clone().ok_or(Refusal::Token(TokenFault::Missing))?;
    if !caller.may_write() {
        return Err(DocumentRefusal::Forbidden(
            "your token does not let you add documents: ask for the scope agreements:write",
        ));
    }
    Ok(Provenance { recorded_by, reader: reader(caller), idempotency: None })
}

/// Takes the bytes in. What does not come in whole is given up, and nothing of it is left.
async fn receive(mut upload: Upload, mut payload: Payload) -> Result<Received, DocumentRefusal> {
    let taken = loop {
        let chunk = match tokio::time::timeout(PATIENCE, payload.next()).await {
            Err(_) => break Err(Refusal::TooSlow.into()),
            Ok(None) => break Ok(()),
            Ok(Some(Err(_))) => break Err(Refusal::Body("the body breaks off".to_owned()).into()),
            Ok(Some(Ok(chunk))) => chunk,
        };
        if let Err(error) = upload.write(chunk).await {
            break Err(error.into());
        }
    };
    match taken {
        Ok(()) => Ok(upload.finish().await?),
        Err(refusal) => {
            upload.abort().await?;
            Err(refusal)
        }
    }
}

impl Documents {
    /// Whether the agreement is there for whoever adds to it.
    async fn check_there(&self, provenance: &Provenance, agreement: AgreementId) -> Result<(), DocumentRefusal> {
        let snapshot = self.store.snapshot(provenance.reader.clone());
        let found = snapshot.agreements(&[agreement]).await?;
        snapshot.finish().await?;
        if found.is_empty() { Err(DocumentRefusal::NotFound) } else { Ok(()) }
    }
}
