//! The log, act by act, as it leaves for another registry or comes from one.

use chrono::{DateTime, Utc};
use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Integer};
use diesel_async::RunQueryDsl;
use mithaq_domain::act::{ActHash, RecordedAct, Salt};
use mithaq_domain::registry_number::RegistryNumber;

use crate::error::StoreError;
use crate::fixed::fixed;
use crate::row::{LOG_COLUMNS, LogRow};
use crate::store::Store;

/// An act as it leaves for another registry, or comes from one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The agreement's number.
    pub number: RegistryNumber,
    /// The act.
    pub act: RecordedAct,
    /// The salt of its digest; drawn anew where it is not given.
    pub salt: Option<Salt>,
    /// Its hash; checked where it is given.
    pub hash: Option<ActHash>,
    /// Where its words were erased: the digest of the whole body. The body is what was left of it.
    pub erased: Option<ActHash>,
}

/// Where an export stands: everything sequenced comes in the order of the feed, then what waits for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cursor {
    queued: bool,
    after: i64,
}

#[derive(QueryableByName)]
struct Placed {
    #[diesel(sql_type = BigInt)]
    place: i64,
    #[diesel(embed)]
    log: LogRow,
}

impl Store {
    /// Hands over the whole log, in the order of the feed, in one snapshot of the database.
    ///
    /// # Errors
    /// Where the database does not answer, a stored act does not make sense, or `each` fails.
    pub async fn export<E: From<StoreError>>(&self, mut each: impl FnMut(Entry) -> Result<(), E>) -> Result<u64, E> {
        let mut connection = self.publisher.get().await?;
        crate::pool::begin(
            &mut connection,
            "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY;
             SET LOCAL idle_in_transaction_session_timeout = 0",
        )
        .await?;
        let mut count = 0;
        let mut cursor = Cursor { queued: false, after: 0 };
        loop {
            let rows = next(&mut connection, cursor).await?;
            match (rows.last(), cursor.queued) {
                (Some(last), _) => cursor.after = last.place,
                (None, false) => cursor = Cursor { queued: true, after: 0 },
                (None, true) => break,
            }
            for placed in rows {
                each(entry(placed.log)?)?;
                count += 1;
            }
        }
        crate::pool::end(&mut connection, Ok::<_, StoreError>(())).await?;
        Ok(count)
    }
}

async fn next(connection: &mut crate::pool::Connection, cursor: Cursor) -> Result<Vec<Placed>, StoreError> {
    let (table, place) = if cursor.queued { ("unsequenced", "id") } else { ("feed", "position") };
    Ok(fixed(format!(
        "SELECT q.{place} AS place, {LOG_COLUMNS}
           FROM {table} q JOIN acts a ON a.id = q.act_id JOIN act_bodies b ON b.act_id = a.id
           JOIN agreements g ON g.id = a.agreement_id
          WHERE q.{place} > $1 ORDER BY q.{place} LIMIT $2"
    ))
    .bind::<BigInt, _>(cursor.after)
    .bind::<Integer, _>(2_000)
    .load(connection)
    .await?)
}

fn entry(row: LogRow) -> Result<Entry, StoreError> {
    let number = row.number()?;
    let sealed = row.sealed()?;
    let (salt, erased) = if sealed.erased { (None, Some(sealed.body_digest)) } else { (Some(sealed.salt), None) };
    Ok(Entry { number, salt, hash: Some(sealed.hash), erased, act: sealed.act })
}

impl Entry {
    /// The moment at which it was recorded.
    #[must_use]
    pub const fn recorded_at(&self) -> DateTime<Utc> {
        self.act.recorded_at
    }
}
