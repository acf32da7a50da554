//! Search: by which texts an agreement is found, how a language reads them, and where in them a search has its hits.

mod arabic;
mod clauses;
mod highlight;
mod language;
mod query;
mod texts;
mod words;

pub use highlight::{Highlight, Segment};
pub(crate) use highlight::{Marked, highlights, readings};
pub use language::SearchLanguage;
pub use query::Search;
pub use texts::SearchPlace;
pub(crate) use texts::{SearchText, texts};
pub(crate) use words::{Word, words};
