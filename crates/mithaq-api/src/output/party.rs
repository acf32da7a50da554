//! The two parties.

use std::sync::Arc;

use async_graphql::Object;
use mithaq_domain::{actor::ActorId, party};

use super::actor::Actor;
use crate::failure::Failure;
use crate::reading::Reading;
use crate::words::PartyRole;

/// One of the two contracting actors, as a party to one agreement.
pub(crate) struct Party {
    role: party::PartyRole,
    member: party::Party,
    reading: Arc<Reading>,
}

impl Party {
    /// Both parties, home first.
    pub(crate) fn both(parties: &party::Parties, reading: &Arc<Reading>) -> Vec<Self> {
        let party =
            |(role, party): (_, &party::Party)| Self { role, member: party.clone(), reading: Arc::clone(reading) };
        parties.iter().map(party).collect()
    }

    fn actors(&self, ids: &[ActorId]) -> Result<Vec<Actor>, Failure> {
        ids.iter().map(|id| Actor::stored(*id, &self.reading)).collect()
    }
}

/// One of the two contracting actors, as a party to one agreement.
#[Object]
impl Party {
    /// On whose side of the registry it stands.
    async fn role(&self) -> PartyRole {
        self.role.into()
    }

    /// The actor.
    fn actor(&self) -> Result<Actor, Failure> {
        Actor::stored(self.member.actor, &self.reading)
    }

    /// The office or ministry that makes the agreement for it, in the source's words.
    async fn authority(&self) -> Option<&str> {
        self.member.authority.as_deref()
    }

    /// Territories that the agreement extends to by its own words (VCLT 29).
    fn territories_included(&self) -> Result<Vec<Actor>, Failure> {
        self.actors(&self.member.territories_included)
    }

    /// Territories that it does not extend to (VCLT 29).
    fn territories_excluded(&self) -> Result<Vec<Actor>, Failure> {
        self.actors(&self.member.territories_excluded)
    }
}
