//! Succession of a state to an agreement.

use serde::{Deserialize, Serialize};

use crate::actor::ActorId;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What a succession rests on. It is never assumed.
    SuccessionManner {
        /// The successor and the other party agree, expressly or by their conduct.
        Agreed = 1 "AGREED",
        /// The successor has notified it, and the other party has not answered.
        Notified = 2 "NOTIFIED",
    }
}

/// A state takes the place of another in the responsibility for its relations (VCSST 2(1)(b)).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Succession {
    /// The party that is succeeded, or who succeeded it before.
    pub predecessor: ActorId,
    /// Who succeeds it.
    pub successor: ActorId,
    /// What it rests on.
    pub manner: SuccessionManner,
}
