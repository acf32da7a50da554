//! The feed as callers read it: every act in the one order, as far as it may be seen.

use chrono::{DateTime, Utc};
use diesel::QueryableByName;
use diesel::sql_types::{Array, BigInt, Integer, Nullable, SmallInt, Text, Timestamptz, Uuid as SqlUuid};
use mithaq_domain::act::{ActId, ActKind, AgreementId};
use mithaq_domain::actor::ActorId;
use mithaq_domain::label::Label;
use uuid::Uuid;

use super::agreement::{known, label};
use super::snapshot::Snapshot;
use super::sql::{Sql, Value};
use crate::error::StoreError;
use crate::fixed::fixed;
use crate::row::version;

/// An act in the feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its place in the feed: internal, never shown to a caller as it is.
    pub position: i64,
    /// The act.
    pub act: ActId,
    /// Its kind.
    pub kind: ActKind,
    /// Of which agreement.
    pub agreement: AgreementId,
    /// Its place in the agreement's log.
    pub version: u32,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// The party of the agreement that is not home.
    pub counterpart: ActorId,
    /// The agreement's label, as it was when the feed was read.
    pub label: Label,
}

/// Which acts of the feed. A list of values is met by any one of them; an empty one by all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChangeQuery {
    /// Of these agreements.
    pub agreements: Vec<AgreementId>,
    /// Of agreements with one of these, the party that is not home.
    pub counterparts: Vec<ActorId>,
    /// Of these kinds.
    pub kinds: Vec<ActKind>,
    /// Recorded at this moment or later.
    pub recorded_since: Option<DateTime<Utc>>,
}

impl ChangeQuery {
    /// Whether an act is one of them.
    #[must_use]
    pub fn is_met_by(&self, change: &Change) -> bool {
        fn any_or<T: PartialEq>(list: &[T], value: &T) -> bool {
            list.is_empty() || list.contains(value)
        }
        any_or(&self.agreements, &change.agreement)
            && any_or(&self.counterparts, &change.counterpart)
            && any_or(&self.kinds, &change.kind)
            && self.recorded_since.is_none_or(|since| change.recorded_at >= since)
    }

    /// The same in SQL.
    fn write(&self, sql: &mut Sql) {
        if !self.agreements.is_empty() {
            let ids = self.agreements.iter().map(|id| id.0).collect();
            sql.text(" AND a.agreement_id = ANY (").value(Value::Ids(ids)).text(")");
        }
        if !self.counterparts.is_empty() {
            let ids = self.counterparts.iter().map(|actor| actor.as_uuid()).collect();
            sql.text(" AND g.counterpart_actor = ANY (").value(Value::Ids(ids)).text(")");
        }
        sql.and_one_of("a.type", self.kinds.iter().map(|kind| kind.code()));
        if let Some(since) = self.recorded_since {
            sql.text(" AND a.recorded_at >= ").value(Value::Moment(since));
        }
    }
}

/// The columns of [`ChangeRow`] with the tables that they come from.
pub(crate) const SELECT: &str = "SELECT f.position, a.id, a.type AS kind, a.agreement_id, a.version, a.recorded_at, \
     g.counterpart_actor, g.classification, g.releasable_to \
     FROM feed f JOIN acts a ON a.id = f.act_id JOIN agreements g ON g.id = a.agreement_id";

#[derive(QueryableByName)]
pub(crate) struct ChangeRow {
    #[diesel(sql_type = BigInt)]
    position: i64,
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = SmallInt)]
    kind: i16,
    #[diesel(sql_type = SqlUuid)]
    agreement_id: Uuid,
    #[diesel(sql_type = Integer)]
    version: i32,
    #[diesel(sql_type = Timestamptz)]
    recorded_at: DateTime<Utc>,
    #[diesel(sql_type = SqlUuid)]
    counterpart_actor: Uuid,
    #[diesel(sql_type = SmallInt)]
    classification: i16,
    #[diesel(sql_type = Nullable<Array<Text>>)]
    releasable_to: Option<Vec<String>>,
}

impl ChangeRow {
    pub(crate) fn change(self) -> Result<Change, StoreError> {
        Ok(Change {
            position: self.position,
            act: ActId(self.id),
            kind: known(ActKind::from_code(self.kind))?,
            agreement: AgreementId(self.agreement_id),
            version: version(self.version)?,
            recorded_at: self.recorded_at,
            counterpart: self.counterpart_actor.into(),
            label: label(self.classification, self.releasable_to)?,
        })
    }
}

#[derive(QueryableByName)]
pub(crate) struct End {
    #[diesel(sql_type = BigInt)]
    pub(crate) position: i64,
}

/// Asks where the feed ends.
pub(crate) const FEED_END: &str = "SELECT feed_end() AS position";

impl Snapshot {
    /// Acts of the feed in its order: so many after a position, or before one where `backwards` (none: from that end
    /// of the feed), and whether there are more.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn changes(
        &self,
        query: &ChangeQuery,
        from: Option<i64>,
        size: usize,
        backwards: bool,
    ) -> Result<(Vec<Change>, bool), StoreError> {
        let mut sql = Sql::new(SELECT);
        sql.text(" WHERE true");
        if let Some(from) = from {
            sql.text(if backwards { " AND f.position < " } else { " AND f.position > " }).value(Value::Count(from));
        }
        query.write(&mut sql);
        let limit = i64::try_from(size + 1).map_err(StoreError::corrupt)?;
        sql.text(if backwards { " ORDER BY f.position DESC LIMIT " } else { " ORDER BY f.position LIMIT " });
        sql.value(Value::Count(limit));
        let mut turn = self.turn().await?;
        let mut rows: Vec<ChangeRow> = turn.load(sql.build()).await?;
        let has_more = rows.len() > size;
        rows.truncate(size);
        if backwards {
            rows.reverse();
        }
        Ok((rows.into_iter().map(ChangeRow::change).collect::<Result<_, _>>()?, has_more))
    }

    /// Where the feed ends: everything up to there that the reader may see, the snapshot sees. Internal, as positions are.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn feed_end(&self) -> Result<i64, StoreError> {
        let mut turn = self.turn().await?;
        let end: End = turn.one(fixed(FEED_END)).await?;
        Ok(end.position)
    }
}
