//! Agreements that are searched for, the best first.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Float};
use mithaq_domain::agreement::Agreement;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::agreement::{AgreementRow, AgreementView, COLUMNS};
use super::clause::Among;
use super::condition::AgreementQuery;
use super::page::Count;
use super::snapshot::Snapshot;
use super::sql::{Sql, Value};
use crate::error::StoreError;
use crate::search::{Highlight, Marked, Search, SearchLanguage, SearchText, Word, highlights, readings, texts, words};

/// A place among what was found: the better come first, and the identity decides at last.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct FoundAt {
    /// How well it fits.
    pub rank: f32,
    /// The agreement.
    pub id: Uuid,
}

/// A page of what was found.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundPage {
    /// The agreements with their places.
    pub rows: Vec<(AgreementView, FoundAt)>,
    /// Whether there are more in the direction walked.
    pub has_more: bool,
}

#[derive(QueryableByName)]
struct FoundRow {
    #[diesel(sql_type = Float)]
    rank: f32,
    #[diesel(embed)]
    agreement: AgreementRow,
}

#[derive(QueryableByName)]
struct MarkedRow {
    #[diesel(sql_type = BigInt)]
    at: i64,
}

impl Search {
    /// Writes the table of what is found, with ranks.
    pub(super) fn write_found(&self, sql: &mut Sql) {
        sql.text("agreements_found(");
        self.write_asked(sql);
        sql.text(")");
    }

    /// Writes that `agreements g` is found.
    pub(super) fn write_found_among(&self, among: Among, sql: &mut Sql) {
        sql.text("g.id IN (");
        match among {
            Among::All => self.write_all(sql),
            Among::Seen => {
                sql.text("SELECT agreements_with_words(");
                self.write_asked(sql);
                sql.text(", ARRAY(SELECT s.id FROM seen s))");
            }
        }
        sql.text(")");
    }

    /// Writes the identities of all that is found.
    pub(super) fn write_all(&self, sql: &mut Sql) {
        sql.text("SELECT agreements_with_words(");
        self.write_asked(sql);
        sql.text(")");
    }

    /// Writes how many agreements are found, as far as so many and one more.
    pub(super) fn write_count(&self, most: i64, sql: &mut Sql) {
        sql.text("agreements_with_words_up_to(");
        self.write_asked(sql);
        sql.text(", ").value(Value::Count(most + 1)).text(")");
    }

    fn write_asked(&self, sql: &mut Sql) {
        let (spelt, folded) = self.all();
        let languages = self.languages().iter().map(|language| language.code()).collect();
        sql.value(Value::Codes(languages)).text(", ").value(Value::Text(spelt)).text(", ").value(Value::Text(folded));
    }
}

impl Snapshot {
    /// A page of the agreements of a query that a search finds; they come by rank, whatever the query's order.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn search(
        &self,
        search: &Search,
        query: &AgreementQuery,
        size: usize,
        from: Option<FoundAt>,
        backwards: bool,
    ) -> Result<FoundPage, StoreError> {
        let mut sql = Sql::new("SELECT f.rank, ");
        sql.text(COLUMNS).text(" FROM ");
        write_matches(search, query, &mut sql);
        let (rank_sign, id_sign, rank_word, id_word) =
            if backwards { (">", "<", "ASC", "DESC") } else { ("<", ">", "DESC", "ASC") };
        if let Some(FoundAt { rank, id }) = from {
            sql.text(&format!(" AND (f.rank {rank_sign} ")).value(Value::Rank(rank));
            sql.text(" OR (f.rank = ").value(Value::Rank(rank));
            sql.text(&format!(" AND g.id {id_sign} ")).value(Value::Id(id)).text("))");
        }
        sql.text(&format!(" ORDER BY f.rank {rank_word}, g.id {id_word} LIMIT "));
        sql.value(Value::Count(i64::try_from(size + 1).map_err(StoreError::corrupt)?));
        let mut turn = self.turn().await?;
        let mut found: Vec<FoundRow> = turn.load(sql.build()).await?;
        let has_more = found.len() > size;
        found.truncate(size);
        if backwards {
            found.reverse();
        }
        Ok(FoundPage { rows: found.into_iter().map(FoundRow::placed).collect::<Result<_, _>>()?, has_more })
    }

    /// How many agreements of a query a search finds.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn search_count(&self, search: &Search, query: &AgreementQuery) -> Result<u64, StoreError> {
        let mut sql = Sql::new("SELECT count(*) AS count FROM ");
        write_matches(search, query, &mut sql);
        let mut turn = self.turn().await?;
        let counted: Count = turn.one(sql.build()).await?;
        u64::try_from(counted.count).map_err(StoreError::corrupt)
    }

    /// Where a search has its hits in each of these agreements, which the reader has in hand, as they stand today.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn highlights(
        &self,
        search: &Search,
        agreements: &[&Agreement],
        today: NaiveDate,
    ) -> Result<Vec<Vec<Highlight>>, StoreError> {
        let texts: Vec<Vec<SearchText>> = agreements.iter().map(|agreement| texts(agreement, today)).collect();
        let marked = self.marked(search, texts.iter().flatten()).await?;
        Ok(texts.iter().map(|texts| highlights(search, texts, &marked)).collect())
    }

    /// Which words of texts are hits. The database is asked, as it alone knows the languages' stems.
    async fn marked(&self, search: &Search, texts: impl Iterator<Item = &SearchText>) -> Result<Marked, StoreError> {
        let mut asked: BTreeSet<(SearchLanguage, String, String)> = BTreeSet::new();
        for text in texts {
            for Word { spelt, folded, .. } in words(&text.text) {
                let read = readings(search, text).into_iter();
                asked.extend(read.map(|language| (language, spelt.clone(), folded.clone())));
            }
        }
        let (spelt, folded) = search.any();
        let mut sql = Sql::new(
            "WITH asked AS MATERIALIZED (SELECT language, search_query(language, s.spelt, s.folded) AS query FROM unnest(",
        );
        sql.value(Value::Codes(search.languages().iter().map(|language| language.code()).collect()));
        sql.text(") AS l(language), (VALUES (").value(Value::Text(spelt)).text("::text, ").value(Value::Text(folded));
        sql.text("::text)) AS s(spelt, folded)) SELECT w.at FROM unnest(");
        sql.value(Value::Codes(asked.iter().map(|(language, _, _)| language.code()).collect())).text(", ");
        sql.value(Value::Texts(asked.iter().map(|(_, spelt, folded)| format!("{spelt} {folded}")).collect()));
        sql.text(
            ") WITH ORDINALITY AS w(language, word, at) JOIN asked a ON a.language = w.language
              AND to_tsvector(search_configuration(w.language), w.word) @@ a.query",
        );
        let mut turn = self.turn().await?;
        let rows: Vec<MarkedRow> = turn.load(sql.build_fixed()).await?;
        let hits: BTreeSet<usize> = rows.into_iter().filter_map(|row| usize::try_from(row.at - 1).ok()).collect();
        let words = asked.into_iter().enumerate().filter(|(at, _)| hits.contains(at));
        Ok(words.map(|(_, (language, spelt, _))| (language, spelt)).collect())
    }
}

/// Writes what is found, within a query.
fn write_matches(search: &Search, query: &AgreementQuery, sql: &mut Sql) {
    search.write_found(sql);
    sql.text(" AS f JOIN agreements g ON g.id = f.agreement_id WHERE ");
    query.write(Among::All, sql);
}

impl FoundRow {
    fn placed(self) -> Result<(AgreementView, FoundAt), StoreError> {
        let view = self.agreement.view()?;
        let at = FoundAt { rank: self.rank, id: view.id.0 };
        Ok((view, at))
    }
}
