//! The registry's GraphQL subgraph, without HTTP.
//!
//! A server proves who asks, reads the body, and calls [`Subgraph::execute`] of an [`Api`].

mod answer;
mod api;
mod batch;
#[cfg(feature = "conformance")]
mod conformance;
mod documents;
mod extensions;
mod failure;
mod feed;
mod guard;
mod input;
mod kept;
mod limits;
mod mutation;
mod output;
mod persisted;
mod query;
mod reading;
mod registry;
mod representation;
mod request;
mod scalar;
mod sdl;
mod seal;
mod served;
mod subgraph;
mod subscription;
mod trace;
mod words;

pub use api::{Api, ApiConfig, sdl};
#[cfg(feature = "conformance")]
pub use conformance::Products;
pub use documents::DocumentAddresses;
pub use failure::Code;
pub use limits::Limits;
pub use persisted::{BadManifest, DocumentPolicy, TrustedDocuments};
pub use reading::reader;
pub use request::{Answer, AnswerKind, Caller, Keep, OperationKind, Request, RequestBody, Scope};
pub use subgraph::Subgraph;
pub use subscription::{Event, Subscribed};
