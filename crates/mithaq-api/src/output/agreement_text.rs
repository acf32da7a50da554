//! The texts of an agreement.

use std::sync::Arc;

use async_graphql::{ComplexObject, SimpleObject};
use mithaq_domain::act::{self, AgreementId};

use super::document::{AgreementDocument, NamedFile};
use crate::failure::Nullable;
use crate::reading::Reading;
use crate::scalar::Language;
use crate::words::TextKind;

/// A text in one language. Authentic texts are equally authoritative unless one prevails (VCLT 33).
#[derive(SimpleObject)]
#[graphql(complex)]
pub(crate) struct AgreementText {
    /// What it is.
    kind: TextKind,
    /// Its language.
    language: Language,
    /// Whether the parties made it authentic (10, 33(1)).
    authentic: bool,
    /// Whether it prevails where the texts differ (33(1)).
    prevails: bool,
    /// SHA-256 of its file, in hexadecimal.
    sha256: Option<String>,
    /// The media type of its file.
    media_type: Option<String>,
    /// Its clauses, as far as they are recorded one by one.
    clauses: Vec<Clause>,
    #[graphql(skip)]
    file: NamedFile,
}

#[ComplexObject]
impl AgreementText {
    /// Its file, where the registry keeps it and the caller may see it.
    async fn document(&self) -> Nullable<AgreementDocument> {
        self.file.document().await
    }
}

/// A numbered provision of a text.
#[derive(SimpleObject)]
pub(crate) struct Clause {
    /// Its number in the text: `12(3)`.
    number: String,
    /// Its heading.
    heading: Option<String>,
    /// Its words.
    text: Option<String>,
}

impl AgreementText {
    /// A text of an agreement.
    pub(crate) fn of(text: &act::Text, agreement: AgreementId, reading: &Arc<Reading>) -> Self {
        Self {
            kind: text.kind.into(),
            language: Language(text.language.clone()),
            authentic: text.authentic,
            prevails: text.prevails,
            sha256: text.sha256.clone(),
            media_type: text.media_type.clone(),
            clauses: text.clauses.iter().map(Into::into).collect(),
            file: NamedFile::of(agreement, text.sha256.as_deref(), reading),
        }
    }
}

impl From<&act::Clause> for Clause {
    fn from(clause: &act::Clause) -> Self {
        Self { number: clause.number.clone(), heading: clause.heading.clone(), text: clause.text.clone() }
    }
}
