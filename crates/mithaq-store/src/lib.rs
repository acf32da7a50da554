//! Persistence: the log of legal acts on PostgreSQL, the projections that are written with it, and reads of
//! both under row-level security.
//!
//! There is one way in: [`Store::change`] and its siblings for opening, importing and restoring. There is one
//! way out: a [`Snapshot`], which is one read-only transaction of one caller.

mod caller;
mod check;
mod config;
mod error;
mod export;
mod fixed;
mod fold_text;
mod migrate;
mod pool;
mod read;
mod row;
mod search;
mod store;
pub mod stream;
#[cfg(feature = "testing")]
pub mod testing;
mod write;

pub use caller::{Idempotency, Provenance, Reader};
pub use check::{Due, Fault, Rebuilt, Verified};
pub use config::StoreConfig;
pub use error::StoreError;
pub use export::Entry;
pub use fold_text::fold_text;
pub use migrate::{migrate, pending_migrations};
pub use read::{
    ActorCount, AgreementQuery, AgreementView, Change, ChangeQuery, Condition, DateMatch, Direction, FoundAt,
    FoundPage, GroupBy, ImportRecordQuery, ImportRecordView, ImportedAgreement, Key, Order, OrderBy, Page, PageRequest,
    RelationTo, Snapshot, Statistics, StatisticsKey, StatisticsRow, StatusView, StoredReason,
};
pub use search::{Highlight, Search, SearchLanguage, SearchPlace, Segment};
pub use store::Store;
pub use write::{Changed, Decision, ImportOutcome, ImportRecord, ImportTally, Reasoned, Restored};
