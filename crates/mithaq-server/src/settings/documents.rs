//! Where documents are kept.

use std::path::PathBuf;

use clap::Args;
use mithaq_store::{ArchiveConfig, Bucket};

use super::faults::Faults;

/// Where documents are kept.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Documents")]
pub(crate) struct DocumentArgs {
    /// Where the files of texts and instruments are kept: a folder, or a bucket of an S3-compatible service, `s3://bucket/prefix`
    #[arg(long = "documents", env = "MITHAQ_DOCUMENTS", value_name = "PLACE", default_value = "documents")]
    pub(crate) place: Option<String>,
    /// The service's address, such as `https://minio.example:9000` [default: Amazon's own for the region]
    #[arg(long = "s3-endpoint", env = "MITHAQ_S3_ENDPOINT", value_name = "URL")]
    pub(crate) endpoint: Option<String>,
    /// The region that requests are signed for
    #[arg(long = "s3-region", env = "MITHAQ_S3_REGION", value_name = "REGION", default_value = "us-east-1")]
    pub(crate) region: Option<String>,
    /// The key by which the service knows this program
    #[arg(long = "s3-access-key", env = "MITHAQ_S3_ACCESS_KEY", value_name = "KEY", hide_env_values = true)]
    pub(crate) access_key: Option<String>,
    /// The secret that belongs to the key
    #[arg(long = "s3-secret-key", env = "MITHAQ_S3_SECRET_KEY", value_name = "SECRET", hide_env_values = true)]
    pub(crate) secret_key: Option<String>,
}

/// A place as it is written.
enum Place {
    Folder(PathBuf),
    Bucket { name: String, prefix: String },
}

impl DocumentArgs {
    /// Where documents are kept, where nothing is wrong with it.
    pub(crate) fn check(&self, faults: &mut Faults) -> Option<ArchiveConfig> {
        let way_out = "name a folder, or a bucket such as s3://documents/mithaq";
        match faults.required("MITHAQ_DOCUMENTS", self.place.as_deref(), way_out, place)? {
            Place::Folder(folder) => Some(ArchiveConfig::Folder(folder)),
            Place::Bucket { name, prefix } => self.check_bucket(faults, name, prefix).map(ArchiveConfig::Bucket),
        }
    }

    fn check_bucket(&self, faults: &mut Faults, name: String, prefix: String) -> Option<Bucket> {
        let mut required = |name: &str, text: Option<&String>, way_out: &str| {
            faults.required(name, text.map(String::as_str), way_out, |text| Ok(text.to_owned()))
        };
        let region = required("MITHAQ_S3_REGION", self.region.as_ref(), "name the bucket's region, such as us-east-1");
        let access_key = required(
            "MITHAQ_S3_ACCESS_KEY",
            self.access_key.as_ref(),
            "give the key by which the service knows this program",
        );
        let secret_key = required(
            "MITHAQ_S3_SECRET_KEY",
            self.secret_key.as_ref(),
            "give the secret that belongs to MITHAQ_S3_ACCESS_KEY",
        );
        let endpoint = faults.optional("MITHAQ_S3_ENDPOINT", self.endpoint.as_deref(), super::address::web);
        Some(Bucket { name, prefix, endpoint, region: region?, access_key: access_key?, secret_key: secret_key? })
    }
}

fn place(text: &str) -> Result<Place, String> {
    let Some(bucket) = text.strip_prefix("s3://") else {
        return match text.split_once("://") {
            Some(_) => Err(format!("{text:?} is neither a folder nor a bucket such as s3://documents/mithaq")),
            None => Ok(Place::Folder(text.into())),
        };
    };
    let (name, prefix) = bucket.split_once('/').unwrap_or((bucket, ""));
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.');
    if !(3..=63).contains(&name.len()) || !name.bytes().all(is_plain) {
        return Err(format!(
            "names the bucket {name:?}; a bucket's name has 3 to 63 small letters, digits, dashes and dots"
        ));
    }
    Ok(Place::Bucket { name: name.to_owned(), prefix: prefix.trim_matches('/').to_owned() })
}
