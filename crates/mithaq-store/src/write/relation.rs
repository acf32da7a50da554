//! Relations of agreements to others, written so that they are found from the other's side.

use diesel::sql_types::{Array, SmallInt, Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use mithaq_domain::act::{ActId, ActKind, AgreementId};
use mithaq_domain::agreement::Agreement;
use uuid::Uuid;

use super::projection::releasable;
use crate::error::StoreError;
use crate::fixed::{ANY_KEY, fixed};
use crate::pool::Connection;

/// A relation to an agreement that the registry holds.
struct Row<'a> {
    agreement: &'a Agreement,
    act: ActId,
    other: AgreementId,
}

/// Writes the relations of agreements anew. Few have ever had one.
pub(super) async fn replace_relations(
    connection: &mut Connection,
    agreements: &[&Agreement],
) -> Result<(), StoreError> {
    let told = |agreement: &Agreement| agreement.acts().iter().any(|act| act.body.kind() == ActKind::Related);
    let related: Vec<&Agreement> = agreements.iter().copied().filter(|agreement| told(agreement)).collect();
    if related.is_empty() {
        return Ok(());
    }
    fixed(format!("DELETE FROM agreement_relations WHERE agreement_id = {ANY_KEY}"))
        .bind::<Array<SqlUuid>, _>(related.iter().map(|agreement| agreement.id().0).collect::<Vec<Uuid>>())
        .execute(connection)
        .await?;
    insert_relations(connection, &related).await
}

/// Writes the relations of agreements that are new.
pub(super) async fn insert_relations(connection: &mut Connection, agreements: &[&Agreement]) -> Result<(), StoreError> {
    let rows: Vec<Row<'_>> = agreements.iter().flat_map(|agreement| rows(agreement)).collect();
    if rows.is_empty() {
        return Ok(());
    }
    let classification = |row: &Row<'_>| row.agreement.standing().label.classification.code();
    fixed(
        "INSERT INTO agreement_relations (agreement_id, act_id, other_id, classification, releasable_to)
         SELECT id, act, other, classification, string_to_array(NULLIF(releasable_to, ''), ',')
           FROM unnest($1, $2, $3, $4, $5) AS t(id, act, other, classification, releasable_to)",
    )
    .bind::<Array<SqlUuid>, _>(rows.iter().map(|row| row.agreement.id().0).collect::<Vec<Uuid>>())
    .bind::<Array<SqlUuid>, _>(rows.iter().map(|row| row.act.0).collect::<Vec<Uuid>>())
    .bind::<Array<SqlUuid>, _>(rows.iter().map(|row| row.other.0).collect::<Vec<Uuid>>())
    .bind::<Array<SmallInt>, _>(rows.iter().map(classification).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(rows.iter().map(|row| releasable(row.agreement)).collect::<Vec<_>>())
    .execute(connection)
    .await?;
    Ok(())
}

fn rows(agreement: &Agreement) -> impl Iterator<Item = Row<'_>> {
    agreement.relations().filter_map(move |(act, relation)| Some(Row { agreement, act, other: relation.to? }))
}
