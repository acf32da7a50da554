//! What an agreement's log says of days and deeds, written beside it: its deadlines, obligations and activities.

mod activity;
mod deadline;
mod obligation;
mod roll;

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
    deadline::insert(connection, agreements, written_until(now.date_naive())).await?;
    obligation::insert(connection, agreements).await?;
    activity::insert(connection, agreements).await
}

/// Writes the calendars of agreements anew, where a change is told of in them.
pub(crate) async fn update(
    connection: &mut Connection,
    steps: &[(&Agreement, &Agreement)],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    deadline::update(connection, steps, written_until(now.date_naive())).await?;
    obligation::update(connection, steps).await?;
    activity::update(connection, steps).await
}
