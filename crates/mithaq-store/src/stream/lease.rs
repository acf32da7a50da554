//! Who leads. The database's time decides, and every later step checks the epoch.

use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Text};
use diesel_async::RunQueryDsl;

use super::Stream;
use crate::error::StoreError;
use crate::fixed::fixed;

/// The role of the one who sequences and publishes.
pub const PUBLISHER: &str = "publisher";

/// The right to lead, until it runs out or is taken over. The epoch tells holders apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lease {
    /// Of which role.
    pub role: String,
    /// Who holds it.
    pub holder: String,
    /// How often it has changed hands.
    pub epoch: i64,
}

/// What can go wrong for who leads.
#[derive(Debug, thiserror::Error)]
pub enum StreamError {
    /// Another has taken over; whoever hears this stops at once.
    #[error("another has taken over the role {role}: epoch {epoch} is past")]
    Fenced {
        /// The role.
        role: String,
        /// The epoch that was believed to be one's own.
        epoch: i64,
    },
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<diesel::result::Error> for StreamError {
    fn from(cause: diesel::result::Error) -> Self {
        Self::Store(cause.into())
    }
}

#[derive(QueryableByName)]
struct Epoch {
    #[diesel(sql_type = BigInt)]
    epoch: i64,
}

impl Stream {
    /// Takes a role for a second, where nobody holds it. None where somebody does. A lease that runs for longer than any
    /// is given for was taken before the database's clock was set back; nobody holds it either.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn take_lease(&self, role: &str, holder: &str) -> Result<Option<Lease>, StoreError> {
        let mut connection = self.pool.get().await?;
        // Where somebody holds it, nothing is locked or written.
        let taken: Vec<Epoch> = fixed(
            "INSERT INTO lease AS l (role, holder, epoch, until)
             SELECT $1, $2, 1, clock_timestamp() + interval '1 second'
              WHERE NOT EXISTS (SELECT FROM lease WHERE role = $1 AND until BETWEEN clock_timestamp() AND clock_timestamp() + interval '2 seconds')
             ON CONFLICT (role) DO UPDATE
             SET holder = excluded.holder, epoch = l.epoch + 1, until = clock_timestamp() + interval '1 second'
             WHERE l.until NOT BETWEEN clock_timestamp() AND clock_timestamp() + interval '2 seconds'
             RETURNING epoch",
        )
        .bind::<Text, _>(role)
        .bind::<Text, _>(holder)
        .load(&mut connection)
        .await?;
        Ok(taken.into_iter().next().map(|taken| Lease {
            role: role.to_owned(),
            holder: holder.to_owned(),
            epoch: taken.epoch,
        }))
    }

    /// Holds a role for another second. A lease that ran out may be renewed as long as nobody took it.
    ///
    /// # Errors
    /// Where another took it, or the database does not answer.
    pub async fn renew(&self, lease: &Lease) -> Result<(), StreamError> {
        let mut connection = self.pool.get().await?;
        let renewed =
            fixed("UPDATE lease SET until = clock_timestamp() + interval '1 second' WHERE role = $1 AND epoch = $2")
                .bind::<Text, _>(&lease.role)
                .bind::<BigInt, _>(lease.epoch)
                .execute(&mut connection)
                .await?;
        if renewed == 0 { Err(lease.fenced()) } else { Ok(()) }
    }

    /// Gives a role back, so that another need not wait.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn release(&self, lease: &Lease) -> Result<(), StoreError> {
        let mut connection = self.pool.get().await?;
        fixed("UPDATE lease SET until = clock_timestamp() WHERE role = $1 AND epoch = $2")
            .bind::<Text, _>(&lease.role)
            .bind::<BigInt, _>(lease.epoch)
            .execute(&mut connection)
            .await?;
        Ok(())
    }
}

impl Lease {
    pub(super) fn fenced(&self) -> StreamError {
        StreamError::Fenced { role: self.role.clone(), epoch: self.epoch }
    }
}
