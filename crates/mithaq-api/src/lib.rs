//! The registry's GraphQL subgraph, without HTTP.
//!
//! A server proves who asks, reads the body, and calls [`Api::execute`].

mod failure;
mod guard;
mod limits;
mod request;
mod scalar;
mod sdl;
mod words;

pub use failure::Code;
pub use limits::Limits;
pub use request::{Answer, AnswerKind, Caller, RequestBody, Scope};
