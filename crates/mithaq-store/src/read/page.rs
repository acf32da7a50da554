//! Pages of a list, by keyset.

use diesel::QueryableByName;
use diesel::sql_types::BigInt;

use super::agreement::{AgreementRow, AgreementView, COLUMNS};
use super::clause::Among;
use super::condition::AgreementQuery;
use super::narrow::Narrow;
use super::order::{Key, placed};
use super::snapshot::Snapshot;
use super::sql::{Sql, Value};
use super::stretch::Stretch;
use crate::error::StoreError;
use crate::fixed::Statement;

/// Which page: so many after a place, or so many before one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageRequest {
    /// How many at most.
    pub size: usize,
    /// From which place on; none means from the end that it is walked from.
    pub from: Option<Key>,
    /// Whether the list is walked from its end.
    pub backwards: bool,
}

/// A page, always in the order of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The agreements with their places.
    pub rows: Vec<(AgreementView, Key)>,
    /// Whether there are more in the direction walked.
    pub has_more: bool,
}

#[derive(QueryableByName)]
pub(super) struct Count {
    #[diesel(sql_type = BigInt)]
    pub(super) count: i64,
}

/// How many rows are looked at, one after the other, before what can meet the conditions is gathered. Where so many do not
/// hold a page, few rows meet the conditions, and gathering them costs no more than looking did.
const LOOKED_AT: i64 = 5_000;

/// The same where no index finds few: gathering would cost more.
const LOOKED_AT_FURTHER: i64 = 30_000;

/// How many rows are read at most of a list without a condition, where its page takes no more; those that are not asked for are
/// not read. It is as many as the largest page that is given by default takes, with the one beyond.
const LARGEST_PAGE: i64 = 101;

/// As many times fewer are looked at where words are looked for, which costs more.
const FEWER_FOR_WORDS: i64 = 2;

impl Snapshot {
    /// A page of a list.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn page(&self, query: &AgreementQuery, request: &PageRequest) -> Result<Page, StoreError> {
        let mut found = self.next(query, request).await?;
        let has_more = found.len() > request.size;
        found.truncate(request.size);
        if request.backwards {
            found.reverse();
        }
        let rows = found.into_iter().map(|row| placed(query.order, row)).collect::<Result<_, _>>()?;
        Ok(Page { rows, has_more })
    }

    /// The rows that come next, in the direction walked, and one beyond the page.
    async fn next(&self, query: &AgreementQuery, request: &PageRequest) -> Result<Vec<AgreementRow>, StoreError> {
        if let Some(narrow) = self.narrowest(query).await? {
            let limit = limit(request.size + 1)?;
            return self.rows(query.gathered(request, &Stretch::whole(), &[narrow], limit).build()).await;
        }
        let mut found: Vec<AgreementRow> = Vec::new();
        for stretch in query.stretches(request.backwards) {
            if found.len() <= request.size {
                let wanted = request.size + 1 - found.len();
                found.extend(self.stretch(query, request, &stretch, wanted).await?);
            }
        }
        Ok(found)
    }

    /// So many rows of a stretch of the list, in the direction walked.
    async fn stretch(
        &self,
        query: &AgreementQuery,
        request: &PageRequest,
        stretch: &Stretch<'_>,
        wanted: usize,
    ) -> Result<Vec<AgreementRow>, StoreError> {
        let limit = limit(wanted)?;
        if stretch.is_sparse() {
            return self.rows(query.gathered(request, stretch, &[], limit).build()).await;
        }
        let met = self.rows(query.looked_at(request, stretch, limit, LOOKED_AT)).await?;
        if met.len() == wanted || query.is_of_all() {
            return Ok(met);
        }
        let some = self.some(query).await?;
        if some.is_empty() {
            // Many meet each condition: they stand further on.
            let met = self.rows(query.looked_at(request, stretch, limit, LOOKED_AT_FURTHER)).await?;
            if met.len() == wanted {
                return Ok(met);
            }
        }
        self.rows(query.gathered(request, stretch, &some, limit).build()).await
    }

    async fn rows(&self, statement: Statement<'static>) -> Result<Vec<AgreementRow>, StoreError> {
        self.turn().await?.load(statement).await
    }

    /// How many agreements a list has.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn count(&self, query: &AgreementQuery) -> Result<u64, StoreError> {
        let narrow = self.narrowest(query).await?;
        let mut sql = Sql::new("SELECT count(*) AS count FROM agreements g WHERE ");
        query.write(Among::All, &mut sql);
        query.write_narrowed(&Vec::from_iter(narrow), &mut sql);
        let mut turn = self.turn().await?;
        let counted: Count = turn.one(sql.build()).await?;
        u64::try_from(counted.count).map_err(StoreError::corrupt)
    }
}

fn limit(rows: usize) -> Result<i64, StoreError> {
    i64::try_from(rows).map_err(StoreError::corrupt)
}

impl AgreementQuery {
    /// Looks at the rows that come next, as many as it takes, but no more than so many. Without a condition connections keep it:
    /// there is a text for each order and direction, with and without a place and a moment of knowledge.
    fn looked_at(&self, request: &PageRequest, stretch: &Stretch<'_>, limit: i64, most: i64) -> Statement<'static> {
        let looks_for_words = self.condition.has_text();
        let most = if looks_for_words { most / FEWER_FOR_WORDS } else { most };
        let mut sql = Sql::default();
        if looks_for_words {
            sql.text("WITH seen AS MATERIALIZED (SELECT g.id FROM agreements g WHERE ");
            self.write_next(request, stretch, most, &mut sql);
            sql.text(") ");
        }
        sql.text("SELECT ").text(COLUMNS).text(" FROM (SELECT g.*, ").text(self.order.column());
        sql.text(" AS place FROM agreements g WHERE ");
        self.write_next(request, stretch, if self.is_of_all() { limit.max(LARGEST_PAGE) } else { most }, &mut sql);
        sql.text(") AS g WHERE ");
        self.write(Among::Seen, &mut sql);
        self.order.write(request.backwards, "g.place", "g.id", &mut sql);
        sql.text(" LIMIT ").value(Value::Count(limit));
        if self.is_unconditional() { sql.build_fixed() } else { sql.build() }
    }

    /// Gathers what meets the conditions, found by indexes, and keeps the rows that come next.
    fn gathered(&self, request: &PageRequest, stretch: &Stretch<'_>, narrow: &[Narrow<'_>], limit: i64) -> Sql {
        let mut sql = Sql::new("SELECT ");
        sql.text(COLUMNS).text(" FROM (SELECT f.id, f.place FROM (SELECT g.id, ").text(self.order.column());
        sql.text(" AS place FROM agreements g WHERE ");
        self.write(Among::All, &mut sql);
        self.write_narrowed(narrow, &mut sql);
        self.write_place(request, stretch, &mut sql);
        stretch.write_sparse(&mut sql);
        // So fenced, it is planned for all that there is, and not for the few that come first.
        sql.text(" OFFSET 0) AS f");
        self.order.write(request.backwards, "f.place", "f.id", &mut sql);
        sql.text(" LIMIT ").value(Value::Count(limit)).text(") AS f JOIN agreements g ON g.id = f.id");
        self.order.write(request.backwards, "f.place", "f.id", &mut sql);
        sql
    }

    /// Writes the rows that come next, whatever they are, but no more than so many. How many stands in the text: a plan for any
    /// limit is one for a tenth of the table.
    fn write_next(&self, request: &PageRequest, stretch: &Stretch<'_>, most: i64, sql: &mut Sql) {
        sql.text("true");
        self.write_place(request, stretch, sql);
        self.order.write(request.backwards, self.order.column(), "g.id", sql);
        sql.text(&format!(" LIMIT {most}"));
    }

    /// Writes where in the list a row stands.
    fn write_place(&self, request: &PageRequest, stretch: &Stretch<'_>, sql: &mut Sql) {
        if let Some(key) = &request.from {
            sql.text(" AND ");
            self.order.write_after(key, request.backwards, sql);
        }
        stretch.write_days(self.order, sql);
    }
}
