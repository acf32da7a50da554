//! Tests of the running binary, on the real PostgreSQL and the real Kafka.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod arrows;
mod audiences;
mod book;
mod documents;
mod erase;
mod events;
mod exchange;
mod generate;
mod http;
mod import;
mod journey;
mod mithaq;
mod persisted;
mod registry;
mod settings;
mod tokens;
