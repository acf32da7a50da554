//! Up to which moment everything that was recorded is known, and below which bound the queue is empty for ever.

use chrono::{DateTime, Utc};
use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Bool, Text, Timestamptz};
use diesel_async::RunQueryDsl;

use super::Stream;
use super::lease::{Lease, StreamError};
use crate::fixed::fixed;

/// A look at the database, to be come back to: once every transaction that ran then has ended, everything that was
/// recorded by its time is visible.
#[derive(Debug, Clone)]
pub struct Watermark {
    /// The time of the look.
    at: DateTime<Utc>,
    /// The last queue row drawn by then, visible or not.
    highest: i64,
    /// A transaction that began after it.
    after: String,
}

#[derive(QueryableByName)]
struct Look {
    #[diesel(sql_type = Timestamptz)]
    at: DateTime<Utc>,
    #[diesel(sql_type = BigInt)]
    highest: i64,
}

#[derive(QueryableByName)]
struct Began {
    #[diesel(sql_type = Text)]
    number: String,
}

#[derive(QueryableByName)]
struct Settled {
    #[diesel(sql_type = Bool)]
    held: bool,
    #[diesel(sql_type = Bool)]
    settled: bool,
}

impl Stream {
    /// Looks at the time and at the last queue row drawn, and then begins a transaction to tell by its number which
    /// others had begun before.
    ///
    /// The `xmax` of a snapshot would not do: it follows the last transaction that has *ended*, so that those with
    /// the highest numbers may run and yet not lie below it.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn look(&self) -> Result<Watermark, StreamError> {
        let mut connection = self.pool.get().await?;
        let look: Look = fixed(
            "SELECT clock_timestamp() AS at, COALESCE(pg_sequence_last_value(pg_get_serial_sequence('unsequenced', 'id')), 0) AS highest",
        )
        .get_result(&mut connection)
        .await?;
        // A writer has its number before it takes the time or draws a queue row, so whoever did either by the look has
        // a lower number than the one drawn here.
        let began: Began = fixed("SELECT pg_current_xact_id()::text AS number").get_result(&mut connection).await?;
        Ok(Watermark { at: look.at, highest: look.highest, after: began.number })
    }

    /// Where every transaction that ran at a look has ended and the queue up to it is empty: notes that everything
    /// recorded by then is known, and gives the bound below which the queue is empty for ever.
    ///
    /// # Errors
    /// Where another leads, or the database does not answer.
    pub async fn settle(&self, lease: &Lease, look: &Watermark) -> Result<Option<i64>, StreamError> {
        let mut connection = self.pool.get().await?;
        let done: Settled = fixed(
            "WITH held AS MATERIALIZED (
                 SELECT set_config('synchronous_commit', 'off', true) FROM lease WHERE role = $1 AND epoch = $2 FOR UPDATE
             ), settled AS MATERIALIZED (
                 SELECT FROM held
                  WHERE pg_snapshot_xmin(pg_current_snapshot()) >= $3::xid8
                    AND NOT EXISTS (SELECT FROM unsequenced WHERE id <= $4)
             ), noted AS (
                 UPDATE watermark SET known_until = $5 WHERE known_until < $5 AND EXISTS (SELECT FROM settled)
             )
             SELECT EXISTS (SELECT FROM held) AS held, EXISTS (SELECT FROM settled) AS settled",
        )
        .bind::<Text, _>(&lease.role)
        .bind::<BigInt, _>(lease.epoch)
        .bind::<Text, _>(&look.after)
        .bind::<BigInt, _>(look.highest)
        .bind::<Timestamptz, _>(look.at)
        .get_result(&mut connection)
        .await?;
        if done.held { Ok(done.settled.then_some(look.highest)) } else { Err(lease.fenced()) }
    }
}
