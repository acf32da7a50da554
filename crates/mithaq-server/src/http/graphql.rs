//! The GraphQL endpoint (GraphQL over HTTP).

use std::sync::Arc;
use std::time::{Duration, Instant};

use actix_web::http::Method;
use actix_web::http::header::{ACCEPT, AUTHORIZATION, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HeaderName};
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use mithaq_api::{Answer, Caller, Limits, OperationKind, Request, RequestBody, Subgraph};
use mithaq_domain::label::Classification;
use tokio::sync::watch;
use tracing::Instrument;
use uuid::Uuid;

use super::accept::{MediaType, negotiate, wants_events, wants_page};
use super::refusal::Refusal;
use super::shared::Shared;
use super::subscribers::Subscribers;
use super::{body, content, events, graphiql, query_string, reply, request_id, socket};
use crate::auth::{Bearer, TokenFault, Verifier};
use crate::metrics::Requests;
use crate::moment::now;
use crate::zone::Zone;

/// The header by which a gateway asks which field took how long.
const TRACE: HeaderName = HeaderName::from_static("apollo-federation-include-trace");

/// How long a request may take.
pub(super) const TIME_LIMIT: Duration = Duration::from_secs(30);

/// What the endpoint needs.
pub(crate) struct Graphql {
    /// The subgraph.
    pub(crate) api: Arc<dyn Subgraph>,
    /// Whose tokens are believed.
    pub(crate) verifier: Verifier,
    /// What may be read without a token.
    pub(crate) anonymous: Option<Classification>,
    /// By which days are counted.
    pub(crate) zone: Zone,
    /// Whether queries are answered by GET too.
    pub(crate) get: bool,
    /// Whether gateways are told which field took how long.
    pub(crate) tracing: bool,
    /// Draws the identities of requests.
    pub(crate) new_id: fn() -> Uuid,
    /// How requests go.
    pub(crate) requests: Arc<Requests>,
    /// Who is connected to be told of what happens.
    pub(crate) subscribers: Arc<Subscribers>,
    /// True when the process is to end.
    pub(crate) stop: watch::Receiver<bool>,
}

/// Answers a request, whatever its method.
pub(crate) async fn endpoint(http: HttpRequest, payload: Payload, graphql: Data<Graphql>) -> HttpResponse {
    let accept = header(&http, ACCEPT).unwrap_or_default();
    if http.method() == Method::GET && wants_page(accept) {
        return graphiql::page();
    }
    let started = Instant::now();
    let id = request_id::request_id(header(&http, request_id::HEADER), graphql.new_id);
    let span = tracing::info_span!("request", id);
    let accepted = Accepted { media_type: negotiate(accept), events: wants_events(accept) };
    let response = match answer(&graphql, &http, payload, &accepted, &id).instrument(span.clone()).await {
        Ok(response) => response,
        Err(refusal) => {
            span.in_scope(|| tracing::info!(status = refusal.status().as_u16(), reason = refusal.message(), "refused"));
            reply::refused(&refusal, accepted.media_type.unwrap_or(MediaType::Json), &id)
        }
    };
    let took = started.elapsed();
    graphql.requests.count(response.status().as_u16(), took);
    span.in_scope(|| tracing::debug!(status = response.status().as_u16(), seconds = took.as_secs_f64(), "answered"));
    response
}

/// In what form an answer may go out.
struct Accepted {
    /// As one document.
    media_type: Option<MediaType>,
    /// As a stream of events.
    events: bool,
}

async fn answer(
    graphql: &Data<Graphql>,
    http: &HttpRequest,
    mut payload: Payload,
    accepted: &Accepted,
    id: &str,
) -> Result<HttpResponse, Refusal> {
    if socket::is_asked_for(http) {
        return socket::open(http, payload, graphql, id);
    }
    if accepted.media_type.is_none() && !accepted.events {
        return Err(Refusal::NotAcceptable);
    }
    let bearer = graphql.bearer(authorization(http)?).map_err(Refusal::Token)?;
    let named = match *http.method() {
        Method::POST => posted(http, &mut payload).await?,
        Method::GET if graphql.get => query_string::parse(http.query_string())?,
        Method::GET => return Err(not_allowed("GET is off here: send the query by POST as JSON")),
        _ => return Err(not_allowed("send the query by POST as JSON")),
    };
    let body = match graphql.api.find(named) {
        Ok(body) => body,
        Err(refused) => {
            return Ok(match accepted.media_type {
                Some(media_type) => reply::answered(refused, media_type, id),
                None => events::refused(&refused, id),
            });
        }
    };
    if *http.method() == Method::GET && body.kind(&Limits::default()) == Some(OperationKind::Mutation) {
        return Err(not_allowed("what writes is sent by POST as JSON"));
    }
    let goes_on = accepted.events && body.kind(&Limits::default()) == Some(OperationKind::Subscription);
    let mut request = graphql.request(body, bearer.caller, id);
    request.trace = graphql.tracing && header(http, TRACE) == Some("ftv1");
    match accepted.media_type {
        Some(media_type) if !goes_on => {
            let caller = request.caller.clone();
            let answer = graphql.execute(request).await?;
            let shared = Shared::of(http, &caller, &answer);
            let response = reply::answered(answer, media_type, id);
            Ok(match shared {
                Some(shared) => shared.mark(response),
                None => response,
            })
        }
        Some(_) | None => events::stream(graphql, request, bearer.until),
    }
}

impl Graphql {
    /// A request that came now.
    pub(super) fn request(&self, body: RequestBody, caller: Caller, id: &str) -> Request {
        let now = now();
        Request { body, caller, now, today: self.zone.day(now), id: id.to_owned(), trace: false }
    }

    /// Answers a request that does not go on.
    ///
    /// # Errors
    /// Where it takes too long.
    pub(super) async fn execute(&self, request: Request) -> Result<Answer, Refusal> {
        tokio::time::timeout(TIME_LIMIT, self.api.execute(request)).await.map_err(|_| Refusal::TimeLimit)
    }

    /// Who asks, by the value of an Authorization header. A token that is not believed is never taken for none.
    ///
    /// # Errors
    /// Where a token is not believed, or there is none and one is needed.
    pub(super) fn bearer(&self, authorization: Option<&str>) -> Result<Bearer, TokenFault> {
        match (authorization, self.anonymous) {
            (Some(value), _) => self.verifier.bearer(value),
            (None, Some(clearance)) => Ok(Bearer { caller: Caller::anonymous(Some(clearance)), until: None }),
            (None, None) => Err(TokenFault::Missing),
        }
    }
}

/// The one Authorization header.
///
/// # Errors
/// Where there are several, or one that cannot be read.
pub(super) fn authorization(http: &HttpRequest) -> Result<Option<&str>, Refusal> {
    let mut values = http.headers().get_all(AUTHORIZATION);
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => value.to_str().map(Some).map_err(|_| Refusal::Token(TokenFault::Scheme)),
        (Some(_), Some(_)) => Err(Refusal::Token(TokenFault::Scheme)),
    }
}

async fn posted(http: &HttpRequest, payload: &mut Payload) -> Result<RequestBody, Refusal> {
    content::check(header(http, CONTENT_TYPE), header(http, CONTENT_ENCODING))?;
    let announced = header(http, CONTENT_LENGTH).and_then(|length| length.parse().ok());
    body::parse(&body::read(announced, payload).await?)
}

fn not_allowed(message: &str) -> Refusal {
    Refusal::Method("POST", message.to_owned())
}

fn header(http: &HttpRequest, name: HeaderName) -> Option<&str> {
    http.headers().get(name).and_then(|value| value.to_str().ok())
}
