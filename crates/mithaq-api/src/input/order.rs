//! In what order agreements come.

use async_graphql::InputObject;
use mithaq_store::{Direction, Order, OrderBy};

use crate::words::{AgreementOrderField, OrderDirection};

/// In what order agreements come.
#[derive(InputObject)]
pub(crate) struct AgreementOrder {
    /// By what.
    by: AgreementOrderField,
    /// Which way.
    #[graphql(default_with = "OrderDirection::Ascending")]
    direction: OrderDirection,
}

impl AgreementOrder {
    /// The order where none is asked for: as agreements were opened here.
    pub(crate) const DEFAULT: Order = Order { by: OrderBy::Recorded, direction: Direction::Ascending };

    /// The order.
    pub(crate) fn read(&self) -> Order {
        Order { by: self.by.into(), direction: self.direction.into() }
    }
}
