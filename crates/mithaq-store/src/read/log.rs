//! Logs folded for fields that no projection holds.

use chrono::{DateTime, Utc};
use diesel::QueryableByName;
use diesel::sql_types::Uuid as SqlUuid;
use mithaq_domain::act::{ActId, AgreementId};
use mithaq_domain::agreement::Agreement;
use uuid::Uuid;

use super::snapshot::Snapshot;
use super::sql::{Sql, Value};
use crate::error::StoreError;
use crate::row::{LogRow, fold_logs};

#[derive(QueryableByName)]
struct Owner {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    agreement_id: Uuid,
}

impl Snapshot {
    /// The agreements of these identities that the reader may see, each folded from its log as known at a moment
    /// (none: now), in no order. One that was not yet known is not among them.
    ///
    /// # Errors
    /// Where the database does not answer, or a log does not fold.
    pub async fn logs(
        &self,
        ids: &[AgreementId],
        known_at: Option<DateTime<Utc>>,
    ) -> Result<Vec<Agreement>, StoreError> {
        let mut sql = Sql::new("SELECT * FROM visible_log WHERE ");
        sql.any("agreement_id", Value::Ids(ids.iter().map(|id| id.0).collect()));
        if let Some(known_at) = known_at {
            sql.text(" AND recorded_at <= ").value(Value::Moment(known_at));
        }
        sql.text(" ORDER BY agreement_id, version");
        let mut turn = self.turn().await?;
        let rows: Vec<LogRow> = turn.load(sql.build_fixed()).await?;
        fold_logs(&rows)
    }

    /// Of which agreement each act is, for those acts that the reader may see.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn owners(&self, acts: &[ActId]) -> Result<Vec<(ActId, AgreementId)>, StoreError> {
        let mut sql = Sql::new("SELECT id, agreement_id FROM acts WHERE ");
        sql.any("id", Value::Ids(acts.iter().map(|act| act.0).collect()));
        let mut turn = self.turn().await?;
        let rows: Vec<Owner> = turn.load(sql.build_fixed()).await?;
        Ok(rows.into_iter().map(|owner| (ActId(owner.id), AgreementId(owner.agreement_id))).collect())
    }
}
