//! Text that people read.

use async_graphql::SimpleObject;
use mithaq_domain::actor::ActorNames;
use mithaq_domain::terms::{self, Titles};

use crate::scalar::Language;

/// Text that people read, with the language that it is in.
#[derive(Debug, Clone, SimpleObject)]
pub(crate) struct LocalizedText {
    /// The text.
    value: String,
    /// The language that it is in, which is not always the one that was asked for.
    language: Language,
    /// Whether that language is written from right to left.
    right_to_left: bool,
}

impl LocalizedText {
    fn new(value: impl Into<String>, language: terms::Language) -> Self {
        let right_to_left = language.is_right_to_left();
        Self { value: value.into(), language: Language(language), right_to_left }
    }

    /// Text that the registry has in English only.
    pub(crate) fn english(value: impl Into<String>) -> Self {
        Self::new(value, terms::Language::english())
    }

    /// The title in the first language asked for that there is, else the source's own.
    pub(crate) fn title(titles: &Titles, wanted: Vec<Language>) -> Self {
        Self::of_title(titles.best(&Language::wanted(wanted)))
    }

    /// A title as the text bears it.
    pub(crate) fn of_title(title: &terms::Title) -> Self {
        Self::new(&title.value, title.language.clone())
    }

    /// The name in the first language asked for that there is, else in English.
    pub(crate) fn name(names: ActorNames, wanted: Vec<Language>) -> Self {
        Language::wanted(wanted)
            .iter()
            .find_map(|language| {
                let name = names.get(language.as_str()).or_else(|| names.get(language.primary()))?;
                let found: terms::Language = language.primary().parse().ok()?;
                Some(Self::new(name, found))
            })
            .unwrap_or_else(|| Self::english(names.en))
    }
}
