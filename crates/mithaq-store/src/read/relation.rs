//! Relations from the other agreement's side.

use diesel::QueryableByName;
use diesel::sql_types::Uuid as SqlUuid;
use mithaq_domain::act::{ActId, AgreementId};
use uuid::Uuid;

use super::snapshot::Snapshot;
use super::sql::{Sql, Value};
use crate::error::StoreError;

/// That an agreement stands in a relation to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RelationTo {
    /// The other.
    pub other: AgreementId,
    /// The agreement whose relation it is.
    pub of: AgreementId,
    /// The act that says so.
    pub act: ActId,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    other: Uuid,
    #[diesel(sql_type = SqlUuid)]
    of: Uuid,
    #[diesel(sql_type = SqlUuid)]
    act: Uuid,
}

impl Snapshot {
    /// The relations of other agreements to these, for those others that the reader may see, in the order in which the
    /// registry learned of them.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn relations_to(&self, agreements: &[AgreementId]) -> Result<Vec<RelationTo>, StoreError> {
        let mut sql =
            Sql::new("SELECT other_id AS other, agreement_id AS \"of\", act_id AS act FROM agreement_relations WHERE ");
        sql.any("other_id", Value::Ids(agreements.iter().map(|agreement| agreement.0).collect()))
            .text(" ORDER BY act_id");
        let mut turn = self.turn().await?;
        let rows: Vec<Row> = turn.load(sql.build_fixed()).await?;
        let relation =
            |row: Row| RelationTo { other: AgreementId(row.other), of: AgreementId(row.of), act: ActId(row.act) };
        Ok(rows.into_iter().map(relation).collect())
    }
}
