//! Changes of label: who may know is written anew beside the log, and what label there was before is kept.

use diesel::sql_types::{Array, Integer, SmallInt, Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use mithaq_domain::act::{ActDetails, RecordedAct};
use mithaq_domain::agreement::Agreement;
use mithaq_domain::label::Label;
use uuid::Uuid;

use super::projection::ministries;
use crate::error::StoreError;
use crate::fixed::fixed;
use crate::pool::Connection;
use crate::row::stored_version;

/// An act by which an agreement got another label.
struct Turn<'a> {
    act: &'a RecordedAct,
    before: Label,
}

/// Writes what changes of label follow from acts that are new: those after the first so many of the agreement's log.
pub(crate) async fn write(connection: &mut Connection, after: &Agreement, known: usize) -> Result<(), StoreError> {
    let turns = turns(after, known)?;
    if turns.is_empty() {
        return Ok(());
    }
    let before = turns.iter().map(|turn| &turn.before);
    fixed(
        "INSERT INTO label_changes (act_id, agreement_id, version, classification, releasable_to)
         SELECT act, $1, version, classification, string_to_array(NULLIF(releasable_to, ''), ',')
           FROM unnest($2, $3, $4, $5) AS t(act, version, classification, releasable_to)",
    )
    .bind::<SqlUuid, _>(after.id().0)
    .bind::<Array<SqlUuid>, _>(turns.iter().map(|turn| turn.act.id.0).collect::<Vec<Uuid>>())
    .bind::<Array<Integer>, _>(turns.iter().map(|turn| stored_version(turn.act.version)).collect::<Vec<_>>())
    .bind::<Array<SmallInt>, _>(before.clone().map(|label| label.classification.code()).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(before.map(ministries).collect::<Vec<_>>())
    .execute(connection)
    .await?;
    relabel(connection, after).await
}

/// What was believed of the agreement, and the records that it was taken over from, are as secret as it is now. Rows
/// written with the act bear its label already.
async fn relabel(connection: &mut Connection, agreement: &Agreement) -> Result<(), StoreError> {
    let label = &agreement.standing().label;
    for table in ["status_periods", "import_records"] {
        fixed(format!(
            "UPDATE {table} SET classification = $2, releasable_to = string_to_array(NULLIF($3, ''), ',')
              WHERE agreement_id = $1"
        ))
        .bind::<SqlUuid, _>(agreement.id().0)
        .bind::<SmallInt, _>(label.classification.code())
        .bind::<Text, _>(ministries(label))
        .execute(connection)
        .await?;
    }
    Ok(())
}

fn turns(after: &Agreement, known: usize) -> Result<Vec<Turn<'_>>, StoreError> {
    let new = &after.acts()[known..];
    let mut turns = Vec::new();
    if !new.iter().any(may_turn) {
        return Ok(turns);
    }
    let mut before: Option<Label> = (known > 0).then(|| label_after(after, known)).transpose()?;
    for (at, act) in (known + 1..).zip(new) {
        let label = label_after(after, at)?;
        if let Some(before) = before.filter(|before| *before != label) {
            turns.push(Turn { act, before });
        }
        before = Some(label);
    }
    Ok(turns)
}

/// Whether an act can give the agreement another label: it says so, or it takes an entry away that did.
fn may_turn(act: &RecordedAct) -> bool {
    matches!(act.body.details, ActDetails::Reclassified { .. } | ActDetails::EntryRectified(_))
        || act.body.corrects.is_some()
}

/// The label that the agreement's first acts give it.
fn label_after(agreement: &Agreement, acts: usize) -> Result<Label, StoreError> {
    let acts = agreement.acts()[..acts].to_vec();
    let then = Agreement::replay(agreement.id(), agreement.number().clone(), acts)?;
    Ok(then.standing().label.clone())
}
