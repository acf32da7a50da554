//! Conditions on the periods of an agreement's status.

use chrono::{DateTime, NaiveDate, Utc};
use mithaq_domain::act::DomesticStepKind;
use mithaq_domain::actor::ActorId;
use mithaq_domain::agreement::{StatusFlag, StatusName};

use super::clause::IN_FORCE;
use super::condition::AgreementQuery;
use super::sql::{Sql, Value};
use super::status::{now_for_ever, within_time};
use crate::row::NO_END;

/// Periods are kept by how long they last at most, in days, the last for all that last longer. Those that hold on a day
/// began no longer ago than that, so that few are read that do not hold on it.
const LENGTHS: [u32; 4] = [366, 1_461, 5_844, 0];

/// What is asked of a period.
#[derive(Clone, Copy)]
pub(super) enum PeriodOf<'a> {
    /// One of these statuses, or any where there is none, and every one of these flags.
    Status { any_of: &'a [StatusName], flags: &'a [StatusFlag] },
    /// In force or suspended.
    Force,
    /// The consent of a party is awaited.
    ConsentPending { on: &'a [ActorId], since_before: Option<NaiveDate>, last_step: &'a [DomesticStepKind] },
}

/// Days, both ends included, on one of which the period holds.
#[derive(Clone, Copy)]
pub(super) struct Days {
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
}

impl Days {
    pub(super) fn on(day: NaiveDate) -> Self {
        let day = within_time(day);
        Self { from: day, to: day }
    }

    pub(super) fn between(from: Option<NaiveDate>, to: Option<NaiveDate>) -> Self {
        Self { from: within_time(from.unwrap_or(NaiveDate::MIN)), to: within_time(to.unwrap_or(NO_END)) }
    }
}

/// That an agreement has such a period, as believed at a moment.
pub(super) struct Period<'a> {
    of: PeriodOf<'a>,
    days: Days,
    known_at: DateTime<Utc>,
}

impl AgreementQuery {
    /// A condition on periods as they are believed at a moment, or at the query's where none is given.
    pub(super) fn period<'a>(&self, of: PeriodOf<'a>, days: Days, known_at: Option<DateTime<Utc>>) -> Period<'a> {
        Period { of, days, known_at: known_at.or(self.known_at).unwrap_or_else(now_for_ever) }
    }
}

impl Period<'_> {
    /// Writes that `agreements g` has such a period.
    pub(super) fn write_held(&self, sql: &mut Sql) {
        sql.text("EXISTS (SELECT FROM status_periods p WHERE p.agreement_id = g.id AND p.legal_from <= ");
        sql.value(Value::Day(self.days.to));
        self.write_believed(sql);
        self.write_of(sql);
        if let PeriodOf::ConsentPending { on, since_before, last_step } = self.of {
            write_pending(on, since_before, last_step, sql);
        }
        // So fenced, they are not joined but looked up.
        sql.text(" OFFSET 0)");
    }

    /// Writes the identities of all agreements that can have such a period, by how long it lasts; only those of which the
    /// period begins before another day of the agreement, where a column is named that says so.
    pub(super) fn write_all(&self, begins_before: Option<&str>, sql: &mut Sql) {
        for (at, length) in LENGTHS.into_iter().enumerate() {
            sql.text(if at == 0 { "" } else { " UNION ALL " });
            sql.text(&format!("SELECT p.agreement_id FROM status_periods p WHERE p.lasts_at_most = {length}"));
            sql.text(" AND p.legal_from <= ").value(Value::Day(self.days.to));
            if length > 0 {
                let before = self.days.from.checked_sub_days(chrono::Days::new(length.into()));
                sql.text(" AND p.legal_from > ").value(Value::Day(within_time(before.unwrap_or(NaiveDate::MIN))));
            }
            self.write_believed(sql);
            self.write_of(sql);
            if let Some(column) = begins_before {
                sql.text(" AND ").text(column);
            }
        }
    }

    fn write_believed(&self, sql: &mut Sql) {
        sql.text(" AND p.legal_to > ").value(Value::Day(self.days.from));
        sql.text(" AND p.known_from <= ").value(Value::Moment(self.known_at));
        sql.text(" AND p.known_to > ").value(Value::Moment(self.known_at));
    }

    fn write_of(&self, sql: &mut Sql) {
        match self.of {
            PeriodOf::Status { any_of, flags } => {
                sql.and_one_of("p.status", any_of.iter().map(|status| status.code()));
                write_flags(flags, sql);
            }
            PeriodOf::Force => {
                sql.and_one_of("p.status", IN_FORCE.into_iter().map(StatusName::code));
            }
            PeriodOf::ConsentPending { .. } => write_flags(&[StatusFlag::ConsentPending], sql),
        }
    }
}

fn write_flags(flags: &[StatusFlag], sql: &mut Sql) {
    if !flags.is_empty() {
        sql.text(" AND p.flags <> 0");
    }
    for flag in flags {
        sql.text(&format!(" AND p.flags & {} <> 0", 1 << flag.code()));
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

fn write_pending(on: &[ActorId], before: Option<NaiveDate>, steps: &[DomesticStepKind], sql: &mut Sql) {
    for (at, side) in SIDES.iter().enumerate() {
        sql.text(if at == 0 { " AND ((" } else { " OR (" });
        side.write_pending(on, before, steps, sql);
        sql.text(")");
    }
    sql.text(")");
}

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
