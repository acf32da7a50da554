//! Whether what is stored is what was recorded.

mod documents;
mod due;
mod rebuild;
mod verify;

pub use documents::{Inspected, Swept};
pub use due::Due;
pub use rebuild::Rebuilt;
pub(crate) use rebuild::{delete_derived, derive, lift_policies, restore_policies};
pub use verify::{Fault, Verified};
