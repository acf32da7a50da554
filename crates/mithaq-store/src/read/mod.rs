//! The one way out: a reader's snapshot.

mod activity;
mod actors;
mod agreement;
pub(crate) mod changes;
mod clause;
mod condition;
mod dated;
mod deadline;
pub(crate) mod documents;
mod imported;
mod imports;
mod in_force;
mod log;
mod narrow;
mod obligation;
mod order;
mod page;
mod period;
#[cfg(feature = "testing")]
pub(crate) mod plan;
mod relation;
mod search;
mod snapshot;
mod sql;
mod statistics;
mod status;
mod stretch;

pub use activity::ActivityQuery;
pub use actors::ActorCount;
pub use agreement::AgreementView;
pub use changes::{Change, ChangeQuery};
pub use condition::{AgreementQuery, Condition, DateMatch, Registration};
pub use dated::DatedPlace;
pub use deadline::{DeadlinePlace, DeadlineQuery, DeadlineView, StoredReading};
pub use documents::DocumentView;
pub use imported::ImportedAgreement;
pub use imports::{ImportRecordQuery, ImportRecordView};
pub use in_force::InForceFrom;
pub use obligation::ObligationQuery;
pub use order::{Direction, Key, Order, OrderBy};
pub use page::{Page, PageRequest};
pub use relation::RelationTo;
pub use search::{FoundAt, FoundPage};
pub use snapshot::Snapshot;
pub use statistics::{GroupBy, Statistics, StatisticsKey, StatisticsRow};
pub use status::{StatusView, StoredReason};
