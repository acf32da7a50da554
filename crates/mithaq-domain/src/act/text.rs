//! Texts and their clauses.

use serde::{Deserialize, Serialize};

use crate::terms::Language;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What a text is.
    TextKind {
        /// As it was made.
        Original = 1 "ORIGINAL",
        /// As a correction left it (VCLT 79).
        Correction = 2 "CORRECTION",
        /// With later amendments worked in.
        Consolidated = 3 "CONSOLIDATED",
        /// A translation, which nobody is bound by.
        Translation = 4 "TRANSLATION",
    }
}

/// A numbered provision of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Clause {
    /// Its number in the text: `12(3)`.
    pub number: String,
    /// Its heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// Its words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// A text in one language. Authentic texts are equally authoritative unless one prevails (VCLT 33).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Text {
    /// What it is.
    #[serde(rename = "type")]
    pub kind: TextKind,
    /// Its language.
    pub language: Language,
    /// Whether the parties made it authentic (VCLT 10, 33(1)).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub authentic: bool,
    /// Whether it prevails where the texts differ (VCLT 33(1)).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub prevails: bool,
    /// SHA-256 of its file, in hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// The media type of its file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// Its clauses, as far as they are recorded one by one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<Clause>,
}
