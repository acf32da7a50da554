//! Every agreement's chain of hashes.

use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Binary, Integer, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use mithaq_domain::act::{ActId, AgreementId, Erasures, SealedAct};
use mithaq_domain::agreement::Agreement;
use uuid::Uuid;

use crate::error::StoreError;
use crate::fixed::fixed;
use crate::pool::Connection;
use crate::row::{LOG_COLUMNS, LogRow, hash};
use crate::store::Store;

/// How many agreements are checked at once.
const BATCH: i64 = 500;

/// The first act that is not as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Of which agreement.
    pub agreement: AgreementId,
    /// The act; none where acts are missing at the end.
    pub act: Option<ActId>,
    /// What is wrong.
    pub message: String,
}

/// What was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// How many agreements.
    pub agreements: u64,
    /// How many acts.
    pub acts: u64,
    /// Of how many of them words were erased, as later entries of the log say.
    pub erased: u64,
    /// The first fault, if there is one.
    pub fault: Option<Fault>,
}

#[derive(QueryableByName)]
pub(super) struct Head {
    #[diesel(sql_type = SqlUuid)]
    pub(super) id: Uuid,
    #[diesel(sql_type = Binary)]
    chain_end: Vec<u8>,
    #[diesel(sql_type = Integer)]
    version: i32,
}

impl Store {
    /// Checks every agreement's chain from its first act to its end, in the order of identities, up to the first
    /// fault; `progress` hears how many agreements were checked.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn verify(&self, mut progress: impl FnMut(u64)) -> Result<Verified, StoreError> {
        let mut connection = self.publisher.get().await?;
        let mut verified = Verified { agreements: 0, acts: 0, erased: 0, fault: None };
        let mut after = Uuid::nil();
        loop {
            let heads = heads(&mut connection, after, BATCH).await?;
            let Some(last) = heads.last() else { return Ok(verified) };
            after = last.id;
            let mut rows = logs(&mut connection, &heads).await?.into_iter().peekable();
            for head in heads {
                let mut log = Vec::new();
                while let Some(row) = rows.next_if(|row| row.agreement_id == head.id) {
                    log.push(row);
                }
                verified.acts += u64::try_from(log.len()).map_err(StoreError::corrupt)?;
                verified.erased +=
                    u64::try_from(log.iter().filter(|row| row.erased).count()).map_err(StoreError::corrupt)?;
                verified.agreements += 1;
                verified.fault = fault(&head, log);
                if verified.fault.is_some() {
                    return Ok(verified);
                }
            }
            progress(verified.agreements);
        }
    }
}

fn fault(head: &Head, log: Vec<LogRow>) -> Option<Fault> {
    let agreement = AgreementId(head.id);
    let number = log.as_slice().first().and_then(|row| row.number().ok());
    let mut chain: Vec<SealedAct> = Vec::with_capacity(log.len());
    for row in log {
        let (id, kind) = (ActId(row.id), row.kind);
        let fault = |message: String| Some(Fault { agreement, act: Some(id), message });
        let sealed = match row.sealed() {
            Ok(sealed) => sealed,
            Err(error) => return fault(error.to_string()),
        };
        if let Err(broken) = sealed.verify(chain.last()) {
            return fault(broken.to_string());
        }
        if sealed.act.body.kind().code() != kind {
            return fault(format!("act {id}: its row names another kind than its body"));
        }
        chain.push(sealed);
    }
    let erasures = Erasures::of(&chain);
    if let Some(broken) = chain.iter().find_map(|sealed| erasures.verify(sealed).err().map(|broken| (sealed, broken))) {
        let (sealed, broken) = broken;
        return Some(Fault { agreement, act: Some(sealed.act.id), message: broken.to_string() });
    }
    let end = chain.last().map(|act| (act.hash.to_vec(), i32::try_from(act.act.version).unwrap_or(i32::MAX)));
    if end != Some((head.chain_end.clone(), head.version)) {
        let message = "the log does not end where the agreement's row says: acts are missing or were added".to_owned();
        return Some(Fault { agreement, act: chain.last().map(|act| act.act.id), message });
    }
    let acts = chain.into_iter().map(|sealed| sealed.act).collect();
    let folded = number.map(|number| Agreement::replay(agreement, number, acts))?;
    folded.err().map(|broken| Fault { agreement, act: None, message: broken.to_string() })
}

pub(super) async fn heads(connection: &mut Connection, after: Uuid, limit: i64) -> Result<Vec<Head>, StoreError> {
    Ok(fixed("SELECT id, chain_end, version FROM agreements WHERE id > $1 ORDER BY id LIMIT $2")
        .bind::<SqlUuid, _>(after)
        .bind::<BigInt, _>(limit)
        .load(connection)
        .await?)
}

pub(super) async fn logs(connection: &mut Connection, heads: &[Head]) -> Result<Vec<LogRow>, StoreError> {
    let ids: Vec<Uuid> = heads.iter().map(|head| head.id).collect();
    Ok(fixed(format!(
        "SELECT {LOG_COLUMNS} FROM acts a JOIN act_bodies b ON b.act_id = a.id JOIN agreements g ON g.id = a.agreement_id
          WHERE a.agreement_id = ANY ($1) ORDER BY a.agreement_id, a.version"
    ))
    .bind::<diesel::sql_types::Array<SqlUuid>, _>(ids)
    .load(connection)
    .await?)
}

impl Head {
    pub(super) fn chain_end(&self) -> Result<[u8; 32], StoreError> {
        hash(&self.chain_end)
    }
}
