//! Other registers' records turned into acts, with every doubt reported.
//!
//! A file is read record by record ([`Records`]); a record is interpreted ([`interpret`]) without a look at
//! anything but itself; what follows for the log is decided ([`decide()`]); and what became of all of them is counted
//! ([`Report`]). Nothing is lost: a line that makes no sense is a record too, and waits in quarantine with its
//! reason. Nothing is guessed silently: whatever goes beyond the plain reading is a [`Doubt`].
//!
//! The registry's own format, one act a line, is in [`jsonl`].

mod actors;
mod areas;
mod bodies;
mod citations;
mod concordia;
mod date;
mod decide;
mod doubt;
mod forms;
pub mod jsonl;
mod names;
mod phrases;
mod read;
mod register;
mod report;
mod uk_treaties;
mod verdict;

pub use citations::{Catalogue, Listed};
pub use decide::decide;
pub use doubt::{Doubt, DoubtCode, Reason};
pub use names::{Manner, NameLanguage, Resolved, Unresolved, resolve};
pub use read::{RawRecord, Records};
pub use register::Register;
pub use report::{Outcome, Report, StatusDifference};
pub use verdict::{Reading, Verdict, facts, interpret, judge, of_the_law};
