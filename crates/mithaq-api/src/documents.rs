//! Where documents are served. Their bytes do not go through GraphQL.

use mithaq_domain::act::AgreementId;
use mithaq_domain::document::DocumentHash;

/// Where documents are served, beside GraphQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentAddresses {
    base: String,
}

impl DocumentAddresses {
    /// Addresses that begin with what callers reach the server by; where that is not known, paths.
    #[must_use]
    pub fn under(base: Option<&str>) -> Self {
        Self { base: base.unwrap_or_default().trim_end_matches('/').to_owned() }
    }

    /// Where a document of an agreement is served.
    #[must_use]
    pub fn of(&self, agreement: AgreementId, hash: DocumentHash) -> String {
        format!("{}/documents/{agreement}/{hash}", self.base)
    }
}
