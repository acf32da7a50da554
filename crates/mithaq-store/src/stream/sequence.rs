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
/// or else today's. Who saw the agreement before a change and not after it is told that it is withdrawn; who sees it only
/// after it, that it is disclosed, and there its revisions begin anew.
const SEQUENCE: &str = "
    WITH held AS MATERIALIZED (
        SELECT epoch FROM lease WHERE role = $1 AND epoch = $2 FOR UPDATE
    ), taken AS (
        DELETE FROM unsequenced
         WHERE id IN (SELECT id FROM unsequenced WHERE id > $3 AND EXISTS (SELECT FROM held) ORDER BY id LIMIT $4)
        RETURNING id, act_id
    ), placed AS (
        INSERT INTO feed (position, act_id)
        SELECT (SELECT COALESCE(max(position), 0) FROM feed) + row_number() OVER (ORDER BY id), act_id FROM taken
        RETURNING position, act_id
    ), labelled AS (
        SELECT p.position, a.agreement_id, c.act_id IS NOT NULL AS changes,
               c.classification AS before_classification, c.releasable_to AS before_releasable_to,
               CASE WHEN n.act_id IS NULL THEN g.classification ELSE n.classification END AS classification,
               CASE WHEN n.act_id IS NULL THEN g.releasable_to ELSE n.releasable_to END AS releasable_to
          FROM placed p
          JOIN acts a ON a.id = p.act_id
          JOIN agreements g ON g.id = a.agreement_id
          LEFT JOIN label_changes c ON c.act_id = p.act_id
          LEFT JOIN LATERAL (
              SELECT l.act_id, l.classification, l.releasable_to FROM label_changes l
               WHERE l.agreement_id = a.agreement_id AND l.version > a.version
               ORDER BY l.version LIMIT 1) n ON true
    ), sight AS (
        SELECT u.name AS audience, l.position, l.agreement_id,
               may_know(u.clearance, u.ministry, u.every_ministry, l.classification, l.releasable_to) AS sees,
               CASE WHEN l.changes
                    THEN may_know(u.clearance, u.ministry, u.every_ministry, l.before_classification, l.before_releasable_to)
                    ELSE may_know(u.clearance, u.ministry, u.every_ministry, l.classification, l.releasable_to) END AS saw
          FROM labelled l CROSS JOIN audiences u
    ), visible AS (
        SELECT audience, position, agreement_id, CASE WHEN NOT sees THEN 2 WHEN NOT saw THEN 3 ELSE 1 END AS kind,
               count(*) FILTER (WHERE sees AND NOT saw)
                   OVER (PARTITION BY audience, agreement_id ORDER BY position) AS disclosures
          FROM sight WHERE sees OR saw
    ), told_last AS (
        SELECT u.name AS audience, COALESCE(max(l.sequence), 0) AS sequence
          FROM audiences u
          LEFT JOIN LATERAL (
              SELECT f.sequence FROM audience_feed f WHERE f.audience = u.name ORDER BY f.sequence DESC LIMIT 1) l ON true
         GROUP BY u.name
    ), revised_last AS (
        SELECT v.audience, v.agreement_id, COALESCE(max(l.revision), 0) AS revision
          FROM (SELECT DISTINCT audience, agreement_id FROM visible) v
          LEFT JOIN LATERAL (
              SELECT f.revision FROM audience_feed f
               WHERE f.audience = v.audience AND f.agreement_id = v.agreement_id
               ORDER BY f.sequence DESC LIMIT 1) l ON true
         GROUP BY v.audience, v.agreement_id
    ), told AS (
        INSERT INTO audience_feed (audience, sequence, position, kind, agreement_id, revision)
        SELECT v.audience,
               t.sequence + row_number() OVER (PARTITION BY v.audience ORDER BY v.position),
               v.position, v.kind, v.agreement_id,
               CASE WHEN v.disclosures = 0 THEN r.revision ELSE 0 END
                   + row_number() OVER (PARTITION BY v.audience, v.agreement_id, v.disclosures ORDER BY v.position)
          FROM visible v JOIN told_last t USING (audience) JOIN revised_last r USING (audience, agreement_id)
    )
    SELECT (SELECT count(*) FROM held) AS held, count(*) AS acts, max(id) AS last_taken FROM taken";

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
        let done: Done = fixed(SEQUENCE)
            .bind::<Text, _>(&lease.role)
            .bind::<BigInt, _>(lease.epoch)
            .bind::<BigInt, _>(above)
            .bind::<BigInt, _>(TAKEN_AT_ONCE)
            .get_result(&mut connection)
            .await?;
        if done.held == 0 {
            return Err(lease.fenced());
        }
        let acts = usize::try_from(done.acts).map_err(StoreError::corrupt)?;
        Ok(Sequenced { acts, last_taken: done.last_taken })
    }
}
