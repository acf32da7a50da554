//! The subgraph's SDL, written by our own hand.
//!
//! The library's exporter prints some things that do not parse, leaves out others, and takes over
//! `_entities` and `_service` wherever a type has a key. So types have no keys for the library, and
//! everything that federation adds stands in one table: [`federation`].

pub(crate) mod federation;
mod model;
mod write;

pub(crate) use model::{INTROSPECTION, Input, Kind, Model, Shape, Type};
pub(crate) use write::write;
