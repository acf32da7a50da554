//! What an audience was told, told again.

use chrono::{DateTime, Utc};
use diesel::sql_types::{BigInt, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use mithaq_domain::act::AgreementId;

use super::Stream;
use super::batch::{EntryRow, EventSource, source};
use super::publication::Place;
use crate::error::StoreError;
use crate::fixed::fixed;

/// A part of what an audience was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The audience.
    pub audience: String,
    /// After which sequence.
    pub after: i64,
    /// Up to which sequence, that one included.
    pub until: i64,
    /// Of which agreement; none: of all.
    pub agreement: Option<AgreementId>,
}

impl Stream {
    /// A part of what an audience was told, at most so much of it, as it may be told again: of an agreement that has left
    /// its sight since, only that, though the act by which it left may still wait to be sequenced.
    ///
    /// # Errors
    /// Where the database does not answer, or a log does not fold.
    pub async fn entries_again(&self, stretch: &Stretch, limit: u16) -> Result<EventSource, StoreError> {
        let mut connection = self.pool.get().await?;
        let rows: Vec<EntryRow> = fixed(format!(
            "SELECT f.sequence, f.agreement_id, f.revision, p.act_id, a.recorded_at,
                    CASE WHEN EXISTS (SELECT FROM audience_feed w
                                       WHERE w.audience = f.audience AND w.agreement_id = f.agreement_id
                                         AND w.sequence > f.sequence AND w.kind = 2)
                           OR NOT may_know(u.clearance, u.ministry, u.every_ministry, g.classification, g.releasable_to)
                         THEN 2::smallint ELSE f.kind END AS kind
               FROM audience_feed f JOIN feed p ON p.position = f.position JOIN acts a ON a.id = p.act_id
               JOIN audiences u ON u.name = f.audience JOIN agreements g ON g.id = f.agreement_id
              WHERE f.audience = $1 AND f.sequence > $2 AND f.sequence <= $3 AND f.agreement_id = COALESCE($4, f.agreement_id)
              ORDER BY f.sequence LIMIT {limit}"
        ))
        .bind::<Text, _>(&stretch.audience)
        .bind::<BigInt, _>(stretch.after)
        .bind::<BigInt, _>(stretch.until)
        .bind::<Nullable<SqlUuid>, _>(stretch.agreement.map(|agreement| agreement.0))
        .load(&mut connection)
        .await?;
        source(&mut connection, &stretch.audience, rows).await
    }

    /// The sequence before the first event of an act that was recorded at a moment or after it.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn sequence_before(&self, audience: &str, moment: DateTime<Utc>) -> Result<i64, StoreError> {
        let mut connection = self.pool.get().await?;
        let place: Place = fixed(
            "SELECT COALESCE(
                 (SELECT min(f.sequence) - 1 FROM audience_feed f JOIN feed p ON p.position = f.position
                    JOIN acts a ON a.id = p.act_id WHERE f.audience = $1 AND a.recorded_at >= $2),
                 (SELECT max(sequence) FROM audience_feed WHERE audience = $1), 0) AS sequence",
        )
        .bind::<Text, _>(audience)
        .bind::<Timestamptz, _>(moment)
        .get_result(&mut connection)
        .await?;
        Ok(place.sequence)
    }
}
