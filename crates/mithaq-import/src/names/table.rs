//! The tables of names, read once.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use chrono::NaiveDate;
use mithaq_domain::actor::{self, Actor, ActorKind};
use mithaq_domain::day::PartialDate;

use super::spelling::key;
use super::{Manner, NameLanguage, Resolved, Unresolved};

const HEADER: &str = "name;code;from;until;source";
/// In the place of a code: the name stands for several actors at once.
const SEVERAL: &str = "-";

static ENGLISH: LazyLock<Table> =
    LazyLock::new(|| Table::read(include_str!("../../data/names-en.csv"), NameLanguage::English));
static PORTUGUESE: LazyLock<Table> =
    LazyLock::new(|| Table::read(include_str!("../../data/names-pt.csv"), NameLanguage::Portuguese));

/// The names of a language.
pub(super) fn of(language: NameLanguage) -> &'static Table {
    match language {
        NameLanguage::English => &ENGLISH,
        NameLanguage::Portuguese => &PORTUGUESE,
    }
}

/// Who bears each name, and when.
pub(super) struct Table(HashMap<String, Meaning>);

enum Meaning {
    Several,
    Borne(Vec<Bearer>),
}

/// One bearer of a name, from the first day to the last, where they are known.
#[derive(Clone, Copy, PartialEq)]
struct Bearer {
    actor: &'static Actor,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
}

impl Table {
    pub(super) fn find(&self, key: &str, on: Option<NaiveDate>) -> Result<Resolved, Unresolved> {
        match self.0.get(key) {
            None => Err(Unresolved::Unknown),
            Some(Meaning::Several) => Err(Unresolved::Collective),
            Some(Meaning::Borne(bearers)) => on.map_or_else(|| of_today(bearers), |day| of_day(bearers, day)),
        }
    }

    fn read(text: &'static str, language: NameLanguage) -> Self {
        let mut table = Self(HashMap::new());
        for actor in actor::all() {
            if actor.kind == ActorKind::Organisation || language == NameLanguage::English {
                table.add(actor.names.en, Bearer::always(actor));
            }
            if let Some(acronym) = actor.code.strip_prefix("O-") {
                table.add(acronym, Bearer::always(actor));
            }
        }
        let mut rows = text.lines().filter(|row| !row.starts_with('#'));
        assert_eq!(rows.next(), Some(HEADER), "the table of names is compiled in and tested");
        for row in rows {
            table
                .read_row(row)
                .unwrap_or_else(|| panic!("the table of names is compiled in and tested, and yet: {row}"));
        }
        table.add_where_free(actor::all().iter().map(|actor| (actor.names.en, Bearer::always(actor))));
        table
    }

    /// English names are understood in every register, where they mean nothing else in its language.
    fn add_where_free(&mut self, names: impl Iterator<Item = (&'static str, Bearer)>) {
        let free: Vec<_> = names.filter(|(name, _)| !self.0.contains_key(&key(name))).collect();
        for (name, bearer) in free {
            self.add(name, bearer);
        }
    }

    fn read_row(&mut self, row: &'static str) -> Option<()> {
        let mut fields = row.split(';');
        let (name, code, from, until) = (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
        if code == SEVERAL {
            self.0.insert(key(name), Meaning::Several);
            return Some(());
        }
        let always = Bearer::always(actor::by_code(code)?);
        let bearer = Bearer {
            from: if from.is_empty() { always.from } else { Some(from.parse().ok()?) },
            until: if until.is_empty() { always.until } else { Some(until.parse().ok()?) },
            ..always
        };
        self.add(name, bearer);
        Some(())
    }

    fn add(&mut self, name: &str, bearer: Bearer) {
        let meaning = self.0.entry(key(name)).or_insert_with(|| Meaning::Borne(Vec::new()));
        if let Meaning::Borne(bearers) = meaning
            && !bearers.contains(&bearer)
        {
            bearers.push(bearer);
        }
    }
}

impl Bearer {
    /// As long as the actor existed.
    fn always(actor: &'static Actor) -> Self {
        Self { actor, from: actor.since.map(PartialDate::earliest), until: actor.until.map(PartialDate::latest) }
    }

    fn bears_on(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// How far a day lies outside.
    fn distance(&self, day: NaiveDate) -> u64 {
        let apart = |earlier: NaiveDate, later: NaiveDate| (later - earlier).num_days().unsigned_abs();
        match (self.from, self.until) {
            (Some(from), _) if day < from => apart(day, from),
            (_, Some(until)) if until < day => apart(until, day),
            _ => 0,
        }
    }
}

fn of_day(bearers: &[Bearer], day: NaiveDate) -> Result<Resolved, Unresolved> {
    if let Some(resolved) = one_of(bearers.iter().filter(|bearer| bearer.bears_on(day)), Manner::Plain)? {
        return Ok(resolved);
    }
    let nearest = bearers.iter().map(|bearer| bearer.distance(day)).min();
    one_of(bearers.iter().filter(|bearer| Some(bearer.distance(day)) == nearest), Manner::OutOfTime)?
        .ok_or(Unresolved::Unknown)
}

/// Without a day: who alone bears the name, or bears it still.
fn of_today(bearers: &[Bearer]) -> Result<Resolved, Unresolved> {
    if let Ok(Some(resolved)) = one_of(bearers.iter(), Manner::Plain) {
        return Ok(resolved);
    }
    one_of(bearers.iter().filter(|bearer| bearer.until.is_none()), Manner::DayUnknown)?.ok_or_else(|| several(bearers))
}

fn one_of<'a>(
    bearers: impl Iterator<Item = &'a Bearer> + Clone,
    manner: Manner,
) -> Result<Option<Resolved>, Unresolved> {
    let Some(first) = bearers.clone().next() else { return Ok(None) };
    if bearers.clone().all(|bearer| bearer.actor == first.actor) {
        return Ok(Some(Resolved { actor: first.actor, manner }));
    }
    Err(several(bearers))
}

fn several<'a>(bearers: impl IntoIterator<Item = &'a Bearer>) -> Unresolved {
    let codes: BTreeSet<&str> = bearers.into_iter().map(|bearer| bearer.actor.code).collect();
    Unresolved::Ambiguous(codes.into_iter().collect())
}
