//! Documents: the files of texts and instruments.

use std::sync::Arc;

use async_graphql::Object;
use chrono::Utc;
use mithaq_domain::act::AgreementId;
use mithaq_domain::document::DocumentHash;
use mithaq_store::DocumentView;

use crate::failure::{Failure, Nullable};
use crate::reading::Reading;
use crate::scalar::{DateTime, Language};
use crate::words::SecurityLabel;

/// Where a document stands among those of its agreement: when it was added, and its hash.
type Place = (chrono::DateTime<Utc>, String);

/// A document of an agreement: the file of a text or an instrument.
#[derive(Clone)]
pub(crate) struct AgreementDocument {
    view: DocumentView,
    reading: Arc<Reading>,
}

impl AgreementDocument {
    /// The documents of an agreement that the caller may see, in the order in which they were added.
    pub(crate) async fn all(agreement: AgreementId, reading: &Arc<Reading>) -> Result<Vec<(Place, Self)>, Failure> {
        let found = reading.documents.load(agreement).await?.unwrap_or_default();
        let of = |view: &DocumentView| {
            let place = (view.added_at, view.hash.to_string());
            (place, Self { view: view.clone(), reading: Arc::clone(reading) })
        };
        Ok(found.iter().map(of).collect())
    }
}

/// A document of an agreement: the file of a text or an instrument, as PDF or plain text. Acts name it by its SHA-256. Its
/// bytes are sent to and got from an address beside this API, with the same token.
#[Object]
impl AgreementDocument {
    /// What its file is called.
    async fn name(&self) -> &str {
        self.view.name.as_str()
    }

    /// What kind of file it is: `application/pdf` or `text/plain` (in UTF-8).
    async fn media_type(&self) -> &str {
        self.view.media_type.as_str()
    }

    /// How many bytes it has.
    async fn size(&self) -> u64 {
        self.view.size
    }

    /// SHA-256 of its bytes, in hexadecimal.
    async fn sha256(&self) -> String {
        self.view.hash.to_string()
    }

    /// The language that it is in, where that is said.
    async fn language(&self) -> Option<Language> {
        self.view.language.clone().map(Language)
    }

    /// How far it is kept from being known: as far as its agreement, or farther.
    async fn label(&self) -> SecurityLabel {
        self.view.classification.into()
    }

    /// When it was added.
    async fn added_at(&self) -> DateTime {
        DateTime(self.view.added_at)
    }

    /// Where its bytes are got from by HTTP, with the same token: an address, or a path on the registry's own server.
    async fn url(&self) -> String {
        self.reading.registry.config.documents.of(self.view.agreement, self.view.hash)
    }
}

/// A file that an act names by its hash.
pub(crate) struct NamedFile {
    agreement: AgreementId,
    hash: Option<DocumentHash>,
    reading: Arc<Reading>,
}

impl NamedFile {
    /// The file of a hash, where one is named.
    pub(crate) fn of(agreement: AgreementId, sha256: Option<&str>, reading: &Arc<Reading>) -> Self {
        let hash = sha256.and_then(|text| text.parse().ok());
        Self { agreement, hash, reading: Arc::clone(reading) }
    }

    /// The file itself, where it is among the agreement's documents and the caller may see it.
    pub(crate) async fn document(&self) -> Nullable<AgreementDocument> {
        let hash = self.hash?;
        let views = self.reading.documents.load(self.agreement).await.transpose()?;
        let of = |view: &DocumentView| AgreementDocument { view: view.clone(), reading: Arc::clone(&self.reading) };
        views.map(|views| views.iter().find(|view| view.hash == hash).map(of)).transpose()
    }
}
