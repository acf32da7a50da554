//! What is asked of a list.

use chrono::{DateTime, NaiveDate, Utc};
use mithaq_domain::actor::ActorId;
use mithaq_domain::agreement::{StatusFlag, StatusName};
use mithaq_domain::label::Classification;
use mithaq_domain::terms::{Area, Bindingness, Form};

use super::order::Order;
use super::sql::{Sql, Value};
use super::status::{now_for_ever, within_time};
use crate::row::NO_END;
use crate::search::Search;

/// How a date that is known only to the month or the year meets a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateMatch {
    /// It may lie in it.
    Possible,
    /// It lies in it whatever the day is.
    Certain,
}

/// A condition that an agreement meets or not. A list of values is met by any one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// One of the parties.
    Party(Vec<ActorId>),
    /// The party that is not home.
    Counterpart(Vec<ActorId>),
    /// At least one of the areas.
    AnyArea(Vec<Area>),
    /// All of the areas.
    AllAreas(Vec<Area>),
    /// The form.
    Form(Vec<Form>),
    /// Whether it binds.
    Bindingness(Vec<Bindingness>),
    /// The status and every one of the flags, on a day and as known at a moment; none of either: as the query says.
    Status {
        /// The statuses; empty means any.
        any_of: Vec<StatusName>,
        /// The flags.
        flags: Vec<StatusFlag>,
        /// The day.
        as_of: Option<NaiveDate>,
        /// The moment.
        known_at: Option<DateTime<Utc>>,
    },
    /// The consent of a party is awaited on the query's day, and was awaited of the same party on the eve of another day.
    ConsentPending {
        /// The party; none means either.
        on: Option<ActorId>,
        /// Before this day; none means that it does not matter since when.
        since_before: Option<NaiveDate>,
    },
    /// In force or suspended on at least one day of a range, both ends included.
    InForceDuring(Option<NaiveDate>, Option<NaiveDate>),
    /// Signed on a day of a range, both ends included.
    SignedDuring(Option<NaiveDate>, Option<NaiveDate>, DateMatch),
    /// All words of a text, as [`Search`] reads it, in texts of one language or in numbers and names of parties.
    Text(String),
    /// The classification.
    Label(Vec<Classification>),
    /// The register that it was taken over from.
    ImportedFrom(Vec<String>),
    /// Every one of the conditions.
    All(Vec<Condition>),
    /// At least one of the conditions.
    Any(Vec<Condition>),
    /// Not the condition.
    Not(Box<Condition>),
}

/// A list: which agreements, in what order, on what day and as known when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementQuery {
    /// Which.
    pub condition: Condition,
    /// In what order.
    pub order: Order,
    /// On what day statuses are asked.
    pub as_of: NaiveDate,
    /// As known when; none means now.
    pub known_at: Option<DateTime<Utc>>,
}

impl AgreementQuery {
    /// Writes the conditions on `agreements g`.
    pub(super) fn write(&self, sql: &mut Sql) {
        if let Some(known_at) = self.known_at {
            sql.text("g.opened_at <= ").value(Value::Moment(known_at)).text(" AND ");
        }
        self.write_condition(&self.condition, sql);
    }

    fn write_condition(&self, condition: &Condition, sql: &mut Sql) {
        match condition {
            Condition::Party(actors) => {
                let ids: Vec<_> = actors.iter().map(|actor| actor.as_uuid()).collect();
                sql.text("(g.home_actor = ANY (").value(Value::Ids(ids.clone()));
                sql.text(") OR g.counterpart_actor = ANY (").value(Value::Ids(ids)).text("))");
            }
            Condition::Counterpart(actors) => {
                let ids = actors.iter().map(|actor| actor.as_uuid()).collect();
                sql.text("g.counterpart_actor = ANY (").value(Value::Ids(ids)).text(")");
            }
            Condition::AnyArea(areas) => {
                let codes = areas.iter().map(|area| area.code()).collect();
                sql.text("EXISTS (SELECT FROM agreement_areas a WHERE a.agreement_id = g.id AND a.area = ANY (");
                sql.value(Value::Codes(codes)).text("))");
            }
            Condition::AllAreas(areas) => {
                sql.text("true");
                for area in areas {
                    sql.text(" AND EXISTS (SELECT FROM agreement_areas a WHERE a.agreement_id = g.id AND a.area = ");
                    sql.value(Value::Code(area.code())).text(")");
                }
            }
            Condition::Form(forms) => codes(sql, "g.form", forms.iter().map(|form| form.code())),
            Condition::Bindingness(any_of) => codes(sql, "g.bindingness", any_of.iter().map(|one| one.code())),
            Condition::Label(any_of) => codes(sql, "g.classification", any_of.iter().map(|one| one.code())),
            Condition::ImportedFrom(registers) => {
                sql.text("g.imported_from = ANY (").value(Value::Texts(registers.clone())).text(")");
            }
            Condition::Text(text) => {
                let Some(search) = Search::read(text, &[]) else {
                    sql.text("false");
                    return;
                };
                sql.text("g.id IN (SELECT agreement_id FROM ");
                search.write_found(sql);
                sql.text(")");
            }
            Condition::SignedDuring(from, to, matching) => signed_during(sql, *from, *to, *matching),
            Condition::InForceDuring(from, to) => self.in_force_during(sql, *from, *to),
            Condition::Status { any_of, flags, as_of, known_at } => self.status(sql, any_of, flags, *as_of, *known_at),
            Condition::ConsentPending { on, since_before } => self.consent_pending(sql, *on, *since_before),
            Condition::All(conditions) => self.joined(conditions, " AND ", "true", sql),
            Condition::Any(conditions) => self.joined(conditions, " OR ", "false", sql),
            Condition::Not(condition) => {
                // A fact that is not known does not meet a condition, so its opposite is met.
                sql.text("(");
                self.write_condition(condition, sql);
                sql.text(") IS NOT TRUE");
            }
        }
    }

    fn joined(&self, conditions: &[Condition], word: &str, none: &str, sql: &mut Sql) {
        if conditions.is_empty() {
            sql.text(none);
        }
        for (at, condition) in conditions.iter().enumerate() {
            sql.text(if at == 0 { "(" } else { word }).text("(");
            self.write_condition(condition, sql);
            sql.text(if at + 1 == conditions.len() { "))" } else { ")" });
        }
    }

    fn status(
        &self,
        sql: &mut Sql,
        any_of: &[StatusName],
        flags: &[StatusFlag],
        as_of: Option<NaiveDate>,
        known_at: Option<DateTime<Utc>>,
    ) {
        self.period(sql, known_at);
        on_day(sql, "p", as_of.unwrap_or(self.as_of));
        if !any_of.is_empty() {
            sql.text(" AND ");
            codes(sql, "p.status", any_of.iter().map(|status| status.code()));
        }
        for flag in flags {
            sql.text(&format!(" AND p.flags & {} <> 0", 1 << flag.code()));
        }
        sql.text(")");
    }

    fn in_force_during(&self, sql: &mut Sql, from: Option<NaiveDate>, to: Option<NaiveDate>) {
        self.period(sql, None);
        sql.text(" AND ");
        codes(sql, "p.status", [StatusName::InForce.code(), StatusName::Suspended.code()].into_iter());
        if let Some(from) = from {
            sql.text(" AND p.legal_to > ").value(Value::Day(within_time(from)));
        }
        if let Some(to) = to {
            sql.text(" AND p.legal_from <= ").value(Value::Day(within_time(to)));
        }
        sql.text(")");
    }

    fn consent_pending(&self, sql: &mut Sql, on: Option<ActorId>, since_before: Option<NaiveDate>) {
        self.period(sql, None);
        on_day(sql, "p", self.as_of);
        sql.text(" AND p.pending_on & ");
        side_of(sql, on);
        sql.text(" <> 0");
        if let Some(eve) = since_before.map(|day| day.pred_opt().unwrap_or(day)) {
            sql.text(" AND ");
            self.period_as(sql, "q", None);
            on_day(sql, "q", eve);
            sql.text(" AND q.pending_on & p.pending_on & ");
            side_of(sql, on);
            sql.text(" <> 0)");
        }
        sql.text(")");
    }

    /// Opens a condition on a period that is believed at the moment asked for.
    fn period(&self, sql: &mut Sql, known_at: Option<DateTime<Utc>>) {
        self.period_as(sql, "p", known_at);
    }

    /// The same, with a name for the period.
    fn period_as(&self, sql: &mut Sql, name: &str, known_at: Option<DateTime<Utc>>) {
        let known_at = known_at.or(self.known_at).unwrap_or_else(now_for_ever);
        sql.text(&format!("EXISTS (SELECT FROM status_periods {name} WHERE {name}.agreement_id = g.id"));
        sql.text(&format!(" AND {name}.known_from <= ")).value(Value::Moment(known_at));
        sql.text(&format!(" AND {name}.known_to > ")).value(Value::Moment(known_at));
    }
}

fn on_day(sql: &mut Sql, period: &str, day: NaiveDate) {
    let day = within_time(day);
    sql.text(&format!(" AND {period}.legal_from <= ")).value(Value::Day(day));
    sql.text(&format!(" AND {period}.legal_to > ")).value(Value::Day(day));
}

/// The bits of the sides on which an actor stands; those of both sides where no actor is given.
fn side_of(sql: &mut Sql, actor: Option<ActorId>) {
    let Some(actor) = actor.map(ActorId::as_uuid) else {
        sql.text("3");
        return;
    };
    sql.text("(CASE WHEN g.home_actor = ANY (").value(Value::Ids(vec![actor])).text(") THEN 1 ELSE 0 END");
    sql.text(" + CASE WHEN g.counterpart_actor = ANY (").value(Value::Ids(vec![actor])).text(") THEN 2 ELSE 0 END)");
}

fn codes(sql: &mut Sql, column: &str, codes: impl Iterator<Item = i16>) {
    sql.text(column).text(" = ANY (").value(Value::Codes(codes.collect())).text(")");
}

fn signed_during(sql: &mut Sql, from: Option<NaiveDate>, to: Option<NaiveDate>, matching: DateMatch) {
    let (from_column, to_column) = match matching {
        DateMatch::Possible => ("g.signed_latest", "g.signed_earliest"),
        DateMatch::Certain => ("g.signed_earliest", "g.signed_latest"),
    };
    sql.text(from_column).text(" >= ").value(Value::Day(within_time(from.unwrap_or(NaiveDate::MIN))));
    sql.text(" AND ").text(to_column).text(" <= ").value(Value::Day(to.unwrap_or(NO_END).min(NO_END)));
}
