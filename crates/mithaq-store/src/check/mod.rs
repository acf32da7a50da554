//! Whether what is stored is what was recorded.

mod due;
mod rebuild;
mod verify;

pub use due::Due;
pub use rebuild::Rebuilt;
pub use verify::{Fault, Verified};
