//! Connections that have taken their role.

use std::time::Duration;

use diesel::ConnectionError;
use diesel::connection::TransactionManagerStatus;
use diesel_async::pooled_connection::deadpool::{Object, Pool as Deadpool};
use diesel_async::pooled_connection::{AsyncDieselConnectionManager, ManagerConfig, RecyclingMethod};
use diesel_async::{
    AnsiTransactionManager, AsyncConnection, AsyncPgConnection, SimpleAsyncConnection, TransactionManager,
};
use futures_util::FutureExt;

use crate::error::StoreError;

/// A connection taken from a pool.
pub(crate) type Connection = Object<AsyncPgConnection>;

/// One of the three database roles.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Role {
    Owner,
    App,
    Publisher,
}

impl Role {
    const fn name(self) -> &'static str {
        match self {
            Self::Owner => "mithaq_owner",
            Self::App => "mithaq_app",
            Self::Publisher => "mithaq_publisher",
        }
    }

    /// How long a transaction may lie idle. A publisher that is stopped in the middle of one must not keep the lease's
    /// row locked, or nobody could take over. Its statements are few and all go by keys, so that they are planned once;
    /// a plan made for the values at hand takes to whole tables and helpers while there are no statistics yet, and so does
    /// any plan for a queue, whose table is small by the statistics and full of dead rows.
    const fn limits(self) -> &'static str {
        match self {
            Self::Publisher => {
                "SET idle_in_transaction_session_timeout = '700ms'; SET plan_cache_mode = force_generic_plan; \
                 SET max_parallel_workers_per_gather = 0; SET enable_seqscan = off"
            }
            Self::App => "SET idle_in_transaction_session_timeout = '60s'",
            Self::Owner => "SET idle_in_transaction_session_timeout = 0",
        }
    }
}

/// Connections that have taken a role.
#[derive(Clone)]
pub(crate) struct Pool(Deadpool<AsyncPgConnection>);

impl Pool {
    pub(crate) fn new(url: &str, role: Role, size: usize) -> Result<Self, StoreError> {
        let mut config = ManagerConfig::default();
        // Whether a connection is closed is known without asking; a test query would cost each request a round trip.
        config.recycling_method = RecyclingMethod::Fast;
        config.custom_setup = Box::new(move |url| connect(url.to_owned(), role).boxed());
        let manager = AsyncDieselConnectionManager::new_with_config(url, config);
        Deadpool::builder(manager)
            .max_size(size)
            .wait_timeout(Some(Duration::from_secs(10)))
            .create_timeout(Some(Duration::from_secs(10)))
            .runtime(deadpool::Runtime::Tokio1)
            .build()
            .map(Self)
            .map_err(StoreError::unavailable)
    }

    /// A connection. What waits for one is large, and everything that reads would be as large if it were not kept apart.
    pub(crate) async fn get(&self) -> Result<Connection, StoreError> {
        self.0.get().boxed().await.map_err(StoreError::unavailable)
    }

    /// How many connections are open, and how many of them are idle.
    pub(crate) fn usage(&self) -> (usize, usize) {
        let status = self.0.status();
        (status.size, status.available)
    }
}

async fn connect(url: String, role: Role) -> Result<AsyncPgConnection, ConnectionError> {
    let mut connection = AsyncPgConnection::establish(&url).await?;
    connection
        .batch_execute(&format!("SET ROLE {}; SET timezone = 'UTC'; SET jit = off; {}", role.name(), role.limits()))
        .await
        .map_err(ConnectionError::CouldntSetupConfiguration)?;
    Ok(connection)
}

/// Begins a transaction with statements of its own. Where it is dropped before its end, the pool throws the
/// connection away.
pub(crate) async fn begin(connection: &mut Connection, statements: &str) -> Result<(), StoreError> {
    Ok(AnsiTransactionManager::begin_transaction_sql(&mut **connection, statements).await?)
}

/// Holds a connection for a transaction that is begun by hand: where it is dropped before it is released, the pool throws it
/// away.
pub(crate) fn hold(connection: &mut Connection) {
    AnsiTransactionManager::transaction_manager_status_mut(&mut **connection).set_in_error();
}

/// Releases a connection: nothing was begun on it, or what was has ended.
pub(crate) fn release(connection: &mut Connection) {
    *AnsiTransactionManager::transaction_manager_status_mut(&mut **connection) = TransactionManagerStatus::default();
}

/// Commits a transaction that was begun by hand, and releases its connection.
pub(crate) async fn commit(connection: &mut Connection) -> Result<(), StoreError> {
    connection.batch_execute("COMMIT").await?;
    release(connection);
    Ok(())
}

/// Commits where the work succeeded, and rolls back where it did not.
pub(crate) async fn end<T>(connection: &mut Connection, done: Result<T, StoreError>) -> Result<T, StoreError> {
    match done {
        Ok(value) => {
            AnsiTransactionManager::commit_transaction(&mut **connection).await?;
            Ok(value)
        }
        Err(error) => {
            if let Err(cause) = AnsiTransactionManager::rollback_transaction(&mut **connection).await {
                tracing::warn!(%cause, "a transaction could not be rolled back; its connection is thrown away");
            }
            Err(error)
        }
    }
}
