//! What an audience is to be told next, with all that its records are made of.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use diesel::QueryableByName;
use diesel::sql_types::{Array, BigInt, SmallInt, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use mithaq_domain::act::{ActId, AgreementId};
use mithaq_domain::agreement::Agreement;
use uuid::Uuid;

use super::Stream;
use super::publication::Place;
use crate::error::StoreError;
use crate::fixed::fixed;
use crate::pool::Connection;
use crate::row::{LOG_COLUMNS, LogRow, fold_logs};

/// Why an audience is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedKind {
    /// An act was recorded.
    Recorded,
    /// The audience has lost sight of the agreement.
    Withdrawn,
    /// The audience has gained sight of it.
    Disclosed,
}

/// One entry of an audience's feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedEntry {
    /// Its place among all that the audience is told, from 1, without gaps.
    pub sequence: i64,
    /// Why the audience is told.
    pub kind: FeedKind,
    /// Of which agreement.
    pub agreement: AgreementId,
    /// Its place among what the audience is told of the agreement, from 1, without gaps.
    pub revision: i64,
    /// The act.
    pub act: ActId,
    /// When the act was recorded.
    pub recorded_at: DateTime<Utc>,
    /// Whether the act names another agreement that the audience may not know of: one that it was not told of by then, or
    /// that has left its sight since.
    pub hides_other: bool,
}

/// Entries, and the agreements that they tell of, each with its log up to at least the acts told.
#[derive(Debug, Default)]
pub struct EventSource {
    /// The entries, by sequence.
    pub entries: Vec<FeedEntry>,
    /// The agreements.
    pub agreements: HashMap<AgreementId, Agreement>,
}

#[derive(QueryableByName)]
pub(super) struct EntryRow {
    #[diesel(sql_type = BigInt)]
    sequence: i64,
    #[diesel(sql_type = SmallInt)]
    kind: i16,
    #[diesel(sql_type = SqlUuid)]
    agreement_id: Uuid,
    #[diesel(sql_type = BigInt)]
    revision: i64,
    #[diesel(sql_type = SqlUuid)]
    act_id: Uuid,
    #[diesel(sql_type = Timestamptz)]
    recorded_at: DateTime<Utc>,
}

impl Stream {
    /// What an audience is told after a sequence, at most so much of it.
    ///
    /// # Errors
    /// Where the database does not answer, or a log does not fold.
    pub async fn entries_after(&self, audience: &str, sequence: i64, limit: u16) -> Result<EventSource, StoreError> {
        let mut connection = self.pool.get().await?;
        let rows: Vec<EntryRow> =
            fixed(statement(limit)).bind::<Text, _>(audience).bind::<BigInt, _>(sequence).load(&mut connection).await?;
        source(&mut connection, audience, rows).await
    }
}

/// A few rows of a long feed: the limits within keep the planner, which cannot know that they are few, from reading the other
/// tables from end to end beside them.
fn statement(limit: u16) -> String {
    format!(
        "SELECT f.sequence, f.kind, f.agreement_id, f.revision, p.act_id, a.recorded_at
           FROM audience_feed f
           JOIN LATERAL (SELECT act_id FROM feed WHERE position = f.position LIMIT 1) p ON true
           JOIN LATERAL (SELECT recorded_at FROM acts WHERE id = p.act_id LIMIT 1) a ON true
          WHERE f.audience = $1 AND f.sequence > $2 ORDER BY f.sequence LIMIT {limit}"
    )
}

#[cfg(feature = "testing")]
impl Stream {
    /// How the next entries of an audience would be read, by the plan that is kept.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn plan_of_entries(&self) -> Result<String, StoreError> {
        self.plan("text, bigint", &statement(1_000), "'public', 0").await
    }
}

/// Entries with the agreements that they tell of.
pub(super) async fn source(
    connection: &mut Connection,
    audience: &str,
    rows: Vec<EntryRow>,
) -> Result<EventSource, StoreError> {
    if rows.is_empty() {
        return Ok(EventSource::default());
    }
    let mut ids: Vec<Uuid> = rows.iter().map(|row| row.agreement_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let log: Vec<LogRow> = fixed(format!(
        "SELECT {LOG_COLUMNS} FROM acts a JOIN act_bodies b ON b.act_id = a.id JOIN agreements g ON g.id = a.agreement_id
          WHERE a.agreement_id = ANY ($1) ORDER BY a.agreement_id, a.version"
    ))
    .bind::<Array<SqlUuid>, _>(ids)
    .load(connection)
    .await?;
    let agreements: HashMap<AgreementId, Agreement> =
        fold_logs(&log)?.into_iter().map(|agreement| (agreement.id(), agreement)).collect();
    let mut entries: Vec<FeedEntry> = rows.into_iter().map(EntryRow::entry).collect::<Result<_, _>>()?;
    hide_others(connection, audience, &mut entries, &agreements).await?;
    Ok(EventSource { entries, agreements })
}

/// Notes which entries name another agreement that the audience may not know of. By its own feed, so that what it is told
/// turns on nothing that it is not told of.
async fn hide_others(
    connection: &mut Connection,
    audience: &str,
    entries: &mut [FeedEntry],
    agreements: &HashMap<AgreementId, Agreement>,
) -> Result<(), StoreError> {
    let other = |entry: &FeedEntry| {
        let acts = agreements.get(&entry.agreement)?.acts();
        acts.iter().find(|act| act.id == entry.act)?.body.details.other_agreement()
    };
    let (sequences, others): (Vec<i64>, Vec<Uuid>) =
        entries.iter().filter_map(|entry| Some((entry.sequence, other(entry)?.0))).unzip();
    if sequences.is_empty() {
        return Ok(());
    }
    let hidden: Vec<Place> = fixed(
        "SELECT n.sequence FROM unnest($2, $3) AS n(sequence, other)
          WHERE NOT COALESCE((SELECT f.kind <> 2 FROM audience_feed f
                               WHERE f.audience = $1 AND f.agreement_id = n.other AND f.sequence <= n.sequence
                               ORDER BY f.sequence DESC LIMIT 1), false)
             OR (SELECT f.kind = 2 FROM audience_feed f
                  WHERE f.audience = $1 AND f.agreement_id = n.other ORDER BY f.sequence DESC LIMIT 1)",
    )
    .bind::<Text, _>(audience)
    .bind::<Array<BigInt>, _>(sequences)
    .bind::<Array<SqlUuid>, _>(others)
    .load(connection)
    .await?;
    let hidden: HashSet<i64> = hidden.into_iter().map(|place| place.sequence).collect();
    for entry in entries {
        entry.hides_other = hidden.contains(&entry.sequence);
    }
    Ok(())
}

impl EntryRow {
    fn entry(self) -> Result<FeedEntry, StoreError> {
        let kind = match self.kind {
            1 => FeedKind::Recorded,
            2 => FeedKind::Withdrawn,
            3 => FeedKind::Disclosed,
            other => return Err(StoreError::Corrupt(format!("a feed entry of the unknown kind {other}"))),
        };
        Ok(FeedEntry {
            sequence: self.sequence,
            kind,
            agreement: AgreementId(self.agreement_id),
            revision: self.revision,
            act: ActId(self.act_id),
            recorded_at: self.recorded_at,
            hides_other: false,
        })
    }
}
