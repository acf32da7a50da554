//! Up to which moment everything that was recorded is known, and below which bound the queue is empty for ever.

use chrono::{DateTime, Utc};
use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Bool, Text, Timestamptz};
use diesel_async::RunQueryDsl;

use super::Stream;
use super::lease::{Lease, StreamError};
use crate::error::StoreError;
use crate::pool::{Connection, begin};

/// A look at the database, to be come back to: once every transaction that ran then has ended, everything that was
/// recorded by its time is visible.
#[derive(Debug, Clone)]
pub struct Watermark {
    /// The time of the look.
    at: DateTime<Utc>,
    /// The last queue row drawn by then, visible or not.
    highest: i64,
    /// The first transaction that had not begun by then.
    xmax: String,
}

#[derive(QueryableByName)]
struct Look {
    #[diesel(sql_type = Timestamptz)]
    at: DateTime<Utc>,
    #[diesel(sql_type = BigInt)]
    highest: i64,
}

#[derive(QueryableByName)]
struct Bound {
    #[diesel(sql_type = Text)]
    xmax: String,
}

#[derive(QueryableByName)]
struct Passed {
    #[diesel(sql_type = Bool)]
    passed: bool,
    #[diesel(sql_type = Bool)]
    empty: bool,
}

impl Stream {
    /// Looks at the time and at the last queue row drawn, and then at the transactions that run.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn look(&self) -> Result<Watermark, StoreError> {
        let mut connection = self.pool.get().await?;
        let look: Look = diesel::sql_query(
            "SELECT clock_timestamp() AS at, COALESCE(pg_sequence_last_value(pg_get_serial_sequence('unsequenced', 'id')), 0) AS highest",
        )
        .get_result(&mut connection)
        .await?;
        // After the look, so that whoever drew a number up to `highest` began before `xmax`.
        let bound: Bound = diesel::sql_query("SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS xmax")
            .get_result(&mut connection)
            .await?;
        Ok(Watermark { at: look.at, highest: look.highest, xmax: bound.xmax })
    }

    /// Where every transaction that ran at a look has ended and the queue up to it is empty: notes that everything
    /// recorded by then is known, and gives the bound below which the queue is empty for ever.
    ///
    /// # Errors
    /// Where another leads, or the database does not answer.
    pub async fn settle(&self, lease: &Lease, watermark: &Watermark) -> Result<Option<i64>, StreamError> {
        let mut connection = self.pool.get().await?;
        begin(&mut connection, "BEGIN").await?;
        let done = settle(&mut connection, lease, watermark).await;
        super::publication::end(&mut connection, done).await
    }
}

async fn settle(connection: &mut Connection, lease: &Lease, look: &Watermark) -> Result<Option<i64>, StreamError> {
    lease.check(connection).await?;
    let passed: Passed = diesel::sql_query(
        "SELECT pg_snapshot_xmin(pg_current_snapshot()) >= $1::xid8 AS passed,
                NOT EXISTS (SELECT FROM unsequenced WHERE id <= $2) AS empty",
    )
    .bind::<Text, _>(&look.xmax)
    .bind::<BigInt, _>(look.highest)
    .get_result(connection)
    .await?;
    if !(passed.passed && passed.empty) {
        return Ok(None);
    }
    diesel::sql_query("UPDATE watermark SET known_until = $1 WHERE known_until < $1")
        .bind::<Timestamptz, _>(look.at)
        .execute(connection)
        .await?;
    Ok(Some(look.highest))
}
