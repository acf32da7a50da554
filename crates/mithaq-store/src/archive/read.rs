//! Documents as they go out.

use std::ops::Range;

use bytes::Bytes;
use futures_util::stream::{self, BoxStream, StreamExt};
use mithaq_domain::document::DocumentHash;
use object_store::{Error, ObjectStoreExt};
use sha2::{Digest, Sha256};

use super::{Archive, ArchiveError, kept};

/// How many bytes are read at once. Each piece is a request of its own, so that a reader who is slow keeps none open.
const PIECE: u64 = 512 * 1024;

impl Archive {
    /// The bytes of a document from one place to before another, piece by piece.
    #[must_use]
    pub fn read(&self, hash: DocumentHash, range: Range<u64>) -> BoxStream<'static, Result<Bytes, ArchiveError>> {
        let archive = self.clone();
        stream::try_unfold(range, move |left| {
            let archive = archive.clone();
            async move {
                if left.is_empty() {
                    return Ok(None);
                }
                let end = left.end.min(left.start + PIECE);
                let piece = archive.piece(hash, left.start..end).await?;
                Ok(Some((piece, end..left.end)))
            }
        })
        .boxed()
    }

    /// Whether the bytes that are kept under a hash, so many, are the ones that it is of.
    ///
    /// # Errors
    /// Where they are not there, or the archive does not answer.
    pub async fn holds(&self, hash: DocumentHash, size: u64) -> Result<bool, ArchiveError> {
        let found = self.objects.head(&kept(hash)).await.map_err(|error| missing(hash, error))?;
        if found.size != size {
            return Ok(false);
        }
        let mut digest = Sha256::new();
        let mut pieces = self.read(hash, 0..size);
        while let Some(piece) = pieces.next().await {
            digest.update(piece?);
        }
        Ok(DocumentHash(digest.finalize().into()) == hash)
    }

    async fn piece(&self, hash: DocumentHash, range: Range<u64>) -> Result<Bytes, ArchiveError> {
        self.objects.get_range(&kept(hash), range).await.map_err(|error| missing(hash, error))
    }
}

fn missing(hash: DocumentHash, error: Error) -> ArchiveError {
    match error {
        Error::NotFound { .. } => ArchiveError::Missing(hash),
        // The library's list is open.
        other => ArchiveError::Unavailable(other),
    }
}
