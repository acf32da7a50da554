//! The database's schema, step by step.

use diesel::migration::Migration;
use diesel::pg::Pg;
use diesel::sql_types::{Array, SmallInt, Text, Uuid as SqlUuid};
use diesel_async::{AsyncConnection, AsyncMigrationHarness, AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use mithaq_domain::actor;

use crate::error::StoreError;
use crate::fold_text::fold_text;

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("../../migrations");

/// Brings the schema up to this program's, and writes the table of actors. Two at once are safe: one waits.
///
/// # Errors
/// Where the database does not answer, a step fails, or the schema is newer than this program.
pub async fn migrate(owner_url: &str) -> Result<Vec<String>, StoreError> {
    let mut connection = AsyncPgConnection::establish(owner_url).await.map_err(StoreError::unavailable)?;
    connection.batch_execute("SET client_min_messages = warning; SELECT pg_advisory_lock(778811)").await?;
    let (mut connection, applied) = tokio::task::spawn_blocking(move || {
        let mut harness = AsyncMigrationHarness::new(connection);
        check_not_newer(&mut harness)?;
        let applied =
            harness.run_pending_migrations(MIGRATIONS).map_err(|cause| StoreError::Schema(cause.to_string()))?;
        let applied = applied.iter().map(ToString::to_string).collect::<Vec<_>>();
        Ok::<_, StoreError>((harness.into_inner(), applied))
    })
    .await
    .map_err(StoreError::unavailable)??;
    write_actors(&mut connection).await?;
    Ok(applied)
}

/// The steps that the schema still lacks.
///
/// # Errors
/// Where the database does not answer, or the schema is newer than this program.
pub async fn pending_migrations(owner_url: &str) -> Result<Vec<String>, StoreError> {
    let connection = AsyncPgConnection::establish(owner_url).await.map_err(StoreError::unavailable)?;
    tokio::task::spawn_blocking(move || {
        let mut harness = AsyncMigrationHarness::new(connection);
        check_not_newer(&mut harness)?;
        let pending = harness.pending_migrations(MIGRATIONS).map_err(|cause| StoreError::Schema(cause.to_string()))?;
        Ok(pending.iter().map(|step| step.name().to_string()).collect())
    })
    .await
    .map_err(StoreError::unavailable)?
}

/// The names of all steps, by which a template for tests is known.
#[cfg(feature = "testing")]
pub(crate) fn sources() -> Vec<String> {
    use diesel::migration::MigrationSource;
    let steps = MigrationSource::<Pg>::migrations(&MIGRATIONS).unwrap_or_default();
    steps.iter().map(|step| step.name().to_string()).collect()
}

fn check_not_newer(harness: &mut impl MigrationHarness<Pg>) -> Result<(), StoreError> {
    use diesel::migration::MigrationSource;
    let schema = |cause: Box<dyn std::error::Error + Send + Sync>| StoreError::Schema(cause.to_string());
    let known: Vec<String> = MigrationSource::<Pg>::migrations(&MIGRATIONS)
        .map_err(schema)?
        .iter()
        .map(|step| step.name().version().to_string())
        .collect();
    let applied = harness.applied_migrations().map_err(schema)?;
    match applied.iter().map(ToString::to_string).find(|step| !known.contains(step)) {
        Some(step) => Err(StoreError::Schema(format!("step {step} was applied by a newer program; run that one"))),
        None => Ok(()),
    }
}

async fn write_actors(connection: &mut AsyncPgConnection) -> Result<(), StoreError> {
    let actors = actor::all();
    connection.batch_execute("SET ROLE mithaq_owner").await?;
    diesel::sql_query(
        "INSERT INTO actors (id, code, kind, name, words)
         SELECT * FROM unnest($1, $2, $3, $4, $5)
         ON CONFLICT (id) DO UPDATE
         SET code = excluded.code, kind = excluded.kind, name = excluded.name, words = excluded.words",
    )
    .bind::<Array<SqlUuid>, _>(actors.iter().map(|actor| actor.id.as_uuid()).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(actors.iter().map(|actor| actor.code).collect::<Vec<_>>())
    .bind::<Array<SmallInt>, _>(actors.iter().map(|actor| actor.kind.code()).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(actors.iter().map(|actor| actor.names.en).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(actors.iter().map(words).collect::<Vec<_>>())
    .execute(connection)
    .await?;
    Ok(())
}

fn words(actor: &actor::Actor) -> String {
    let names = [Some(actor.code), Some(actor.names.en), actor.names.fr, actor.names.ar];
    names.into_iter().flatten().map(fold_text).collect::<Vec<_>>().join(" ")
}
