//! Rows that tell of a text as it is from a day on.

use chrono::NaiveDate;

use super::lock::lock;
use super::projection::{self, Projected};
use crate::check::Due;
use crate::error::StoreError;
use crate::pool::{Connection, begin, end};
use crate::store::Store;

impl Store {
    /// Writes what an agreement says on a day into its row, its areas and the words by which it is found, where they tell
    /// of another day's text. Nothing is recorded by it. Where the agreement got another label meanwhile, it is left to be
    /// found again.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn write_text_of(&self, due: &Due, today: NaiveDate) -> Result<(), StoreError> {
        let mut connection = self.app.get().await?;
        begin(&mut connection, &format!("BEGIN; {}", due.reader.settings())).await?;
        let done = write_text(&mut connection, due, today).await;
        end(&mut connection, done).await
    }
}

async fn write_text(connection: &mut Connection, due: &Due, today: NaiveDate) -> Result<(), StoreError> {
    let locked = lock(connection, &[due.agreement]).await?;
    // Another replica may have been faster.
    let behind = locked.iter().filter(|locked| !locked.tells_of(today));
    let steps: Vec<_> =
        behind.map(|locked| (locked, Projected::at(&locked.agreement, locked.chain_end, today))).collect();
    if steps.is_empty() { Ok(()) } else { projection::update(connection, &steps).await }
}
