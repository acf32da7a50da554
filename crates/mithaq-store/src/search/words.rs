//! A text's words, and where they stand in it.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::arabic::light;
use crate::fold_text::{fold_text, is_silent, plain_digit};

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// Where it stands, in bytes.
    pub(crate) at: Range<usize>,
    /// The word in lower case, without signs that are not written in every text; accents stay, since endings turn on
    /// them.
    pub(crate) spelt: String,
    /// The same without accents either, and Arabic without article and endings.
    pub(crate) folded: String,
}

/// The words of a text, in its order.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut begun = None;
    let ends = std::iter::once((text.len(), ' '));
    for (at, letter) in text.char_indices().chain(ends) {
        let within = letter.is_alphanumeric() || is_combining_mark(letter) || is_silent(letter);
        match (within, begun) {
            (true, None) => begun = Some(at),
            (false, Some(from)) => {
                words.extend(word(text, from..at));
                begun = None;
            }
            (true, Some(_)) | (false, None) => {}
        }
    }
    words
}

fn word(text: &str, at: Range<usize>) -> Option<Word> {
    if text[at.clone()].is_ascii() {
        let lower = text[at.clone()].to_ascii_lowercase();
        return Some(Word { at, spelt: lower.clone(), folded: lower });
    }
    let folded = light(&fold_text(&text[at.clone()])).to_owned();
    let spelt = text[at.clone()].nfc().filter(|letter| !is_combining_mark(*letter) && !is_silent(*letter));
    let spelt = spelt.flat_map(char::to_lowercase).map(plain_digit).collect();
    (!folded.is_empty()).then_some(Word { at, spelt, folded })
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_keep_their_places_and_both_spellings() {
        for (text, expected) in [
            (
                "L'Accord-cadre n° 12/1999",
                &["L l l", "Accord accord accord", "cadre cadre cadre", "n n n", "12 12 12", "1999 1999 1999"][..],
            ),
            ("Convenção", &["Convenção convenção convencao"]),
            ("Convenc\u{327}a\u{303}o", &["Convenc\u{327}a\u{303}o convenção convencao"]),
            ("إتّفاقيّة", &["إتّفاقيّة إتفاقية اتفاق"]),
            ("عـــام ٢٠٢٠", &["عـــام عام عام", "٢٠٢٠ 2020 2020"]),
            (" – ", &[]),
        ] {
            let found: Vec<_> = words(text)
                .into_iter()
                .map(|word| format!("{} {} {}", &text[word.at], word.spelt, word.folded))
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
