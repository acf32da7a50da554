//! One of a thing for each party.

use crate::party::PartyRole;

/// One of a thing for each party.
#[derive(Debug, Clone, Default)]
pub(super) struct Sides<T> {
    home: T,
    counterpart: T,
}

impl<T> Sides<T> {
    pub(super) const fn get(&self, role: PartyRole) -> &T {
        match role {
            PartyRole::Home => &self.home,
            PartyRole::Counterpart => &self.counterpart,
        }
    }

    pub(super) const fn get_mut(&mut self, role: PartyRole) -> &mut T {
        match role {
            PartyRole::Home => &mut self.home,
            PartyRole::Counterpart => &mut self.counterpart,
        }
    }
}

impl<T: Copy> Sides<Option<T>> {
    /// Both, where both are there.
    pub(super) const fn both(&self) -> Option<(T, T)> {
        match (self.home, self.counterpart) {
            (Some(home), Some(counterpart)) => Some((home, counterpart)),
            _ => None,
        }
    }
}
