//! Which actor a register means by a name, on a day.
//!
//! A name may mean different actors at different times: `GERMANY` is the Reich of 1880 and the Federal Republic of
//! 1960. The tables are `data/names-*.csv`, beside the names of the actor table itself.

mod spelling;
mod table;

use chrono::NaiveDate;
use mithaq_domain::actor::Actor;

pub(crate) use spelling::fold;

/// The language of a register's names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NameLanguage {
    /// English.
    English,
    /// Portuguese.
    Portuguese,
}

/// How an actor was found by a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Manner {
    /// By the plain reading.
    Plain,
    /// By a part of the name only.
    Approximate,
    /// By the name, which on that day was nobody's; it is the nearest bearer.
    OutOfTime,
    /// By the name, which several bore, one after the other; no day is given and it is today's bearer.
    DayUnknown,
}

/// The actor that a name means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resolved {
    /// The actor.
    pub actor: &'static Actor,
    /// How it was found.
    pub manner: Manner,
}

/// Why a name does not tell an actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unresolved {
    /// It is in no table.
    Unknown,
    /// It means several actors on that day, by their codes.
    Ambiguous(Vec<&'static str>),
    /// It stands for several actors at once.
    Collective,
}

/// The actor that a name means on a day.
///
/// Case, accents, punctuation, articles and the order of words do not count, so `KOREA, REPUBLIC OF` is
/// `Republic of Korea`. A name with an acronym in parentheses or after a dash is read by either part.
///
/// # Errors
/// Where the name is in no table, means several actors on that day, or stands for several at once.
pub fn resolve(name: &str, on: Option<NaiveDate>, language: NameLanguage) -> Result<Resolved, Unresolved> {
    let table = table::of(language);
    let whole = table.find(&spelling::key(name), on);
    if whole != Err(Unresolved::Unknown) {
        return whole;
    }
    by_parts(table, name, on).unwrap_or_else(|| {
        let resolved = table.find(&spelling::short_key(name), on)?;
        Ok(Resolved { manner: Manner::Approximate, ..resolved })
    })
}

/// By the parts of a name, where one of them is known and none contradicts it.
fn by_parts(table: &table::Table, name: &str, on: Option<NaiveDate>) -> Option<Result<Resolved, Unresolved>> {
    let parts: Vec<&str> =
        name.split(['(', ')']).flat_map(|part| part.split(" - ")).filter(|part| !part.trim().is_empty()).collect();
    let mut found: Vec<Resolved> = Vec::new();
    for part in &parts {
        match table.find(&spelling::key(part), on) {
            Ok(resolved) => found.push(resolved),
            Err(Unresolved::Unknown) => {}
            Err(unclear @ (Unresolved::Ambiguous(_) | Unresolved::Collective)) => return Some(Err(unclear)),
        }
    }
    let first = *found.first()?;
    if let Some(other) = found.iter().find(|other| other.actor != first.actor) {
        return Some(Err(Unresolved::Ambiguous(vec![first.actor.code, other.actor.code])));
    }
    let manner = if found.len() == parts.len() { first.manner } else { Manner::Approximate };
    Some(Ok(Resolved { actor: first.actor, manner }))
}
