//! The API on a real PostgreSQL: one binary.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod available;
mod book;
mod changes;
mod deadlines;
mod documents;
mod entities;
mod hidden;
mod journey;
mod lists;
mod performance;
mod record;
mod refusals;
mod requests;
mod scenarios;
mod schema;
mod search;
mod simulation;
mod statements;
