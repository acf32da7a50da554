//! Projections written anew from the log.

use chrono::{DateTime, Utc};
use diesel_async::SimpleAsyncConnection;
use mithaq_domain::agreement::Agreement;
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
        begin(
            &mut connection,
            // The owner is under the policies too; it lifts them for this transaction, and no one sees it.
            "BEGIN; LOCK TABLE agreements IN EXCLUSIVE MODE;
             ALTER TABLE agreements NO FORCE ROW LEVEL SECURITY; ALTER TABLE acts NO FORCE ROW LEVEL SECURITY;
             ALTER TABLE act_bodies NO FORCE ROW LEVEL SECURITY; ALTER TABLE agreement_areas NO FORCE ROW LEVEL SECURITY;
             ALTER TABLE agreement_relations NO FORCE ROW LEVEL SECURITY;
             ALTER TABLE status_periods NO FORCE ROW LEVEL SECURITY; ALTER TABLE label_changes NO FORCE ROW LEVEL SECURITY;
             ALTER TABLE import_records NO FORCE ROW LEVEL SECURITY; ALTER TABLE deadlines NO FORCE ROW LEVEL SECURITY;
             ALTER TABLE obligations NO FORCE ROW LEVEL SECURITY; ALTER TABLE activities NO FORCE ROW LEVEL SECURITY;
             DELETE FROM deadlines; DELETE FROM obligations; DELETE FROM activities; DELETE FROM status_periods; DELETE FROM agreement_words; DELETE FROM label_changes;
             DELETE FROM agreement_relations",
        )
        .await?;
        let done = rebuild(&mut connection, now, &mut progress).await;
        end(&mut connection, done).await
    }
}

async fn rebuild(
    connection: &mut Connection,
    now: DateTime<Utc>,
    progress: &mut impl FnMut(u64),
) -> Result<Rebuilt, StoreError> {
    let mut rebuilt = Rebuilt { agreements: 0 };
    let mut after = Uuid::nil();
    loop {
        let heads = heads(connection, after, 500).await?;
        let Some(last) = heads.last() else { break };
        after = last.id;
        let agreements = fold_logs(&logs(connection, &heads).await?)?;
        let ends = heads.iter().map(super::verify::Head::chain_end).collect::<Result<Vec<_>, _>>()?;
        let rows: Vec<Projected<'_>> =
            agreements.iter().zip(ends).map(|(agreement, chain_end)| Projected::at(agreement, chain_end)).collect();
        projection::update(connection, &rows).await?;
        let agreements: Vec<&Agreement> = agreements.iter().collect();
        status::insert(connection, &agreements).await?;
        calendar::insert(connection, &agreements, now).await?;
        for agreement in agreements {
            label::write(connection, agreement, 0).await?;
        }
        rebuilt.agreements += u64::try_from(rows.len()).map_err(StoreError::corrupt)?;
        progress(rebuilt.agreements);
    }
    connection
        .batch_execute(
            "ALTER TABLE agreements FORCE ROW LEVEL SECURITY; ALTER TABLE acts FORCE ROW LEVEL SECURITY;
             ALTER TABLE act_bodies FORCE ROW LEVEL SECURITY; ALTER TABLE agreement_areas FORCE ROW LEVEL SECURITY;
             ALTER TABLE agreement_relations FORCE ROW LEVEL SECURITY;
             ALTER TABLE status_periods FORCE ROW LEVEL SECURITY; ALTER TABLE label_changes FORCE ROW LEVEL SECURITY;
             ALTER TABLE import_records FORCE ROW LEVEL SECURITY; ALTER TABLE deadlines FORCE ROW LEVEL SECURITY;
             ALTER TABLE obligations FORCE ROW LEVEL SECURITY; ALTER TABLE activities FORCE ROW LEVEL SECURITY",
        )
        .await?;
    Ok(rebuilt)
}
