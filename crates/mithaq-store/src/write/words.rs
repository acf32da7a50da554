//! The words by which agreements are found.

use std::collections::BTreeSet;

use diesel::sql_types::{Array, SmallInt, Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use mithaq_domain::agreement::Agreement;
use uuid::Uuid;

use super::lexicon::{END, Weighed, vectors};
use super::projection::{Projected, releasable};
use crate::error::StoreError;
use crate::fixed::{ANY_KEY, fixed};
use crate::pool::Connection;
use crate::search::{SearchLanguage, SearchPlace, SearchText, words};

/// How many bytes of one kind of text are read in one language, both spellings together: what comes of them has to stay
/// under a megabyte, which is as much as the database keeps.
const LONGEST: usize = 400_000;

/// Writes the words of agreements anew.
pub(super) async fn replace_words(connection: &mut Connection, rows: &[Projected<'_>]) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    fixed(format!("DELETE FROM agreement_words WHERE agreement_id = {ANY_KEY}"))
        .bind::<Array<SqlUuid>, _>(rows.iter().map(|row| row.agreement().id().0).collect::<Vec<_>>())
        .execute(connection)
        .await?;
    insert_words(connection, rows).await
}

/// Writes the words of agreements that are new.
pub(super) async fn insert_words(connection: &mut Connection, rows: &[Projected<'_>]) -> Result<(), StoreError> {
    let of_each = rows.iter().flat_map(|row| weighed(row).into_iter().map(move |texts| (row.agreement(), texts)));
    let (agreements, texts): (Vec<&Agreement>, Vec<Weighed>) = of_each.unzip();
    let vectors = vectors(connection, &texts).await?;
    let labels = || agreements.iter().map(|agreement| &agreement.standing().label);
    fixed(
        "INSERT INTO agreement_words (agreement_id, language, words, classification, releasable_to)
         SELECT id, language, words::tsvector, classification, string_to_array(NULLIF(releasable_to, ''), ',')
           FROM unnest($1, $2, $3, $4, $5) AS t(id, language, words, classification, releasable_to)",
    )
    .bind::<Array<SqlUuid>, _>(agreements.iter().map(|agreement| agreement.id().0).collect::<Vec<Uuid>>())
    .bind::<Array<SmallInt>, _>(texts.iter().map(|(language, _)| language.code()).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(&vectors)
    .bind::<Array<SmallInt>, _>(labels().map(|label| label.classification.code()).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(agreements.iter().map(|agreement| releasable(agreement)).collect::<Vec<_>>())
    .execute(connection)
    .await?;
    Ok(())
}

/// What of an agreement is found in each language that it has texts in, by its weight: titles and numbers, names, lessons,
/// clauses. Names and numbers stand in each.
fn weighed(row: &Projected<'_>) -> Vec<Weighed> {
    let texts = row.texts();
    let languages: BTreeSet<SearchLanguage> = texts.iter().filter_map(SearchText::own_language).collect();
    languages
        .into_iter()
        .map(|language| {
            let spelt = |places: &[SearchPlace]| {
                let of = texts.iter().filter(|text| places.contains(&text.place));
                spelt_both_ways(of.filter(|text| text.own_language().is_none_or(|own| own == language)))
            };
            let weighed = [
                spelt(&[SearchPlace::Title, SearchPlace::Number]),
                spelt(&[SearchPlace::Party]),
                spelt(&[SearchPlace::Lesson]),
                spelt(&[SearchPlace::Clause]),
            ];
            (language, weighed)
        })
        .collect()
}

/// The words of texts with their accents and, where that is not the same, once more without.
fn spelt_both_ways<'a>(texts: impl Iterator<Item = &'a SearchText>) -> String {
    let mut both = String::new();
    for text in texts {
        let words = words(&text.text);
        join(&mut both, words.iter().map(|word| &word.spelt));
        if words.iter().any(|word| word.spelt != word.folded) {
            join(&mut both, words.iter().map(|word| &word.folded));
        }
    }
    // A word that is cut is no word.
    let end = both.floor_char_boundary(LONGEST);
    both.truncate(if end == both.len() { end } else { both[..end].rfind(' ').map_or(0, |space| space + 1) });
    both
}

fn join<'a>(text: &mut String, words: impl Iterator<Item = &'a String>) {
    for word in words {
        text.push_str(word);
        text.push(' ');
    }
    text.push_str(END);
    text.push(' ');
}
