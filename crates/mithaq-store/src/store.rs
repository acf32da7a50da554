//! The store: pools for the roles, and what hangs on them.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use diesel::sql_types::Timestamptz;
use diesel_async::RunQueryDsl;

use crate::caller::Reader;
use crate::config::StoreConfig;
use crate::error::StoreError;
use crate::fixed::fixed;
use crate::pool::{Pool, Role};
use crate::read::Snapshot;

/// The registry's database.
#[derive(Clone)]
pub struct Store {
    pub(crate) app: Pool,
    pub(crate) publisher: Pool,
    pub(crate) owner: Pool,
    /// By which the registry counts days.
    pub(crate) zone: Tz,
}

#[derive(diesel::QueryableByName)]
struct Moment {
    #[diesel(sql_type = Timestamptz)]
    at: DateTime<Utc>,
}

impl Store {
    /// Pools for the three roles. Nothing is connected yet.
    ///
    /// # Errors
    /// Where an address cannot be understood.
    pub fn new(config: &StoreConfig) -> Result<Self, StoreError> {
        Ok(Self {
            app: Pool::new(&config.app_url, Role::App, config.pool_size)?,
            publisher: Pool::new(&config.publisher_url, Role::Publisher, 8)?,
            owner: Pool::new(&config.owner_url, Role::Owner, 2)?,
            zone: config.zone,
        })
    }

    /// A reader's view: one connection and one read-only transaction, taken at first use.
    #[must_use]
    pub fn snapshot(&self, reader: Reader) -> Snapshot {
        Snapshot::new(self.app.clone(), reader)
    }

    /// The database's time.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn now(&self) -> Result<DateTime<Utc>, StoreError> {
        let mut connection = self.app.get().await?;
        let moment: Moment = fixed("SELECT clock_timestamp() AS at").get_result(&mut connection).await?;
        Ok(moment.at)
    }

    /// How many connections serve callers, and how many of them are idle.
    #[must_use]
    pub fn connections(&self) -> (usize, usize) {
        self.app.usage()
    }
}
