//! Which other agreement a title says that its instrument amends, extends or ends, and where the register holds it.
//!
//! A title that tells so becomes an act (`RELATED`) with the other in the register's words ([`Citation`]); whether that
//! is an agreement of the same register, and which, is told by all of its records together ([`Catalogue`]).

mod catalogue;
mod day;
mod relation;
mod words;

pub use catalogue::{Catalogue, Listed};
pub(crate) use relation::Citation;
