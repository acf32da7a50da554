//! HTTP: GraphQL and GraphiQL on one address, health and metrics on another.

mod accept;
mod admin;
mod body;
mod content;
mod events;
mod graphiql;
mod graphql;
mod health;
mod query_string;
mod refusal;
mod reply;
mod request_id;
mod serve;
mod socket;
mod subscribers;

pub(crate) use admin::{Admin, serve_admin};
pub(crate) use graphql::Graphql;
pub(crate) use health::Health;
pub(crate) use serve::{Serving, serve};
pub(crate) use subscribers::Subscribers;
