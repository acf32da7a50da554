//! What is asked of a list.

use chrono::{DateTime, NaiveDate, Utc};
use mithaq_domain::act::DomesticStepKind;
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

/// Whether an agreement is registered with the United Nations (Charter 102).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Registration {
    /// Nothing is recorded.
    NotRegistered,
    /// It is.
    Registered,
    /// It was decided not to register it.
    Withheld,
}

impl Registration {
    /// The number under which it is stored.
    pub(crate) const fn code(self) -> i16 {
        match self {
            Self::NotRegistered => 0,
            Self::Registered => 1,
            Self::Withheld => 2,
        }
    }
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
    /// In force or suspended on at least one day of a range, both ends included.
    InForceDuring(Option<NaiveDate>, Option<NaiveDate>),
    /// Signed on a day of a range, both ends included.
    SignedDuring(Option<NaiveDate>, Option<NaiveDate>, DateMatch),
    /// The consent of a party is awaited on the query's day.
    ConsentPending {
        /// Of one of these; empty means any.
        on: Vec<ActorId>,
        /// Since before this day, without a break.
        since_before: Option<NaiveDate>,
        /// The last step of its own law that it has taken, as now known, is one of these; empty means any.
        last_step: Vec<DomesticStepKind>,
    },
    /// Whether it is registered with the United Nations, as now known.
    Registration(Vec<Registration>),
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

    /// Writes that an agreement of that identity is one of the list, where not all are.
    pub(super) fn write_among(&self, id: &str, sql: &mut Sql) {
        let all = matches!(&self.condition, Condition::All(conditions) if conditions.is_empty());
        if all && self.known_at.is_none() {
            return;
        }
        sql.text(" AND EXISTS (SELECT FROM agreements g WHERE g.id = ").text(id).text(" AND ");
        self.write(sql);
        sql.text(")");
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
            Condition::Form(forms) => {
                sql.one_of("g.form", forms.iter().map(|form| form.code()));
            }
            Condition::Bindingness(any_of) => {
                sql.one_of("g.bindingness", any_of.iter().map(|one| one.code()));
            }
            Condition::Label(any_of) => {
                sql.one_of("g.classification", any_of.iter().map(|one| one.code()));
            }
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
            Condition::ConsentPending { on, since_before, last_step } => {
                self.period_on(sql, self.as_of, None);
                sql.text(" AND (");
                for (at, side) in SIDES.iter().enumerate() {
                    sql.text(if at == 0 { "(" } else { " OR (" });
                    side.write_pending(on, *since_before, last_step, sql);
                    sql.text(")");
                }
                sql.text("))");
            }
            Condition::Registration(any_of) => {
                sql.one_of("g.registration", any_of.iter().map(|one| one.code()));
            }
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
        // Of what was opened later nothing was known then: it stood at NONE, on every day. Where it is the list's own
        // moment, such an agreement is not in the list.
        let stood_at_none = flags.is_empty() && (any_of.is_empty() || any_of.contains(&StatusName::None));
        let before_it_was_known = known_at.filter(|_| stood_at_none);
        if let Some(moment) = before_it_was_known {
            sql.text("(g.opened_at > ").value(Value::Moment(moment)).text(" OR ");
        }
        self.period_on(sql, as_of.unwrap_or(self.as_of), known_at);
        sql.and_one_of("p.status", any_of.iter().map(|status| status.code()));
        for flag in flags {
            sql.text(&format!(" AND p.flags & {} <> 0", 1 << flag.code()));
        }
        sql.text(if before_it_was_known.is_some() { "))" } else { ")" });
    }

    fn in_force_during(&self, sql: &mut Sql, from: Option<NaiveDate>, to: Option<NaiveDate>) {
        self.period(sql, None);
        sql.and_one_of("p.status", [StatusName::InForce.code(), StatusName::Suspended.code()].into_iter());
        if let Some(from) = from {
            sql.text(" AND p.legal_to > ").value(Value::Day(within_time(from)));
        }
        if let Some(to) = to {
            sql.text(" AND p.legal_from <= ").value(Value::Day(within_time(to)));
        }
        sql.text(")");
    }

    /// Opens a condition on the period in which a day lies.
    fn period_on(&self, sql: &mut Sql, day: NaiveDate, known_at: Option<DateTime<Utc>>) {
        self.period(sql, known_at);
        let day = within_time(day);
        sql.text(" AND p.legal_from <= ").value(Value::Day(day)).text(" AND p.legal_to > ").value(Value::Day(day));
    }

    /// Opens a condition on a period that is believed at the moment asked for.
    fn period(&self, sql: &mut Sql, known_at: Option<DateTime<Utc>>) {
        let known_at = known_at.or(self.known_at).unwrap_or_else(now_for_ever);
        sql.text("EXISTS (SELECT FROM status_periods p WHERE p.agreement_id = g.id");
        sql.text(" AND p.known_from <= ").value(Value::Moment(known_at));
        sql.text(" AND p.known_to > ").value(Value::Moment(known_at));
    }
}

/// The columns that tell of one party's consent.
struct Side {
    bit: i16,
    actor: &'static str,
    since: &'static str,
    step: &'static str,
}

const SIDES: [Side; 2] = [
    Side { bit: 1, actor: "g.home_actor", since: "p.pending_home_since", step: "g.home_step" },
    Side { bit: 2, actor: "g.counterpart_actor", since: "p.pending_counterpart_since", step: "g.counterpart_step" },
];

impl Side {
    fn write_pending(&self, on: &[ActorId], before: Option<NaiveDate>, steps: &[DomesticStepKind], sql: &mut Sql) {
        sql.text(&format!("p.pending_on & {} <> 0", self.bit));
        if !on.is_empty() {
            let ids = on.iter().map(|actor| actor.as_uuid()).collect();
            sql.text(&format!(" AND {} = ANY (", self.actor)).value(Value::Ids(ids)).text(")");
        }
        if let Some(before) = before {
            sql.text(&format!(" AND {} < ", self.since)).value(Value::Day(within_time(before)));
        }
        sql.and_one_of(self.step, steps.iter().map(|step| step.code()));
    }
}

fn signed_during(sql: &mut Sql, from: Option<NaiveDate>, to: Option<NaiveDate>, matching: DateMatch) {
    let (from_column, to_column) = match matching {
        DateMatch::Possible => ("g.signed_latest", "g.signed_earliest"),
        DateMatch::Certain => ("g.signed_earliest", "g.signed_latest"),
    };
    sql.text(from_column).text(" >= ").value(Value::Day(within_time(from.unwrap_or(NaiveDate::MIN))));
    sql.text(" AND ").text(to_column).text(" <= ").value(Value::Day(to.unwrap_or(NO_END).min(NO_END)));
}
