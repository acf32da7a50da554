//! Activities and reviews of an agreement.

use super::Agreement;
use super::series::first_open;
use crate::act::{ActDetails, ActId, Activity, ReviewDecision, ReviewReport, ReviewRule};
use crate::day::Span;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// How far an activity has come.
    ActivityState {
        /// It is to be held.
        Planned = 1 "PLANNED",
        /// It was held.
        Held = 2 "HELD",
        /// It was cancelled.
        Cancelled = 3 "CANCELLED",
    }
}

/// An activity with how far it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityStanding<'a> {
    /// The act that first told of it, which is its identity.
    pub act: ActId,
    /// The activity, as held where it was held.
    pub activity: &'a Activity,
    /// How far it has come.
    pub state: ActivityState,
    /// What came of it.
    pub outcome: Option<&'a str>,
    /// What was learned.
    pub lessons: &'a [String],
}

/// A review with its due day, or with what it came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewStanding {
    /// The act that scheduled it, or that concluded one never scheduled.
    pub act: ActId,
    /// The earliest due day that is open.
    pub due: Option<Span>,
    /// The decisions that it came to, the first first.
    pub decisions: Vec<ReviewDecision>,
}

impl Agreement {
    /// The activities under it, in the order of the log.
    #[must_use]
    pub fn activities(&self) -> Vec<ActivityStanding<'_>> {
        let mut activities: Vec<ActivityStanding<'_>> = Vec::new();
        for act in self.effective_acts() {
            match &act.body.details {
                ActDetails::ActivityPlanned(activity) => activities.push(ActivityStanding {
                    act: act.id,
                    activity,
                    state: ActivityState::Planned,
                    outcome: None,
                    lessons: &[],
                }),
                ActDetails::ActivityHeld(report) => {
                    let held = ActivityStanding {
                        act: report.planned.unwrap_or(act.id),
                        activity: &report.activity,
                        state: ActivityState::Held,
                        outcome: report.outcome.as_deref(),
                        lessons: &report.lessons,
                    };
                    match activities.iter_mut().find(|activity| activity.act == held.act) {
                        Some(planned) => *planned = held,
                        None => activities.push(held),
                    }
                }
                ActDetails::ActivityCancelled(cancelled) => {
                    let planned = activities.iter_mut().find(|activity| activity.act == cancelled.planned);
                    if let Some(planned) = planned {
                        planned.state = ActivityState::Cancelled;
                    }
                }
                _ => {}
            }
        }
        activities
    }

    /// The reviews of it, in the order of the log.
    #[must_use]
    pub fn reviews(&self) -> Vec<ReviewStanding> {
        self.effective_acts()
            .filter_map(|act| match &act.body.details {
                ActDetails::ReviewScheduled(plan) => {
                    let concluded: Vec<&ReviewReport> = self.concluded(act.id).collect();
                    let due = next_review(&plan.due, &concluded);
                    let decisions = concluded.into_iter().map(|report| report.decision).collect();
                    Some(ReviewStanding { act: act.id, due, decisions })
                }
                ActDetails::ReviewConcluded(report) if report.scheduled.is_none() => {
                    Some(ReviewStanding { act: act.id, due: None, decisions: vec![report.decision] })
                }
                _ => None,
            })
            .collect()
    }

    fn concluded(&self, scheduled: ActId) -> impl Iterator<Item = &ReviewReport> {
        self.effective_acts().filter_map(move |act| match &act.body.details {
            ActDetails::ReviewConcluded(report) if report.scheduled == Some(scheduled) => Some(report),
            _ => None,
        })
    }
}

/// The earliest due day that is open after what was concluded: of a day that is named, or else of the earliest.
fn next_review(rule: &ReviewRule, concluded: &[&ReviewReport]) -> Option<Span> {
    match rule {
        ReviewRule::Once { on } | ReviewRule::Triggered { on, .. } => concluded.is_empty().then(|| on.span()),
        ReviewRule::Periodic { recurrence } => {
            // A day that is known only roughly names none.
            let named = |report: &&ReviewReport| report.due_on.as_ref()?.span().day().map(Span::from);
            let first = recurrence.next_after(recurrence.starts().pred_opt()?);
            let days = std::iter::successors(first, |day| recurrence.next_after(*day));
            first_open(days, &concluded.iter().map(named).collect::<Vec<_>>())
        }
    }
}
