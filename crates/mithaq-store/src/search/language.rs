//! Languages that search can read.

use mithaq_domain::terms::Language;

/// A language that search reads by its own rules of stems and stop words, or any other, of which it knows none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SearchLanguage {
    /// None of these: words are found as they are written.
    Other,
    /// Arabic.
    Arabic,
    /// English.
    English,
    /// French.
    French,
    /// Portuguese.
    Portuguese,
}

impl SearchLanguage {
    /// Every one.
    pub const ALL: [Self; 5] = [Self::Other, Self::Arabic, Self::English, Self::French, Self::Portuguese];

    /// How a language is read.
    #[must_use]
    pub fn of(language: &Language) -> Self {
        match language.primary() {
            "ar" => Self::Arabic,
            "en" => Self::English,
            "fr" => Self::French,
            "pt" => Self::Portuguese,
            _ => Self::Other,
        }
    }

    /// How a text is read that nobody has said the language of: by its letters, else as English, in which the
    /// registry itself writes.
    pub(crate) fn guessed(text: &str) -> Self {
        let arabic = |letter: char| ('\u{600}'..='\u{6ff}').contains(&letter);
        if text.chars().any(arabic) { Self::Arabic } else { Self::English }
    }

    /// The number under which it is stored, and by which the database knows its configuration.
    #[must_use]
    pub const fn code(self) -> i16 {
        match self {
            Self::Other => 0,
            Self::Arabic => 1,
            Self::English => 2,
            Self::French => 3,
            Self::Portuguese => 4,
        }
    }
}
