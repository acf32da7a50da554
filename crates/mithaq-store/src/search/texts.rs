//! The texts by which an agreement is found.

use chrono::NaiveDate;
use mithaq_domain::act::{ActDetails, ActEffect, RecordedAct};
use mithaq_domain::actor;
use mithaq_domain::agreement::Agreement;
use mithaq_domain::terms::Language;

use super::clauses::clauses;
use super::language::SearchLanguage;

/// Where in an agreement a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SearchPlace {
    /// A title.
    Title,
    /// A number by which it is known: here, in the register that it comes from, in a printed series, with the United
    /// Nations.
    Number,
    /// A party's name, or that of the authority that acts for it.
    Party,
    /// A lesson learned from an activity.
    Lesson,
    /// A clause.
    Clause,
}

/// A text by which an agreement is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SearchText {
    pub(crate) place: SearchPlace,
    /// Its language, where that is known.
    pub(crate) language: Option<Language>,
    /// The clause's number, where it is a clause.
    pub(crate) clause: Option<String>,
    pub(crate) text: String,
}

impl SearchText {
    /// A text of which nobody has said the language.
    pub(super) fn new(place: SearchPlace, text: impl Into<String>) -> Self {
        Self { place, language: None, clause: None, text: text.into() }
    }

    /// How it is read where it is found by its language; none where it is found in every one, as names and numbers are.
    pub(crate) fn own_language(&self) -> Option<SearchLanguage> {
        match (self.place, &self.language) {
            (SearchPlace::Party | SearchPlace::Number, _) => None,
            (SearchPlace::Title | SearchPlace::Clause | SearchPlace::Lesson, Some(language)) => {
                Some(SearchLanguage::of(language))
            }
            (SearchPlace::Title | SearchPlace::Clause | SearchPlace::Lesson, None) => {
                Some(SearchLanguage::guessed(&self.text))
            }
        }
    }
}

/// The texts by which an agreement is found, as it stands on a day.
pub(crate) fn texts(agreement: &Agreement, on: NaiveDate) -> Vec<SearchText> {
    let titles = agreement.standing().terms_on(on).titles.as_slice().iter().map(|title| SearchText {
        language: Some(title.language.clone()),
        ..SearchText::new(SearchPlace::Title, &title.value)
    });
    let lessons = agreement.activities().into_iter().flat_map(|activity| activity.lessons);
    let lessons = lessons.map(|lesson| SearchText::new(SearchPlace::Lesson, lesson));
    let mut texts: Vec<SearchText> =
        titles.chain(numbers(agreement)).chain(parties(agreement)).chain(lessons).collect();
    texts.extend(clauses(agreement, on));
    texts
}

fn parties(agreement: &Agreement) -> impl Iterator<Item = SearchText> {
    agreement.standing().parties.iter().flat_map(|(_, party)| {
        let names = actor::by_id(party.actor).into_iter().flat_map(|actor| actor.names.iter());
        let names = names.map(|(language, name)| SearchText {
            language: language.parse().ok(),
            ..SearchText::new(SearchPlace::Party, name)
        });
        names.chain(party.authority.iter().map(|authority| SearchText::new(SearchPlace::Party, authority)))
    })
}

fn numbers(agreement: &Agreement) -> impl Iterator<Item = SearchText> {
    let acts = agreement.acts().iter().zip(agreement.standing().effects());
    let standing = acts.filter(|(_, effect)| *effect != ActEffect::Rectified).map(|(act, _)| act);
    let given = standing.flat_map(numbers_of);
    std::iter::once(agreement.number().as_str()).chain(given).map(|number| SearchText::new(SearchPlace::Number, number))
}

/// How many characters a citation has at most; a register prints titles of other agreements beside them.
const CITATION: usize = 60;

/// Numbers and citations that an act gives.
fn numbers_of(act: &RecordedAct) -> Vec<&str> {
    let cited = act.body.instrument.as_ref().and_then(|instrument| instrument.reference.as_deref());
    let mut numbers: Vec<&str> = cited.into_iter().collect();
    match &act.body.details {
        ActDetails::Imported(import) => {
            numbers.push(&import.key);
            numbers.extend(import.references.iter().map(String::as_str).filter(|text| is_citation(text)));
        }
        ActDetails::Registered(registration) => {
            numbers.extend([&registration.number, &registration.printed_in].into_iter().filter_map(Option::as_deref));
        }
        _ => {}
    }
    numbers
}

fn is_citation(text: &str) -> bool {
    text.contains(|letter: char| letter.is_ascii_digit()) && !text.contains("://") && text.chars().count() <= CITATION
}
