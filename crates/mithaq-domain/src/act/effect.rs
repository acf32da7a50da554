//! What the law makes of an act.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// What the law makes of a recorded act, as now known.
    ActEffect {
        /// It has the effect that it is meant to have.
        Effective = 1 "EFFECTIVE",
        /// It will once its state confirms it (VCLT 8, 12(2)).
        Unconfirmed = 2 "UNCONFIRMED",
        /// It happened, and the law gives it no effect.
        Ineffective = 3 "INEFFECTIVE",
        /// It happened, and what it claims cannot stand beside the other acts.
        Contested = 4 "CONTESTED",
        /// It is struck out or replaced by a later entry.
        Rectified = 5 "RECTIFIED",
    }
}
