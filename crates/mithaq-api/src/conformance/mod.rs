//! The subgraph that Apollo's compatibility suite asks for, by the guard, the federation and the answers of the registry.
//!
//! It stands behind a feature that no released build has: the suite brings its own schema, so that what it says of this
//! service it can say only of what is not about agreements.

mod federation;
mod schema;

use std::sync::LazyLock;

use async_graphql::{EmptyMutation, EmptySubscription, Schema, SchemaBuilder};
use chrono::{DateTime, Utc};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;

use self::federation::FEDERATION;
use self::schema::Query;
use crate::extensions::Extensions;
use crate::failure::Failure;
use crate::guard::Openings;
use crate::limits::Limits;
use crate::request::{Answer, Request, RequestBody};
use crate::sdl::{Model, write};
use crate::served::{Served, describe};
use crate::subgraph::Subgraph;
use crate::subscription::Subscribed;

static MODEL: LazyLock<Model> = LazyLock::new(|| describe(builder(), &FEDERATION));
static SDL: LazyLock<String> = LazyLock::new(|| write(&MODEL));

/// The subgraph of products.
pub struct Products {
    served: Served<Query, EmptyMutation, EmptySubscription>,
}

impl Products {
    /// With the time.
    #[must_use]
    pub fn new(now: fn() -> DateTime<Utc>) -> Self {
        let openings = Openings { introspection: true, service_sdl: true };
        Self { served: Served::new(builder, &MODEL, Limits::default(), openings, now) }
    }
}

impl Subgraph for Products {
    fn find(&self, body: RequestBody) -> Result<RequestBody, Answer> {
        Ok(body)
    }

    fn execute(&self, request: Request) -> BoxFuture<'_, Answer> {
        async move {
            match self.served.admit(&request.body) {
                Ok(asked) => {
                    let keep = asked.keep();
                    Answer::of_response(self.served.execute(asked, request.trace).await, Extensions::default(), keep)
                }
                Err(failure) => Answer::failed(failure),
            }
        }
        .boxed()
    }

    fn subscribe(&self, _request: &Request) -> Result<Subscribed, Answer> {
        Err(Answer::failed(Failure::bad_input("there is nothing to subscribe to here")))
    }
}

fn builder() -> SchemaBuilder<Query, EmptyMutation, EmptySubscription> {
    Schema::build(Query, EmptyMutation, EmptySubscription)
}

fn sdl() -> &'static str {
    &SDL
}
