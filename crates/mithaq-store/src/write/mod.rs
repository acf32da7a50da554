//! The one way in: acts, their queue rows and the projections, in one transaction.

mod append;
pub(crate) mod calendar;
mod change;
mod document;
mod erase;
mod idempotency;
mod import;
pub(crate) mod label;
mod lexicon;
mod lock;
mod open;
pub(crate) mod projection;
mod relation;
mod restore;
mod seal;
pub(crate) mod status;
mod text;
mod words;

pub use change::Changed;
pub use document::NewDocument;
pub use erase::Erased;
pub use import::{Decision, ImportOutcome, ImportRecord, ImportTally, Reasoned};
pub use restore::Restored;
