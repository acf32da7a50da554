//! The statuses of an agreement over time.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{StatusFlag, StatusName};
use crate::act::MissingFact;
use crate::day::Span;
use crate::law::Reason;
use crate::party::PartyRole;

/// The first day that the registry knows of. No source reaches back to it.
pub const BEGINNING: NaiveDate = match NaiveDate::from_ymd_opt(1, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// From a day on, up to and without another, one status with its flags.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusPeriod {
    /// The first day.
    pub from: NaiveDate,
    /// The day after the last; none where it goes on.
    pub to: Option<NaiveDate>,
    /// The status.
    pub status: StatusName,
    /// The day on which the status began, as far as it is known.
    pub since: Option<Span>,
    /// What else is to be known.
    pub flags: BTreeSet<StatusFlag>,
    /// Whose consent is awaited.
    pub pending_on: BTreeSet<PartyRole>,
    /// Which parties owe the interim duty of VCLT 18.
    pub interim_duty_of: BTreeSet<PartyRole>,
    /// Why it has this status.
    pub reasons: Vec<Reason>,
    /// Facts that are missing and that the status, or what comes of it, turns on.
    pub missing: Vec<MissingFact>,
}

impl StatusPeriod {
    /// Whether a day lies in it.
    #[must_use]
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|to| day < to)
    }
}
