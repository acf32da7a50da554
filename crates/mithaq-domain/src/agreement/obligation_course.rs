//! How obligations stand over time.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::{Agreement, BEGINNING, ObligationStanding};
use crate::act::{ActDetails, ActId};

/// From a day on, up to and without another, an obligation stands so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObligationPeriod<'a> {
    /// The first day.
    pub from: NaiveDate,
    /// The day after the last; none where it goes on.
    pub to: Option<NaiveDate>,
    /// How it stands.
    pub standing: ObligationStanding<'a>,
}

impl Agreement {
    /// How each obligation stands over time, from the beginning on, without gaps.
    #[must_use]
    pub fn obligation_courses(&self) -> Vec<ObligationPeriod<'_>> {
        let recorded: Vec<ActId> = self
            .effective_acts()
            .filter(|act| matches!(act.body.details, ActDetails::ObligationAdded(_)))
            .map(|act| act.id)
            .collect();
        if recorded.is_empty() {
            return Vec::new();
        }
        let turns = self.turns();
        recorded.into_iter().flat_map(|id| self.course_of(id, &turns)).collect()
    }

    /// The days on which an obligation may come to stand otherwise, apart from those that its due days give.
    fn turns(&self) -> BTreeSet<NaiveDate> {
        let statuses = self.standing.timeline.iter().map(|period| period.from);
        let acts = self.effective_acts().filter_map(|act| act.body.effective()).map(|on| on.latest);
        let partly = self.standing.partly.iter();
        let partly = partly.flat_map(|partly| [Some(partly.from.latest), partly.until.map(|until| until.earliest)]);
        statuses.chain(acts).chain(partly.flatten()).collect()
    }

    fn course_of(&self, id: ActId, turns: &BTreeSet<NaiveDate>) -> Vec<ObligationPeriod<'_>> {
        let mut course: Vec<ObligationPeriod<'_>> = Vec::new();
        let mut day = Some(BEGINNING);
        while let Some(from) = day {
            let Some(standing) = self.obligation(id, from) else { break };
            day = self.next_turn(&standing, from, turns);
            match course.last_mut().filter(|last| last.standing == standing) {
                Some(last) => last.to = day,
                None => course.push(ObligationPeriod { from, to: day, standing }),
            }
        }
        course
    }

    fn next_turn(
        &self,
        standing: &ObligationStanding<'_>,
        after: NaiveDate,
        turns: &BTreeSet<NaiveDate>,
    ) -> Option<NaiveDate> {
        let known = turns.range(after.succ_opt()?..).next().copied();
        let late = standing.next_due.map(|due| due.latest);
        let outlived = standing.obligation.outlives.as_ref().and_then(|outliving| outliving.period);
        let last_day = self.last_day_of(standing.obligation, after);
        let outlived = last_day.zip(outlived).map(|(last_day, period)| period.after(last_day.latest));
        let ends = last_day.map(|last_day| last_day.latest);
        let day_after = |day: NaiveDate| day.checked_add_days(Days::new(1));
        [late, outlived, ends]
            .into_iter()
            .flatten()
            .filter_map(day_after)
            .chain(known)
            .filter(|turn| *turn > after)
            .min()
    }
}
