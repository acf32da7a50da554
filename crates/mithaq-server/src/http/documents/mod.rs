//! Documents: their bytes over plain HTTP, with the tokens and the sight of GraphQL.
//!
//! `POST /documents/{agreement}` adds one; `GET /documents/{agreement}/{sha256}` answers it.

mod add;
mod announcement;
mod answer;
mod get;
mod refusal;

use std::future::Future;
use std::sync::Arc;

use actix_web::http::Method;
use actix_web::web::{self, Data, Path, Payload, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use mithaq_api::{Caller, DocumentAddresses};
use mithaq_store::{Archive, Store};
use tokio::sync::Semaphore;
use tracing::Instrument;
use uuid::Uuid;

use super::graphql::{Graphql, authorization};
use super::refusal::Refusal;
use super::request_id;
use refusal::DocumentRefusal;

/// How many documents may come in at the same time. Each takes up to two parts of a bucket's upload in memory.
const UPLOADS: usize = 8;

/// What the routes of documents need.
pub(crate) struct Documents {
    store: Store,
    archive: Archive,
    /// How many bytes a document may have.
    limit: u64,
    addresses: DocumentAddresses,
    /// Draws names for bytes that come in.
    new_id: fn() -> Uuid,
    uploads: Arc<Semaphore>,
}

impl Documents {
    pub(crate) fn new(
        store: Store,
        archive: Archive,
        limit: u64,
        addresses: DocumentAddresses,
        new_id: fn() -> Uuid,
    ) -> Self {
        Self { store, archive, limit, addresses, new_id, uploads: Arc::new(Semaphore::new(UPLOADS)) }
    }
}

/// Who asks, and by what the request is known.
struct Asked {
    caller: Caller,
    id: String,
}

/// The routes.
pub(super) fn routes(app: &mut ServiceConfig) {
    app.service(web::resource("/documents/{agreement}").default_service(web::to(of_agreement)))
        .service(web::resource("/documents/{agreement}/{sha256}").default_service(web::to(one)));
}

async fn of_agreement(
    http: HttpRequest,
    agreement: Path<String>,
    payload: Payload,
    graphql: Data<Graphql>,
    documents: Data<Documents>,
) -> HttpResponse {
    respond(&http, &graphql, async |asked| match *http.method() {
        Method::POST => add::add(&documents, asked, &http, &agreement, payload).await,
        _ => Err(DocumentRefusal::Method("POST")),
    })
    .await
}

async fn one(
    http: HttpRequest,
    place: Path<(String, String)>,
    graphql: Data<Graphql>,
    documents: Data<Documents>,
) -> HttpResponse {
    let (agreement, hash) = place.into_inner();
    respond(&http, &graphql, async |asked| match *http.method() {
        Method::GET | Method::HEAD => get::get(&documents, asked, &http, &agreement, &hash).await,
        _ => Err(DocumentRefusal::Method("GET, HEAD")),
    })
    .await
}

/// Proves who asks, and answers, or says why not.
async fn respond(
    http: &HttpRequest,
    graphql: &Graphql,
    work: impl AsyncFnOnce(Asked) -> Result<HttpResponse, DocumentRefusal>,
) -> HttpResponse {
    let id = request_id::request_id(header(http, request_id::HEADER.as_str()), graphql.new_id);
    let span = tracing::info_span!("request", id);
    let answered = async {
        let bearer = graphql.bearer(authorization(http)?).map_err(Refusal::Token)?;
        work(Asked { caller: bearer.caller, id: id.clone() }).await
    };
    answered.instrument(span.clone()).await.unwrap_or_else(|refusal| {
        span.in_scope(|| refusal.log());
        answer::refused(&refusal, &id)
    })
}

fn header<'a>(http: &'a HttpRequest, name: &str) -> Option<&'a str> {
    http.headers().get(name).and_then(|value| value.to_str().ok())
}

/// What is done within the time that a database or an archive may take.
async fn timely<T>(work: impl Future<Output = T>) -> Result<T, DocumentRefusal> {
    tokio::time::timeout(super::graphql::TIME_LIMIT, work).await.map_err(|_| Refusal::TimeLimit.into())
}
