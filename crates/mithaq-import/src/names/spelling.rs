//! Names without what does not count in them.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Articles, conjunctions and prepositions of English and Portuguese.
const SMALL_WORDS: [&str; 16] =
    ["the", "of", "and", "e", "o", "a", "os", "as", "da", "de", "do", "das", "dos", "for", "para", "la"];

/// Words that say what kind of state it is.
const KINDS_OF_STATE: [&str; 15] = [
    "republic",
    "kingdom",
    "commonwealth",
    "principality",
    "government",
    "state",
    "empire",
    "grand",
    "duchy",
    "republica",
    "reino",
    "principado",
    "governo",
    "estado",
    "imperio",
];

/// A text in lower case, without accents; apostrophes are dropped and everything else that is no letter or digit is a
/// single space.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut push = |letter: char| match letter {
        '\'' | '’' | '`' => {}
        letter if letter.is_alphanumeric() => folded.extend(letter.to_lowercase()),
        _ if folded.ends_with(' ') => {}
        _ => folded.push(' '),
    };
    for letter in text.chars() {
        if letter.is_ascii() {
            push(letter);
        } else {
            std::iter::once(letter).nfd().filter(|part| !is_combining_mark(*part)).for_each(&mut push);
        }
    }
    folded
}

/// The words of a name that count, in the order of the alphabet.
pub(super) fn key(name: &str) -> String {
    words(name, |_| true)
}

/// The same without the words that say what kind of state it is.
pub(super) fn short_key(name: &str) -> String {
    words(name, |word| !KINDS_OF_STATE.contains(&word))
}

fn words(name: &str, counts: impl Fn(&str) -> bool) -> String {
    let folded = fold(name);
    let mut words: Vec<&str> = folded
        .split_ascii_whitespace()
        .filter(|word| !SMALL_WORDS.contains(word) && counts(word))
        .map(one_spelling)
        .collect();
    words.sort_unstable();
    words.join(" ")
}

/// One of the spellings that differ by habit only.
fn one_spelling(word: &str) -> &str {
    match word {
        "st" => "saint",
        "organisation" => "organization",
        "organisations" => "organizations",
        "programme" => "program",
        "labour" => "labor",
        "centre" => "center",
        _ => word,
    }
}
