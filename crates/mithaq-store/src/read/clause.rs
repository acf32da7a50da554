//! Conditions of a list, written for an agreement's row.

use chrono::{DateTime, NaiveDate, Utc};
use mithaq_domain::act::ActKind;
use mithaq_domain::agreement::{StatusFlag, StatusName};

use super::condition::{AgreementQuery, Condition, DateMatch};
use super::narrow::Narrow;
use super::period::{Days, PeriodOf};
use super::sql::{Sql, Value};
use super::status::within_time;
use crate::row::NO_END;
use crate::search::Search;

/// In which rows words are looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Among {
    /// In any.
    All,
    /// In those that are `seen`.
    Seen,
}

impl AgreementQuery {
    /// Writes the conditions on `agreements g`. But for words, all that is asked stands in the row.
    pub(super) fn write(&self, among: Among, sql: &mut Sql) {
        if let Some(known_at) = self.known_at {
            sql.text("g.opened_at <= ").value(Value::Moment(known_at)).text(" AND ");
        }
        if self.is_unconditional() {
            // However it is put: connections keep the statement.
            sql.text("true");
        } else {
            self.write_condition(&self.condition, among, sql);
        }
    }

    /// Whether every agreement is one of the list.
    pub(super) fn is_of_all(&self) -> bool {
        self.known_at.is_none() && self.is_unconditional()
    }

    /// Whether every agreement that was known is one of the list.
    pub(super) fn is_unconditional(&self) -> bool {
        fn is_met_by_all(condition: &Condition) -> bool {
            matches!(condition, Condition::All(conditions) if conditions.iter().all(is_met_by_all))
        }
        is_met_by_all(&self.condition)
    }

    /// Writes that an agreement of that identity is one of the list, where not all are: by an index where few can be, else
    /// one by one.
    pub(super) fn write_among(&self, id: &str, narrow: Option<&Narrow<'_>>, sql: &mut Sql) {
        if self.is_of_all() {
            return;
        }
        if let Some(narrow) = narrow {
            sql.text(" AND ").text(id).text(" IN (");
            self.write_few(narrow, sql);
        } else {
            sql.text(" AND EXISTS (SELECT FROM agreements g WHERE g.id = ").text(id).text(" AND ");
            self.write(Among::All, sql);
        }
        // So fenced, they are not joined but looked up.
        sql.text(" OFFSET 0)");
    }

    /// Writes the identities of the list's agreements, which are few.
    pub(super) fn write_few(&self, narrow: &Narrow<'_>, sql: &mut Sql) {
        sql.text("SELECT g.id FROM agreements g WHERE ");
        self.write(Among::All, sql);
        self.write_narrowed(std::slice::from_ref(narrow), sql);
    }

    pub(super) fn write_condition(&self, condition: &Condition, among: Among, sql: &mut Sql) {
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
                sql.text("g.areas && ").value(Value::Codes(areas.iter().map(|area| area.code()).collect()));
            }
            Condition::AllAreas(areas) => {
                sql.text("g.areas @> ").value(Value::Codes(areas.iter().map(|area| area.code()).collect()));
            }
            Condition::Form(forms) => {
                sql.one_of("g.form", forms.iter().map(|form| form.code()));
            }
            Condition::Bindingness(any_of) => {
                sql.one_of("g.bindingness", any_of.iter().map(|one| one.code()));
            }
            Condition::HasObligations => {
                let now = |sql: &mut Sql| {
                    sql.text("EXISTS (SELECT FROM obligations o WHERE o.agreement_id = g.id)");
                };
                self.as_known(None, sql, now, |sql| {
                    sql.text("EXISTS (SELECT FROM acts a WHERE a.agreement_id = g.id AND a.type = ");
                    sql.value(Value::Code(ActKind::ObligationAdded.code())).text(")");
                });
            }
            Condition::Label(any_of) => {
                sql.one_of("g.classification", any_of.iter().map(|one| one.code()));
            }
            Condition::ImportedFrom(registers) => {
                sql.text("g.imported_from = ANY (").value(Value::Texts(registers.clone())).text(")");
            }
            Condition::Text(text) => match Search::read(text, &[]) {
                None => {
                    sql.text("false");
                }
                Some(search) => search.write_found_among(among, sql),
            },
            Condition::SignedDuring(from, to, matching) => signed_during(sql, *from, *to, *matching),
            Condition::InForceDuring(from, to) => {
                let days = Days::between(*from, *to);
                self.held(PeriodOf::Force, days, None, sql, |sql| {
                    sql.text("g.timeline_status[width_bucket(").value(Value::Day(days.from));
                    sql.text(", g.timeline_from):width_bucket(").value(Value::Day(days.to));
                    sql.text(", g.timeline_from)] && ").value(Value::Codes(IN_FORCE.map(StatusName::code).to_vec()));
                });
            }
            Condition::Status { any_of, flags, as_of, known_at } => {
                let days = Days::on(as_of.unwrap_or(self.as_of));
                // Of what was opened later nothing was known then: it stood at NONE, on every day. Where it is the list's
                // own moment, such an agreement is not in the list.
                let before_it_was_known = known_at.filter(|_| is_met_by_none(any_of, flags));
                if let Some(moment) = before_it_was_known {
                    sql.text("(g.opened_at > ").value(Value::Moment(moment)).text(" OR ");
                }
                self.held(PeriodOf::Status { any_of, flags }, days, *known_at, sql, |sql| {
                    sql.text("true");
                    if !any_of.is_empty() {
                        sql.text(" AND g.timeline_status").text(&at(days.from));
                        sql.text(" = ANY (").value(Value::Codes(any_of.iter().map(|status| status.code()).collect()));
                        sql.text(")");
                    }
                    write_flags(flags, days.from, sql);
                });
                sql.text(if before_it_was_known.is_some() { ")" } else { "" });
            }
            Condition::ConsentPending { on, since_before, last_step } => {
                let days = Days::on(self.as_of);
                let of = PeriodOf::ConsentPending { on, since_before: *since_before, last_step };
                self.held(of, days, None, sql, |sql| {
                    sql.text("true");
                    write_flags(&[StatusFlag::ConsentPending], days.from, sql);
                    sql.text(" AND ");
                    self.period(of, days, None).write_held(sql);
                });
            }
            Condition::Registration(any_of) => {
                sql.one_of("g.registration", any_of.iter().map(|one| one.code()));
            }
            Condition::All(conditions) => self.joined(conditions, among, " AND ", "true", sql),
            Condition::Any(conditions) => self.joined(conditions, among, " OR ", "false", sql),
            Condition::Not(condition) => {
                // A fact that is not known does not meet a condition, so its opposite is met.
                sql.text("(");
                self.write_condition(condition, among, sql);
                sql.text(") IS NOT TRUE");
            }
        }
    }

    /// Writes that it has such a period. The row has the periods that are believed now; what was believed before is looked up
    /// where the log has gone on since.
    fn held(
        &self,
        of: PeriodOf<'_>,
        days: Days,
        known_at: Option<DateTime<Utc>>,
        sql: &mut Sql,
        in_the_row: impl FnOnce(&mut Sql),
    ) {
        self.as_known(known_at, sql, in_the_row, |sql| self.period(of, days, known_at).write_held(sql));
    }

    /// Writes what is believed now, and what is looked up instead where the log has gone on since the moment that is asked.
    fn as_known(
        &self,
        known_at: Option<DateTime<Utc>>,
        sql: &mut Sql,
        now: impl FnOnce(&mut Sql),
        then: impl FnOnce(&mut Sql),
    ) {
        let Some(moment) = known_at.or(self.known_at) else {
            sql.text("(");
            now(sql);
            sql.text(")");
            return;
        };
        sql.text("CASE WHEN g.changed_at <= ").value(Value::Moment(moment)).text(" THEN ");
        now(sql);
        sql.text(" ELSE ");
        then(sql);
        sql.text(" END");
    }

    fn joined(&self, conditions: &[Condition], among: Among, word: &str, none: &str, sql: &mut Sql) {
        if conditions.is_empty() {
            sql.text(none);
        }
        for (at, condition) in conditions.iter().enumerate() {
            sql.text(if at == 0 { "(" } else { word }).text("(");
            self.write_condition(condition, among, sql);
            sql.text(if at + 1 == conditions.len() { "))" } else { ")" });
        }
    }
}

/// The statuses in which an agreement is in force.
pub(super) const IN_FORCE: [StatusName; 2] = [StatusName::InForce, StatusName::Suspended];

/// Whether an agreement of which nothing is known meets a condition on the status.
pub(super) fn is_met_by_none(any_of: &[StatusName], flags: &[StatusFlag]) -> bool {
    flags.is_empty() && (any_of.is_empty() || any_of.contains(&StatusName::None))
}

/// The place in an agreement's timeline that a day has. A day is of a closed form, so that it can stand in the text.
fn at(day: NaiveDate) -> String {
    format!("[width_bucket(DATE '{day}', g.timeline_from)]")
}

fn write_flags(flags: &[StatusFlag], day: NaiveDate, sql: &mut Sql) {
    for flag in flags {
        sql.text(&format!(" AND g.timeline_flags{} & {} <> 0", at(day), 1 << flag.code()));
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
