//! Whether what is stored is what was recorded.

mod documents;
mod due;
mod rebuild;
mod verify;

pub use documents::{Inspected, Swept};
pub use due::Due;
pub use rebuild::Rebuilt;
pub use verify::{Fault, Verified};
