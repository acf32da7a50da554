//! What is asked of a list.

use chrono::{DateTime, NaiveDate, Utc};
use mithaq_domain::act::DomesticStepKind;
use mithaq_domain::actor::ActorId;
use mithaq_domain::agreement::{StatusFlag, StatusName};
use mithaq_domain::label::Classification;
use mithaq_domain::terms::{Area, Bindingness, Form};

use super::order::Order;

/// How a date that is known only to the month or the year meets a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateMatch {
    /// It may lie in it.
    Possible,
    /// It lies in it whatever the day is.
    Certain,
}

/// Whether an agreement is registered with the United Nations (Charter 102).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Registration {
    /// Nothing is recorded.
    NotRegistered,
    /// It is.
    Registered,
    /// It was decided not to register it.
    Withheld,
}

impl Registration {
    /// The number under which it is stored.
    pub(crate) const fn code(self) -> i16 {
        match self {
            Self::NotRegistered => 0,
            Self::Registered => 1,
            Self::Withheld => 2,
        }
    }
}

/// A condition that an agreement meets or not. A list of values is met by any one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// One of the parties.
    Party(Vec<ActorId>),
    /// The party that is not home.
    Counterpart(Vec<ActorId>),
    /// At least one of the areas.
    AnyArea(Vec<Area>),
    /// All of the areas.
    AllAreas(Vec<Area>),
    /// The form.
    Form(Vec<Form>),
    /// Whether it binds.
    Bindingness(Vec<Bindingness>),
    /// The status and every one of the flags, on a day and as known at a moment; none of either: as the query says.
    Status {
        /// The statuses; empty means any.
        any_of: Vec<StatusName>,
        /// The flags.
        flags: Vec<StatusFlag>,
        /// The day.
        as_of: Option<NaiveDate>,
        /// The moment.
        known_at: Option<DateTime<Utc>>,
    },
    /// In force or suspended on at least one day of a range, both ends included.
    InForceDuring(Option<NaiveDate>, Option<NaiveDate>),
    /// Signed on a day of a range, both ends included.
    SignedDuring(Option<NaiveDate>, Option<NaiveDate>, DateMatch),
    /// The consent of a party is awaited on the query's day.
    ConsentPending {
        /// Of one of these; empty means any.
        on: Vec<ActorId>,
        /// Since before this day, without a break.
        since_before: Option<NaiveDate>,
        /// The last step of its own law that it has taken, as now known, is one of these; empty means any.
        last_step: Vec<DomesticStepKind>,
    },
    /// Whether it is registered with the United Nations, as now known.
    Registration(Vec<Registration>),
    /// All words of a text, as [`Search`](crate::Search) reads it, in texts of one language or in numbers and names of parties.
    Text(String),
    /// Obligations under it are recorded.
    HasObligations,
    /// The classification.
    Label(Vec<Classification>),
    /// The register that it was taken over from.
    ImportedFrom(Vec<String>),
    /// Every one of the conditions.
    All(Vec<Condition>),
    /// At least one of the conditions.
    Any(Vec<Condition>),
    /// Not the condition.
    Not(Box<Condition>),
}

impl Condition {
    /// What is found of the conditions that every agreement of a list meets.
    pub(super) fn find<'a, T>(&'a self, told: &impl Fn(&'a Self) -> Option<T>) -> Option<T> {
        match self {
            Self::All(conditions) => conditions.iter().find_map(|condition| condition.find(told)),
            condition => told(condition),
        }
    }

    /// Whether words are looked for anywhere in it.
    pub(super) fn has_text(&self) -> bool {
        match self {
            Self::Text(_) => true,
            Self::All(conditions) | Self::Any(conditions) => conditions.iter().any(Self::has_text),
            Self::Not(condition) => condition.has_text(),
            _ => false,
        }
    }
}

/// A list: which agreements, in what order, on what day and as known when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementQuery {
    /// Which.
    pub condition: Condition,
    /// In what order.
    pub order: Order,
    /// On what day statuses are asked.
    pub as_of: NaiveDate,
    /// As known when; none means now.
    pub known_at: Option<DateTime<Utc>>,
}
