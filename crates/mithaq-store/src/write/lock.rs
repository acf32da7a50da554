//! Agreements locked before their log is read or written.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::QueryableByName;
use diesel::sql_types::{Array, Binary, Date, Integer, Nullable, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use mithaq_domain::act::{ActHash, AgreementId};
use mithaq_domain::agreement::Agreement;
use uuid::Uuid;

use crate::error::StoreError;
use crate::fixed::{ANY_KEY, fixed};
use crate::pool::Connection;
use crate::row::{LogRow, fold_logs, hash, version};

/// An agreement whose row is locked until the transaction ends.
pub(crate) struct Locked {
    pub(super) agreement: Agreement,
    pub(super) chain_end: ActHash,
    /// The day from which its text is another than its row tells of.
    text_until: Option<NaiveDate>,
    /// The moment at which acts that follow are recorded: taken after the lock, and later than every act before.
    pub(super) now: DateTime<Utc>,
}

impl Locked {
    /// Whether its row tells of its text as it is on a day.
    pub(super) fn tells_of(&self, day: NaiveDate) -> bool {
        self.text_until == self.agreement.text_until(day)
    }
}

#[derive(QueryableByName)]
struct LockRow {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Integer)]
    version: i32,
    #[diesel(sql_type = Binary)]
    chain_end: Vec<u8>,
    #[diesel(sql_type = Timestamptz)]
    changed_at: DateTime<Utc>,
    #[diesel(sql_type = Nullable<Date>)]
    text_until: Option<NaiveDate>,
}

#[derive(QueryableByName)]
struct Moment {
    #[diesel(sql_type = Timestamptz)]
    at: DateTime<Utc>,
}

/// Locks the agreements that the caller may see, in the order of their identities, and folds their logs.
pub(super) async fn lock(connection: &mut Connection, ids: &[AgreementId]) -> Result<Vec<Locked>, StoreError> {
    let wanted: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let rows: Vec<LockRow> = fixed(format!(
        "SELECT id, version, chain_end, changed_at, text_until FROM agreements WHERE id = {ANY_KEY}
          ORDER BY id FOR UPDATE"
    ))
    .bind::<Array<SqlUuid>, _>(&wanted)
    .load(connection)
    .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let now = recording_moment(connection).await?;
    let log: Vec<LogRow> =
        fixed(format!("SELECT * FROM visible_log WHERE agreement_id = {ANY_KEY} ORDER BY agreement_id, version"))
            .bind::<Array<SqlUuid>, _>(&wanted)
            .load(connection)
            .await?;
    let agreements = fold_logs(&log)?;
    if agreements.len() != rows.len() {
        return Err(StoreError::Corrupt("an agreement that is seen has no log that is".to_owned()));
    }
    rows.into_iter().zip(agreements).map(|(row, agreement)| locked(&row, agreement, now)).collect()
}

fn locked(row: &LockRow, agreement: Agreement, now: DateTime<Utc>) -> Result<Locked, StoreError> {
    if agreement.id().0 != row.id || agreement.version() != version(row.version)? {
        return Err(StoreError::Corrupt(format!("agreement {}: its row and its log differ", row.id)));
    }
    let after_the_last = row.changed_at + chrono::TimeDelta::microseconds(1);
    let (chain_end, text_until) = (hash(&row.chain_end)?, row.text_until);
    Ok(Locked { agreement, chain_end, text_until, now: now.max(after_the_last) })
}

/// The moment at which acts are recorded, to the microsecond. The transaction gets its number first, so that whoever
/// waits for every transaction that ran at a moment waits for those that recorded by then. Where the clock was set back, it
/// goes on from the moment up to which all is known: what was known at a moment does not change.
pub(super) async fn recording_moment(connection: &mut Connection) -> Result<DateTime<Utc>, StoreError> {
    let moment: Moment = fixed(
        "SELECT CASE WHEN pg_current_xact_id() IS NOT NULL
                     THEN GREATEST(clock_timestamp(), known_until + interval '1 microsecond') END AS at
           FROM watermark",
    )
    .get_result(connection)
    .await?;
    Ok(moment.at)
}
