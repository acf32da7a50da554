//! The law of treaties, as far as it governs the acts that the registry records.
//!
//! Everything here is a pure function of acts already recorded. [`fold`] takes a log in legal order; each
//! act is judged by the file named after it, against where the agreement stands on its day; what comes
//! out is a [`Standing`].

mod abandonment;
pub(crate) mod communication;
mod consent;
mod course;
mod ending;
mod finding;
mod flags;
mod fold;
mod footing;
mod force;
mod judgement;
mod nature;
mod negotiation;
mod notice;
mod periods;
mod provision;
mod reason;
mod reference;
mod renewal;
mod scope;
mod sides;
mod signature;
mod standing;
mod suspension;

pub use finding::{Finding, FindingCode, Weight};
pub use footing::Footing;
pub use judgement::Judgement;
pub use provision::{Provision, Treaty};
pub use reason::{Reason, ReasonCode};
pub use standing::{Computed, Origin, Standing};
