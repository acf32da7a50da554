//! Titles by language.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language by its BCP 47 tag: `ar`, `en`, `pt-BR`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(String);

/// Text that is not a BCP 47 language tag.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a language tag of BCP 47, such as ar, en or pt-BR")]
pub struct InvalidLanguage(pub String);

impl Language {
    /// English.
    #[must_use]
    pub fn english() -> Self {
        Self("en".to_owned())
    }

    /// The tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The tag without script, region and variants: `pt` of `pt-BR`.
    #[must_use]
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// Whether it is written from right to left.
    #[must_use]
    pub fn is_right_to_left(&self) -> bool {
        matches!(self.primary(), "ar" | "arc" | "dv" | "fa" | "he" | "ku" | "ps" | "ur" | "yi")
    }
}

impl FromStr for Language {
    type Err = InvalidLanguage;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut parts = text.split('-');
        let primary = parts.next().unwrap_or_default();
        let well_formed = (2..=3).contains(&primary.len())
            && primary.bytes().all(|byte| byte.is_ascii_lowercase())
            && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        if well_formed { Ok(Self(text.to_owned())) } else { Err(InvalidLanguage(text.to_owned())) }
    }
}

impl TryFrom<String> for Language {
    type Error = InvalidLanguage;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.0
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A title in one language.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Title {
    /// The language.
    pub language: Language,
    /// The title, never blank.
    pub value: String,
}

/// The titles of an agreement: at least one, at most one a language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Title>", into = "Vec<Title>")]
pub struct Titles(Vec<Title>);

/// Titles that break a rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidTitles {
    /// There is none.
    #[error("an agreement has at least one title")]
    None,
    /// One is blank.
    #[error("the title in {0} is blank")]
    Blank(Language),
    /// One is too long to be published.
    #[error("the title in {0} is longer than 4,000 characters")]
    TooLong(Language),
    /// Two are of one language.
    #[error("there are two titles in {0}")]
    Twice(Language),
}

impl Titles {
    /// Titles that keep the rules.
    ///
    /// # Errors
    /// Where there is none, one is blank or too long, or two are of one language.
    pub fn try_new(titles: Vec<Title>) -> Result<Self, InvalidTitles> {
        if titles.is_empty() {
            return Err(InvalidTitles::None);
        }
        for (at, title) in titles.iter().enumerate() {
            if title.value.trim().is_empty() {
                return Err(InvalidTitles::Blank(title.language.clone()));
            }
            if title.value.chars().count() > 4_000 {
                return Err(InvalidTitles::TooLong(title.language.clone()));
            }
            if titles.iter().take(at).any(|earlier| earlier.language == title.language) {
                return Err(InvalidTitles::Twice(title.language.clone()));
            }
        }
        Ok(Self(titles))
    }

    /// The titles, the source's own first.
    #[must_use]
    pub fn as_slice(&self) -> &[Title] {
        &self.0
    }

    /// The title in the first of the languages asked for that there is, else the source's own.
    #[must_use]
    pub fn best(&self, wanted: &[Language]) -> &Title {
        wanted
            .iter()
            .find_map(|language| {
                self.0
                    .iter()
                    .find(|title| title.language == *language)
                    .or_else(|| self.0.iter().find(|title| title.language.primary() == language.primary()))
            })
            .unwrap_or(&self.0[0])
    }
}

impl TryFrom<Vec<Title>> for Titles {
    type Error = InvalidTitles;

    fn try_from(titles: Vec<Title>) -> Result<Self, Self::Error> {
        Self::try_new(titles)
    }
}

impl From<Titles> for Vec<Title> {
    fn from(titles: Titles) -> Self {
        titles.0
    }
}
