//! The words by which agreements are found.

use std::collections::BTreeSet;

use diesel::sql_types::{Array, SmallInt, Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use mithaq_domain::agreement::Agreement;
use uuid::Uuid;

use super::projection::releasable;
use crate::error::StoreError;
use crate::fixed::fixed;
use crate::pool::Connection;
use crate::search::{SearchLanguage, SearchPlace, SearchText, texts, words};

/// How many bytes of one kind of text are read in one language, both spellings together: what comes of them has to stay
/// under a megabyte, which is as much as the database keeps.
const LONGEST: usize = 400_000;

/// What of an agreement is found in one language, by its weight: titles and numbers, names, lessons, clauses.
struct Row<'a> {
    agreement: &'a Agreement,
    language: SearchLanguage,
    weighed: [String; 4],
}

/// Writes the words of agreements anew.
pub(super) async fn replace_words(connection: &mut Connection, agreements: &[&Agreement]) -> Result<(), StoreError> {
    fixed("DELETE FROM agreement_words WHERE agreement_id = ANY ($1)")
        .bind::<Array<SqlUuid>, _>(agreements.iter().map(|agreement| agreement.id().0).collect::<Vec<_>>())
        .execute(connection)
        .await?;
    insert_words(connection, agreements).await
}

/// Writes the words of agreements that are new.
pub(super) async fn insert_words(connection: &mut Connection, agreements: &[&Agreement]) -> Result<(), StoreError> {
    let rows: Vec<Row<'_>> = agreements.iter().flat_map(|agreement| rows(agreement)).collect();
    let labels = || rows.iter().map(|row| &row.agreement.standing().label);
    let weighed = |at: usize| rows.iter().map(|row| row.weighed[at].as_str()).collect::<Vec<_>>();
    // Reading a text into words costs most, and the names of two parties are those of many agreements.
    fixed(
        "WITH t AS (
             SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8)
                        AS t(id, language, a, b, c, d, classification, releasable_to)
         ), named AS MATERIALIZED (
             SELECT language, b, setweight(to_tsvector(search_configuration(language), b), 'B') AS words
               FROM (SELECT DISTINCT language, b FROM t) AS names
         )
         INSERT INTO agreement_words (agreement_id, language, words, classification, releasable_to)
         SELECT id, language,
                setweight(to_tsvector(search_configuration(language), a), 'A')
                || named.words
                || setweight(to_tsvector(search_configuration(language), c), 'C')
                || setweight(to_tsvector(search_configuration(language), d), 'D'),
                classification, string_to_array(NULLIF(releasable_to, ''), ',')
           FROM t JOIN named USING (language, b)",
    )
    .bind::<Array<SqlUuid>, _>(rows.iter().map(|row| row.agreement.id().0).collect::<Vec<Uuid>>())
    .bind::<Array<SmallInt>, _>(rows.iter().map(|row| row.language.code()).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(weighed(0))
    .bind::<Array<Text>, _>(weighed(1))
    .bind::<Array<Text>, _>(weighed(2))
    .bind::<Array<Text>, _>(weighed(3))
    .bind::<Array<SmallInt>, _>(labels().map(|label| label.classification.code()).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(rows.iter().map(|row| releasable(row.agreement)).collect::<Vec<_>>())
    .execute(connection)
    .await?;
    Ok(())
}

/// A row for every language that the agreement has texts in; names and numbers stand in each.
fn rows(agreement: &Agreement) -> Vec<Row<'_>> {
    let texts = texts(agreement);
    let languages: BTreeSet<SearchLanguage> = texts.iter().filter_map(SearchText::own_language).collect();
    languages
        .into_iter()
        .map(|language| {
            let weighed = |places: &[SearchPlace]| {
                let of = texts.iter().filter(|text| places.contains(&text.place));
                spelt_both_ways(of.filter(|text| text.own_language().is_none_or(|own| own == language)))
            };
            let weighed = [
                weighed(&[SearchPlace::Title, SearchPlace::Number]),
                weighed(&[SearchPlace::Party]),
                weighed(&[SearchPlace::Lesson]),
                weighed(&[SearchPlace::Clause]),
            ];
            Row { agreement, language, weighed }
        })
        .collect()
}

/// Stands behind every text, so that no phrase reaches from one into the next. Nobody writes such a word.
const END: &str = "endoftext0 ";

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
    both.truncate(both.floor_char_boundary(LONGEST));
    both
}

fn join<'a>(text: &mut String, words: impl Iterator<Item = &'a String>) {
    for word in words {
        text.push_str(word);
        text.push(' ');
    }
    text.push_str(END);
}
