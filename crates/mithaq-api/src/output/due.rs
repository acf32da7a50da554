//! When something falls due.

use async_graphql::SimpleObject;
use mithaq_domain::{act, day};

use super::day::LegalDay;
use crate::scalar::Date;

/// When something falls due: once, again and again, or when something happens.
#[derive(SimpleObject, Default)]
pub(crate) struct DueRule {
    /// The one day.
    on: Option<LegalDay>,
    /// The days, where it comes again and again.
    recurrence: Option<Recurrence>,
    /// What has to happen, or has happened, in words.
    trigger: Option<String>,
}

/// Days that come again and again.
#[derive(SimpleObject)]
pub(crate) struct Recurrence {
    /// The rule, as RFC 5545 writes it: `FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31`.
    rule: String,
    /// The day that it is counted from.
    starts: Date,
}

impl DueRule {
    /// When an obligation falls due; none where it has no day of its own.
    pub(crate) fn of_obligation(rule: &act::DueRule) -> Option<Self> {
        Some(match rule {
            act::DueRule::Continuing => return None,
            act::DueRule::Once { on } => Self { on: Some(on.into()), ..Self::default() },
            act::DueRule::Recurring { recurrence } => Self { recurrence: Some(recurrence.into()), ..Self::default() },
            act::DueRule::OnTrigger { trigger } => Self { trigger: Some(trigger.clone()), ..Self::default() },
        })
    }
}

impl From<&act::ReviewRule> for DueRule {
    fn from(rule: &act::ReviewRule) -> Self {
        match rule {
            act::ReviewRule::Once { on } => Self { on: Some(on.into()), ..Self::default() },
            act::ReviewRule::Periodic { recurrence } => Self { recurrence: Some(recurrence.into()), ..Self::default() },
            act::ReviewRule::Triggered { trigger, on } => {
                Self { on: Some(on.into()), trigger: Some(trigger.clone()), ..Self::default() }
            }
        }
    }
}

impl From<&day::Recurrence> for Recurrence {
    fn from(recurrence: &day::Recurrence) -> Self {
        Self { rule: recurrence.rule().to_owned(), starts: Date(recurrence.starts()) }
    }
}
