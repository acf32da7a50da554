//! One read-only transaction of one caller.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use diesel::QueryResult;
use diesel::deserialize::FromSqlRow;
use diesel::pg::Pg;
use diesel::result::Error::DeserializationError;
use diesel::sql_types::Timestamptz;
use diesel::sql_types::Untyped;
use diesel_async::{AsyncConnectionCore, AsyncPgConnection, SimpleAsyncConnection};
use futures_util::future::{BoxFuture, join};
use futures_util::{FutureExt, StreamExt, TryStreamExt};
use tokio::sync::{Mutex, MutexGuard};

use crate::caller::Reader;
use crate::error::StoreError;
use crate::fixed::{Statement, fixed};
use crate::pool::{Connection, Pool, commit, hold, release};

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
    /// What begins the transaction, until it has begun.
    begin: Option<String>,
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
    /// Runs a query. The transaction begins with the first, in the same round trip.
    pub(super) async fn load<U: FromSqlRow<Untyped, Pg> + Send>(
        &mut self,
        statement: Statement<'static>,
    ) -> Result<Vec<U>, StoreError> {
        let inner = &mut *self.0;
        let Some(connection) = inner.connection.as_deref() else {
            return Err(StoreError::corrupt("a snapshot without a connection"));
        };
        let rows = rows(connection, statement);
        let rows = match inner.begin.take() {
            None => rows.await?,
            Some(statements) => {
                // They go out in this order; where the first fails, nothing is visible to the second.
                let (begun, rows) = join(run(connection, statements), rows).await;
                begun.and(rows)?
            }
        };
        Ok(rows.map(|row| U::build_from_row(&row?).map_err(DeserializationError)).try_collect::<Vec<U>>().await?)
    }

    /// Runs a query that has one row.
    pub(super) async fn one<U: FromSqlRow<Untyped, Pg> + Send>(
        &mut self,
        statement: Statement<'static>,
    ) -> Result<U, StoreError> {
        let rows = self.load(statement).await?;
        rows.into_iter().next().ok_or_else(|| diesel::result::Error::NotFound.into())
    }
}

type Rows = <AsyncPgConnection as AsyncConnectionCore>::Stream<'static, 'static>;

// A connection that is shared takes what it is to do in the order in which it is asked.
fn rows<'a>(mut connection: &'a AsyncPgConnection, statement: Statement<'static>) -> BoxFuture<'a, QueryResult<Rows>> {
    AsyncConnectionCore::load(&mut connection, statement)
}

fn run(mut connection: &AsyncPgConnection, statements: String) -> BoxFuture<'_, QueryResult<()>> {
    async move { connection.batch_execute(&statements).await }.boxed()
}

impl Snapshot {
    pub(crate) fn new(pool: Pool, reader: Reader) -> Self {
        let inner = Inner { pool, reader, connection: None, begin: None, times: None };
        Self { inner: Arc::new(Mutex::new(inner)) }
    }

    /// Waits for the connection, and takes it from the pool at first use.
    pub(super) async fn turn(&self) -> Result<Turn<'_>, StoreError> {
        let mut inner = self.inner.lock().await;
        if inner.connection.is_none() {
            let mut connection = inner.pool.get().await?;
            hold(&mut connection);
            inner.connection = Some(connection);
            let settings = inner.reader.settings();
            inner.begin = Some(format!("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY; {settings}"));
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
        let (connection, begin) = (inner.connection.take(), inner.begin.take());
        match (connection, begin) {
            (Some(mut connection), None) => commit(&mut connection).await,
            (Some(mut connection), Some(_)) => {
                release(&mut connection);
                Ok(())
            }
            (None, _) => Ok(()),
        }
    }

    async fn times(&self) -> Result<Times, StoreError> {
        let mut turn = self.turn().await?;
        if let Some(times) = turn.0.times {
            return Ok(times);
        }
        let times: Times = turn.one(fixed("SELECT transaction_timestamp() AS now, known_until FROM watermark")).await?;
        turn.0.times = Some(times);
        Ok(times)
    }
}
