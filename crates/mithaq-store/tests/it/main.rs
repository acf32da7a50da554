//! Behaviour of the store on a real PostgreSQL.

mod book;
mod import;
mod integrity;
mod reading;
mod schema;
mod stream;
mod visibility;
mod writing;
