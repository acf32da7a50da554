//! Behaviour of the store on a real PostgreSQL.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod book;
mod dated_ahead;
mod deadlines;
mod documents;
mod erasing;
mod import;
mod integrity;
mod large;
mod reading;
mod schema;
mod search;
mod stream;
mod visibility;
mod writing;
