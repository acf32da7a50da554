//! The law of treaties, as far as it governs the acts that the registry records.
//!
//! Everything here is a pure function of acts already recorded. `fold` takes a log in legal order; each
//! act is judged by the file named after it, against where the agreement stands on its day; what comes
//! out is a [`Standing`].

mod abandonment;
mod amendment;
mod arguable;
mod both;
mod claim;
pub(crate) mod communication;
mod consent;
mod course;
mod ending;
mod finding;
mod flags;
mod fold;
mod footing;
mod force;
mod judge;
mod judgement;
mod negotiation;
mod notice;
mod nullity;
mod obligation;
mod order;
mod part;
mod partly;
mod periods;
mod provision;
mod provisional;
mod reason;
mod reference;
mod registration;
mod renewal;
mod reservation;
mod revival;
mod scope;
mod sides;
mod signature;
mod standing;
pub(crate) mod succession;
mod suspension;
mod tacit;
mod term;
mod text;
mod undated;

pub(crate) use arguable::corresponding_day_texts;
pub use arguable::{Arguable, ArguableDay, Reading};
pub use claim::NotifiedClaim;
pub use finding::{Finding, FindingCode, Weight};
pub use footing::Footing;
pub use judgement::Judgement;
pub use notice::Running;
pub use partly::{Partly, Touched};
pub use provision::{Provision, Treaty};
pub use reason::{Reason, ReasonCode};
pub use standing::{AmendedTerms, Computed, Origin, Standing};
pub use term::{Spell, TacitTerm};
