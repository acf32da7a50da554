//! Deadlines across the register, in calendar order.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use chrono::NaiveDate;
use diesel::QueryableByName;
use diesel::sql_types::{Date, Nullable, SmallInt, Text, Uuid as SqlUuid};
use mithaq_domain::act::{ActId, AgreementId};
use mithaq_domain::agreement::{Deadline, DeadlineKind};
use mithaq_domain::day::Span;
use mithaq_domain::law::Reading;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::agreement::known;
use super::condition::AgreementQuery;
use super::narrow::Narrow;
use super::page::Count;
use super::snapshot::Snapshot;
use super::sql::{Sql, Value};
use super::status::{StoredReason, within_time};
use crate::error::StoreError;

/// Which deadlines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlineQuery {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// Of these kinds; empty means any.
    pub kinds: Vec<DeadlineKind>,
    /// Of these agreements.
    pub agreements: AgreementQuery,
}

/// A deadline as it is stored and read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlineView {
    /// Of which agreement.
    pub agreement: AgreementId,
    /// What.
    pub kind: DeadlineKind,
    /// The day, as far as it is known.
    pub on: Span,
    /// The act that it is about.
    pub act: Option<ActId>,
    /// The other day that can be argued for.
    pub other: Option<StoredReading>,
    /// Why.
    pub reasons: Vec<StoredReason>,
}

/// Another way to read a clause, as it is stored and read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredReading {
    /// The day that it gives; none where the agreement simply goes on.
    pub on: Option<NaiveDate>,
    /// The reading, for a person.
    pub text: String,
}

/// A place in the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DeadlinePlace {
    on: Span,
    kind: DeadlineKind,
    agreement: AgreementId,
    act: Option<ActId>,
}

impl DeadlineView {
    /// What is told of a deadline of an agreement.
    #[must_use]
    pub fn of(agreement: AgreementId, said: &Deadline) -> Self {
        let other = said.other.as_ref();
        Self {
            agreement,
            kind: said.kind,
            on: said.on,
            act: said.act,
            other: other.map(|Reading { on, text }| StoredReading { on: *on, text: text.clone() }),
            reasons: said.reasons.iter().map(StoredReason::of).collect(),
        }
    }

    /// Its place in the calendar: by day, then by kind.
    #[must_use]
    pub const fn place(&self) -> DeadlinePlace {
        DeadlinePlace { on: self.on, kind: self.kind, agreement: self.agreement, act: self.act }
    }
}

#[derive(QueryableByName)]
struct DeadlineRow {
    #[diesel(sql_type = SqlUuid)]
    agreement_id: Uuid,
    #[diesel(sql_type = SmallInt)]
    kind: i16,
    #[diesel(sql_type = Date)]
    earliest: NaiveDate,
    #[diesel(sql_type = Date)]
    latest: NaiveDate,
    #[diesel(sql_type = SqlUuid)]
    act_id: Uuid,
    #[diesel(sql_type = Nullable<Text>)]
    other: Option<String>,
    #[diesel(sql_type = Text)]
    reasons: String,
}

/// A part of what is asked for that one index gives in order.
#[derive(Clone, Copy)]
enum Part {
    /// What began before the first day and is told of still.
    Begun,
    /// What is of one kind and begins on a day of the range. All of it comes after the first part.
    Beginning(DeadlineKind),
    /// All that is asked for, of a few agreements.
    OfFew,
}

/// Where a page begins: after a place, or before it where the calendar is walked backwards.
#[derive(Clone, Copy)]
struct Beyond {
    place: DeadlinePlace,
    backwards: bool,
}

impl Snapshot {
    /// Deadlines in calendar order: so many after a place, or before one where `backwards`, and whether there are more.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn deadlines(
        &self,
        query: &DeadlineQuery,
        from: Option<DeadlinePlace>,
        size: usize,
        backwards: bool,
    ) -> Result<(Vec<DeadlineView>, bool), StoreError> {
        let narrow = self.narrowest(&query.agreements).await?;
        let sql = query.page(narrow.as_ref(), from, size, backwards)?;
        let mut turn = self.turn().await?;
        let mut rows: Vec<DeadlineRow> = turn.load(sql.build()).await?;
        let has_more = rows.len() > size;
        rows.truncate(size);
        if backwards {
            rows.reverse();
        }
        Ok((rows.into_iter().map(DeadlineRow::view).collect::<Result<_, _>>()?, has_more))
    }

    /// How many deadlines there are.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn count_deadlines(&self, query: &DeadlineQuery) -> Result<u64, StoreError> {
        let narrow = self.narrowest(&query.agreements).await?;
        let mut sql = Sql::new("SELECT 0");
        for part in query.parts(narrow.as_ref()) {
            sql.text(" + (SELECT count(*) FROM deadlines d WHERE ");
            query.write(part, narrow.as_ref(), None, &mut sql);
            sql.text(")");
        }
        sql.text(" AS count");
        let mut turn = self.turn().await?;
        let counted: Count = turn.one(sql.build()).await?;
        u64::try_from(counted.count).map_err(StoreError::corrupt)
    }
}

#[cfg(feature = "testing")]
impl Snapshot {
    /// The plan of a page of deadlines.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn plan_of_deadlines(&self, query: &DeadlineQuery, size: usize) -> Result<String, StoreError> {
        self.plan(query.page(None, None, size, false)?).await
    }
}

impl DeadlineQuery {
    fn parts(&self, narrow: Option<&Narrow<'_>>) -> Vec<Part> {
        if narrow.is_some() {
            return vec![Part::OfFew];
        }
        let kinds = if self.kinds.is_empty() { DeadlineKind::ALL } else { &self.kinds };
        let each: BTreeSet<DeadlineKind> = kinds.iter().copied().collect();
        std::iter::once(Part::Begun).chain(each.into_iter().map(Part::Beginning)).collect()
    }

    /// The statement of a page.
    fn page(
        &self,
        narrow: Option<&Narrow<'_>>,
        from: Option<DeadlinePlace>,
        size: usize,
        backwards: bool,
    ) -> Result<Sql, StoreError> {
        let limit = i64::try_from(size + 1).map_err(StoreError::corrupt)?;
        let mut sql = Sql::new(
            "SELECT agreement_id, kind, earliest, latest, act_id, other::text AS other, reasons::text AS reasons FROM (",
        );
        for (at, part) in self.parts(narrow).into_iter().enumerate() {
            sql.text(if at == 0 {
                "(SELECT d.* FROM deadlines d WHERE "
            } else {
                " UNION ALL (SELECT d.* FROM deadlines d WHERE "
            });
            self.write(part, narrow, from.map(|place| Beyond { place, backwards }), &mut sql);
            write_order(backwards, &mut sql);
            sql.text(" LIMIT ").value(Value::Count(limit)).text(")");
        }
        sql.text(") AS d");
        write_order(backwards, &mut sql);
        sql.text(" LIMIT ").value(Value::Count(limit));
        Ok(sql)
    }

    /// Writes the conditions on `deadlines d`. Each end of a stretch has one bound: an index that is given two may begin at the
    /// looser, and passes over all that lies between.
    fn write(&self, part: Part, narrow: Option<&Narrow<'_>>, beyond: Option<Beyond>, sql: &mut Sql) {
        let (from, to) = (within_time(self.from), within_time(self.to));
        match part {
            Part::Begun => {
                let ends_there = beyond.is_some_and(|it| it.backwards && it.place.on.earliest < from);
                sql.text("d.earliest < d.told_until AND d.told_until >= ").value(Value::Day(from));
                if !ends_there {
                    sql.text(" AND d.earliest < ").value(Value::Day(from));
                }
                if let Some(beyond) = beyond.filter(|it| ends_there || !it.backwards) {
                    beyond.write(sql);
                }
                self.write_kinds(sql);
            }
            Part::OfFew => {
                sql.text("(d.earliest < d.told_until AND d.told_until >= ").value(Value::Day(from));
                sql.text(" AND d.earliest < ").value(Value::Day(from));
                sql.text(" OR d.earliest >= ").value(Value::Day(from));
                sql.text(" AND d.earliest <= ").value(Value::Day(to)).text(")");
                self.write_kinds(sql);
                if let Some(beyond) = beyond {
                    beyond.write(sql);
                }
            }
            Part::Beginning(kind) => {
                let within = beyond.filter(|it| (from..=to).contains(&it.place.on.earliest));
                sql.text("d.kind = ").value(Value::Code(kind.code()));
                if within.is_none_or(|it| it.backwards) {
                    sql.text(" AND d.earliest >= ").value(Value::Day(from));
                }
                if within.is_none_or(|it| !it.backwards) {
                    sql.text(" AND d.earliest <= ").value(Value::Day(to));
                }
                match (within, beyond) {
                    (Some(within), _) => within.write_of(kind, sql),
                    // It lies on this side of the range, which is beyond it in whole, or on the other: then none of it is.
                    (None, Some(Beyond { place, backwards })) if backwards == (place.on.earliest < from) => {
                        sql.text(" AND false");
                    }
                    (None, _) => {}
                }
            }
        }
        self.agreements.write_among("d.agreement_id", narrow, sql);
    }

    fn write_kinds(&self, sql: &mut Sql) {
        sql.and_one_of("d.kind", self.kinds.iter().map(|kind| kind.code()));
    }
}

impl Beyond {
    const fn sign(self) -> &'static str {
        if self.backwards { "<" } else { ">" }
    }

    /// Writes that `deadlines d` lies beyond.
    fn write(self, sql: &mut Sql) {
        let Self { place, .. } = self;
        sql.text(&format!(" AND (d.earliest, d.latest, d.kind, d.agreement_id, d.act_id) {} (", self.sign()));
        sql.value(Value::Day(place.on.earliest)).text(", ").value(Value::Day(place.on.latest)).text(", ");
        sql.value(Value::Code(place.kind.code())).text(", ");
        place.write_identity(sql);
    }

    /// The same for what is of one kind, in the order of its index.
    fn write_of(self, kind: DeadlineKind, sql: &mut Sql) {
        let Self { place, backwards } = self;
        let days = |sign: &str, sql: &mut Sql| {
            sql.text(&format!(" AND (d.earliest, d.latest) {sign} (")).value(Value::Day(place.on.earliest));
            sql.text(", ").value(Value::Day(place.on.latest)).text(")");
        };
        match kind.code().cmp(&place.kind.code()) {
            Ordering::Equal => {
                sql.text(&format!(" AND (d.earliest, d.latest, d.agreement_id, d.act_id) {} (", self.sign()));
                sql.value(Value::Day(place.on.earliest)).text(", ").value(Value::Day(place.on.latest)).text(", ");
                place.write_identity(sql);
            }
            Ordering::Greater if !backwards => days(">=", sql),
            Ordering::Less if backwards => days("<=", sql),
            Ordering::Greater | Ordering::Less => days(self.sign(), sql),
        }
    }
}

impl DeadlinePlace {
    fn write_identity(self, sql: &mut Sql) {
        sql.value(Value::Id(self.agreement.0)).text(", ");
        sql.value(Value::Id(self.act.map_or(Uuid::nil(), |act| act.0))).text(")");
    }
}

fn write_order(backwards: bool, sql: &mut Sql) {
    let way = if backwards { "DESC" } else { "ASC" };
    let columns = ["earliest", "latest", "kind", "agreement_id", "act_id"].map(|column| format!("d.{column} {way}"));
    sql.text(" ORDER BY ").text(&columns.join(", "));
}

impl DeadlineRow {
    fn view(self) -> Result<DeadlineView, StoreError> {
        Ok(DeadlineView {
            agreement: AgreementId(self.agreement_id),
            kind: known(DeadlineKind::from_code(self.kind))?,
            on: Span { earliest: self.earliest, latest: self.latest },
            act: (!self.act_id.is_nil()).then_some(ActId(self.act_id)),
            other: self.other.as_deref().map(serde_json::from_str).transpose()?,
            reasons: serde_json::from_str(&self.reasons)?,
        })
    }
}
