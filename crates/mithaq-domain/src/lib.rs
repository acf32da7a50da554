//! The law of bilateral agreements as a registry needs it: dated legal acts, and everything that is
//! derived from them. Pure and synchronous: time and identities are arguments, nothing is read or written.
//!
//! An [`Agreement`](agreement::Agreement) is folded from its log of [`RecordedAct`](act::RecordedAct)s. Its
//! [`Standing`](law::Standing) says what the law makes of each act and where the agreement stands on any
//! day. New acts come only out of a [`Change`](agreement::Change), which the agreement alone can decide.

pub mod act;
pub mod actor;
pub mod agreement;
pub mod day;
pub mod document;
pub mod label;
pub mod law;
pub mod party;
pub mod registry_number;
pub mod terms;
mod vocabulary;

pub use vocabulary::UnknownWord;
