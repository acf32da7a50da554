//! Orders of a list, and the place in them.

use chrono::NaiveDate;
use mithaq_domain::agreement::BEGINNING;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::agreement::{AgreementRow, AgreementView};
use super::sql::{Sql, Value};
use crate::row::NO_END;

/// By what a list is ordered. Every order is total: the identity decides at last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum OrderBy {
    /// The order in which agreements were opened here.
    Recorded,
    /// The registry number.
    RegistryNumber,
    /// The day of signature; not known comes last.
    SignedOn,
    /// The day of force; not known comes last.
    InForceSince,
    /// The first title, without regard to case and accents.
    Title,
}

/// Which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Direction {
    /// From the least on.
    Ascending,
    /// From the greatest on.
    Descending,
}

/// An order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Order {
    /// By what.
    pub by: OrderBy,
    /// Which way.
    pub direction: Direction,
}

/// A place in an ordered list: after the agreement that it is of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Key {
    /// By identity alone.
    Id(Uuid),
    /// By text.
    Text(String, Uuid),
    /// By day; [`None`] is a day that is not known.
    Day(Option<NaiveDate>, Uuid),
}

impl Order {
    /// The place of a row.
    pub(super) fn key(self, row: &AgreementView, title_key: String) -> Key {
        match self.by {
            OrderBy::Recorded => Key::Id(row.id.0),
            OrderBy::RegistryNumber => Key::Text(row.number.as_str().to_owned(), row.id.0),
            OrderBy::SignedOn => Key::Day(row.signed_earliest, row.id.0),
            OrderBy::InForceSince => Key::Day(row.in_force_earliest, row.id.0),
            OrderBy::Title => Key::Text(title_key, row.id.0),
        }
    }

    /// Whether a place is one of this order.
    #[must_use]
    pub const fn has(self, key: &Key) -> bool {
        match (self.by, key) {
            (OrderBy::Recorded, Key::Id(_))
            | (OrderBy::RegistryNumber | OrderBy::Title, Key::Text(..))
            | (OrderBy::SignedOn | OrderBy::InForceSince, Key::Day(..)) => true,
            (_, Key::Id(_) | Key::Text(..) | Key::Day(..)) => false,
        }
    }

    /// What it goes by, before the identity decides. A day that is not known comes last either way, so there is a column for
    /// each.
    pub(super) const fn column(self) -> &'static str {
        match (self.by, self.direction) {
            (OrderBy::Recorded, _) => "g.id",
            (OrderBy::RegistryNumber, _) => "g.registry_number",
            (OrderBy::SignedOn, Direction::Ascending) => "g.signed_place",
            (OrderBy::SignedOn, Direction::Descending) => "g.signed_place_back",
            (OrderBy::InForceSince, Direction::Ascending) => "g.in_force_place",
            (OrderBy::InForceSince, Direction::Descending) => "g.in_force_place_back",
            (OrderBy::Title, _) => "g.title_key",
        }
    }

    /// Where a day that is not known stands.
    const fn unknown_day(self) -> NaiveDate {
        match self.direction {
            Direction::Ascending => NO_END,
            Direction::Descending => BEGINNING,
        }
    }

    /// Whether it goes from the least on, walked so.
    pub(super) fn ascends(self, backwards: bool) -> bool {
        (self.direction == Direction::Ascending) != backwards
    }

    /// Writes that a row comes after a place, or before it where the list is walked backwards.
    pub(super) fn write_after(self, key: &Key, backwards: bool, sql: &mut Sql) {
        let (column, sign) = (self.column(), if self.ascends(backwards) { ">" } else { "<" });
        sql.text(&format!("({column}, g.id) {sign} ("));
        match key {
            Key::Id(id) => sql.value(Value::Id(*id)),
            Key::Text(text, _) => sql.value(Value::Text(text.clone())),
            Key::Day(day, _) => sql.value(Value::Day(day.unwrap_or(self.unknown_day()))),
        };
        let (Key::Id(id) | Key::Text(_, id) | Key::Day(_, id)) = key;
        sql.text(", ").value(Value::Id(*id)).text(")");
    }

    /// Writes the order itself, by a column that has what it goes by, and the identity.
    pub(super) fn write(self, backwards: bool, column: &str, id: &str, sql: &mut Sql) {
        let word = if self.ascends(backwards) { "ASC" } else { "DESC" };
        sql.text(&format!(" ORDER BY {column} {word}, {id} {word}"));
    }
}

pub(super) fn placed(order: Order, mut row: AgreementRow) -> Result<(AgreementView, Key), crate::StoreError> {
    let title_key = std::mem::take(&mut row.title_key);
    let view = row.view()?;
    let key = order.key(&view, title_key);
    Ok((view, key))
}
