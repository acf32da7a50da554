//! A file of another register, read record by record.

mod comma;
mod fields;
mod lines;
mod record;

pub(crate) use fields::Fields;
pub(crate) use lines::{Lines, without_bom};
pub use record::{RawRecord, Records};
