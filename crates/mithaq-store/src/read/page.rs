//! Pages of a list, by keyset.

use diesel::QueryableByName;
use diesel::sql_types::BigInt;

use super::agreement::{AgreementRow, AgreementView, COLUMNS};
use super::condition::AgreementQuery;
use super::order::{Key, placed};
use super::snapshot::Snapshot;
use super::sql::{Sql, Value};
use crate::error::StoreError;

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

impl Snapshot {
    /// A page of a list.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn page(&self, query: &AgreementQuery, request: &PageRequest) -> Result<Page, StoreError> {
        let mut sql = Sql::new("SELECT ");
        sql.text(COLUMNS).text(" FROM agreements g WHERE ");
        query.write(&mut sql);
        if let Some(key) = &request.from {
            sql.text(" AND ");
            query.order.write_after(key, request.backwards, &mut sql);
        }
        query.order.write(request.backwards, &mut sql);
        let limit = i64::try_from(request.size + 1).map_err(StoreError::corrupt)?;
        sql.text(" LIMIT ").value(Value::Count(limit));

        let mut turn = self.turn().await?;
        let mut found: Vec<AgreementRow> = turn.load(sql.build()).await?;
        let has_more = found.len() > request.size;
        found.truncate(request.size);
        if request.backwards {
            found.reverse();
        }
        let rows = found.into_iter().map(|row| placed(query.order, row)).collect::<Result<_, _>>()?;
        Ok(Page { rows, has_more })
    }

    /// How many agreements a list has.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn count(&self, query: &AgreementQuery) -> Result<u64, StoreError> {
        let mut sql = Sql::new("SELECT count(*) AS count FROM agreements g WHERE ");
        query.write(&mut sql);
        let mut turn = self.turn().await?;
        let counted: Count = turn.one(sql.build()).await?;
        u64::try_from(counted.count).map_err(StoreError::corrupt)
    }
}
