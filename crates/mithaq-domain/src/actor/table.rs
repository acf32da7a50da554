//! The actor table, read once.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Actor, ActorId, ActorNames};
use crate::day::{InvalidDate, PartialDate};
use crate::vocabulary::UnknownWord;

const ACTORS: &str = include_str!("../../data/actors.csv");
const HEADER: &str = "code;former_codes;kind;en;fr;ar;since;until;successors;parent;source";

pub(super) static TABLE: LazyLock<Table> = LazyLock::new(|| match Table::read(ACTORS) {
    Ok(table) => table,
    Err(cause) => panic!("the actor table is compiled in and tested, and yet {cause}"),
});

#[derive(Debug)]
pub(super) struct Table {
    actors: Vec<Actor>,
    by_code: HashMap<&'static str, usize>,
    by_id: HashMap<ActorId, usize>,
}

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum BadTable {
    #[error("it has no header {HEADER:?}")]
    NoHeader,
    #[error("line {0} does not have eleven fields")]
    FieldCount(usize),
    #[error("line {0} has an empty field that must be filled")]
    Empty(usize),
    #[error("line {line}: {cause}")]
    Kind { line: usize, cause: UnknownWord },
    #[error("line {line}: {cause}")]
    Day { line: usize, cause: InvalidDate },
    #[error("line {line} gives {code} to a second actor")]
    Twice { line: usize, code: &'static str },
}

impl Table {
    pub(super) fn actors(&self) -> &[Actor] {
        &self.actors
    }

    pub(super) fn by_code(&self, code: &str) -> Option<&Actor> {
        self.by_code.get(code).and_then(|at| self.actors.get(*at))
    }

    pub(super) fn by_id(&self, id: ActorId) -> Option<&Actor> {
        self.by_id.get(&id).and_then(|at| self.actors.get(*at))
    }

    fn read(text: &'static str) -> Result<Self, BadTable> {
        let mut rows = text.lines().zip(1..).filter(|(row, _)| !row.starts_with('#') && !row.is_empty());
        if rows.next().is_none_or(|(header, _)| header != HEADER) {
            return Err(BadTable::NoHeader);
        }
        let mut table = Self { actors: Vec::new(), by_code: HashMap::new(), by_id: HashMap::new() };
        for (row, line) in rows {
            table.add(read_actor(row, line)?, line)?;
        }
        Ok(table)
    }

    fn add(&mut self, actor: Actor, line: usize) -> Result<(), BadTable> {
        let at = self.actors.len();
        for code in std::iter::once(&actor.code).chain(&actor.former_codes) {
            if self.by_code.insert(code, at).is_some() {
                return Err(BadTable::Twice { line, code });
            }
        }
        self.by_id.insert(actor.id, at);
        self.actors.push(actor);
        Ok(())
    }
}

fn read_actor(row: &'static str, line: usize) -> Result<Actor, BadTable> {
    let fields: Vec<&'static str> = row.split(';').map(str::trim).collect();
    let [code, former_codes, kind, en, fr, ar, since, until, successors, parent, source] = fields[..] else {
        return Err(BadTable::FieldCount(line));
    };
    if [code, en, source].contains(&"") {
        return Err(BadTable::Empty(line));
    }
    Ok(Actor {
        id: ActorId::of_code(code),
        kind: kind.parse().map_err(|cause| BadTable::Kind { line, cause })?,
        code,
        former_codes: former_codes.split_whitespace().collect(),
        names: ActorNames { en, fr: filled(fr), ar: filled(ar) },
        since: read_date(since, line)?,
        until: read_date(until, line)?,
        successors: successors.split_whitespace().collect(),
        parent: filled(parent),
        source,
    })
}

fn filled(field: &'static str) -> Option<&'static str> {
    (!field.is_empty()).then_some(field)
}

fn read_date(field: &'static str, line: usize) -> Result<Option<PartialDate>, BadTable> {
    filled(field).map(str::parse).transpose().map_err(|cause| BadTable::Day { line, cause })
}
