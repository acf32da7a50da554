//! The bytes of a document as they come in.

use bytes::Bytes;
use mithaq_domain::document::{DocumentHash, Inspection, MediaType};
use object_store::path::Path;
use object_store::{ObjectStoreExt, WriteMultipart};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Archive, ArchiveError, INCOMING};

/// The bytes of a document as they come in. Dropped before its end, it leaves nothing in a folder; in a bucket it
/// leaves an unfinished upload, which nobody can read.
pub struct Upload {
    sink: WriteMultipart,
    incoming: Path,
    inspection: Inspection,
    digest: Sha256,
    announced: Announced,
}

/// What is said of a document before it comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Announced {
    /// What kind of file it is.
    pub media_type: MediaType,
    /// How many bytes it may have.
    pub limit: u64,
    /// The hash of its bytes, where that is said.
    pub hash: Option<DocumentHash>,
}

/// A document that came in whole, and that nothing refers to yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// The hash of its bytes.
    pub hash: DocumentHash,
    /// What kind of file it is.
    pub media_type: MediaType,
    /// How many bytes it has.
    pub size: u64,
    /// Where the bytes lie meanwhile.
    pub(super) incoming: Path,
}

impl Archive {
    /// Begins to take a document in.
    ///
    /// # Errors
    /// Where the archive does not answer.
    pub async fn upload(&self, id: Uuid, announced: Announced) -> Result<Upload, ArchiveError> {
        let incoming = Path::from_iter([INCOMING.to_owned(), id.to_string()]);
        let sink = self.objects.put_multipart(&incoming).await?;
        Ok(Upload {
            sink: WriteMultipart::new_with_chunk_size(sink, self.part),
            incoming,
            inspection: Inspection::of(announced.media_type),
            digest: Sha256::new(),
            announced,
        })
    }
}

impl Upload {
    /// Takes the next bytes in.
    ///
    /// # Errors
    /// Where there are too many of them, they are not what they are said to be, or the archive does not answer.
    pub async fn write(&mut self, bytes: Bytes) -> Result<(), ArchiveError> {
        self.inspection.look(&bytes)?;
        let limit = self.announced.limit;
        if self.inspection.read() > limit {
            return Err(ArchiveError::TooLarge { limit });
        }
        self.digest.update(&bytes);
        // No more than one part waits to be written while the next comes in.
        self.sink.wait_for_capacity(1).await?;
        self.sink.put(bytes);
        Ok(())
    }

    /// Ends it: the document is whole.
    ///
    /// # Errors
    /// Where it is not what it is said to be, or the archive does not answer.
    pub async fn finish(self) -> Result<Received, ArchiveError> {
        let hash = DocumentHash(self.digest.clone().finalize().into());
        if let Err(fault) = self.check(hash) {
            self.abort().await?;
            return Err(fault);
        }
        self.sink.finish().await?;
        let (media_type, size) = (self.announced.media_type, self.inspection.read());
        Ok(Received { hash, media_type, size, incoming: self.incoming })
    }

    fn check(&self, found: DocumentHash) -> Result<(), ArchiveError> {
        self.inspection.end()?;
        match self.announced.hash {
            Some(said) if said != found => Err(ArchiveError::OtherHash { said, found }),
            Some(_) | None => Ok(()),
        }
    }

    /// Gives it up: nothing of it is left.
    ///
    /// # Errors
    /// Where the archive does not answer.
    pub async fn abort(self) -> Result<(), ArchiveError> {
        Ok(self.sink.abort().await?)
    }
}
