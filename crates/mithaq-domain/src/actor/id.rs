//! The identity of an actor.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The identity of an actor: made from its code alone, so that it is equal in every registry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ActorId(Uuid);

impl ActorId {
    /// The namespace of actor codes in `UUIDv5`. Permanent: another value would rename every actor.
    pub const NAMESPACE: Uuid = Uuid::from_u128(0xa5fa_7964_3e28_4d4c_aa09_cf28_d213_3961);

    /// The identity that belongs to a code, whether or not this registry knows the code.
    #[must_use]
    pub fn of_code(code: &str) -> Self {
        Self(Uuid::new_v5(&Self::NAMESPACE, code.as_bytes()))
    }

    /// The identity as a plain UUID, for storage.
    #[must_use]
    pub const fn as_uuid(self) -> Uuid {
        self.0
    }
}

impl From<Uuid> for ActorId {
    fn from(id: Uuid) -> Self {
        Self(id)
    }
}

impl From<ActorId> for Uuid {
    fn from(id: ActorId) -> Self {
        id.0
    }
}

impl fmt::Display for ActorId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
