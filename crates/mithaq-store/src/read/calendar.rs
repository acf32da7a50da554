//! The calendar: deadlines in the order of their days, as indexes give them.
//!
//! An index gives the keys of one kind in order, with who may know of them. Keys are found first, and their rows then.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use mithaq_domain::agreement::DeadlineKind;
use uuid::Uuid;

use super::deadline::{DeadlinePlace, DeadlineQuery};
use super::narrow::Narrow;
use super::sql::{Sql, Value};
use super::status::within_time;
use crate::error::StoreError;

const KEYS: &str = "d.kind, d.earliest, d.latest, d.agreement_id, d.act_id";

const ROWS: &str =
    "SELECT d.agreement_id, d.kind, d.earliest, d.latest, d.act_id, d.other::text AS other, d.reasons::text AS reasons";

/// A walk through the calendar: so many deadlines after a place, or before it where it goes backwards.
pub(super) struct Walk {
    pub(super) beyond: Option<DeadlinePlace>,
    pub(super) backwards: bool,
    pub(super) most: usize,
}

/// A part of the calendar. All of the second comes after the first.
#[derive(Clone, Copy)]
enum Part {
    /// What began before the first day and is told of still.
    Begun,
    /// What begins on a day of the range.
    Beginning,
}

const PARTS: [Part; 2] = [Part::Begun, Part::Beginning];

impl DeadlineQuery {
    /// The next deadlines of all agreements.
    pub(super) fn all(&self, walk: &Walk) -> Result<Sql, StoreError> {
        let limit = walk.limit()?;
        Ok(walk.rows(limit, |sql| self.write_keys(Some((walk, Some(limit))), sql)))
    }

    /// The next deadlines of a few agreements.
    pub(super) fn of_few(&self, walk: &Walk, narrow: &Narrow<'_>) -> Result<Sql, StoreError> {
        Ok(walk.rows(walk.limit()?, |sql| self.write_of_few(Some(walk), narrow, sql)))
    }

    /// Looks at the deadlines that come next, so many at most, and takes those of the agreements that are meant.
    pub(super) fn looked_at(&self, walk: &Walk, most: i64) -> Result<Sql, StoreError> {
        Ok(walk.rows(walk.limit()?, |sql| {
            sql.text("SELECT ").text(KEYS).text(" FROM (SELECT ").text(KEYS).text(" FROM (");
            self.write_keys(Some((walk, Some(most))), sql);
            sql.text(") AS d");
            walk.write_order(sql);
            sql.text(" LIMIT ").value(Value::Count(most)).text(") AS d WHERE true");
            self.agreements.write_among("d.agreement_id", None, sql);
        }))
    }

    /// Gathers the deadlines of all agreements that can be meant, as far as indexes find them, and looks at those in their
    /// order.
    pub(super) fn gathered(&self, walk: &Walk, narrow: &[Narrow<'_>]) -> Result<Sql, StoreError> {
        Ok(walk.rows(walk.limit()?, |sql| {
            sql.text("SELECT ").text(KEYS).text(" FROM (SELECT ").text(KEYS);
            self.write_gathered(Some((walk, None)), narrow, sql);
            walk.write_order(sql);
            // So fenced, they are put in order before they are looked at.
            sql.text(" OFFSET 0) AS d WHERE true");
            self.agreements.write_among("d.agreement_id", None, sql);
        }))
    }

    /// How many there are of a few agreements.
    pub(super) fn count_of_few(&self, narrow: &Narrow<'_>) -> Sql {
        let mut sql = Sql::new("SELECT count(*) AS count FROM (");
        self.write_of_few(None, narrow, &mut sql);
        sql.text(") AS d");
        sql
    }

    /// How many there are.
    pub(super) fn count(&self, narrow: &[Narrow<'_>]) -> Sql {
        let mut sql = Sql::new("SELECT count(*) AS count");
        self.write_gathered(None, narrow, &mut sql);
        self.agreements.write_among("d.agreement_id", None, &mut sql);
        sql
    }

    /// Writes the keys of a walk, or all, that a few agreements have, in no order.
    fn write_of_few(&self, walk: Option<&Walk>, narrow: &Narrow<'_>, sql: &mut Sql) {
        sql.text("WITH few AS MATERIALIZED (");
        self.agreements.write_few(narrow, sql);
        sql.text(")");
        for (at, part) in PARTS.into_iter().enumerate() {
            sql.text(if at == 0 { " SELECT " } else { " UNION ALL SELECT " }).text(KEYS);
            sql.text(" FROM few CROSS JOIN LATERAL (SELECT ").text(KEYS);
            sql.text(" FROM deadlines d WHERE d.agreement_id = few.id AND ");
            self.write_part(part, walk, sql);
            sql.text(" AND d.kind = ANY (").value(self.kinds()).text(")) AS d");
        }
    }

    /// Writes from which keys of a walk, or of all, to read: those that can be meant.
    fn write_gathered(&self, walk: Option<(&Walk, Option<i64>)>, narrow: &[Narrow<'_>], sql: &mut Sql) {
        sql.text(" FROM (");
        self.write_keys(walk, sql);
        // So fenced, they are not looked up for each agreement.
        sql.text(" OFFSET 0) AS d WHERE true");
        if !narrow.is_empty() {
            sql.text(" AND d.agreement_id IN (");
            self.agreements.write_found(narrow, sql);
            sql.text(")");
        }
    }

    /// Writes the keys of a walk, or all, in no order; of each kind and part no more than so many.
    fn write_keys(&self, walk: Option<(&Walk, Option<i64>)>, sql: &mut Sql) {
        for (at, part) in PARTS.into_iter().enumerate() {
            sql.text(if at == 0 { "(SELECT " } else { " UNION ALL (SELECT " }).text(KEYS).text(" FROM unnest(");
            sql.value(self.kinds()).text("::smallint[]) AS k (kind) CROSS JOIN LATERAL (SELECT ").text(KEYS);
            sql.text(" FROM deadlines d WHERE d.kind = k.kind AND ");
            self.write_part(part, walk.map(|(walk, _)| walk), sql);
            if let Some((walk, Some(most))) = walk {
                walk.write_order(sql);
                sql.text(" LIMIT ").value(Value::Count(most));
            }
            sql.text(") AS d)");
        }
    }

    /// Writes the conditions on a part. Each end has one bound: an index that is given two may begin at the looser, and
    /// passes over all that lies between.
    fn write_part(&self, part: Part, walk: Option<&Walk>, sql: &mut Sql) {
        let (from, to) = (within_time(self.from), within_time(self.to));
        let (mut after, mut before) = (None, None);
        if let Some((walk, place)) = walk.and_then(|walk| Some((walk, walk.beyond.as_ref()?))) {
            match (self.lies(part, place), walk.backwards) {
                (Ordering::Equal, false) => after = Some((walk, place)),
                (Ordering::Equal, true) => before = Some((walk, place)),
                (Ordering::Greater, false) | (Ordering::Less, true) => {}
                // The walk has passed it.
                (Ordering::Less, false) | (Ordering::Greater, true) => {
                    sql.text("false");
                    return;
                }
            }
        }
        match (part, after) {
            (_, Some((walk, place))) => walk.write_beyond(place, sql),
            (Part::Begun, None) => {
                sql.text("true");
            }
            (Part::Beginning, None) => {
                sql.text("d.earliest >= ").value(Value::Day(from));
            }
        }
        sql.text(" AND ");
        match (part, before) {
            (_, Some((walk, place))) => walk.write_beyond(place, sql),
            (Part::Begun, None) => {
                sql.text("d.earliest < ").value(Value::Day(from));
            }
            (Part::Beginning, None) => {
                sql.text("d.earliest <= ").value(Value::Day(to));
            }
        }
        if matches!(part, Part::Begun) {
            sql.text(" AND d.earliest < d.told_until AND d.told_until >= ").value(Value::Day(from));
        }
    }

    /// Where a part lies of a place: before it, around it, or after it.
    fn lies(&self, part: Part, place: &DeadlinePlace) -> Ordering {
        let (from, to) = (within_time(self.from), within_time(self.to));
        match part {
            Part::Begun if place.on.earliest >= from => Ordering::Less,
            Part::Beginning if place.on.earliest > to => Ordering::Less,
            Part::Beginning if place.on.earliest < from => Ordering::Greater,
            Part::Begun | Part::Beginning => Ordering::Equal,
        }
    }

    fn kinds(&self) -> Value {
        let kinds = if self.kinds.is_empty() { DeadlineKind::ALL } else { &self.kinds };
        let each: BTreeSet<i16> = kinds.iter().map(|kind| kind.code()).collect();
        Value::Codes(each.into_iter().collect())
    }
}

impl Walk {
    /// The rows of the first so many keys, in order.
    fn rows(&self, most: i64, write_keys: impl FnOnce(&mut Sql)) -> Sql {
        let mut sql = Sql::new(ROWS);
        sql.text(" FROM (SELECT ").text(KEYS).text(" FROM (");
        write_keys(&mut sql);
        sql.text(") AS d");
        self.write_order(&mut sql);
        sql.text(" LIMIT ").value(Value::Count(most));
        sql.text(") AS k JOIN deadlines d USING (kind, earliest, latest, agreement_id, act_id)");
        self.write_order(&mut sql);
        sql
    }

    /// Writes that a deadline lies beyond a place.
    fn write_beyond(&self, place: &DeadlinePlace, sql: &mut Sql) {
        let sign = if self.backwards { "<" } else { ">" };
        sql.text(&format!("(d.earliest, d.latest, d.kind, d.agreement_id, d.act_id) {sign} ("));
        sql.value(Value::Day(place.on.earliest)).text(", ").value(Value::Day(place.on.latest)).text(", ");
        sql.value(Value::Code(place.kind.code())).text(", ");
        sql.value(Value::Id(place.agreement.0)).text(", ");
        sql.value(Value::Id(place.act.map_or(Uuid::nil(), |act| act.0))).text(")");
    }

    fn write_order(&self, sql: &mut Sql) {
        let way = if self.backwards { "DESC" } else { "ASC" };
        let columns =
            ["earliest", "latest", "kind", "agreement_id", "act_id"].map(|column| format!("d.{column} {way}"));
        sql.text(" ORDER BY ").text(&columns.join(", "));
    }

    fn limit(&self) -> Result<i64, StoreError> {
        i64::try_from(self.most).map_err(StoreError::corrupt)
    }
}
