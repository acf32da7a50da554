//! Days that turn on a default of counting, with both readings.

use chrono::NaiveDate;

use super::fold::Fold;
use super::{Provision, force};
use crate::act::ActId;
use crate::agreement::StatusName;
use crate::day::{Period, Span};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What turns on a day that can be argued about.
    ArguableDay {
        /// When the agreement enters into force.
        EntryIntoForce = 1 "ENTRY_INTO_FORCE",
        /// When its term ends.
        EndOfTerm = 2 "END_OF_TERM",
        /// When a notice has run its time.
        NoticeEnds = 3 "NOTICE_ENDS",
        /// Which term a notice stops.
        NoticeInTime = 4 "NOTICE_IN_TIME",
        /// When the time for objection ends.
        ObjectionEnds = 5 "OBJECTION_ENDS",
    }
}

/// One way to read a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The day that it gives: the first in force, or the last. None where the agreement simply goes on.
    pub on: Option<NaiveDate>,
    /// The reading, for a person.
    pub text: String,
}

/// A day for which two readings can be argued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arguable {
    /// What turns on it.
    pub about: ArguableDay,
    /// The act that it is about, if one.
    pub act: Option<ActId>,
    /// The first day on which answers carry the doubt.
    pub from: NaiveDate,
    /// The day after the last; none where it goes on.
    pub to: Option<NaiveDate>,
    /// The reading that the registry takes.
    pub taken: Reading,
    /// The other one.
    pub other: Reading,
    /// The provision that the clause stands under.
    pub provision: Option<Provision>,
}

/// Entry into force on a corresponding day that the month lacks.
pub(super) fn of_force(fold: &Fold<'_>) -> Option<Arguable> {
    let computed = fold.computed.iter().find(|computed| computed.to == StatusName::InForce)?;
    let taken = computed.on.day()?;
    let (from, other) = force::other_reading(fold)?;
    let text = corresponding_day_texts();
    Some(Arguable {
        about: ArguableDay::EntryIntoForce,
        act: None,
        from,
        to: Some(other),
        taken: Reading { on: Some(taken), text: text.0 },
        other: Reading { on: Some(other), text: text.1 },
        provision: Some(Provision::vclt("24(1)")),
    })
}

/// A time that runs from the day of an act and ends in a month without the corresponding day. `period` is what was counted.
pub(super) fn of_period(
    about: ArguableDay,
    act: ActId,
    (from, period): (Span, Period),
    taken: Span,
    provision: Provision,
) -> Option<Arguable> {
    let (from, taken) = (from.day()?, taken.day()?);
    let other = period.spilled_after(from).filter(|_| period.after(from) == taken)?;
    let texts = corresponding_day_texts();
    Some(Arguable {
        about,
        act: Some(act),
        from,
        to: other.succ_opt(),
        taken: Reading { on: Some(taken), text: texts.0 },
        other: Reading { on: Some(other), text: texts.1 },
        provision: Some(provision),
    })
}

/// What the two readings of a month without the corresponding day say.
pub(crate) fn corresponding_day_texts() -> (String, String) {
    (
        "The last month has no corresponding day, so the period ends on its last day.".to_owned(),
        "The last month has no corresponding day, so the period runs into the first day of the next.".to_owned(),
    )
}
