//! When something falls due, as a client says it.

use async_graphql::{InputObject, OneofObject};
use mithaq_domain::{act, day};

use super::text::read_text;
use crate::failure::Failure;
use crate::scalar::Date;

/// Days that come again and again.
#[derive(InputObject)]
pub(crate) struct RecurrenceInput {
    /// The rule, as RFC 5545 writes it: `FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31`. It counts days or longer.
    rule: String,
    /// The day that it is counted from.
    starts: Date,
}

impl RecurrenceInput {
    fn read(&self, path: &str) -> Result<day::Recurrence, Failure> {
        day::Recurrence::try_new(self.rule.clone(), self.starts.0)
            .map_err(|broken| Failure::bad_input(format!("{path}.rule: {broken}")))
    }
}

/// When an obligation falls due.
#[derive(OneofObject)]
pub(crate) enum DueRuleInput {
    /// Once, on this day.
    Once(Date),
    /// Again and again.
    Recurring(RecurrenceInput),
    /// When something happens that the text describes: what, in its words.
    OnTrigger(String),
}

impl DueRuleInput {
    pub(super) fn read(&self, path: &str) -> Result<act::DueRule, Failure> {
        Ok(match self {
            Self::Once(day) => act::DueRule::Once { on: day.0.into() },
            Self::Recurring(recurrence) => {
                act::DueRule::Recurring { recurrence: recurrence.read(&format!("{path}.recurring"))? }
            }
            Self::OnTrigger(trigger) => {
                act::DueRule::OnTrigger { trigger: read_text(trigger, &format!("{path}.onTrigger"))? }
            }
        })
    }
}

/// When a review is to be taken.
#[derive(OneofObject)]
pub(crate) enum ReviewRuleInput {
    /// Once, by this day.
    Once(Date),
    /// Again and again.
    Periodic(RecurrenceInput),
    /// Since something happened.
    Triggered(ReviewTriggerInput),
}

/// What happened, so that a review is to be taken.
#[derive(InputObject)]
pub(crate) struct ReviewTriggerInput {
    /// What happened.
    trigger: String,
    /// By which day the review is to be taken.
    by: Date,
}

impl ReviewRuleInput {
    pub(super) fn read(&self, path: &str) -> Result<act::ReviewRule, Failure> {
        Ok(match self {
            Self::Once(day) => act::ReviewRule::Once { on: day.0.into() },
            Self::Periodic(recurrence) => {
                act::ReviewRule::Periodic { recurrence: recurrence.read(&format!("{path}.periodic"))? }
            }
            Self::Triggered(triggered) => act::ReviewRule::Triggered {
                trigger: read_text(&triggered.trigger, &format!("{path}.triggered.trigger"))?,
                on: triggered.by.0.into(),
            },
        })
    }
}
