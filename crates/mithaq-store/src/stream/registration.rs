//! Audiences come, go, and are told everything anew.
//!
//! Each of these fences whoever leads, so that no step of the sequencer that began before goes on after it: an audience
//! hears of every act either by how its agreement stood when it came or by an event of its own, and of none twice.

use diesel::QueryableByName;
use diesel::sql_types::{Bool, Nullable, SmallInt, Text};
use diesel_async::RunQueryDsl;
use mithaq_domain::label::Ministry;

use super::lease::PUBLISHER;
use super::{Audience, Stream};
use crate::error::StoreError;
use crate::fixed::fixed;
use crate::pool::{Connection, begin, end};

/// How every agreement that an audience may know of stands with the last act that is sequenced. The label is the one
/// with that act: before its next change of label, or else today's.
const DISCLOSE_ALL: &str = "
    WITH told AS (
        SELECT DISTINCT ON (a.agreement_id) a.agreement_id, a.version, f.position
          FROM feed f JOIN acts a ON a.id = f.act_id
         ORDER BY a.agreement_id, f.position DESC
    ), labelled AS (
        SELECT t.position, t.agreement_id,
               CASE WHEN n.act_id IS NULL THEN g.classification ELSE n.classification END AS classification,
               CASE WHEN n.act_id IS NULL THEN g.releasable_to ELSE n.releasable_to END AS releasable_to
          FROM told t
          JOIN agreements g ON g.id = t.agreement_id
          LEFT JOIN LATERAL (
              SELECT l.act_id, l.classification, l.releasable_to FROM label_changes l
               WHERE l.agreement_id = t.agreement_id AND l.version > t.version
               ORDER BY l.version LIMIT 1) n ON true
    )
    INSERT INTO audience_feed (audience, sequence, position, kind, agreement_id, revision)
    SELECT u.name, row_number() OVER (ORDER BY l.position), l.position, 3, l.agreement_id, 1
      FROM labelled l JOIN audiences u ON u.name = $1
     WHERE may_know(u.clearance, u.ministry, u.every_ministry, l.classification, l.releasable_to)";

/// An audience's feed without the agreements that have left its sight, and of the others without what was before they
/// last came into it. The window waits for all that is deleted, so that no number is taken twice.
const WRITE_ANEW: &str = "
    WITH old AS (
        DELETE FROM audience_feed WHERE audience = $1 RETURNING sequence, position, kind, agreement_id, revision
    ), kept AS (
        SELECT agreement_id, COALESCE(max(sequence) FILTER (WHERE kind = 3), 0) AS since
          FROM old GROUP BY agreement_id
        HAVING max(sequence) > COALESCE(max(sequence) FILTER (WHERE kind = 2), 0)
    )
    INSERT INTO audience_feed (audience, sequence, position, kind, agreement_id, revision)
    SELECT $1, row_number() OVER (ORDER BY o.sequence), o.position, o.kind, o.agreement_id, o.revision
      FROM old o JOIN kept k USING (agreement_id)
     WHERE o.sequence >= k.since";

impl Stream {
    /// Registers an audience. It is told how every agreement that it may know of stands, and then of every act.
    /// Gives the number of those agreements.
    ///
    /// # Errors
    /// Where the database does not answer, or the name is taken.
    pub async fn add_audience(&self, audience: &Audience) -> Result<usize, StoreError> {
        let mut connection = self.begin_fencing().await?;
        let done = add(&mut connection, audience).await;
        end(&mut connection, done).await
    }

    /// Forgets an audience, with all that it was told. Its topics stay until they are removed.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn remove_audience(&self, name: &str) -> Result<(), StoreError> {
        let mut connection = self.begin_fencing().await?;
        let done = remove(&mut connection, name).await;
        end(&mut connection, done).await
    }

    /// Begins the next generation of an audience's topics: everything that it may know is told anew, in the same order,
    /// and nothing of what has left its sight. Gives the number of events in it; none, and nothing is done, where acts wait
    /// to be sequenced: one of them may take an agreement out of its sight.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn republish(&self, name: &str) -> Result<Option<usize>, StoreError> {
        let mut connection = self.begin_fencing().await?;
        let done = republish(&mut connection, name).await;
        end(&mut connection, done).await
    }

    /// Begins a transaction in which nobody leads. What follows sees all that was sequenced.
    async fn begin_fencing(&self) -> Result<Connection, StoreError> {
        let mut connection = self.pool.get().await?;
        begin(&mut connection, "BEGIN").await?;
        let fenced = fixed(
            "INSERT INTO lease AS l (role, holder, epoch, until) VALUES ($1, 'audiences', 1, clock_timestamp())
             ON CONFLICT (role) DO UPDATE SET holder = excluded.holder, epoch = l.epoch + 1, until = clock_timestamp()",
        )
        .bind::<Text, _>(PUBLISHER)
        .execute(&mut connection)
        .await;
        match fenced {
            Ok(_) => Ok(connection),
            Err(error) => end(&mut connection, Err(error.into())).await,
        }
    }
}

async fn add(connection: &mut Connection, audience: &Audience) -> Result<usize, StoreError> {
    fixed(
        "WITH added AS (INSERT INTO audiences (name, clearance, ministry, every_ministry) VALUES ($1, $2, $3, $4) RETURNING name)
         INSERT INTO publication (audience, epoch, published_sequence) SELECT name, 0, 0 FROM added",
    )
    .bind::<Text, _>(&audience.name)
    .bind::<SmallInt, _>(audience.clearance.code())
    .bind::<Nullable<Text>, _>(audience.ministry.as_ref().map(Ministry::as_str))
    .bind::<Bool, _>(audience.every_ministry)
    .execute(connection)
    .await?;
    Ok(fixed(DISCLOSE_ALL).bind::<Text, _>(&audience.name).execute(connection).await?)
}

async fn remove(connection: &mut Connection, name: &str) -> Result<(), StoreError> {
    for (table, column) in [("audience_feed", "audience"), ("publication", "audience"), ("audiences", "name")] {
        fixed(format!("DELETE FROM {table} WHERE {column} = $1")).bind::<Text, _>(name).execute(connection).await?;
    }
    Ok(())
}

async fn republish(connection: &mut Connection, name: &str) -> Result<Option<usize>, StoreError> {
    let waiting: Waiting = fixed("SELECT EXISTS (SELECT FROM unsequenced) AS acts").get_result(connection).await?;
    if waiting.acts {
        return Ok(None);
    }
    let events = fixed(WRITE_ANEW).bind::<Text, _>(name).execute(connection).await?;
    fixed("UPDATE audiences SET generation = generation + 1 WHERE name = $1")
        .bind::<Text, _>(name)
        .execute(connection)
        .await?;
    // With the epoch of this fence, so that a leader that waits for this row does not write its own sequence over it.
    fixed("UPDATE publication SET published_sequence = 0, epoch = (SELECT epoch FROM lease WHERE role = $2) WHERE audience = $1")
        .bind::<Text, _>(name)
        .bind::<Text, _>(PUBLISHER)
        .execute(connection)
        .await?;
    Ok(Some(events))
}

#[derive(QueryableByName)]
struct Waiting {
    #[diesel(sql_type = Bool)]
    acts: bool,
}
