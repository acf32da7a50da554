//! Where documents are to be kept.

use std::path::PathBuf;

/// Where documents are to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArchiveConfig {
    /// In a folder of this machine.
    Folder(PathBuf),
    /// In a bucket of an S3-compatible service.
    Bucket(Bucket),
}

/// A bucket of an S3-compatible service.
#[derive(Clone, PartialEq, Eq)]
pub struct Bucket {
    /// Its name.
    pub name: String,
    /// What every key in it begins with; may be empty.
    pub prefix: String,
    /// The service's address; none: Amazon's own for the region.
    pub endpoint: Option<String>,
    /// The region that requests are signed for.
    pub region: String,
    /// Whose requests they are.
    pub access_key: String,
    /// What they are signed with.
    pub secret_key: String,
}

// Its keys are nobody's business.
impl std::fmt::Debug for Bucket {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bucket").field("name", &self.name).field("prefix", &self.prefix).finish_non_exhaustive()
    }
}
