//! What is searched for.

use super::language::SearchLanguage;
use super::words::{Word, words};

/// What is searched for: everything that is asked, in texts of one of the languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    /// Each a word, or words that stand together.
    units: Vec<Vec<Word>>,
    /// In texts of which languages; none means of any.
    languages: Vec<SearchLanguage>,
}

impl Search {
    /// Reads what a person writes: every word is asked; what stands in quotation marks is asked as it stands, and so is
    /// what is written without spaces, such as a number with its strokes. None where there are no words.
    #[must_use]
    pub fn read(text: &str, languages: &[SearchLanguage]) -> Option<Self> {
        let parts: Vec<&str> = text.split(['"', '“', '”', '„', '«', '»']).collect();
        let units = parts.iter().enumerate().flat_map(|(at, part)| {
            let is_quoted = at % 2 == 1 && at + 1 < parts.len();
            if is_quoted { vec![words(part)] } else { part.split_whitespace().map(words).collect() }
        });
        let units: Vec<_> = units.filter(|unit| !unit.is_empty()).collect();
        (!units.is_empty()).then(|| Self { units, languages: languages.to_vec() })
    }

    /// The languages whose texts are searched.
    pub(crate) fn languages(&self) -> &[SearchLanguage] {
        if self.languages.is_empty() { &SearchLanguage::ALL } else { &self.languages }
    }

    /// Everything that is asked, as `websearch_to_tsquery` reads it: with accents, and without.
    pub(crate) fn all(&self) -> (String, String) {
        let unit = |spelling: fn(&Word) -> &str| {
            let quoted = |unit: &Vec<Word>| format!("\"{}\"", joined(unit, spelling, " "));
            self.units.iter().map(quoted).collect::<Vec<_>>().join(" ")
        };
        (unit(|word| &word.spelt), unit(|word| &word.folded))
    }

    /// Any word of what is asked, in the same form.
    pub(crate) fn any(&self) -> (String, String) {
        let words = self.units.concat();
        let quoted = |spelling| format!("\"{}\"", joined(&words, spelling, "\" or \""));
        (quoted(|word: &Word| word.spelt.as_str()), quoted(|word: &Word| word.folded.as_str()))
    }
}

fn joined(words: &[Word], spelling: fn(&Word) -> &str, between: &str) -> String {
    words.iter().map(spelling).collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    use super::Search;

    #[test]
    fn words_and_phrases_are_told_apart() {
        for (text, all) in [
            ("joint exercises", r#""joint" "exercises""#),
            (r#"  "joint exercises" Kenya"#, r#""joint exercises" "kenya""#),
            (r#""joint exercises"#, r#""joint" "exercises""#),
            ("« défense mutuelle »", r#""defense mutuelle""#),
            ("UKTS 12/1999 or -sea", r#""ukts" "12 1999" "or" "sea""#),
        ] {
            assert_eq!(Search::read(text, &[]).unwrap().all().1, all, "{text}");
        }
        assert_eq!(Search::read(r#" "" – "#, &[]), None);
    }
}
