//! The API on a real PostgreSQL: one binary.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod available;
mod book;
mod changes;
mod documents;
mod entities;
mod hidden;
mod journey;
mod lists;
mod refusals;
mod requests;
mod schema;
mod search;
mod statements;
