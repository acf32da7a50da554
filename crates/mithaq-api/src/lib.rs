//! The registry's GraphQL subgraph, without HTTP.
//!
//! A server proves who asks, reads the body, and calls [`Api::execute`].

mod api;
mod batch;
mod documents;
mod failure;
mod feed;
mod guard;
mod input;
mod limits;
mod mutation;
mod output;
mod query;
mod reading;
mod registry;
mod request;
mod scalar;
mod sdl;
mod seal;
mod subscription;
mod words;

pub use api::{Api, ApiConfig, Request, sdl};
pub use documents::DocumentAddresses;
pub use failure::Code;
pub use limits::Limits;
pub use reading::reader;
pub use request::{Answer, AnswerKind, Caller, OperationKind, RequestBody, Scope};
pub use subscription::{Event, Subscribed};
