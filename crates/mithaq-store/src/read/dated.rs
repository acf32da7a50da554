//! Lists across the register of what has a day and an act of its own, in the order of the days.

use chrono::NaiveDate;
use diesel::QueryableByName;
use diesel::sql_types::{Date, Uuid as SqlUuid};
use mithaq_domain::act::{ActId, AgreementId};
use mithaq_domain::day::Span;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::condition::AgreementQuery;
use super::narrow::Narrow;
use super::page::Count;
use super::snapshot::Snapshot;
use super::sql::{Sql, Value};
use crate::error::StoreError;

/// A place in such a list: the day, the agreement, and the act by which the entry is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DatedPlace {
    on: Span,
    /// The agreement.
    pub agreement: AgreementId,
    /// The act.
    pub act: ActId,
}

/// What is asked of such a list.
pub(super) trait DatedQuery {
    /// The table, read as `t`, with columns `earliest`, `latest`, `agreement_id` and `act_id`.
    const TABLE: &'static str;

    /// Writes the conditions on it, but for those on agreements.
    fn write(&self, sql: &mut Sql);

    /// Of which agreements.
    fn agreements(&self) -> &AgreementQuery;
}

#[derive(QueryableByName)]
struct DatedRow {
    #[diesel(sql_type = Date)]
    earliest: NaiveDate,
    #[diesel(sql_type = Date)]
    latest: NaiveDate,
    #[diesel(sql_type = SqlUuid)]
    agreement_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    act_id: Uuid,
}

/// Adds that the entries stand in one of these states; nothing where any will do.
pub(super) fn write_states(states: &[i16], sql: &mut Sql) {
    match states {
        // One index gives those of one state in order.
        [state] => {
            sql.text(" AND t.state = ").value(Value::Code(*state));
        }
        states => {
            sql.and_one_of("t.state", states.iter().copied());
        }
    }
}

/// The statement of a page.
pub(super) fn page<Q: DatedQuery>(
    query: &Q,
    narrow: Option<&Narrow<'_>>,
    from: Option<DatedPlace>,
    size: usize,
    backwards: bool,
) -> Result<Sql, StoreError> {
    let mut sql = Sql::new("SELECT t.earliest, t.latest, t.agreement_id, t.act_id FROM ");
    sql.text(Q::TABLE).text(" t WHERE ");
    query.write(&mut sql);
    query.agreements().write_among("t.agreement_id", narrow, &mut sql);
    if let Some(place) = from {
        let sign = if backwards { "<" } else { ">" };
        sql.text(&format!(" AND (t.earliest, t.latest, t.agreement_id, t.act_id) {sign} ("));
        sql.value(Value::Day(place.on.earliest)).text(", ").value(Value::Day(place.on.latest)).text(", ");
        sql.value(Value::Id(place.agreement.0)).text(", ").value(Value::Id(place.act.0)).text(")");
    }
    let way = if backwards { "DESC" } else { "ASC" };
    sql.text(&format!(" ORDER BY t.earliest {way}, t.latest {way}, t.agreement_id {way}, t.act_id {way} LIMIT "));
    sql.value(Value::Count(i64::try_from(size + 1).map_err(StoreError::corrupt)?));
    Ok(sql)
}

impl Snapshot {
    /// Places of such a list: so many after one, or before one where `backwards`, and whether there are more.
    pub(super) async fn dated<Q: DatedQuery>(
        &self,
        query: &Q,
        from: Option<DatedPlace>,
        size: usize,
        backwards: bool,
    ) -> Result<(Vec<DatedPlace>, bool), StoreError> {
        let narrow = self.narrowest(query.agreements()).await?;
        let sql = page(query, narrow.as_ref(), from, size, backwards)?;
        let mut turn = self.turn().await?;
        let mut rows: Vec<DatedRow> = turn.load(sql.build()).await?;
        let has_more = rows.len() > size;
        rows.truncate(size);
        if backwards {
            rows.reverse();
        }
        Ok((rows.into_iter().map(DatedRow::place).collect(), has_more))
    }

    /// How many entries such a list has.
    pub(super) async fn count_dated<Q: DatedQuery>(&self, query: &Q) -> Result<u64, StoreError> {
        let narrow = self.narrowest(query.agreements()).await?;
        let mut sql = Sql::new("SELECT count(*) AS count FROM ");
        sql.text(Q::TABLE).text(" t WHERE ");
        query.write(&mut sql);
        query.agreements().write_among("t.agreement_id", narrow.as_ref(), &mut sql);
        let mut turn = self.turn().await?;
        let counted: Count = turn.one(sql.build()).await?;
        u64::try_from(counted.count).map_err(StoreError::corrupt)
    }
}

impl DatedRow {
    fn place(self) -> DatedPlace {
        DatedPlace {
            on: Span { earliest: self.earliest, latest: self.latest },
            agreement: AgreementId(self.agreement_id),
            act: ActId(self.act_id),
        }
    }
}
