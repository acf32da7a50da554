//! What languages make of words. The database alone has their dictionaries; it is asked for each word once, as having it
//! read whole texts costs far more.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;
use std::sync::{LazyLock, PoisonError, RwLock};

use diesel::QueryableByName;
use diesel::sql_types::{Array, BigInt, SmallInt, Text};
use diesel_async::RunQueryDsl;

use crate::error::StoreError;
use crate::fixed::fixed;
use crate::pool::Connection;
use crate::search::SearchLanguage;

/// Stands behind every text, so that no phrase reaches from one into the next. Nobody writes such a word.
pub(super) const END: &str = "endoftext0";

/// How long a lexeme may be, in bytes; the database leaves out what is longer.
const LONGEST_LEXEME: usize = 2046;

/// How many words are remembered; when there are more, all are forgotten.
const MOST: usize = 200_000;

/// The weights of a vector's parts, in their order.
const WEIGHTS: [char; 4] = ['A', 'B', 'C', 'D'];

/// What the database has said so far. Its dictionaries are those of its server, and a process has one server.
static KNOWN: LazyLock<RwLock<HashMap<SearchLanguage, Words>>> = LazyLock::new(RwLock::default);

/// What words are read as in one language.
type Words = HashMap<Box<str>, Entry>;

/// A word as a language reads it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Entry {
    /// Its lexemes, each with the place that it has in the word, from 1; none where it is a stop word.
    lexemes: Vec<(String, usize)>,
    /// How many places it takes in a text.
    width: usize,
}

#[derive(QueryableByName)]
struct LexemeRow {
    /// Which of the words it comes of, from 1.
    #[diesel(sql_type = BigInt)]
    word: i64,
    #[diesel(sql_type = Text)]
    lexeme: String,
    #[diesel(sql_type = Array<SmallInt>)]
    places: Vec<i16>,
}

/// Texts of one language, each with its weight, A to D. Each word is followed by a space.
pub(super) type Weighed = (SearchLanguage, [String; 4]);

/// The vectors of texts, as PostgreSQL writes them: `'agreement':1A 'govern':4A,9A`. They are what `to_tsvector` makes of
/// the texts.
pub(super) async fn vectors(connection: &mut Connection, texts: &[Weighed]) -> Result<Vec<String>, StoreError> {
    let mut vectors: Vec<Option<String>> = vec![None; texts.len()];
    loop {
        let unknown = read(texts, &mut vectors);
        if unknown.is_empty() {
            return Ok(vectors.into_iter().flatten().collect());
        }
        learn(connection, unknown.into_iter().collect()).await?;
    }
}

/// Reads the texts that are not read yet by what is known, and says which words are not.
fn read<'a>(texts: &'a [Weighed], vectors: &mut [Option<String>]) -> BTreeSet<(SearchLanguage, &'a str)> {
    let known = KNOWN.read().unwrap_or_else(PoisonError::into_inner);
    let mut unknown = BTreeSet::new();
    for ((language, weighed), vector) in texts.iter().zip(vectors).filter(|(_, vector)| vector.is_none()) {
        match lexemes(known.get(language), weighed) {
            Ok(mut lexemes) => {
                lexemes.sort_unstable();
                *vector = Some(written(&lexemes));
            }
            Err(words) => unknown.extend(words.into_iter().map(|word| (*language, word))),
        }
    }
    unknown
}

/// A lexeme, its place in a text, and the text's weight.
type Lexeme<'a> = (&'a str, usize, char);

/// The lexemes of texts, or the words that are not known.
fn lexemes<'a, 'text: 'a>(
    known: Option<&'a Words>,
    weighed: &'text [String; 4],
) -> Result<Vec<Lexeme<'a>>, Vec<&'text str>> {
    let (mut lexemes, mut unknown) = (Vec::new(), Vec::new());
    let mut before = 0;
    for (text, weight) in weighed.iter().zip(WEIGHTS) {
        for word in text.split_terminator(' ') {
            if is_read_as_written(word) {
                lexemes.push((word, before + 1, weight));
                before += 1;
            } else if let Some(entry) = known.and_then(|known| known.get(word)) {
                lexemes.extend(entry.lexemes.iter().map(|(lexeme, at)| (lexeme.as_str(), before + at, weight)));
                before += entry.width;
            } else {
                unknown.push(word);
            }
        }
    }
    if unknown.is_empty() { Ok(lexemes) } else { Err(unknown) }
}

/// Whether a word is its own lexeme in every language: it has a digit, no letters but `a` to `z`, and is not too long. One that begins as a
/// number with an exponent does (`4e10bc`) is taken apart.
fn is_read_as_written(word: &str) -> bool {
    let word = word.as_bytes();
    let after_digits = word.iter().position(|letter| !letter.is_ascii_digit());
    let is_exponent = |at: usize| at > 0 && word[at] == b'e' && word.get(at + 1).is_some_and(u8::is_ascii_digit);
    word.iter().all(|letter| letter.is_ascii_digit() || letter.is_ascii_lowercase())
        && word.iter().any(u8::is_ascii_digit)
        && word.len() <= LONGEST_LEXEME
        && !after_digits.is_some_and(is_exponent)
}

async fn learn(connection: &mut Connection, words: Vec<(SearchLanguage, &str)>) -> Result<(), StoreError> {
    let entries = ask(connection, &words).await?;
    let mut known = KNOWN.write().unwrap_or_else(PoisonError::into_inner);
    if known.values().map(HashMap::len).sum::<usize>() > MOST {
        known.clear();
    }
    for ((language, word), entry) in words.into_iter().zip(entries) {
        known.entry(language).or_default().insert(Box::from(word), entry);
    }
    Ok(())
}

/// Lexemes in their order, each once with all of its places.
fn written(lexemes: &[Lexeme<'_>]) -> String {
    let mut vector = String::with_capacity(lexemes.len() * 14);
    for same in lexemes.chunk_by(|one, next| one.0 == next.0) {
        let quoted = same[0]
            .0
            .chars()
            .flat_map(|letter| std::iter::repeat_n(letter, if matches!(letter, '\'' | '\\') { 2 } else { 1 }));
        vector.push('\'');
        vector.extend(quoted);
        vector.push('\'');
        for (nth, (_, place, weight)) in same.iter().enumerate() {
            // To write into a string never fails.
            let _ = write!(vector, "{}{place}{weight}", if nth == 0 { ':' } else { ',' });
        }
        vector.push(' ');
    }
    vector
}

/// What the database makes of words. Behind each stands the end of a text: its place tells the word's width.
async fn ask(connection: &mut Connection, words: &[(SearchLanguage, &str)]) -> Result<Vec<Entry>, StoreError> {
    let rows: Vec<LexemeRow> = fixed(
        "SELECT w.word, l.lexeme, l.positions AS places
           FROM unnest($1, $2) WITH ORDINALITY AS w(language, text, word),
                unnest(to_tsvector(search_configuration(w.language), w.text || ' ' || $3)) AS l",
    )
    .bind::<Array<SmallInt>, _>(words.iter().map(|(language, _)| language.code()).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(words.iter().map(|(_, word)| *word).collect::<Vec<_>>())
    .bind::<Text, _>(END)
    .load(connection)
    .await?;
    let mut entries: Vec<Entry> = Vec::new();
    entries.resize_with(words.len(), Entry::default);
    for LexemeRow { word, lexeme, places } in rows {
        let places =
            places.into_iter().map(usize::try_from).collect::<Result<Vec<_>, _>>().map_err(StoreError::corrupt)?;
        let at = usize::try_from(word - 1).map_err(StoreError::corrupt)?;
        let entry = entries.get_mut(at).ok_or_else(|| StoreError::corrupt("a word that was not asked for"))?;
        entry.take(&lexeme, &places);
    }
    Ok(entries)
}

impl Entry {
    fn take(&mut self, lexeme: &str, mut places: &[usize]) {
        if lexeme == END {
            let Some((end, own)) = places.split_last() else { return };
            self.width = end - 1;
            places = own;
        }
        self.lexemes.extend(places.iter().map(|place| (lexeme.to_owned(), *place)));
    }
}

#[cfg(test)]
mod tests {
    use super::{END, Entry, is_read_as_written, written};

    #[test]
    fn the_place_of_the_end_is_the_width() {
        let entry = |rows: &[(&str, &[usize])]| {
            let mut entry = Entry::default();
            for (lexeme, places) in rows {
                entry.take(lexeme, places);
            }
            entry
        };
        let stop_word = entry(&[(END, &[2])]);
        assert_eq!(stop_word, Entry { lexemes: Vec::new(), width: 1 });
        let word = entry(&[(END, &[2]), ("govern", &[1])]);
        assert_eq!(word, Entry { lexemes: vec![("govern".to_owned(), 1)], width: 1 });
        let the_end_itself = entry(&[(END, &[1, 2])]);
        assert_eq!(the_end_itself, Entry { lexemes: vec![(END.to_owned(), 1)], width: 1 });
    }

    #[test]
    fn numbers_are_read_as_they_are_written() {
        for (word, as_written) in [
            ("1999", true),
            ("05k3jw", true),
            ("4e", true),
            ("e4", true),
            ("endoftext0", true),
            ("4e1", false),
            ("4e10bc", false),
            ("agreement", false),
            ("é1", false),
            ("", false),
        ] {
            assert_eq!(is_read_as_written(word), as_written, "{word}");
        }
        assert!(!is_read_as_written(&"1".repeat(2_047)));
    }

    #[test]
    fn a_vector_is_written_as_postgresql_reads_it() {
        assert_eq!(
            written(&[("agreement", 1, 'A'), ("govern", 4, 'A'), ("govern", 9, 'B')]),
            "'agreement':1A 'govern':4A,9B "
        );
        assert_eq!(written(&[("o'brien\\", 1, 'D')]), "'o''brien\\\\':1D ");
        assert_eq!(written(&[]), "");
    }
}
