//! A second sending of the same request gets the first answer.

use chrono::{DateTime, Utc};
use diesel::QueryableByName;
use diesel::sql_types::{Binary, Integer, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use mithaq_domain::act::{AgreementId, RecordedAct};
use mithaq_domain::agreement::Agreement;
use uuid::Uuid;

use super::change::Changed;
use super::lock::lock;
use crate::caller::Provenance;
use crate::error::StoreError;
use crate::fixed::fixed;
use crate::pool::Connection;
use crate::row::{stored_version, version};

#[derive(QueryableByName)]
struct Remembered {
    #[diesel(sql_type = Binary)]
    request_digest: Vec<u8>,
    #[diesel(sql_type = SqlUuid)]
    agreement_id: Uuid,
    #[diesel(sql_type = Integer)]
    first_version: i32,
    #[diesel(sql_type = Integer)]
    last_version: i32,
    #[diesel(sql_type = Timestamptz)]
    recorded_at: DateTime<Utc>,
}

/// The first answer, where the caller's key was used before: the agreement as it was then known.
pub(super) async fn find(
    connection: &mut Connection,
    provenance: &Provenance,
    locked: Option<&Agreement>,
) -> Result<Option<Changed>, StoreError> {
    let Some(idempotency) = &provenance.idempotency else { return Ok(None) };
    let found: Vec<Remembered> = fixed(
        "SELECT request_digest, agreement_id, first_version, last_version, recorded_at
           FROM idempotency WHERE recorded_by = $1 AND key = $2",
    )
    .bind::<Text, _>(&provenance.recorded_by)
    .bind::<Text, _>(&idempotency.key)
    .load(connection)
    .await?;
    let Some(remembered) = found.into_iter().next() else { return Ok(None) };
    if remembered.request_digest != idempotency.request_digest {
        return Err(StoreError::IdempotencyConflict);
    }
    let id = AgreementId(remembered.agreement_id);
    let agreement = match locked.filter(|agreement| agreement.id() == id) {
        Some(agreement) => agreement.clone(),
        None => lock(connection, &[id]).await?.pop().ok_or(StoreError::NotFound(id))?.agreement,
    };
    first_answer(&agreement, &remembered).map(Some)
}

fn first_answer(agreement: &Agreement, remembered: &Remembered) -> Result<Changed, StoreError> {
    let agreement = agreement
        .as_known_at(remembered.recorded_at)
        .ok_or_else(|| StoreError::Corrupt(format!("agreement {}: what was answered is gone", agreement.id())))?;
    let (first, last) = (version(remembered.first_version)?, version(remembered.last_version)?);
    let acts: Vec<RecordedAct> =
        agreement.acts().iter().filter(|act| (first..=last).contains(&act.version)).cloned().collect();
    let warnings =
        acts.iter().filter_map(|act| agreement.judgement(act.id)).flat_map(|judged| judged.findings.clone()).collect();
    Ok(Changed { agreement, acts, warnings, replayed: true })
}

/// Remembers for what the caller's key was used.
pub(super) async fn remember(
    connection: &mut Connection,
    provenance: &Provenance,
    after: &Agreement,
    acts: &[RecordedAct],
) -> Result<(), StoreError> {
    let (Some(idempotency), Some(first), Some(last)) = (&provenance.idempotency, acts.first(), acts.last()) else {
        return Ok(());
    };
    fixed(
        "INSERT INTO idempotency (recorded_by, key, request_digest, agreement_id, first_version, last_version, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind::<Text, _>(&provenance.recorded_by)
    .bind::<Text, _>(&idempotency.key)
    .bind::<Binary, _>(idempotency.request_digest.as_slice())
    .bind::<SqlUuid, _>(after.id().0)
    .bind::<Integer, _>(stored_version(first.version))
    .bind::<Integer, _>(stored_version(last.version))
    .bind::<Timestamptz, _>(last.recorded_at)
    .execute(connection)
    .await?;
    Ok(())
}
