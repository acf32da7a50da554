//! The two contracting parties.

use serde::{Deserialize, Serialize};

use crate::actor::ActorId;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// On whose side of the registry a party stands.
    PartyRole {
        /// The state whose registry this is, or the first that an imported register names.
        Home = 1 "HOME",
        /// The other one.
        Counterpart = 2 "COUNTERPART",
    }
}

impl PartyRole {
    /// The other role.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Home => Self::Counterpart,
            Self::Counterpart => Self::Home,
        }
    }
}

/// One of the two contracting actors.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Party {
    /// The actor.
    pub actor: ActorId,
    /// The office or ministry that makes the agreement for it, in the source's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
    /// Territories that the agreement extends to by its own words (VCLT 29).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub territories_included: Vec<ActorId>,
    /// Territories that it does not extend to (VCLT 29).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub territories_excluded: Vec<ActorId>,
}

impl Party {
    /// A party of which no more than the actor is known.
    #[must_use]
    pub const fn of(actor: ActorId) -> Self {
        Self { actor, authority: None, territories_included: Vec::new(), territories_excluded: Vec::new() }
    }
}

/// The two parties: always two, always distinct.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "UncheckedParties")]
pub struct Parties {
    home: Party,
    counterpart: Party,
}

/// One actor named on both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the two parties are the same actor: an agreement is made between two")]
pub struct SameParty;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UncheckedParties {
    home: Party,
    counterpart: Party,
}

impl Parties {
    /// Two distinct parties.
    ///
    /// # Errors
    /// Where both are the same actor.
    pub fn try_new(home: Party, counterpart: Party) -> Result<Self, SameParty> {
        if home.actor == counterpart.actor { Err(SameParty) } else { Ok(Self { home, counterpart }) }
    }

    /// The party of a role.
    #[must_use]
    pub const fn get(&self, role: PartyRole) -> &Party {
        match role {
            PartyRole::Home => &self.home,
            PartyRole::Counterpart => &self.counterpart,
        }
    }

    /// The role in which an actor is a party, if it is one.
    #[must_use]
    pub fn role_of(&self, actor: ActorId) -> Option<PartyRole> {
        if self.home.actor == actor {
            Some(PartyRole::Home)
        } else if self.counterpart.actor == actor {
            Some(PartyRole::Counterpart)
        } else {
            None
        }
    }

    /// Both, home first.
    pub fn iter(&self) -> impl Iterator<Item = (PartyRole, &Party)> {
        [(PartyRole::Home, &self.home), (PartyRole::Counterpart, &self.counterpart)].into_iter()
    }
}

impl TryFrom<UncheckedParties> for Parties {
    type Error = SameParty;

    fn try_from(parties: UncheckedParties) -> Result<Self, Self::Error> {
        Self::try_new(parties.home, parties.counterpart)
    }
}
