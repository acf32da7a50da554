//! The API on a real PostgreSQL: one binary.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod available;
mod book;
mod calendar;
mod changes;
mod conflicts;
mod deadlines;
mod documents;
mod entities;
mod hidden;
mod journey;
mod lists;
mod performance;
mod record;
mod refusals;
mod relationship;
mod requests;
mod scenarios;
mod schema;
mod search;
mod simulation;
mod statements;
