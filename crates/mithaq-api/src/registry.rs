//! What all requests share.

use std::sync::Arc;

use mithaq_domain::act::AgreementId;
use mithaq_store::Store;

use crate::api::ApiConfig;
use crate::feed::Feed;
use crate::seal::Seal;

/// What all requests share: the store, what the operator decides, and the seals.
pub(crate) struct Registry {
    pub(crate) store: Store,
    pub(crate) config: ApiConfig,
    pub(crate) cursors: Seal,
    pub(crate) feed: Arc<Feed>,
    versions: Seal,
}

impl Registry {
    pub(crate) fn new(store: Store, config: ApiConfig) -> Self {
        let (cursors, versions) = (Seal::new(&config.key, "cursor"), Seal::new(&config.key, "version"));
        let feed = Arc::new(Feed::new(store.stream()));
        Self { store, config, cursors, feed, versions }
    }

    /// The text by which a client names the version of an agreement that it has seen.
    pub(crate) fn seal_version(&self, agreement: AgreementId, version: u32) -> String {
        self.versions.seal(&version.to_be_bytes(), agreement.0.as_bytes())
    }

    /// The version that a client names, where the text is of this agreement.
    pub(crate) fn open_version(&self, agreement: AgreementId, text: &str) -> Option<u32> {
        let bytes = self.versions.open(text, agreement.0.as_bytes())?;
        Some(u32::from_be_bytes(bytes.try_into().ok()?))
    }
}
