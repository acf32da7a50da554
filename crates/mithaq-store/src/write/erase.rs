//! Words of an act erased by law or order: in the log, and in all that is derived from it.

use chrono_tz::Tz;
use diesel::QueryableByName;
use diesel::sql_types::{Binary, Text, Uuid as SqlUuid};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use mithaq_domain::act::{ActHash, ActId, ActKind, AgreementId};
use mithaq_domain::agreement::{Erasure, ErasureRefused};
use mithaq_domain::day::civil_day;
use uuid::Uuid;

use super::append::append;
use super::lock::{Locked, lock};
use super::projection::Projected;
use super::seal::seal;
use crate::caller::Reader;
use crate::check::{delete_derived, derive, lift_policies, restore_policies};
use crate::error::StoreError;
use crate::fixed::fixed;
use crate::pool::{Connection, begin, end};
use crate::store::Store;

/// What was erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erased {
    /// The agreement.
    pub agreement: AgreementId,
    /// How many texts of the act are gone.
    pub gone: usize,
    /// How many stay, as the law rests on them.
    pub stayed: usize,
    /// How many documents the agreement has no more, as the act named them. Their bytes stay until they are swept.
    pub documents: usize,
}

#[derive(QueryableByName)]
struct Owner {
    #[diesel(sql_type = SqlUuid)]
    agreement_id: Uuid,
}

impl Store {
    /// Erases the words of an act by a law or an order, records that it was done, and writes anew what is derived from the
    /// agreement's log. The act's digest and the chain stay as they are. It is the owner's work: the application's role can
    /// change nothing in the log.
    ///
    /// # Errors
    /// Where there is no such act, or nothing in it to be erased, or the database does not answer.
    pub async fn erase(&self, act: ActId, order: &str, by: &str) -> Result<Erased, StoreError> {
        let mut connection = self.owner.get().await?;
        begin(&mut connection, &format!("BEGIN; {}; {}", lift_policies(), Reader::everything().settings())).await?;
        let done = erase(&mut connection, self.zone, act, order, by).await;
        end(&mut connection, done).await
    }
}

async fn erase(connection: &mut Connection, zone: Tz, act: ActId, order: &str, by: &str) -> Result<Erased, StoreError> {
    let owners: Vec<Owner> =
        fixed("SELECT agreement_id FROM acts WHERE id = $1").bind::<SqlUuid, _>(act.0).load(connection).await?;
    let agreement = AgreementId(owners.into_iter().next().ok_or(ErasureRefused::NotInLog(act))?.agreement_id);
    let locked = lock(connection, &[agreement]).await?.pop().ok_or(StoreError::NotFound(agreement))?;
    let erasure = locked.agreement.erase(act, order.to_owned())?;
    let (gone, stayed, kind) = (erasure.gone, erasure.stayed, erasure.left.kind());
    let documents = forget_documents(connection, agreement, act).await?;
    replace_body(connection, act, &erasure).await?;
    if kind == ActKind::Imported {
        forget_source(connection, agreement).await?;
    }
    record(connection, zone, locked, erasure, by).await?;
    connection.batch_execute(&restore_policies()).await?;
    Ok(Erased { agreement, gone, stayed, documents })
}

/// Of the body only what is left stays, and no salt by which the rest could be guessed.
async fn replace_body(connection: &mut Connection, act: ActId, erasure: &Erasure) -> Result<(), StoreError> {
    fixed("UPDATE act_bodies SET salt = $2, body = $3, erased = true WHERE act_id = $1")
        .bind::<SqlUuid, _>(act.0)
        .bind::<Binary, _>([0_u8; 16].as_slice())
        .bind::<Binary, _>(serde_json::to_vec(&erasure.left)?)
        .execute(connection)
        .await?;
    Ok(())
}

/// The agreement no longer has the documents that the act names by their hashes.
async fn forget_documents(
    connection: &mut Connection,
    agreement: AgreementId,
    act: ActId,
) -> Result<usize, StoreError> {
    Ok(fixed(
        "DELETE FROM documents d USING act_bodies b
          WHERE d.agreement_id = $1 AND b.act_id = $2
            AND position(encode(d.sha256, 'hex') IN convert_from(b.body, 'UTF8')) > 0",
    )
    .bind::<SqlUuid, _>(agreement.0)
    .bind::<SqlUuid, _>(act.0)
    .execute(connection)
    .await?)
}

/// What the other register said is forgotten too. Its digest stays, so that the same is not taken over again.
async fn forget_source(connection: &mut Connection, agreement: AgreementId) -> Result<(), StoreError> {
    fixed("UPDATE import_records SET raw = $2 WHERE agreement_id = $1")
        .bind::<SqlUuid, _>(agreement.0)
        .bind::<Text, _>("")
        .execute(connection)
        .await?;
    Ok(())
}

/// Appends the act that says so, and writes anew what is derived from the log.
async fn record(
    connection: &mut Connection,
    zone: Tz,
    locked: Locked,
    erasure: Erasure,
    by: &str,
) -> Result<(), StoreError> {
    let (after, acts) = erasure.change.record(locked.now, by)?;
    let sealed = seal(acts, locked.chain_end)?;
    append(connection, &sealed).await?;
    let chain_end: ActHash = sealed.last().map_or(locked.chain_end, |act| act.hash);
    connection.batch_execute(&delete_derived(&format!("WHERE agreement_id = '{}'", after.id()))).await?;
    let row = Projected::at(&after, chain_end, civil_day(locked.now, &zone));
    derive(connection, &[row], &[&after], locked.now).await
}
