//! What a title says that its instrument does to another.

use mithaq_domain::act::{ActBody, ActDetails, Relation, RelationKind};
use mithaq_domain::terms::Form;

use super::day::made_on;
use super::words::{self, Words};
use crate::bodies::imported;
use crate::doubt::{Doubt, DoubtCode};
use crate::forms::form_of;
use crate::names::NameLanguage;

/// What an instrument does to another, by its own title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Citation {
    /// What it does; none where the words leave that open.
    pub(crate) relation: Option<RelationKind>,
    /// The other, in the words of the title.
    pub(crate) as_printed: String,
}

/// How far into a title words stand that need a link.
const EARLY: usize = 60;
/// How many bytes of what follows the words can name a part of the other.
const PART: usize = 60;
/// After these a noun such as "termination" tells of something that was done before.
const OF_THE_PAST: [&str; 10] = ["after", "upon", "by", "in", "pending", "from", "before", "since", "under", "on"];

impl Citation {
    /// What it comes to: an act where it is said what is done to the other, else a doubt.
    pub(crate) fn told(self) -> Result<ActBody, Doubt> {
        let Self { relation, as_printed } = self;
        let relation = relation.ok_or_else(|| {
            DoubtCode::RelationUnclear.because(format!("The title does not say what it does to {as_printed:?}."))
        })?;
        let to_as_printed = Some(as_printed);
        Ok(imported(ActDetails::Related(Relation { relation, to: None, to_as_printed, ends_with_other: false })))
    }

    /// The same with the title under which the register itself files it, where its own words give no day.
    pub(crate) fn filed_as(self, titles: &[String]) -> Self {
        match titles {
            [title] if made_on(&self.as_printed).is_none() => Self { as_printed: title.clone(), ..self },
            _ => self,
        }
    }

    /// The first that a title names.
    pub(crate) fn read(title: &str, language: NameLanguage) -> Option<Self> {
        let lower = title.to_lowercase();
        // Where lower case has other lengths, places in it are none in the title.
        let title = if lower.len() == title.len() { title } else { lower.as_str() };
        let (at, begins, words) = first(&lower, language)?;
        // A day before the words is that of an instrument of which they may tell.
        if lower[..at].split(|letter: char| !letter.is_ascii_digit()).any(|number| number.len() == 4) {
            return None;
        }
        let other = title[begins..].trim_matches(|letter: char| !letter.is_alphanumeric() && letter != ')');
        let other =
            ["the ", "The ", "o ", "a "].iter().find_map(|article| other.strip_prefix(article)).unwrap_or(other);
        let names_an_instrument =
            form_of(other, language) != Form::Other || other.to_lowercase().contains("modus vivendi");
        names_an_instrument
            .then(|| Self { relation: meant(words, &lower[at..begins], other), as_printed: other.to_owned() })
    }
}

/// The words that come first, the longest of those that begin together, with where they begin and where the other
/// instrument is named.
fn first(lower: &str, language: NameLanguage) -> Option<(usize, usize, &'static Words)> {
    words::of(language).within(lower).find_map(|(at, ends, words)| {
        let begins = after(lower, at, ends, words)?;
        (!is_past(&lower[..at], &lower[at..ends])).then_some((at, begins, words))
    })
}

/// Whether what a noun names was done before: "debts incurred on the termination of".
fn is_past(before: &str, words: &str) -> bool {
    if !words.ends_with(" of") {
        return false;
    }
    let mut preceding = before.split_whitespace().rev().filter(|word| !matches!(*word, "the" | "a" | "an" | "further"));
    match preceding.next() {
        Some("on") => {
            !preceding.next().is_some_and(|word| ["notes", "letters", "agreement", "protocol"].contains(&word))
        }
        Some(word) => OF_THE_PAST.contains(&word),
        None => false,
    }
}

/// Where the other instrument is named: after the words, or after the link that follows them.
fn after(lower: &str, at: usize, ends: usize, words: &Words) -> Option<usize> {
    let Some(link) = &words.link else { return Some(ends) };
    let link = format!(" {link} ");
    lower[ends..].find(&link).filter(|_| at < EARLY).map(|to| ends + to + link.len())
}

/// What is done to the other, where a part of it alone is touched, or where it is extended.
fn meant(words: &Words, phrase: &str, other: &str) -> Option<RelationKind> {
    let lower = other.to_lowercase();
    let begins: String = lower.chars().take(PART).collect();
    let is_part = ["article", "section", "paragraph", "schedule", "annex", "part of", "clause", "so far as"]
        .iter()
        .any(|part| begins.split(" of the ").next().is_some_and(|head| head.contains(part)));
    match words.relation {
        RelationKind::Terminates | RelationKind::Supersedes | RelationKind::Suspends if is_part => {
            Some(RelationKind::Amends)
        }
        RelationKind::Extends if phrase.starts_with("exten") => extended(&lower),
        relation => Some(relation),
    }
}

/// To last longer, or to further territories, which adds to it; where the title does not say, that is open.
fn extended(lower: &str) -> Option<RelationKind> {
    let lasts = ["until", " till ", "validity", "duration", "period", " for one ", " for two ", " for a ", "for six "];
    if lasts.iter().any(|word| lower.contains(word)) {
        return Some(RelationKind::Extends);
    }
    let (_, to) = lower.rsplit_once(" to ")?;
    (!to.starts_with(|letter: char| letter.is_ascii_digit())).then_some(RelationKind::Supplements)
}
