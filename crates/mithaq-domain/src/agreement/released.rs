//! Days on which the parties need not perform: what falls due on them is not owed.

use chrono::NaiveDate;

use super::{Agreement, StatusName};
use crate::act::{ActDetails, EndGround, Obligation};
use crate::day::Recurrence;
use crate::law::Touched;

/// A stretch of days on which an obligation need not be performed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Released {
    /// The day after the last; none where it goes on.
    pub(super) until: Option<NaiveDate>,
}

impl Agreement {
    /// The stretch around a day on which an obligation need not be performed: while operation or its clause is suspended
    /// (VCLT 72(1)(a)), save what protects persons (60(5)), or in the gap before a revival.
    pub(super) fn released(&self, obligation: &Obligation, day: NaiveDate) -> Option<Released> {
        let period = self.on(day);
        match period.status {
            StatusName::Suspended => (!obligation.humanitarian).then_some(Released { until: period.to }),
            StatusName::InForce => self.clause_suspended(obligation, day),
            StatusName::Expired | StatusName::Terminated | StatusName::Denounced | StatusName::Superseded => {
                self.gap(obligation, day)
            }
            StatusName::None
            | StatusName::Proposed
            | StatusName::Negotiating
            | StatusName::TextAuthenticated
            | StatusName::Signed
            | StatusName::ProvisionallyApplied
            | StatusName::Invalid
            | StatusName::Abandoned
            | StatusName::Unknown => None,
        }
    }

    fn clause_suspended(&self, obligation: &Obligation, day: NaiveDate) -> Option<Released> {
        let clause = obligation.clause.as_deref().filter(|_| !obligation.humanitarian)?;
        let suspended = self.standing.partly.iter().filter(|partly| partly.touched == Touched::Suspended);
        let mut around = suspended.filter(|partly| partly.touches(clause, day));
        around.next().map(|partly| Released { until: partly.until.map(|until| until.earliest) })
    }

    /// The days between an end and a revival, but for those on which the obligation outlived the end.
    fn gap(&self, obligation: &Obligation, day: NaiveDate) -> Option<Released> {
        let revived = self.standing.timeline.iter().find(|later| later.from > day && later.status.is_in_force())?;
        let last_day = self.on(day).since?.eve();
        (!obligation.outlives_by_text(last_day, day)).then_some(Released { until: Some(revived.from) })
    }

    /// The days after another on which a recurring obligation falls due and is owed.
    pub(super) fn owed_after<'a>(
        &'a self,
        obligation: &'a Obligation,
        recurrence: &'a Recurrence,
        after: NaiveDate,
    ) -> impl Iterator<Item = NaiveDate> + 'a {
        let mut last = after;
        std::iter::from_fn(move || {
            loop {
                let due = recurrence.next_after(last)?;
                let Some(released) = self.released(obligation, due) else {
                    last = due;
                    return Some(due);
                };
                last = released.until?.pred_opt()?;
            }
        })
    }

    /// Whether it has ended for breach by a day: what protects persons outlives such an end (VCLT 60(5)).
    pub(super) fn has_ended_for_breach(&self, day: NaiveDate) -> bool {
        self.effective_acts().any(|act| {
            matches!(act.body.details, ActDetails::Terminated { ground: EndGround::MaterialBreach, .. })
                && act.body.effective().is_some_and(|on| on.latest <= day)
        })
    }
}
