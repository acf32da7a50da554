//! The sequencer: from the queue to the feeds.

use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Nullable, Text};
use diesel_async::RunQueryDsl;

use super::Stream;
use super::lease::{Lease, StreamError};
use crate::error::StoreError;
use crate::fixed::fixed;

/// How many queue rows one transaction takes.
const TAKEN_AT_ONCE: i64 = 1_000;

/// One statement, and so one transaction that a stopped process cannot leave open: a leader that freezes holds no lock.
///
/// The lease's row is locked to its end, so that nobody takes over between the check and the commit. A row leaves the
/// queue only by entering the feed, and in the order of the queue, which for one agreement is that of its versions.
///
/// An act is seen by who may know of the label that the agreement had with it: the one before its next change of label,
/// or else today's. Who was told of the agreement and no longer sees it is told that it is withdrawn; who sees it and was
/// not told of the acts before, that it is disclosed, and there its revisions begin anew.
///
/// The limit stands in the text, as everywhere in the stream: a plan made for any limit is one for a tenth of the table, and
/// reads others from end to end. For the same reason tables are looked into row by row, which the limits within say.
fn statement() -> String {
    format!(
        "
    WITH held AS MATERIALIZED (
        SELECT epoch FROM lease WHERE role = $1 AND epoch = $2 FOR UPDATE
    ), taken AS (
        DELETE FROM unsequenced
         WHERE id = ANY (ARRAY(SELECT id FROM unsequenced WHERE id > $3 AND EXISTS (SELECT FROM held)
                                ORDER BY id LIMIT {TAKEN_AT_ONCE}))
        RETURNING id, act_id
    ), placed AS (
        INSERT INTO feed (position, act_id)
        SELECT (SELECT COALESCE(max(position), 0) FROM feed) + row_number() OVER (ORDER BY id), act_id FROM taken
        RETURNING position, act_id
    ), labelled AS (
        SELECT p.position, a.agreement_id, a.version = 1 AS opens, c.act_id IS NOT NULL AS changes,
               CASE WHEN n.act_id IS NULL THEN g.classification ELSE n.classification END AS classification,
               CASE WHEN n.act_id IS NULL THEN g.releasable_to ELSE n.releasable_to END AS releasable_to
          FROM placed p
          JOIN LATERAL (SELECT agreement_id, version FROM acts WHERE id = p.act_id LIMIT 1) a ON true
          JOIN LATERAL (SELECT classification, releasable_to FROM agreements WHERE id = a.agreement_id LIMIT 1) g ON true
          LEFT JOIN LATERAL (SELECT act_id FROM label_changes WHERE act_id = p.act_id LIMIT 1) c ON true
          LEFT JOIN LATERAL (
              SELECT l.act_id, l.classification, l.releasable_to FROM label_changes l
               WHERE l.agreement_id = a.agreement_id AND l.version > a.version
               ORDER BY l.version LIMIT 1) n ON true
    ), sight AS (
        SELECT u.name AS audience, l.position, l.agreement_id, l.opens, l.changes,
               may_know(u.clearance, u.ministry, u.every_ministry, l.classification, l.releasable_to) AS sees
          FROM labelled l CROSS JOIN audiences u
    ), told_before AS (
        SELECT s.audience, s.agreement_id, COALESCE(max(l.revision), 0) AS revision,
               COALESCE(max(l.kind) <> 2, false) AS saw
          FROM (SELECT DISTINCT audience, agreement_id FROM sight WHERE sees OR changes) s
          LEFT JOIN LATERAL (
              SELECT f.revision, f.kind FROM audience_feed f
               WHERE f.audience = s.audience AND f.agreement_id = s.agreement_id
               ORDER BY f.sequence DESC LIMIT 1) l ON true
         GROUP BY s.audience, s.agreement_id
    ), followed AS (
        SELECT audience, s.position, agreement_id, s.opens, s.sees, b.revision,
               COALESCE(lag(s.sees) OVER (PARTITION BY audience, agreement_id ORDER BY s.position), b.saw) AS saw
          FROM sight s JOIN told_before b USING (audience, agreement_id)
         WHERE s.sees OR s.changes
    ), turned AS (
        SELECT audience, position, agreement_id, revision,
               CASE WHEN NOT sees THEN 2 WHEN saw OR opens THEN 1 ELSE 3 END AS kind
          FROM followed WHERE sees OR saw
    ), visible AS (
        SELECT audience, position, agreement_id, revision, kind,
               count(*) FILTER (WHERE kind = 3) OVER (PARTITION BY audience, agreement_id ORDER BY position) AS disclosures
          FROM turned
    ), told_last AS (
        SELECT u.name AS audience, COALESCE(max(l.sequence), 0) AS sequence
          FROM audiences u
          LEFT JOIN LATERAL (
              SELECT f.sequence FROM audience_feed f WHERE f.audience = u.name ORDER BY f.sequence DESC LIMIT 1) l ON true
         GROUP BY u.name
    ), told AS (
        INSERT INTO audience_feed (audience, sequence, position, kind, agreement_id, revision)
        SELECT v.audience,
               t.sequence + row_number() OVER (PARTITION BY v.audience ORDER BY v.position),
               v.position, v.kind, v.agreement_id,
               CASE WHEN v.disclosures = 0 THEN v.revision ELSE 0 END
                   + row_number() OVER (PARTITION BY v.audience, v.agreement_id, v.disclosures ORDER BY v.position)
          FROM visible v JOIN told_last t USING (audience)
    )
    SELECT (SELECT count(*) FROM held) AS held, count(*) AS acts, max(id) AS last_taken FROM taken"
    )
}

/// What one step of the sequencer did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sequenced {
    /// How many acts entered the feed.
    pub acts: usize,
    /// The last queue row taken.
    pub last_taken: Option<i64>,
}

impl Sequenced {
    /// Whether more may wait than one step takes.
    #[must_use]
    pub fn is_full(self) -> bool {
        usize::try_from(TAKEN_AT_ONCE).is_ok_and(|full| self.acts >= full)
    }
}

#[derive(QueryableByName)]
struct Done {
    #[diesel(sql_type = BigInt)]
    held: i64,
    #[diesel(sql_type = BigInt)]
    acts: i64,
    #[diesel(sql_type = Nullable<BigInt>)]
    last_taken: Option<i64>,
}

impl Stream {
    /// Takes queue rows above a bound, in order, and appends them to the feeds, in one transaction under the lease:
    /// a position for each, and for every audience that may know of it a sequence and the agreement's next revision.
    /// The bound only spares the scan rows that are dead: nothing below it may still come.
    ///
    /// # Errors
    /// Where another leads, or the database does not answer.
    pub async fn sequence(&self, lease: &Lease, above: i64) -> Result<Sequenced, StreamError> {
        let mut connection = self.pool.get().await?;
        let done: Done = fixed(statement())
            .bind::<Text, _>(&lease.role)
            .bind::<BigInt, _>(lease.epoch)
            .bind::<BigInt, _>(above)
            .get_result(&mut connection)
            .await?;
        if done.held == 0 {
            return Err(lease.fenced());
        }
        let acts = usize::try_from(done.acts).map_err(StoreError::corrupt)?;
        Ok(Sequenced { acts, last_taken: done.last_taken })
    }
}

#[cfg(feature = "testing")]
impl Stream {
    /// How a step of the sequencer would be run, by the plan that is kept.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn plan_of_sequence(&self) -> Result<String, StoreError> {
        self.plan("text, bigint, bigint", &statement(), "'publisher', 1, 0").await
    }
}
