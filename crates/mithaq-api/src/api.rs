//! The whole of it: a request in, an answer out.

use std::sync::{Arc, LazyLock};

use async_graphql::{ErrorExtensionValues, Schema, ServerError, Value, Variables};
use chrono::{DateTime, NaiveDate, Utc};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use mithaq_store::Store;
use serde::Serialize;
use tokio::sync::watch;
use uuid::Uuid;

use crate::documents::DocumentAddresses;
use crate::failure::{Code, Failure};
use crate::guard::{Admitted, Openings, admit};
use crate::limits::Limits;
use crate::mutation::Mutation;
use crate::output::payload::ActPayload;
use crate::query::Query;
use crate::reading::Readings;
use crate::registry::Registry;
use crate::request::{Answer, AnswerKind, Caller, OperationKind, RequestBody};
use crate::sdl::{INTROSPECTION, Model, write};
use crate::subscription::{Subscribed, SubscriptionRoot};

static MODEL: LazyLock<Model> = LazyLock::new(model);
static SDL: LazyLock<String> = LazyLock::new(|| write(&MODEL));

type Root = Schema<Query, Mutation, SubscriptionRoot>;

/// What the operator decides.
#[derive(Clone)]
pub struct ApiConfig {
    /// What a request may ask for at most.
    pub limits: Limits,
    /// Whether the schema may be asked for by `__schema` and `__type`.
    pub introspection: bool,
    /// Whether the schema may be asked for by `_service { sdl }`, as gateways do.
    pub service_sdl: bool,
    /// The key under which cursors and versions are sealed; every replica has the same.
    pub key: [u8; 32],
    /// Where documents are served.
    pub documents: DocumentAddresses,
    /// Draws identities for new agreements (`UUIDv7`).
    pub new_id: fn() -> Uuid,
    /// The time. A subscription goes on for long, so that the moment at which it came is not enough.
    pub now: fn() -> DateTime<Utc>,
    /// The civil day of a moment at the registry's own place.
    pub day: Arc<dyn Fn(DateTime<Utc>) -> NaiveDate + Send + Sync>,
    /// Called after acts were committed, so that whoever publishes them need not wait.
    pub recorded: Arc<dyn Fn() + Send + Sync>,
}

/// A request, with everything that the service knows of it.
#[derive(Debug, Clone)]
pub struct Request {
    /// The body.
    pub body: RequestBody,
    /// Who asks, as the server has proved it.
    pub caller: Caller,
    /// The moment at which it came.
    pub now: DateTime<Utc>,
    /// The civil day at the registry's own place, which is what `asOf` means where it is left out.
    pub today: NaiveDate,
    /// By what it is known in logs.
    pub id: String,
}

/// The registry's GraphQL service.
pub struct Api {
    schema: Root,
    registry: Arc<Registry>,
    openings: Openings,
}

impl Api {
    /// The service on a store.
    #[must_use]
    pub fn new(store: Store, config: ApiConfig) -> Self {
        let openings = Openings { introspection: config.introspection, service_sdl: config.service_sdl };
        let builder = schema();
        let builder = if config.introspection { builder } else { builder.disable_suggestions() };
        Self { schema: builder.finish(), registry: Arc::new(Registry::new(store, config)), openings }
    }

    /// Answers a query or a mutation. What goes wrong is in the answer.
    // Boxed here: the body of an async function is compiled anew by the crate that awaits it, with all resolvers in it.
    pub fn execute(&self, request: Request) -> BoxFuture<'_, Answer> {
        self.answer(request).boxed()
    }

    async fn answer(&self, request: Request) -> Answer {
        let (asked, cost) = match self.asked(&request) {
            Ok((_, Some(OperationKind::Subscription), _)) => {
                return Answer::refused(vec![Failure::bad_input(SUBSCRIBE).into()]);
            }
            Ok((asked, _, cost)) => (asked, cost),
            Err(failure) => return Answer::refused(vec![failure.into()]),
        };
        let readings = Arc::new(Readings::new(Arc::clone(&self.registry), &request));
        let mut response = self.schema.execute(asked.data(Arc::clone(&readings))).await;
        readings.finish().await;
        for error in &mut response.errors {
            name_code(error);
        }
        let cost = request.wants_cost().then_some(Cost { requested: cost, limit: self.registry.config.limits.cost });
        match response.data {
            Value::Null => Answer::refused(response.errors),
            data => Answer::executed(data, response.errors, cost),
        }
    }

    /// Begins a subscription.
    ///
    /// # Errors
    /// The answer where the request is refused at once.
    pub fn subscribe(&self, request: &Request) -> Result<Subscribed, Answer> {
        let (asked, kind, _) = self.asked(request).map_err(|failure| Answer::refused(vec![failure.into()]))?;
        match kind {
            Some(OperationKind::Subscription) | None => {}
            Some(OperationKind::Query | OperationKind::Mutation) => {
                return Err(Answer::refused(vec![Failure::bad_input("this is no subscription: execute it").into()]));
            }
        }
        let readings = Arc::new(Readings::new(Arc::clone(&self.registry), request));
        let responses = self.schema.execute_stream(asked.data(Arc::clone(&readings)));
        Ok(Subscribed::new(responses, readings))
    }

    /// Follows the feed for all subscribers until it is to stop. Without it, subscribers wait.
    pub fn follow(&self, stop: watch::Receiver<bool>) -> BoxFuture<'_, ()> {
        self.registry.feed.follow(stop).boxed()
    }

    /// What is asked of the library, the kind of the operation, and what it may cost.
    fn asked(&self, request: &Request) -> Result<(async_graphql::Request, Option<OperationKind>, u64), Failure> {
        let body = &request.body;
        let variables = Variables::from_json(body.variables.clone().unwrap_or_default().into());
        let name = body.operation_name.as_deref();
        let limits = &self.registry.config.limits;
        let Admitted { document, cost, kind } = admit(&MODEL, limits, self.openings, &body.query, name, &variables)?;
        let mut asked = async_graphql::Request::new(&body.query).variables(variables);
        asked.set_parsed_query(document);
        if let Some(name) = name {
            asked = asked.operation_name(name);
        }
        Ok((asked, kind, cost))
    }
}

/// Why a subscription is not executed like a query.
const SUBSCRIBE: &str =
    "a subscription goes on: send it over a WebSocket (graphql-transport-ws), or accept text/event-stream";

impl Request {
    fn wants_cost(&self) -> bool {
        let asked = self.body.extensions.as_ref().and_then(|extensions| extensions.get("cost"));
        asked.and_then(serde_json::Value::as_bool).unwrap_or(false)
    }
}

/// What the operation costs, for those who ask.
#[derive(Serialize)]
pub(crate) struct Cost {
    requested: u64,
    limit: u64,
}

#[derive(Serialize)]
pub(crate) struct Extensions {
    cost: Cost,
}

#[derive(Serialize)]
pub(crate) struct Body {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<ServerError>,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    extensions: Option<Extensions>,
}

impl Answer {
    /// Refused before anything was executed.
    fn refused(errors: Vec<ServerError>) -> Self {
        Self::of(AnswerKind::RequestError, &Body::of(errors, None, None))
    }

    fn executed(data: Value, errors: Vec<ServerError>, cost: Option<Cost>) -> Self {
        let extensions = cost.map(|cost| Extensions { cost });
        Self::of(AnswerKind::Executed, &Body::of(errors, Some(data), extensions))
    }

    fn of(kind: AnswerKind, body: &Body) -> Self {
        Self { kind, body: to_json(body) }
    }
}

impl Body {
    pub(crate) fn of(errors: Vec<ServerError>, data: Option<Value>, extensions: Option<Extensions>) -> Self {
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

/// The subgraph's SDL: what `mithaq schema` prints and `_service` answers.
#[must_use]
pub fn sdl() -> String {
    SDL.clone()
}

fn schema() -> async_graphql::SchemaBuilder<Query, Mutation, SubscriptionRoot> {
    Schema::build(Query, Mutation::default(), SubscriptionRoot).register_output_type::<ActPayload>()
}

/// The schema, as it tells of itself.
fn model() -> Model {
    let answer = schema().finish().execute(INTROSPECTION).now_or_never();
    let told = answer.and_then(|answer| answer.data.into_json().ok()).and_then(|data| Model::read(data).ok());
    told.unwrap_or_else(|| unreachable!("a schema tells of itself without waiting, in the form that was asked for"))
}

/// The SDL for the field that gateways ask for.
pub(crate) fn service_sdl() -> &'static str {
    &SDL
}

#[cfg(test)]
mod tests {
    use super::MODEL;
    use crate::sdl::federation::{KEYS, LIST_SIZES, SHAREABLE, WEIGHTS};

    #[test]
    fn what_federation_adds_is_said_of_fields_that_there_are() {
        let weighed = WEIGHTS.iter().map(|(of, field, _)| (*of, *field));
        let listed = LIST_SIZES.iter().map(|(of, field, _)| (*of, *field));
        let keyed = KEYS.iter().flat_map(|(of, keys)| keys.iter().map(|key| (*of, *key)));
        let missing: Vec<_> = weighed
            .chain(listed)
            .chain(keyed)
            .filter(|(of, field)| MODEL.get(of).and_then(|known| known.field(field)).is_none())
            .collect();
        assert_eq!(missing, []);
        assert!(SHAREABLE.iter().all(|of| MODEL.get(of).is_some()));
    }
}
