//! The feed as a process follows it for all its callers.

use diesel::sql_types::BigInt;
use diesel_async::RunQueryDsl;

use super::Stream;
use crate::error::StoreError;
use crate::fixed::fixed;
use crate::read::Change;
use crate::read::changes::{ChangeRow, End, FEED_END, SELECT};

impl Stream {
    /// Acts of the feed after a position, at most so many: what every caller together may see.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn feed_after(&self, position: i64, limit: u16) -> Result<Vec<Change>, StoreError> {
        let mut connection = self.pool.get().await?;
        let rows: Vec<ChangeRow> = fixed(format!("{SELECT} WHERE f.position > $1 ORDER BY f.position LIMIT {limit}"))
            .bind::<BigInt, _>(position)
            .load(&mut connection)
            .await?;
        rows.into_iter().map(ChangeRow::change).collect()
    }

    /// Where the feed ends.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn feed_end(&self) -> Result<i64, StoreError> {
        let mut connection = self.pool.get().await?;
        let end: End = fixed(FEED_END).get_result(&mut connection).await?;
        Ok(end.position)
    }
}
