//! How far each audience's topic is written.

use diesel::sql_types::{BigInt, Double, Nullable, Text, Uuid as SqlUuid};
use diesel::{OptionalExtension, QueryableByName};
use diesel_async::RunQueryDsl;
use mithaq_domain::act::ActId;
use uuid::Uuid;

use super::Stream;
use super::lease::{Lease, StreamError};
use crate::error::StoreError;
use crate::fixed::fixed;

/// How far publication is behind.
#[derive(Debug, Clone, PartialEq)]
pub struct Lag {
    /// The audience; none for what is not sequenced yet.
    pub audience: Option<String>,
    /// How many events wait.
    pub events: i64,
    /// For how many seconds the oldest of them has waited.
    pub seconds: f64,
}

#[derive(QueryableByName)]
pub(super) struct Place {
    #[diesel(sql_type = BigInt)]
    pub(super) sequence: i64,
}

#[derive(QueryableByName)]
struct ToldRow {
    #[diesel(sql_type = SqlUuid)]
    act_id: Uuid,
    #[diesel(sql_type = BigInt)]
    revision: i64,
}

#[derive(QueryableByName)]
struct LagRow {
    #[diesel(sql_type = Nullable<Text>)]
    audience: Option<String>,
    #[diesel(sql_type = BigInt)]
    events: i64,
    #[diesel(sql_type = Double)]
    seconds: f64,
}

impl Stream {
    /// The last sequence that is known to stand in an audience's topic.
    ///
    /// # Errors
    /// Where the database does not answer, or there is no such audience.
    pub async fn published(&self, audience: &str) -> Result<i64, StoreError> {
        let mut connection = self.pool.get().await?;
        let place: Place = fixed("SELECT published_sequence AS sequence FROM publication WHERE audience = $1")
            .bind::<Text, _>(audience)
            .get_result(&mut connection)
            .await?;
        Ok(place.sequence)
    }

    /// The act that an audience is told of by a sequence, and as which revision; none where its feed does not reach so far.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn told(&self, audience: &str, sequence: i64) -> Result<Option<(ActId, i64)>, StoreError> {
        let mut connection = self.pool.get().await?;
        let told: Option<ToldRow> = fixed(
            "SELECT p.act_id, f.revision FROM audience_feed f JOIN feed p ON p.position = f.position
              WHERE f.audience = $1 AND f.sequence = $2",
        )
        .bind::<Text, _>(audience)
        .bind::<BigInt, _>(sequence)
        .get_result(&mut connection)
        .await
        .optional()?;
        Ok(told.map(|told| (ActId(told.act_id), told.revision)))
    }

    /// The last sequence of an audience's feed.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn last_sequence(&self, audience: &str) -> Result<i64, StoreError> {
        let mut connection = self.pool.get().await?;
        let place: Place =
            fixed("SELECT COALESCE(max(sequence), 0) AS sequence FROM audience_feed WHERE audience = $1")
                .bind::<Text, _>(audience)
                .get_result(&mut connection)
                .await?;
        Ok(place.sequence)
    }

    /// Notes that an audience's topic is written up to a sequence, under the lease, which fences every earlier leader.
    /// It need not outlive a crash of the database: the topic itself is looked at before anything is published again.
    ///
    /// # Errors
    /// Where another leads, or the database does not answer.
    pub async fn advance(&self, lease: &Lease, audience: &str, sequence: i64) -> Result<(), StreamError> {
        let mut connection = self.pool.get().await?;
        let advanced = fixed(
            "WITH held AS MATERIALIZED (
                 SELECT set_config('synchronous_commit', 'off', true) FROM lease WHERE role = $1 AND epoch = $2)
             UPDATE publication SET epoch = $2, published_sequence = GREATEST(published_sequence, $4)
              WHERE audience = $3 AND epoch <= $2 AND EXISTS (SELECT FROM held)",
        )
        .bind::<Text, _>(&lease.role)
        .bind::<BigInt, _>(lease.epoch)
        .bind::<Text, _>(audience)
        .bind::<BigInt, _>(sequence)
        .execute(&mut connection)
        .await?;
        if advanced == 0 { Err(lease.fenced()) } else { Ok(()) }
    }

    /// How far publication is behind, for each audience and for the queue.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn lag(&self) -> Result<Vec<Lag>, StoreError> {
        let mut connection = self.pool.get().await?;
        let rows: Vec<LagRow> = fixed(
            "SELECT NULL AS audience, count(*) AS events,
                    COALESCE(extract(epoch FROM clock_timestamp() - min(a.recorded_at)), 0)::double precision AS seconds
               FROM (SELECT act_id FROM unsequenced ORDER BY id LIMIT 10000) u JOIN acts a ON a.id = u.act_id
             UNION ALL
             SELECT p.audience,
                    COALESCE((SELECT max(sequence) FROM audience_feed f WHERE f.audience = p.audience), 0) - p.published_sequence,
                    COALESCE((SELECT extract(epoch FROM clock_timestamp() - a.recorded_at)
                       FROM audience_feed f JOIN feed e ON e.position = f.position JOIN acts a ON a.id = e.act_id
                      WHERE f.audience = p.audience AND f.sequence = p.published_sequence + 1), 0)::double precision
               FROM publication p",
        )
        .load(&mut connection)
        .await?;
        Ok(rows
            .into_iter()
            .map(|row| Lag { audience: row.audience, events: row.events, seconds: row.seconds })
            .collect())
    }
}
