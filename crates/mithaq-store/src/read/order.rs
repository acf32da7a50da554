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

    /// A day that is not known comes last either way, so there is an expression with an index for each.
    const fn column(self) -> Option<&'static str> {
        match (self.by, self.direction) {
            (OrderBy::Recorded, _) => None,
            (OrderBy::RegistryNumber, _) => Some("g.registry_number"),
            (OrderBy::SignedOn, Direction::Ascending) => Some("COALESCE(g.signed_earliest, DATE '9999-12-31')"),
            (OrderBy::SignedOn, Direction::Descending) => Some("COALESCE(g.signed_earliest, DATE '0001-01-01')"),
            (OrderBy::InForceSince, Direction::Ascending) => Some("COALESCE(g.in_force_earliest, DATE '9999-12-31')"),
            (OrderBy::InForceSince, Direction::Descending) => Some("COALESCE(g.in_force_earliest, DATE '0001-01-01')"),
            (OrderBy::Title, _) => Some("g.title_key"),
        }
    }

    /// Where a day that is not known stands.
    const fn unknown_day(self) -> NaiveDate {
        match self.direction {
            Direction::Ascending => NO_END,
            Direction::Descending => BEGINNING,
        }
    }

    /// Writes that a row comes after a place, or before it where the list is walked backwards.
    pub(super) fn write_after(self, key: &Key, backwards: bool, sql: &mut Sql) {
        let sign = if (self.direction == Direction::Ascending) == backwards { "<" } else { ">" };
        match (self.column(), key) {
            (Some(column), Key::Text(text, id)) => {
                sql.text(&format!("({column}, g.id) {sign} (")).value(Value::Text(text.clone()));
                sql.text(", ").value(Value::Id(*id)).text(")");
            }
            (Some(column), Key::Day(day, id)) => {
                sql.text(&format!("({column}, g.id) {sign} (")).value(Value::Day(day.unwrap_or(self.unknown_day())));
                sql.text(", ").value(Value::Id(*id)).text(")");
            }
            (_, Key::Id(id) | Key::Text(_, id) | Key::Day(_, id)) => {
                sql.text(&format!("g.id {sign} ")).value(Value::Id(*id));
            }
        }
    }

    /// Writes the order itself.
    pub(super) fn write(self, backwards: bool, sql: &mut Sql) {
        let word = if (self.direction == Direction::Ascending) == backwards { "DESC" } else { "ASC" };
        sql.text(" ORDER BY ");
        if let Some(column) = self.column() {
            sql.text(&format!("{column} {word}, "));
        }
        sql.text(&format!("g.id {word}"));
    }
}

pub(super) fn placed(order: Order, mut row: AgreementRow) -> Result<(AgreementView, Key), crate::StoreError> {
    let title_key = std::mem::take(&mut row.title_key);
    let view = row.view()?;
    let key = order.key(&view, title_key);
    Ok((view, key))
}
