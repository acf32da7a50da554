//! HTTP: GraphQL, GraphiQL and documents on one address, health and metrics on another.

mod accept;
mod admin;
mod body;
mod content;
mod documents;
mod events;
mod graphiql;
mod graphql;
mod health;
mod query_string;
mod refusal;
mod reply;
mod request_id;
mod serve;
mod shared;
mod socket;
mod subscribers;

pub(crate) use admin::{Admin, serve_admin};
pub(crate) use documents::Documents;
pub(crate) use graphql::Graphql;
pub(crate) use health::Health;
#[cfg(feature = "conformance")]
pub(crate) use serve::serve_graphql;
pub(crate) use serve::{Serving, serve};
pub(crate) use subscribers::Subscribers;
