//! Rows of the calendar, written and written anew.

use chrono::NaiveDate;
use diesel::sql_types::{Array, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use mithaq_domain::act::AgreementId;
use mithaq_domain::agreement::Agreement;

use crate::error::StoreError;
use crate::fixed::{ANY_KEY, Statement, fixed};
use crate::pool::Connection;

/// A row of a table of the calendar: one thing that an agreement's log says there, under the agreement's label.
pub(super) trait CalendarRow: PartialEq + Sized {
    /// The table.
    const TABLE: &'static str;

    /// The rows of an agreement; those of a series without end up to a day.
    fn all_of(agreement: &Agreement, until: NaiveDate) -> Result<Vec<Self>, StoreError>;

    /// The statement that writes rows.
    fn insertion(rows: &[Self]) -> Statement<'_>;
}

/// Writes the rows of agreements that are new.
pub(super) async fn insert<R: CalendarRow>(
    connection: &mut Connection,
    agreements: &[&Agreement],
    until: NaiveDate,
) -> Result<(), StoreError> {
    let mut rows = Vec::new();
    for agreement in agreements {
        rows.extend(R::all_of(agreement, until)?);
    }
    write(connection, &rows).await
}

/// Writes the rows of agreements anew, where they are others than before.
pub(super) async fn update<R: CalendarRow>(
    connection: &mut Connection,
    steps: &[(&Agreement, &Agreement)],
    until: NaiveDate,
) -> Result<(), StoreError> {
    let (mut changed, mut rows) = (Vec::new(), Vec::new());
    for (before, after) in steps {
        let now = R::all_of(after, until)?;
        if R::all_of(before, until)? != now {
            changed.push(after.id());
            rows.extend(now);
        }
    }
    delete::<R>(connection, &changed).await?;
    write(connection, &rows).await
}

/// Writes the rows of agreements anew.
pub(super) async fn replace<R: CalendarRow>(
    connection: &mut Connection,
    agreements: &[&Agreement],
    until: NaiveDate,
) -> Result<(), StoreError> {
    delete::<R>(connection, &agreements.iter().map(|agreement| agreement.id()).collect::<Vec<_>>()).await?;
    insert::<R>(connection, agreements, until).await
}

async fn write<R: CalendarRow>(connection: &mut Connection, rows: &[R]) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    R::insertion(rows).execute(connection).await?;
    Ok(())
}

async fn delete<R: CalendarRow>(connection: &mut Connection, agreements: &[AgreementId]) -> Result<(), StoreError> {
    if agreements.is_empty() {
        return Ok(());
    }
    fixed(format!("DELETE FROM {} WHERE agreement_id = {ANY_KEY}", R::TABLE))
        .bind::<Array<SqlUuid>, _>(agreements.iter().map(|agreement| agreement.0).collect::<Vec<_>>())
        .execute(connection)
        .await?;
    Ok(())
}
