//! Tables of phrases, found in a text at one passage through its words.

use std::collections::HashMap;

/// What phrases stand for, by their first words.
#[derive(Debug)]
pub(crate) struct Phrases<T>(HashMap<String, Vec<(String, T)>>);

impl<T> Phrases<T> {
    /// A table of phrases, each with what it stands for. Of those that begin alike the longest is found first, and of
    /// equal ones the first that was given.
    pub(crate) fn new(phrases: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut table: HashMap<String, Vec<(String, T)>> = HashMap::new();
        for (phrase, meaning) in phrases {
            let first = phrase.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
            table.entry(first.to_owned()).or_default().push((phrase, meaning));
        }
        for alike in table.values_mut() {
            alike.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
        }
        Self(table)
    }

    /// The phrases in a text that is in the table's case, with the places where they begin and end, in their order.
    pub(crate) fn within<'p>(&'p self, text: &str) -> impl Iterator<Item = (usize, usize, &'p T)> {
        words(text).flat_map(move |(at, word)| {
            let alike = self.0.get(word).into_iter().flatten();
            alike.filter_map(move |(phrase, meaning)| {
                let ends = at + phrase.len();
                let whole = text[at..].starts_with(phrase.as_str()) && !text[ends..].starts_with(char::is_alphanumeric);
                whole.then_some((at, ends, meaning))
            })
        })
    }
}

/// The words of a text, with the places where they begin.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut inside = false;
    let starts = text.char_indices().filter(move |(_, letter)| {
        let before = std::mem::replace(&mut inside, letter.is_alphanumeric());
        inside && !before
    });
    starts.map(|(at, _)| {
        let rest = &text[at..];
        (at, &rest[..rest.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(rest.len())])
    })
}
