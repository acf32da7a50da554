//! What the schema answers with.

pub(crate) mod act;
pub(crate) mod actor;
pub(crate) mod actors;
pub(crate) mod agreement;
pub(crate) mod available;
pub(crate) mod change;
pub(crate) mod connection;
pub(crate) mod day;
pub(crate) mod details;
pub(crate) mod document;
pub(crate) mod import_record;
pub(crate) mod page_info;
pub(crate) mod party;
pub(crate) mod payload;
pub(crate) mod reason;
pub(crate) mod refusal;
pub(crate) mod search;
pub(crate) mod snapshot;
pub(crate) mod statistics;
pub(crate) mod status;
pub(crate) mod terms;
pub(crate) mod text;
pub(crate) mod viewer;
