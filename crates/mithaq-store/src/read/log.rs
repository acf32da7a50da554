//! Logs: listed, and folded for fields that no projection holds.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use diesel::QueryableByName;
use diesel::sql_types::{Integer, SmallInt, Text, Timestamptz, Uuid as SqlUuid};
use mithaq_domain::act::{ActId, ActKind, AgreementId};
use mithaq_domain::agreement::Agreement;
use uuid::Uuid;

use super::agreement::known;
use super::snapshot::Snapshot;
use super::sql::{Sql, Value};
use crate::error::StoreError;
use crate::row::{LogRow, fold_logs, version};

#[derive(QueryableByName)]
struct Owner {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    agreement_id: Uuid,
}

/// An act as its log lists it, without what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedAct {
    /// Its identity.
    pub id: ActId,
    /// Of which agreement it is.
    pub agreement: AgreementId,
    /// Its place in the log, from 1.
    pub version: u32,
    /// Its kind.
    pub kind: ActKind,
    /// When the registry learned of it.
    pub recorded_at: DateTime<Utc>,
    /// Who recorded it.
    pub recorded_by: Arc<str>,
}

#[derive(QueryableByName)]
struct ListedRow {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    agreement_id: Uuid,
    #[diesel(sql_type = Integer)]
    version: i32,
    #[diesel(sql_type = SmallInt)]
    kind: i16,
    #[diesel(sql_type = Timestamptz)]
    recorded_at: DateTime<Utc>,
    #[diesel(sql_type = Text)]
    recorded_by: String,
}

impl ListedRow {
    fn act(self) -> Result<ListedAct, StoreError> {
        Ok(ListedAct {
            id: ActId(self.id),
            agreement: AgreementId(self.agreement_id),
            version: version(self.version)?,
            kind: known(ActKind::from_code(self.kind))?,
            recorded_at: self.recorded_at,
            recorded_by: self.recorded_by.into(),
        })
    }
}

impl Snapshot {
    /// The acts of these agreements that the reader may see, those of one agreement together and in the order of its log. The
    /// policy of acts is enough here: it looks up an agreement an act, which costs less than joining what acts say.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn listed_acts(&self, agreements: &[AgreementId]) -> Result<Vec<ListedAct>, StoreError> {
        let mut sql =
            Sql::new("SELECT id, agreement_id, version, type AS kind, recorded_at, recorded_by FROM acts WHERE ");
        sql.any("agreement_id", Value::Ids(agreements.iter().map(|id| id.0).collect()));
        sql.text(" ORDER BY agreement_id, version");
        let mut turn = self.turn().await?;
        let rows: Vec<ListedRow> = turn.load(sql.build_fixed()).await?;
        rows.into_iter().map(ListedRow::act).collect()
    }

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
