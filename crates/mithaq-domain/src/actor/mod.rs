//! Who can contract: states, former states, territories and international organisations.
//!
//! The table is `data/actors.csv`, compiled in. How codes are chosen is written at its head.

mod id;
mod kind;
mod names;
mod table;

pub use id::ActorId;
pub use kind::ActorKind;
pub use names::ActorNames;

use chrono::NaiveDate;

use crate::day::PartialDate;

/// Someone who can be a party, or to whom an agreement can extend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Its identity, made from its code.
    pub id: ActorId,
    /// What it is.
    pub kind: ActorKind,
    /// Its code: ISO 3166-1 alpha-3, ISO 3166-3 alpha-4, or one of our own (`data/actors.csv` says how).
    pub code: &'static str,
    /// Codes of ISO 3166-3 under which the same actor stood before it changed its name.
    pub former_codes: Vec<&'static str>,
    /// Its everyday names.
    pub names: ActorNames,
    /// Since when it has existed, where that matters to a register; none for the old ones.
    pub since: Option<PartialDate>,
    /// The last day of its existence; none while it lasts.
    pub until: Option<PartialDate>,
    /// Codes of the actors that stand in its place today, or next did.
    pub successors: Vec<&'static str>,
    /// The code of the state that administers it, where it is a territory or dependency.
    pub parent: Option<&'static str>,
    /// Where the row comes from.
    pub source: &'static str,
}

impl Actor {
    /// Whether it can have existed on a day. A year alone counts from its first day to its last.
    #[must_use]
    pub fn existed_on(&self, day: NaiveDate) -> bool {
        self.since.is_none_or(|since| since.earliest() <= day) && self.until.is_none_or(|until| day <= until.latest())
    }
}

/// Every actor known, in the order of the table: countries and territories of today, former ones,
/// organisations.
#[must_use]
pub fn all() -> &'static [Actor] {
    table::TABLE.actors()
}

/// The actor of a code, former codes of ISO 3166-3 included.
#[must_use]
pub fn by_code(code: &str) -> Option<&'static Actor> {
    table::TABLE.by_code(code)
}

/// The actor of an identity.
#[must_use]
pub fn by_id(id: ActorId) -> Option<&'static Actor> {
    table::TABLE.by_id(id)
}
