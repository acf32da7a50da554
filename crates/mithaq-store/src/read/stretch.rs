//! Stretches of a list that goes by days.
//!
//! What an agreement's status was on a day, and when it was signed or entered into force, go together: those that came
//! later had, but for few, no such status on that day. A list that is walked from its latest day would look at all of
//! them first. So it is cut at the day, and beyond it the few are gathered.

use chrono::NaiveDate;
use mithaq_domain::agreement::StatusName;

use super::condition::{AgreementQuery, Condition, DateMatch};
use super::order::{Order, OrderBy};
use super::period::{Days, Period, PeriodOf};
use super::sql::{Sql, Value};

/// A stretch of a list.
pub(super) struct Stretch<'a> {
    /// Only what comes on this day of the order or later.
    from: Option<NaiveDate>,
    /// Only what comes up to this day.
    to: Option<NaiveDate>,
    /// Where next to nothing of it meets the conditions: what can.
    sparse: Option<Sparse<'a>>,
}

enum Sparse<'a> {
    /// What has a period that begins before the day of the order, as this column says.
    Begun(Period<'a>, &'static str),
    /// What was signed on a day that is known only roughly.
    Roughly,
}

impl AgreementQuery {
    /// The stretches of the list, in the direction walked. Together they hold all of it.
    pub(super) fn stretches(&self, backwards: bool) -> Vec<Stretch<'_>> {
        let mut stretches = match self.order.by {
            OrderBy::SignedOn => self.by_range().or_else(|| self.by_status("p.before_signature")),
            OrderBy::InForceSince => self.by_status("p.before_force"),
            OrderBy::Recorded | OrderBy::RegistryNumber | OrderBy::Title => None,
        }
        .unwrap_or_else(|| vec![Stretch::whole()]);
        if !self.order.ascends(backwards) {
            stretches.reverse();
        }
        stretches
    }

    /// Where a range of days of signature is asked for: those before it can meet it only if their day is known roughly.
    fn by_range(&self) -> Option<Vec<Stretch<'_>>> {
        let (from, to, matching) = self.condition.find(&|condition| match condition {
            Condition::SignedDuring(from, to, matching) => Some((*from, *to, *matching)),
            _ => None,
        })?;
        let within = Stretch { from, to, sparse: None };
        Some(match (from.and_then(|from| from.pred_opt()), matching) {
            (Some(eve), DateMatch::Possible) => {
                vec![Stretch { from: None, to: Some(eve), sparse: Some(Sparse::Roughly) }, within]
            }
            (None, _) | (Some(_), DateMatch::Certain) => vec![within],
        })
    }

    /// Where a status on a day is asked for: those that come later can have had it only if it began before.
    fn by_status(&self, column: &'static str) -> Option<Vec<Stretch<'_>>> {
        let (of, days, known_at) = self.condition.find(&|condition| match condition {
            Condition::Status { any_of, flags, as_of, known_at } => {
                let had_one = !any_of.is_empty() && !any_of.contains(&StatusName::None);
                let days = Days::on(as_of.unwrap_or(self.as_of));
                had_one.then_some((PeriodOf::Status { any_of, flags }, days, *known_at))
            }
            Condition::InForceDuring(from, Some(to)) => Some((PeriodOf::Force, Days::between(*from, Some(*to)), None)),
            _ => None,
        })?;
        let sparse = Some(Sparse::Begun(self.period(of, days, known_at), column));
        let up_to = Stretch { from: None, to: Some(days.to), sparse: None };
        Some(vec![up_to, Stretch { from: days.to.succ_opt(), to: None, sparse }])
    }
}

impl Stretch<'_> {
    /// The whole list.
    pub(super) const fn whole() -> Self {
        Self { from: None, to: None, sparse: None }
    }

    /// Whether next to nothing of it meets the conditions.
    pub(super) const fn is_sparse(&self) -> bool {
        self.sparse.is_some()
    }

    /// Writes between which days it lies.
    pub(super) fn write_days(&self, order: Order, sql: &mut Sql) {
        for (day, sign) in [(self.from, ">="), (self.to, "<=")] {
            if let Some(day) = day {
                sql.text(&format!(" AND {} {sign} ", order.column())).value(Value::Day(day));
            }
        }
    }

    /// Writes what can meet the conditions in it.
    pub(super) fn write_sparse(&self, sql: &mut Sql) {
        match &self.sparse {
            None => {}
            Some(Sparse::Begun(period, column)) => {
                sql.text(" AND g.id IN (");
                period.write_all(Some(column), sql);
                sql.text(")");
            }
            Some(Sparse::Roughly) => {
                sql.text(" AND g.signed_roughly");
            }
        }
    }
}
