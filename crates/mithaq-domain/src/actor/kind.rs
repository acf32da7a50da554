//! What an actor is.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// What an actor is.
    ActorKind {
        /// A state of today.
        Country = 1 "COUNTRY",
        /// A state that no longer exists, or exists only as a part of another.
        FormerState = 2 "FORMER_STATE",
        /// A territory or dependency, of today or of the past, administered by a state.
        Territory = 3 "TERRITORY",
        /// An international organisation, or another body that states make agreements with.
        Organisation = 4 "ORGANISATION",
    }
}
