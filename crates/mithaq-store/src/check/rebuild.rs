//! Projections written anew from the log.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use diesel_async::SimpleAsyncConnection;
use mithaq_domain::agreement::Agreement;
use mithaq_domain::day::civil_day;
use uuid::Uuid;

use super::verify::{heads, logs};
use crate::error::StoreError;
use crate::pool::{Connection, begin, end};
use crate::row::fold_logs;
use crate::store::Store;
use crate::write::calendar;
use crate::write::label;
use crate::write::projection::{self, Projected};
use crate::write::status;

/// The tables under policies that a rebuild reads or writes.
const UNDER_POLICIES: [&str; 12] = [
    "acts",
    "act_bodies",
    "agreements",
    "agreement_areas",
    "import_records",
    "activities",
    "agreement_relations",
    "deadlines",
    "documents",
    "label_changes",
    "obligations",
    "status_periods",
];

/// The tables that a rebuild empties first.
const EMPTIED: [&str; 7] = [
    "activities",
    "agreement_relations",
    "agreement_words",
    "deadlines",
    "label_changes",
    "obligations",
    "status_periods",
];

/// What was written anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rebuilt {
    /// How many agreements.
    pub agreements: u64,
}

impl Store {
    /// Writes every projection anew from the log, in one transaction; nobody else writes meanwhile.
    ///
    /// # Errors
    /// Where the database does not answer, or a log does not fold.
    pub async fn rebuild(&self, mut progress: impl FnMut(u64)) -> Result<Rebuilt, StoreError> {
        let now = self.now().await?;
        let mut connection = self.owner.get().await?;
        let (lifted, emptied) = (lift_policies(), delete_derived(""));
        begin(&mut connection, &format!("BEGIN; LOCK TABLE agreements IN EXCLUSIVE MODE; {lifted}{emptied}")).await?;
        let done = rebuild(&mut connection, self.zone, now, &mut progress).await;
        end(&mut connection, done).await
    }
}

async fn rebuild(
    connection: &mut Connection,
    zone: Tz,
    now: DateTime<Utc>,
    progress: &mut impl FnMut(u64),
) -> Result<Rebuilt, StoreError> {
    let today = civil_day(now, &zone);
    let mut rebuilt = Rebuilt { agreements: 0 };
    let mut after = Uuid::nil();
    loop {
        let heads = heads(connection, after, 500).await?;
        let Some(last) = heads.last() else { break };
        after = last.id;
        let agreements = fold_logs(&logs(connection, &heads).await?)?;
        let ends = heads.iter().map(super::verify::Head::chain_end).collect::<Result<Vec<_>, _>>()?;
        let row = |(agreement, chain_end)| Projected::at(agreement, chain_end, today);
        let rows: Vec<Projected<'_>> = agreements.iter().zip(ends).map(row).collect();
        derive(connection, &rows, &agreements.iter().collect::<Vec<_>>(), now).await?;
        rebuilt.agreements += u64::try_from(rows.len()).map_err(StoreError::corrupt)?;
        progress(rebuilt.agreements);
    }
    connection.batch_execute(&restore_policies()).await?;
    Ok(rebuilt)
}

/// The owner is under the policies too; it lifts them for its transaction, and no one sees it.
pub(crate) fn lift_policies() -> String {
    under_policies("NO FORCE")
}

/// Puts them back.
pub(crate) fn restore_policies() -> String {
    under_policies("FORCE")
}

fn under_policies(manner: &str) -> String {
    UNDER_POLICIES.map(|table| format!("ALTER TABLE {table} {manner} ROW LEVEL SECURITY; ")).concat()
}

/// Deletes what is derived from the log, as far as a condition goes.
pub(crate) fn delete_derived(condition: &str) -> String {
    EMPTIED.map(|table| format!("DELETE FROM {table} {condition}; ")).concat()
}

/// Writes what is derived from the logs of some agreements, of which no such rows are there, and their own rows anew.
pub(crate) async fn derive(
    connection: &mut Connection,
    rows: &[Projected<'_>],
    agreements: &[&Agreement],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    projection::rewrite(connection, rows).await?;
    status::insert(connection, agreements).await?;
    calendar::insert(connection, agreements, now).await?;
    for agreement in agreements {
        label::write(connection, agreement, 0).await?;
    }
    Ok(())
}
