//! The whole of it: a request in, an answer out.

use std::sync::{Arc, LazyLock};

use async_graphql::{Schema, SchemaBuilder, Value};
use chrono::{DateTime, NaiveDate, Utc};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use mithaq_store::Store;
use tokio::sync::watch;
use uuid::Uuid;

use crate::documents::DocumentAddresses;
use crate::extensions::{COST, Cost, Extensions, POSITION, position};
use crate::failure::Failure;
use crate::guard::Openings;
use crate::limits::Limits;
use crate::mutation::Mutation;
use crate::output::payload::ActPayload;
use crate::persisted::{DocumentPolicy, Persisted};
use crate::query::Query;
use crate::reading::Readings;
use crate::registry::Registry;
use crate::request::{Answer, Keep, OperationKind, Request, RequestBody};
use crate::sdl::federation::FEDERATION;
use crate::sdl::{Model, write};
use crate::served::{Served, describe};
use crate::subgraph::Subgraph;
use crate::subscription::{Subscribed, SubscriptionRoot};

static MODEL: LazyLock<Model> = LazyLock::new(|| describe(schema(), &FEDERATION));
static SDL: LazyLock<String> = LazyLock::new(|| write(&MODEL));

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
    /// Which documents of the query language are answered.
    pub document_policy: DocumentPolicy,
    /// Where papers are served.
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

/// The registry's GraphQL service.
pub struct Api {
    served: Served<Query, Mutation, SubscriptionRoot>,
    persisted: Persisted,
    registry: Arc<Registry>,
}

impl Api {
    /// The service on a store.
    #[must_use]
    pub fn new(store: Store, config: ApiConfig) -> Self {
        let openings = Openings { introspection: config.introspection, service_sdl: config.service_sdl };
        let served = Served::new(schema, &MODEL, config.limits, openings, config.now);
        let persisted = Persisted::new(config.document_policy.clone());
        Self { served, persisted, registry: Arc::new(Registry::new(store, config)) }
    }

    /// Follows the feed for all subscribers until it is to stop. Without it, subscribers wait.
    pub fn follow(&self, stop: watch::Receiver<bool>) -> BoxFuture<'_, ()> {
        self.registry.feed.follow(stop).boxed()
    }

    async fn answer(&self, request: &Request) -> Result<Answer, Failure> {
        let asked = self.served.admit(&request.body)?;
        if asked.kind == Some(OperationKind::Subscription) {
            return Err(Failure::bad_input(SUBSCRIBE));
        }
        let keep = match asked.keep() {
            _ if request.trace => Keep::Never,
            // It is of one state of the register.
            Keep::Lasting if request.asks_for(POSITION) => Keep::Asking,
            keep => keep,
        };
        let counted = request.asks_for(COST).then(|| (asked.cost, Arc::clone(asked.document())));
        let mut extensions = Extensions::default();
        let readings = Arc::new(Readings::new(Arc::clone(&self.registry), request));
        let mut response = self.served.execute(asked.with(Arc::clone(&readings)), request.trace).await;
        if response.data != Value::Null && request.asks_for(POSITION) {
            match position(&readings.current()).await {
                Ok(position) => extensions.position = Some(position),
                Err(failure) => response.errors.push(failure.into()),
            }
        }
        extensions.cost = counted.map(|(requested, document)| Cost {
            requested,
            limit: self.registry.config.limits.cost,
            actual: self.served.actual_cost(&document, &request.body, &response.data),
        });
        readings.finish().await;
        Ok(Answer::of_response(response, extensions, keep))
    }

    fn begin(&self, request: &Request) -> Result<Subscribed, Failure> {
        let asked = self.served.admit(&request.body)?;
        match asked.kind {
            Some(OperationKind::Subscription) | None => {}
            Some(OperationKind::Query | OperationKind::Mutation) => {
                return Err(Failure::bad_input("this is no subscription: execute it"));
            }
        }
        let readings = Arc::new(Readings::new(Arc::clone(&self.registry), request));
        Ok(Subscribed::new(self.served.follow(asked.with(Arc::clone(&readings))), readings))
    }
}

impl Subgraph for Api {
    fn find(&self, body: RequestBody) -> Result<RequestBody, Answer> {
        self.persisted.find(body).map_err(Answer::unfound)
    }

    // Boxed here: the body of an async function is compiled anew by the crate that awaits it, with all resolvers in it.
    fn execute(&self, request: Request) -> BoxFuture<'_, Answer> {
        async move { self.answer(&request).await.unwrap_or_else(Answer::failed) }.boxed()
    }

    fn subscribe(&self, request: &Request) -> Result<Subscribed, Answer> {
        self.begin(request).map_err(Answer::failed)
    }
}

/// Why a subscription is not executed like a query.
const SUBSCRIBE: &str =
    "a subscription goes on: send it over a WebSocket (graphql-transport-ws), or accept text/event-stream";

/// The subgraph's SDL: what `mithaq schema` prints and `_service` answers.
#[must_use]
pub fn sdl() -> String {
    SDL.clone()
}

fn schema() -> SchemaBuilder<Query, Mutation, SubscriptionRoot> {
    Schema::build(Query, Mutation::default(), SubscriptionRoot).register_output_type::<ActPayload>()
}

/// The schema as it tells of itself, for tests of what is decided by it.
#[cfg(test)]
pub(crate) fn model() -> &'static Model {
    &MODEL
}

/// The SDL for the field that gateways ask for.
pub(crate) fn service_sdl() -> &'static str {
    &SDL
}

#[cfg(test)]
mod tests {
    use super::MODEL;
    use crate::sdl::federation::FEDERATION;

    #[test]
    fn what_federation_adds_is_said_of_fields_that_there_are() {
        let weighed = FEDERATION.weights.iter().map(|(of, field, _)| (*of, *field));
        let listed = FEDERATION.list_sizes.iter().map(|(of, field, _)| (*of, *field));
        let keyed = FEDERATION.keys.iter().flat_map(|(of, keys)| keys.iter().map(|key| (*of, *key)));
        let missing: Vec<_> = weighed
            .chain(listed)
            .chain(keyed)
            .filter(|(of, field)| MODEL.get(of).and_then(|known| known.field(field)).is_none())
            .collect();
        assert_eq!(missing, []);
        assert!(FEDERATION.directives.iter().all(|(of, _)| MODEL.get(of).is_some()));
    }
}
