//! Records of other registers, as a worklist.

use chrono::{DateTime, Utc};
use diesel::QueryableByName;
use diesel::sql_types::{Nullable, SmallInt, Text, Timestamptz, Uuid as SqlUuid};
use mithaq_domain::act::AgreementId;
use uuid::Uuid;

use super::agreement::known;
use super::snapshot::Snapshot;
use super::sql::{Sql, Value};
use crate::error::StoreError;
use crate::write::{ImportOutcome, Reasoned};

/// Which records.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportRecordQuery {
    /// Of these registers; empty means any.
    pub registers: Vec<String>,
    /// With these outcomes; empty means any.
    pub outcomes: Vec<ImportOutcome>,
    /// With one of these reasons; empty means any.
    pub reasons: Vec<String>,
    /// That became this agreement.
    pub agreement: Option<AgreementId>,
}

/// A record of another register, with what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRecordView {
    /// Its identity here.
    pub id: Uuid,
    /// The register.
    pub register: String,
    /// Its key there.
    pub key: String,
    /// The record as it was read.
    pub raw: String,
    /// What became of it.
    pub outcome: ImportOutcome,
    /// What is to be known of it.
    pub reasons: Vec<Reasoned>,
    /// The agreement that it became.
    pub agreement: Option<AgreementId>,
    /// When.
    pub imported_at: DateTime<Utc>,
}

#[derive(QueryableByName)]
struct RecordRow {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Text)]
    register: String,
    #[diesel(sql_type = Text)]
    key: String,
    #[diesel(sql_type = Text)]
    raw: String,
    #[diesel(sql_type = SmallInt)]
    outcome: i16,
    #[diesel(sql_type = Text)]
    reasons: String,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    agreement_id: Option<Uuid>,
    #[diesel(sql_type = Timestamptz)]
    imported_at: DateTime<Utc>,
}

impl Snapshot {
    /// Records in the order of their identities: so many after one, or before one where `backwards`.
    /// At most one more than `size` comes back, which tells whether there are more.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn import_records(
        &self,
        query: &ImportRecordQuery,
        from: Option<Uuid>,
        size: usize,
        backwards: bool,
    ) -> Result<(Vec<ImportRecordView>, bool), StoreError> {
        let mut sql = Sql::new(
            "SELECT r.id, r.register, r.key, r.raw, r.outcome, r.reasons::text AS reasons, r.agreement_id, r.imported_at
               FROM import_records r WHERE ",
        );
        query.write(&mut sql);
        if let Some(from) = from {
            sql.text(if backwards { " AND r.id < " } else { " AND r.id > " }).value(Value::Id(from));
        }
        let limit = i64::try_from(size + 1).map_err(StoreError::corrupt)?;
        sql.text(if backwards { " ORDER BY r.id DESC LIMIT " } else { " ORDER BY r.id LIMIT " })
            .value(Value::Count(limit));
        let mut turn = self.turn().await?;
        let mut rows: Vec<RecordRow> = turn.load(sql.build()).await?;
        let has_more = rows.len() > size;
        rows.truncate(size);
        if backwards {
            rows.reverse();
        }
        Ok((rows.into_iter().map(RecordRow::view).collect::<Result<_, _>>()?, has_more))
    }

    /// How many records there are.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn count_import_records(&self, query: &ImportRecordQuery) -> Result<u64, StoreError> {
        let mut sql = Sql::new("SELECT count(*) AS count FROM import_records r WHERE ");
        query.write(&mut sql);
        let mut turn = self.turn().await?;
        let counted: super::page::Count = turn.one(sql.build()).await?;
        u64::try_from(counted.count).map_err(StoreError::corrupt)
    }
}

impl ImportRecordQuery {
    fn write(&self, sql: &mut Sql) {
        sql.text("true");
        if !self.registers.is_empty() {
            sql.text(" AND r.register = ANY (").value(Value::Texts(self.registers.clone())).text(")");
        }
        sql.and_one_of("r.outcome", self.outcomes.iter().map(|outcome| outcome.code()));
        if !self.reasons.is_empty() {
            sql.text(" AND EXISTS (SELECT FROM jsonb_array_elements(r.reasons) e WHERE e ->> 'code' = ANY (");
            sql.value(Value::Texts(self.reasons.clone())).text("))");
        }
        if let Some(agreement) = self.agreement {
            sql.text(" AND r.agreement_id = ").value(Value::Id(agreement.0));
        }
    }
}

impl RecordRow {
    fn view(self) -> Result<ImportRecordView, StoreError> {
        Ok(ImportRecordView {
            id: self.id,
            register: self.register,
            key: self.key,
            raw: self.raw,
            outcome: known(ImportOutcome::from_code(self.outcome))?,
            reasons: serde_json::from_str(&self.reasons)?,
            agreement: self.agreement_id.map(AgreementId),
            imported_at: self.imported_at,
        })
    }
}
