//! The sequencer: from the queue to the feeds.

use diesel::QueryableByName;
use diesel::sql_types::{Array, BigInt, SmallInt, Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use super::lease::{Lease, StreamError};
use super::{Audience, Stream};
use crate::error::StoreError;
use crate::pool::{Connection, begin};

/// How many queue rows one transaction takes.
const TAKEN_AT_ONCE: i64 = 1_000;

#[derive(QueryableByName)]
struct Taken {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = BigInt)]
    position: i64,
    #[diesel(sql_type = SqlUuid)]
    agreement_id: Uuid,
    #[diesel(sql_type = SmallInt)]
    classification: i16,
    #[diesel(sql_type = diesel::sql_types::Nullable<Array<Text>>)]
    releasable_to: Option<Vec<String>>,
}

/// What one step of the sequencer did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sequenced {
    /// How many acts entered the feed.
    pub acts: usize,
    /// The last queue row taken.
    pub last_taken: Option<i64>,
}

impl Stream {
    /// Takes queue rows above a bound, in order, and appends them to the feeds, in one transaction under the lease.
    /// The bound only spares the scan rows that are dead: nothing below it may still come.
    ///
    /// # Errors
    /// Where another leads, or the database does not answer.
    pub async fn sequence(&self, lease: &Lease, above: i64) -> Result<Sequenced, StreamError> {
        let mut connection = self.pool.get().await?;
        begin(&mut connection, "BEGIN").await?;
        let done = sequence(&mut connection, lease, above).await;
        super::publication::end(&mut connection, done).await
    }
}

async fn sequence(connection: &mut Connection, lease: &Lease, above: i64) -> Result<Sequenced, StreamError> {
    lease.check(connection).await?;
    let taken = take(connection, above).await?;
    if taken.is_empty() {
        return Ok(Sequenced { acts: 0, last_taken: None });
    }
    for audience in Stream::audiences_on(connection).await? {
        tell(connection, &audience, &taken).await?;
    }
    Ok(Sequenced { acts: taken.len(), last_taken: taken.iter().map(|row| row.id).max() })
}

/// Moves rows from the queue to the feed; their positions follow the last one there.
async fn take(connection: &mut Connection, above: i64) -> Result<Vec<Taken>, StreamError> {
    Ok(diesel::sql_query(
        "WITH taken AS (
             DELETE FROM unsequenced
              WHERE id IN (SELECT id FROM unsequenced WHERE id > $1 ORDER BY id LIMIT $2)
             RETURNING id, act_id),
         placed AS (
             SELECT t.id, t.act_id,
                    (SELECT COALESCE(max(position), 0) FROM feed) + row_number() OVER (ORDER BY t.id) AS position
               FROM taken t),
         fed AS (INSERT INTO feed (position, act_id) SELECT position, act_id FROM placed)
         SELECT p.id, p.position, a.agreement_id, g.classification, g.releasable_to
           FROM placed p JOIN acts a ON a.id = p.act_id JOIN agreements g ON g.id = a.agreement_id
          ORDER BY p.position",
    )
    .bind::<BigInt, _>(above)
    .bind::<BigInt, _>(TAKEN_AT_ONCE)
    .load(connection)
    .await?)
}

/// Appends what an audience may know of to its feed: its sequence without gaps, and for each agreement its revision.
async fn tell(connection: &mut Connection, audience: &Audience, taken: &[Taken]) -> Result<(), StreamError> {
    let mut visible = Vec::new();
    for row in taken {
        if audience.may_know(&row.label()?) {
            visible.push(row);
        }
    }
    if visible.is_empty() {
        return Ok(());
    }
    diesel::sql_query(
        "WITH told AS (SELECT * FROM unnest($2, $3) AS t(position, agreement_id)),
         last AS (
             SELECT agreement_id, COALESCE((SELECT max(f.revision) FROM audience_feed f
                     WHERE f.audience = $1 AND f.agreement_id = a.agreement_id), 0) AS revision
               FROM (SELECT DISTINCT agreement_id FROM told) a)
         INSERT INTO audience_feed (audience, sequence, position, kind, agreement_id, revision)
         SELECT $1,
                (SELECT COALESCE(max(sequence), 0) FROM audience_feed WHERE audience = $1)
                    + row_number() OVER (ORDER BY t.position),
                t.position, 1, t.agreement_id,
                l.revision + row_number() OVER (PARTITION BY t.agreement_id ORDER BY t.position)
           FROM told t JOIN last l USING (agreement_id)",
    )
    .bind::<Text, _>(&audience.name)
    .bind::<Array<BigInt>, _>(visible.iter().map(|row| row.position).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(visible.iter().map(|row| row.agreement_id).collect::<Vec<_>>())
    .execute(connection)
    .await?;
    Ok(())
}

impl Taken {
    fn label(&self) -> Result<mithaq_domain::label::Label, StoreError> {
        crate::read::label(self.classification, self.releasable_to.clone())
    }
}
