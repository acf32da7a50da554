//! Calendars written on, as days go by.

use chrono::NaiveDate;

use super::super::lock::lock;
use super::{deadline, row};
use crate::check::Due;
use crate::error::StoreError;
use crate::horizon::written_until;
use crate::pool::{Connection, begin, end};
use crate::store::Store;

impl Store {
    /// Writes an agreement's calendar on to the horizon of a day. Nothing is recorded by it. Where the agreement got
    /// another label meanwhile, it is left to be found again.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn write_calendar_on(&self, due: &Due, today: NaiveDate) -> Result<(), StoreError> {
        let mut connection = self.app.get().await?;
        begin(&mut connection, &format!("BEGIN; {}", due.reader.settings())).await?;
        let done = write_on(&mut connection, due, today).await;
        end(&mut connection, done).await
    }
}

async fn write_on(connection: &mut Connection, due: &Due, today: NaiveDate) -> Result<(), StoreError> {
    let locked = lock(connection, &[due.agreement]).await?;
    let agreements: Vec<_> = locked.iter().map(|locked| &locked.agreement).collect();
    row::replace::<deadline::Row>(connection, &agreements, written_until(today)).await
}
