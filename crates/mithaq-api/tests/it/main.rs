//! The API on a real PostgreSQL: one binary.

mod book;
mod entities;
mod hidden;
mod journey;
mod lists;
mod refusals;
mod requests;
mod schema;
