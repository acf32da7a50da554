//! The log's own rows: acts, bodies, queue.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::sql_types::{Array, Binary, Bool, Date, Integer, Nullable, SmallInt, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use mithaq_domain::act::{SCHEMA_VERSION, SealedAct};
use mithaq_domain::day::Span;
use uuid::Uuid;

use crate::error::StoreError;
use crate::fixed::fixed;
use crate::pool::Connection;
use crate::row::stored_version;

/// Appends acts to the log and to the queue, in the order given.
pub(super) async fn append(connection: &mut Connection, acts: &[SealedAct]) -> Result<(), StoreError> {
    if acts.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = acts.iter().map(|sealed| sealed.act.id.0).collect();
    insert_acts(connection, acts, &ids).await?;
    fixed("INSERT INTO act_bodies (act_id, salt, body, erased) SELECT * FROM unnest($1, $2, $3, $4::boolean[])")
        .bind::<Array<SqlUuid>, _>(&ids)
        .bind::<Array<Binary>, _>(acts.iter().map(|sealed| sealed.salt.as_slice()).collect::<Vec<_>>())
        .bind::<Array<Binary>, _>(acts.iter().map(|sealed| sealed.bytes.as_slice()).collect::<Vec<_>>())
        .bind::<Array<Bool>, _>(acts.iter().map(|sealed| sealed.erased).collect::<Vec<_>>())
        .execute(connection)
        .await?;
    fixed("INSERT INTO unsequenced (act_id) SELECT act_id FROM unnest($1) WITH ORDINALITY AS t(act_id, n) ORDER BY n")
        .bind::<Array<SqlUuid>, _>(&ids)
        .execute(connection)
        .await?;
    Ok(())
}

async fn insert_acts(connection: &mut Connection, acts: &[SealedAct], ids: &[Uuid]) -> Result<(), StoreError> {
    let effective: Vec<Option<Span>> = acts.iter().map(|sealed| sealed.act.body.effective()).collect();
    let day = |which: fn(Span) -> NaiveDate| effective.iter().map(|span| span.map(which)).collect::<Vec<_>>();
    fixed(
        "INSERT INTO acts (id, agreement_id, version, type, schema_version, effective_earliest, effective_latest,
                           recorded_at, recorded_by, body_digest, previous_hash, hash)
         SELECT id, agreement_id, version, type, $12, earliest, latest, recorded_at, recorded_by, digest, previous, hash
           FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
             AS t(id, agreement_id, version, type, earliest, latest, recorded_at, recorded_by, digest, previous, hash)",
    )
    .bind::<Array<SqlUuid>, _>(ids)
    .bind::<Array<SqlUuid>, _>(acts.iter().map(|sealed| sealed.act.agreement.0).collect::<Vec<_>>())
    .bind::<Array<Integer>, _>(acts.iter().map(|sealed| stored_version(sealed.act.version)).collect::<Vec<_>>())
    .bind::<Array<SmallInt>, _>(acts.iter().map(|sealed| sealed.act.body.kind().code()).collect::<Vec<_>>())
    .bind::<Array<Nullable<Date>>, _>(day(|span| span.earliest))
    .bind::<Array<Nullable<Date>>, _>(day(|span| span.latest))
    .bind::<Array<Timestamptz>, _>(acts.iter().map(|sealed| sealed.act.recorded_at).collect::<Vec<DateTime<Utc>>>())
    .bind::<Array<Text>, _>(acts.iter().map(|sealed| sealed.act.recorded_by.as_str()).collect::<Vec<_>>())
    .bind::<Array<Binary>, _>(acts.iter().map(|sealed| sealed.body_digest.as_slice()).collect::<Vec<_>>())
    .bind::<Array<Binary>, _>(acts.iter().map(|sealed| sealed.previous_hash.as_slice()).collect::<Vec<_>>())
    .bind::<Array<Binary>, _>(acts.iter().map(|sealed| sealed.hash.as_slice()).collect::<Vec<_>>())
    .bind::<SmallInt, _>(SCHEMA_VERSION)
    .execute(connection)
    .await?;
    Ok(())
}
