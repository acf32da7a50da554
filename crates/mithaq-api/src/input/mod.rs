//! What the schema takes.

pub(crate) mod act;
pub(crate) mod actor_ref;
pub(crate) mod change_filter;
pub(crate) mod due;
pub(crate) mod feed_place;
pub(crate) mod filter;
pub(crate) mod id;
pub(crate) mod import_filter;
pub(crate) mod order;
pub(crate) mod page;
pub(crate) mod rules;
pub(crate) mod terms;
pub(crate) mod text;
