//! The GraphQL endpoint (GraphQL over HTTP).

use std::sync::Arc;
use std::time::{Duration, Instant};

use actix_web::http::Method;
use actix_web::http::header::{ACCEPT, AUTHORIZATION, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HeaderName};
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use mithaq_api::{Answer, Api, Caller, Limits, Request, RequestBody};
use mithaq_domain::label::Classification;
use tracing::Instrument;
use uuid::Uuid;

use super::accept::{MediaType, negotiate, wants_page};
use super::refusal::Refusal;
use super::{body, content, graphiql, query_string, reply, request_id};
use crate::auth::{TokenFault, Verifier};
use crate::metrics::Requests;
use crate::moment::now;
use crate::zone::Zone;

/// How long a request may take.
const TIME_LIMIT: Duration = Duration::from_secs(30);

/// What the endpoint needs.
pub(crate) struct Graphql {
    /// The subgraph.
    pub(crate) api: Api,
    /// Whose tokens are believed.
    pub(crate) verifier: Verifier,
    /// What may be read without a token.
    pub(crate) anonymous: Option<Classification>,
    /// By which days are counted.
    pub(crate) zone: Zone,
    /// Whether queries are answered by GET too.
    pub(crate) get: bool,
    /// Draws the identities of requests.
    pub(crate) new_id: fn() -> Uuid,
    /// How requests go.
    pub(crate) requests: Arc<Requests>,
}

/// Answers a request, whatever its method.
pub(crate) async fn endpoint(http: HttpRequest, payload: Payload, graphql: Data<Graphql>) -> HttpResponse {
    let accept = header(&http, ACCEPT).unwrap_or_default();
    if http.method() == Method::GET && wants_page(accept) {
        return graphiql::page();
    }
    let started = Instant::now();
    let id = request_id::request_id(header(&http, HeaderName::from_static("x-request-id")), graphql.new_id);
    let span = tracing::info_span!("request", id);
    let (media_type, outcome) = match negotiate(accept) {
        Some(media_type) => (media_type, graphql.answer(&http, payload, &id).instrument(span.clone()).await),
        None => (MediaType::Json, Err(Refusal::NotAcceptable)),
    };
    let response = match outcome {
        Ok(answer) => reply::answered(answer, media_type, &id),
        Err(refusal) => {
            span.in_scope(|| tracing::info!(status = refusal.status().as_u16(), reason = refusal.message(), "refused"));
            reply::refused(&refusal, media_type, &id)
        }
    };
    let took = started.elapsed();
    graphql.requests.count(response.status().as_u16(), took);
    span.in_scope(|| tracing::debug!(status = response.status().as_u16(), seconds = took.as_secs_f64(), "answered"));
    response
}

impl Graphql {
    async fn answer(&self, http: &HttpRequest, mut payload: Payload, id: &str) -> Result<Answer, Refusal> {
        let caller = self.caller(http).map_err(Refusal::Token)?;
        let body = match *http.method() {
            Method::POST => posted(http, &mut payload).await?,
            Method::GET if self.get => gotten(http)?,
            Method::GET => return Err(not_allowed("GET is off here: send the query by POST as JSON")),
            _ => return Err(not_allowed("send the query by POST as JSON")),
        };
        let now = now();
        let request = Request { body, caller, now, today: self.zone.day(now), id: id.to_owned() };
        tokio::time::timeout(TIME_LIMIT, self.api.execute(request)).await.map_err(|_| Refusal::TimeLimit)
    }

    /// Who asks. A token that is not believed is never taken for none.
    fn caller(&self, http: &HttpRequest) -> Result<Caller, TokenFault> {
        let mut values = http.headers().get_all(AUTHORIZATION);
        match (values.next(), values.next()) {
            (None, _) => match self.anonymous {
                Some(clearance) => Ok(Caller::anonymous(Some(clearance))),
                None => Err(TokenFault::Missing),
            },
            (Some(value), None) => self.verifier.caller(value.to_str().map_err(|_| TokenFault::Scheme)?),
            (Some(_), Some(_)) => Err(TokenFault::Scheme),
        }
    }
}

async fn posted(http: &HttpRequest, payload: &mut Payload) -> Result<RequestBody, Refusal> {
    content::check(header(http, CONTENT_TYPE), header(http, CONTENT_ENCODING))?;
    let announced = header(http, CONTENT_LENGTH).and_then(|length| length.parse().ok());
    body::parse(&body::read(announced, payload).await?)
}

/// A request by GET, which must not write anything.
fn gotten(http: &HttpRequest) -> Result<RequestBody, Refusal> {
    let request = query_string::parse(http.query_string())?;
    if request.writes(&Limits::default()) {
        return Err(not_allowed("what writes is sent by POST as JSON"));
    }
    Ok(request)
}

fn not_allowed(message: &str) -> Refusal {
    Refusal::Method("POST", message.to_owned())
}

fn header(http: &HttpRequest, name: HeaderName) -> Option<&str> {
    http.headers().get(name).and_then(|value| value.to_str().ok())
}
