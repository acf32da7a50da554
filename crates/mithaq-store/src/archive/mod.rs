//! Where the bytes of documents lie: a folder, or a bucket of an S3-compatible service.
//!
//! Bytes come in under a name of their own, and are kept under their hash only once a row of `documents` refers to
//! them. So they are never served before they are whole, and never without a row that says who may see them.

mod config;
mod error;
mod keep;
mod read;
mod upload;

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{ObjectStore, RetryConfig};

pub use config::{ArchiveConfig, Bucket};
pub use error::ArchiveError;
pub use upload::{Announced, Received, Upload};

/// Under which bytes lie while they come in.
const INCOMING: &str = "incoming";

/// Under which bytes are kept.
const KEPT: &str = "sha256";

/// How many bytes are written to a folder at once.
const FOLDER_PART: usize = 256 * 1024;

/// How many bytes are sent to a bucket at once: as few as the protocol lets a part have.
const BUCKET_PART: usize = 5 * 1024 * 1024;

/// How long a request to a bucket is tried for. A transaction waits for it.
const PATIENCE: Duration = Duration::from_secs(20);

/// Where the bytes of documents lie.
#[derive(Debug, Clone)]
pub struct Archive {
    objects: Arc<dyn ObjectStore>,
    /// The folder, where it is one.
    folder: Option<PathBuf>,
    /// How many bytes are written at once.
    part: usize,
}

impl Archive {
    /// Opens it. A folder is made where there is none, for this user's eyes only; a bucket is asked for nothing yet.
    ///
    /// # Errors
    /// Where the folder cannot be made, or the bucket's address cannot be understood.
    pub fn open(config: &ArchiveConfig) -> Result<Self, ArchiveError> {
        match config {
            ArchiveConfig::Folder(folder) => Self::in_folder(folder),
            ArchiveConfig::Bucket(bucket) => Self::in_bucket(bucket),
        }
    }

    fn in_folder(folder: &std::path::Path) -> Result<Self, ArchiveError> {
        let incoming = folder.join(INCOMING);
        let made = DirBuilder::new().recursive(true).mode(0o700).create(incoming);
        made.map_err(|cause| ArchiveError::Folder(folder.to_owned(), cause))?;
        let files = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
        Ok(Self { objects: Arc::new(files), folder: Some(folder.to_owned()), part: FOLDER_PART })
    }

    fn in_bucket(bucket: &Bucket) -> Result<Self, ArchiveError> {
        let retry = RetryConfig { max_retries: 3, retry_timeout: PATIENCE, ..RetryConfig::default() };
        let mut service = AmazonS3Builder::new()
            .with_bucket_name(&bucket.name)
            .with_region(&bucket.region)
            .with_access_key_id(&bucket.access_key)
            .with_secret_access_key(&bucket.secret_key)
            .with_retry(retry);
        if let Some(endpoint) = &bucket.endpoint {
            service = service.with_endpoint(endpoint).with_allow_http(endpoint.starts_with("http://"));
        }
        let objects = PrefixStore::new(service.build()?, bucket.prefix.as_str());
        Ok(Self { objects: Arc::new(objects), folder: None, part: BUCKET_PART })
    }
}

/// Where bytes of a hash are kept. No folder gets more than a 256th of them.
fn kept(hash: mithaq_domain::document::DocumentHash) -> Path {
    let hash = hash.to_string();
    Path::from_iter([KEPT, &hash[..2], &hash])
}
