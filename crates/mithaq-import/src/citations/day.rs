//! The day of an instrument, as titles print it.

use chrono::NaiveDate;
use mithaq_domain::day::Span;

use crate::names::fold;

/// The months in English and in Portuguese.
const MONTHS: [[&str; 2]; 12] = [
    ["january", "janeiro"],
    ["february", "fevereiro"],
    ["march", "marco"],
    ["april", "abril"],
    ["may", "maio"],
    ["june", "junho"],
    ["july", "julho"],
    ["august", "agosto"],
    ["september", "setembro"],
    ["october", "outubro"],
    ["november", "novembro"],
    ["december", "dezembro"],
];

/// Before a day until which or from which something lasts.
const OF_A_TERM: [&str; 12] =
    ["until", "till", "to", "from", "by", "before", "after", "for", "ate", "desde", "partir", "em"];

/// The day on which an instrument that is named in a text was made: the first that is printed in full, unless it says
/// until when or from when something lasts. Notes that were exchanged on several days (`8 & 19 December 1942`) span them.
pub(super) fn made_on(text: &str) -> Option<Span> {
    let folded = fold(text);
    let words: Vec<&str> = folded.split_whitespace().collect();
    (0..words.len()).find_map(|at| {
        let (from, span) = in_words(&words, at).or_else(|| in_numbers(&words, at))?;
        let before = words[..from].iter().rev().find(|word| !matches!(**word, "the" | "o" | "de"));
        let lasts = before.is_some_and(|word| OF_A_TERM.contains(word)) && !follows_signature(&words[..from]);
        (!lasts).then_some(span)
    })
}

/// `signed in London`, `assinado em 3 de maio`: a preposition that would else stand before a term.
fn follows_signature(before: &[&str]) -> bool {
    let signed = ["signed", "concluded", "done", "dated", "assinado", "assinada", "firmado", "firmada", "celebrado"];
    before.iter().rev().take(6).any(|word| signed.contains(word) || *word == "celebrada" || *word == "concluido")
}

/// A day whose month is the word at a place, and where it begins.
fn in_words(words: &[&str], at: usize) -> Option<(usize, Span)> {
    let month = (1..).zip(MONTHS).find(|(_, names)| names.contains(&words[at])).map(|(number, _)| number)?;
    let before = words[..at].iter().rev().take_while(|word| connects(word) || day(word).is_some()).count();
    let from = at - before;
    let after = words[at + 1..].iter().take_while(|word| connects(word) || day(word).is_some()).count();
    let year = year(words.get(at + 1 + after)?)?;
    let mut days: Vec<u32> = words[from..=at + after].iter().filter_map(|word| day(word)).collect();
    days.sort_unstable();
    let civil = |day: &u32| NaiveDate::from_ymd_opt(year, month, *day);
    Some((from, Span { earliest: civil(days.first()?)?, latest: civil(days.last()?)? }))
}

fn connects(word: &str) -> bool {
    matches!(word, "of" | "de" | "and" | "e")
}

/// A day in numbers, the day first: `15/08/2005`.
fn in_numbers(words: &[&str], at: usize) -> Option<(usize, Span)> {
    let &[first, second, third] = words.get(at..at + 3)? else { return None };
    let month = second.parse().ok().filter(|month| (1..=12).contains(month))?;
    Some((at, NaiveDate::from_ymd_opt(year(third)?, month, day(first)?)?.into()))
}

/// A day of the month: `3`, `3rd`, `1º`.
fn day(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|letter: char| !letter.is_ascii_digit());
    let ordinal = ["", "st", "nd", "rd", "th", "º", "o"].contains(&&word[digits.len()..]);
    digits.parse().ok().filter(|day| ordinal && (1..=31).contains(day))
}

fn year(word: &str) -> Option<i32> {
    word.parse().ok().filter(|year| word.len() == 4 && (1600..=2200).contains(year))
}

#[cfg(test)]
mod tests {
    use super::made_on;

    #[test]
    fn days_as_titles_print_them() {
        for (text, earliest, latest) in [
            ("the Agreement of 3 May 1967", "1967-05-03", "1967-05-03"),
            ("the Agreement of May 3, 1967", "1967-05-03", "1967-05-03"),
            ("the Agreement of the 22nd April, 1947", "1947-04-22", "1947-04-22"),
            ("Modus Vivendi of July 25/28, 1930", "1930-07-25", "1930-07-28"),
            ("Notes of 8 & 19 December 1942 concerning seals", "1942-12-08", "1942-12-19"),
            ("until 31 May 1950 the Agreement signed at Rome on 1 June 1948", "1948-06-01", "1948-06-01"),
            ("Acordo, assinado em Brasília, em 22 de setembro de 1970", "1970-09-22", "1970-09-22"),
            ("Acordo de 15/08/2005", "2005-08-15", "2005-08-15"),
        ] {
            let span = made_on(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((span.earliest.to_string().as_str(), span.latest.to_string().as_str()), (earliest, latest));
        }
        for text in
            ["the Treaty of 1916", "the Agreement of March 1946", "until 30 June 1960", "Acordo de 30/11/63", ""]
        {
            assert_eq!(made_on(text), None, "{text}");
        }
    }
}
