//! Where in an agreement's texts a search has its hits.

use std::collections::HashSet;

use mithaq_domain::terms::Language;

use super::language::SearchLanguage;
use super::query::Search;
use super::texts::{SearchPlace, SearchText};
use super::words::words;

/// How many words of a long text stand before the first hit, and how many in all.
const BEFORE: usize = 8;
const LONGEST: usize = 40;

/// A text with hits, or the part of it around the first of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Highlight {
    /// Where it stands.
    pub place: SearchPlace,
    /// Its language, where that is known.
    pub language: Option<Language>,
    /// The clause's number, where it is a clause.
    pub clause: Option<String>,
    /// The text in pieces, hits and what stands between them; joined, they are the text.
    pub segments: Vec<Segment>,
    /// Whether that is the whole text.
    pub whole: bool,
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// The piece.
    pub text: String,
    /// Whether it is a hit.
    pub hit: bool,
}

/// Words that are hits, each as a language reads it.
pub(crate) type Marked = HashSet<(SearchLanguage, String)>;

/// The texts among these that have hits, each text once.
pub(crate) fn highlights(search: &Search, texts: &[SearchText], marked: &Marked) -> Vec<Highlight> {
    let mut highlights: Vec<Highlight> = Vec::new();
    for highlight in texts.iter().filter_map(|text| highlight(text, &readings(search, text), marked)) {
        let is_told = |told: &Highlight| told.place == highlight.place && told.segments == highlight.segments;
        if !highlights.iter().any(is_told) {
            highlights.push(highlight);
        }
    }
    highlights
}

/// How a text is read in a search: by its own language, where that is searched, or by every one.
pub(crate) fn readings(search: &Search, text: &SearchText) -> Vec<SearchLanguage> {
    let own = text.own_language();
    search.languages().iter().copied().filter(|language| own.is_none_or(|own| own == *language)).collect()
}

fn highlight(text: &SearchText, readings: &[SearchLanguage], marked: &Marked) -> Option<Highlight> {
    let words = words(&text.text);
    let is_hit = |spelt: &String| readings.iter().any(|language| marked.contains(&(*language, spelt.clone())));
    let hits: Vec<usize> = (0..words.len()).filter(|at| is_hit(&words[*at].spelt)).collect();
    let first = hits.first()?.saturating_sub(BEFORE);
    let last = first + LONGEST;
    let first = if words.len() <= LONGEST { 0 } else { first };
    let from = if first == 0 { 0 } else { words[first].at.start };
    let to = words.get(last).map_or(text.text.len(), |next| next.at.start);
    let mut segments = Vec::new();
    let mut told = from;
    for word in hits.iter().map(|at| &words[*at]).take_while(|word| word.at.end <= to) {
        push(&mut segments, &text.text[told..word.at.start], false);
        push(&mut segments, &text.text[word.at.clone()], true);
        told = word.at.end;
    }
    push(&mut segments, &text.text[told..to], false);
    let whole = from == 0 && to == text.text.len();
    Some(Highlight { place: text.place, language: text.language.clone(), clause: text.clause.clone(), segments, whole })
}

fn push(segments: &mut Vec<Segment>, text: &str, hit: bool) {
    if !text.is_empty() {
        segments.push(Segment { text: text.to_owned(), hit });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, hits: &[&str]) -> Option<(String, bool)> {
        let marked = hits.iter().map(|word| (SearchLanguage::English, (*word).to_owned())).collect();
        let text = SearchText::new(SearchPlace::Lesson, text);
        let found = highlight(&text, &[SearchLanguage::English], &marked)?;
        let pieces = found.segments.iter();
        let pieces = pieces.map(|piece| if piece.hit { format!("[{}]", piece.text) } else { piece.text.clone() });
        Some((pieces.collect(), found.whole))
    }

    #[test]
    fn hits_are_marked_and_long_texts_cut_around_the_first() {
        let told = |text: &str| Some((text.to_owned(), true));
        assert_eq!(marked("Joint Exercises.", &["exercises"]), told("Joint [Exercises]."));
        assert_eq!(marked("exercises, Exercises", &["exercises"]), told("[exercises], [Exercises]"));
        assert_eq!(marked("Nothing", &["exercises"]), None);
        let long = format!("{}here{}", "word ".repeat(30), " word".repeat(60));
        let (text, whole) = marked(&long, &["here"]).unwrap();
        assert!(!whole);
        assert_eq!(text, format!("{}[here] {}", "word ".repeat(8), "word ".repeat(31)));
    }
}
