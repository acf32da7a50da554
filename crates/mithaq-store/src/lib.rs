//! Persistence: the log of legal acts on PostgreSQL, the projections that are written with it, and reads of
//! both under row-level security.
//!
//! There is one way in: [`Store::change`] and its siblings for opening, importing and restoring. There is one
//! way out: a [`Snapshot`], which is one read-only transaction of one caller.

mod archive;
mod caller;
mod check;
mod config;
mod error;
mod export;
mod fixed;
mod fold_text;
mod horizon;
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

pub use archive::{Announced, Archive, ArchiveConfig, ArchiveError, Bucket, Received, Upload};
pub use caller::{Idempotency, Provenance, Reader};
pub use check::{Due, Fault, Inspected, Rebuilt, Swept, Verified};
pub use config::StoreConfig;
pub use error::StoreError;
pub use export::Entry;
pub use fold_text::fold_text;
pub use horizon::told_until;
pub use migrate::{migrate, pending_migrations};
pub use read::{
    ActivityQuery, ActorCount, AgreementQuery, AgreementView, Change, ChangeQuery, Condition, DateMatch, DatedPlace,
    DeadlinePlace, DeadlineQuery, DeadlineView, Direction, DocumentView, FoundAt, FoundPage, GroupBy,
    ImportRecordQuery, ImportRecordView, ImportedAgreement, InForceFrom, Key, ListedAct, ObligationQuery, Order,
    OrderBy, Page, PageRequest, Registration, RelationTo, Snapshot, Statistics, StatisticsKey, StatisticsRow,
    StatusView, StoredReading, StoredReason,
};
pub use search::{Highlight, Search, SearchLanguage, SearchPlace, Segment};
pub use store::Store;
pub use write::{Changed, Decision, Erased, ImportOutcome, ImportRecord, ImportTally, NewDocument, Reasoned, Restored};
