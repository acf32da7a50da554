//! What an agreement's log says of days and deeds, written beside it: its deadlines, obligations and activities.

mod activity;
mod deadline;
mod obligation;
mod roll;
mod row;

use chrono::{DateTime, Utc};
use mithaq_domain::agreement::Agreement;

use crate::error::StoreError;
use crate::horizon::written_until;
use crate::pool::Connection;

/// Writes the calendars of agreements that are new.
pub(crate) async fn insert(
    connection: &mut Connection,
    agreements: &[&Agreement],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let until = written_until(now.date_naive());
    row::insert::<deadline::Row>(connection, agreements, until).await?;
    row::insert::<obligation::Row>(connection, agreements, until).await?;
    row::insert::<activity::Row>(connection, agreements, until).await
}

/// Writes the calendars of agreements anew, where a change is told of in them.
pub(crate) async fn update(
    connection: &mut Connection,
    steps: &[(&Agreement, &Agreement)],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let until = written_until(now.date_naive());
    row::update::<deadline::Row>(connection, steps, until).await?;
    row::update::<obligation::Row>(connection, steps, until).await?;
    row::update::<activity::Row>(connection, steps, until).await
}
