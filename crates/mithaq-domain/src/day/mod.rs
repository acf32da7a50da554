//! Days as sources give them and as clauses count them.

mod legal_day;
mod offset;
mod partial;
mod period;
mod place;
mod recurrence;
mod span;

pub use legal_day::LegalDay;
pub use offset::{Anchor, Counting, Offset};
pub use partial::{InvalidDate, PartialDate};
pub use period::{Period, PeriodUnit};
pub use place::civil_day;
pub use recurrence::{InvalidRecurrence, Recurrence};
pub use span::Span;
