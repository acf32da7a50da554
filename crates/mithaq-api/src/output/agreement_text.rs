//! The texts of an agreement.

use async_graphql::SimpleObject;
use mithaq_domain::act;

use crate::scalar::Language;
use crate::words::TextKind;

/// A text in one language. Authentic texts are equally authoritative unless one prevails (VCLT 33).
#[derive(SimpleObject)]
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

impl From<&act::Text> for AgreementText {
    fn from(text: &act::Text) -> Self {
        Self {
            kind: text.kind.into(),
            language: Language(text.language.clone()),
            authentic: text.authentic,
            prevails: text.prevails,
            sha256: text.sha256.clone(),
            media_type: text.media_type.clone(),
            clauses: text.clauses.iter().map(Into::into).collect(),
        }
    }
}

impl From<&act::Clause> for Clause {
    fn from(clause: &act::Clause) -> Self {
        Self { number: clause.number.clone(), heading: clause.heading.clone(), text: clause.text.clone() }
    }
}
