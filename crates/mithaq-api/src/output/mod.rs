//! What the schema answers with.

pub(crate) mod day;
pub(crate) mod page_info;
pub(crate) mod text;
pub(crate) mod viewer;
