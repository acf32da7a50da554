//! Documents: the files of texts and instruments. Acts name them by the hash of their bytes.

mod hash;
mod inspection;
mod media_type;
mod name;

pub use hash::{DocumentHash, InvalidHash};
pub use inspection::{Inspection, NotAsSaid};
pub use media_type::MediaType;
pub use name::{DocumentName, InvalidName};
