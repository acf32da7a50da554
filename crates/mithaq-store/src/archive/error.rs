//! What can go wrong with the bytes of a document.

use std::path::PathBuf;

use mithaq_domain::document::{DocumentHash, NotAsSaid};

/// What can go wrong with the bytes of a document.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// There are more of them than a document may have.
    #[error("the document has more than {limit} bytes")]
    TooLarge {
        /// How many it may have.
        limit: u64,
    },
    /// They are not what they are said to be.
    #[error(transparent)]
    NotAsSaid(#[from] NotAsSaid),
    /// They are others than were announced.
    #[error("the document has the hash {found}, and not {said}")]
    OtherHash {
        /// The hash that was announced.
        said: DocumentHash,
        /// The hash that they have.
        found: DocumentHash,
    },
    /// They are referred to, and are not there.
    #[error("the bytes of document {0} are not there")]
    Missing(DocumentHash),
    /// The folder cannot be made.
    #[error("the folder {0:?} cannot be used")]
    Folder(PathBuf, #[source] std::io::Error),
    /// The folder or the bucket does not do what it is asked to.
    #[error("the archive of documents does not answer")]
    Unavailable(#[from] object_store::Error),
}
