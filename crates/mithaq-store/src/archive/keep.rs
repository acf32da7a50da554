//! What is kept, and what is thrown away.

use std::path::Path as File;
use std::time::SystemTime;

use chrono::{DateTime, Utc};
use futures_util::TryStreamExt;
use futures_util::stream::{BoxStream, StreamExt};
use mithaq_domain::document::DocumentHash;
use object_store::path::Path;
use object_store::{Error, ObjectStore, ObjectStoreExt};

use super::{Archive, ArchiveError, INCOMING, KEPT, Received, kept};

impl Archive {
    /// Keeps a document under its hash; in the place of the same bytes, where they are kept already.
    pub(crate) async fn keep(&self, received: &Received) -> Result<(), ArchiveError> {
        Ok(self.objects.rename(&received.incoming, &kept(received.hash)).await?)
    }

    /// Throws away a document that came in and is not to be kept. What was kept already stays, and nothing refers to it.
    pub(crate) async fn discard(&self, received: &Received) {
        match self.objects.delete(&received.incoming).await {
            Ok(()) | Err(Error::NotFound { .. }) => (),
            Err(cause) => tracing::warn!(%cause, "a document could not be thrown away; `mithaq documents sweep` will"),
        }
    }

    /// Throws away what is kept under a hash.
    pub(crate) async fn remove(&self, hash: DocumentHash) -> Result<(), ArchiveError> {
        Ok(self.objects.delete(&kept(hash)).await?)
    }

    /// The hash of everything that is kept.
    pub(crate) fn hashes(&self) -> BoxStream<'static, Result<DocumentHash, ArchiveError>> {
        let found = self.objects.list(Some(&Path::from(KEPT)));
        // What is not named by a hash is none of ours.
        found
            .map_err(ArchiveError::from)
            .try_filter_map(|object| async move {
                Ok(object.location.filename().and_then(|name| name.parse::<DocumentHash>().ok()))
            })
            .boxed()
    }

    /// Throws away what began to come in before a moment and was never kept, if `really`; answers how much there is.
    pub(crate) async fn unfinished(&self, before: DateTime<Utc>, really: bool) -> Result<u64, ArchiveError> {
        if let Some(folder) = &self.folder {
            let incoming = folder.join(INCOMING);
            let swept = sweep_folder(&incoming, before.into(), really);
            return swept.map_err(|cause| ArchiveError::Folder(incoming, cause));
        }
        let mut found = self.objects.list(Some(&Path::from(INCOMING)));
        let mut count = 0;
        while let Some(object) = found.try_next().await? {
            if object.last_modified < before {
                count += 1;
                if really {
                    self.objects.delete(&object.location).await?;
                }
            }
        }
        Ok(count)
    }
}

/// The library does not list files that it has not finished, so the folder is read by itself.
fn sweep_folder(incoming: &File, before: SystemTime, really: bool) -> std::io::Result<u64> {
    let mut count = 0;
    for file in std::fs::read_dir(incoming)? {
        let file = file?;
        if file.metadata()?.modified()? < before {
            count += 1;
            if really {
                std::fs::remove_file(file.path())?;
            }
        }
    }
    Ok(count)
}
