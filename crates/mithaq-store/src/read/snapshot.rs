//! One read-only transaction of one caller.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use diesel::sql_types::Timestamptz;
use diesel_async::RunQueryDsl;
use tokio::sync::{Mutex, MutexGuard};

use crate::caller::Reader;
use crate::error::StoreError;
use crate::fixed::fixed;
use crate::pool::{Connection, Pool, begin, end};

/// A reader's view of the registry: one connection and one read-only transaction, taken at first use and given
/// back by [`finish`](Self::finish). Whoever reads through it waits for the one before.
#[derive(Clone)]
pub struct Snapshot {
    inner: Arc<Mutex<Inner>>,
}

struct Inner {
    pool: Pool,
    reader: Reader,
    connection: Option<Connection>,
    times: Option<Times>,
}

#[derive(Clone, Copy, diesel::QueryableByName)]
struct Times {
    #[diesel(sql_type = Timestamptz)]
    now: DateTime<Utc>,
    #[diesel(sql_type = Timestamptz)]
    known_until: DateTime<Utc>,
}

/// The connection while one query is run on it.
pub(super) struct Turn<'a>(MutexGuard<'a, Inner>);

impl Turn<'_> {
    pub(super) fn connection(&mut self) -> Result<&mut Connection, StoreError> {
        self.0.connection.as_mut().ok_or_else(|| StoreError::corrupt("a snapshot without a connection"))
    }
}

impl Snapshot {
    pub(crate) fn new(pool: Pool, reader: Reader) -> Self {
        Self { inner: Arc::new(Mutex::new(Inner { pool, reader, connection: None, times: None })) }
    }

    /// Waits for the connection, and takes it from the pool at first use.
    pub(super) async fn turn(&self) -> Result<Turn<'_>, StoreError> {
        let mut inner = self.inner.lock().await;
        if inner.connection.is_none() {
            let mut connection = inner.pool.get().await?;
            let statements =
                format!("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY; {}", inner.reader.settings());
            begin(&mut connection, &statements).await?;
            inner.connection = Some(connection);
        }
        Ok(Turn(inner))
    }

    /// The moment of the snapshot: what is read is the latest state as of it.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn moment(&self) -> Result<DateTime<Utc>, StoreError> {
        Ok(self.times().await?.now)
    }

    /// The latest moment for which what was then known is certain not to change any more.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn known_until(&self) -> Result<DateTime<Utc>, StoreError> {
        Ok(self.times().await?.known_until)
    }

    /// Refuses a moment of knowledge that has not passed for certain.
    ///
    /// # Errors
    /// Where it has not, with the latest that has; where the database does not answer.
    pub async fn check_known_at(&self, asked: DateTime<Utc>) -> Result<(), StoreError> {
        let latest = self.known_until().await?;
        if asked > latest { Err(StoreError::NotYetKnown { asked, latest }) } else { Ok(()) }
    }

    /// Ends the transaction and gives the connection back. A later read takes a new one.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn finish(&self) -> Result<(), StoreError> {
        let mut inner = self.inner.lock().await;
        inner.times = None;
        match inner.connection.take() {
            Some(mut connection) => end(&mut connection, Ok(())).await,
            None => Ok(()),
        }
    }

    async fn times(&self) -> Result<Times, StoreError> {
        let mut turn = self.turn().await?;
        if let Some(times) = turn.0.times {
            return Ok(times);
        }
        let times: Times = fixed("SELECT transaction_timestamp() AS now, known_until FROM watermark")
            .get_result(turn.connection()?)
            .await?;
        turn.0.times = Some(times);
        Ok(times)
    }
}
