//! The one way out: a reader's snapshot.

mod actors;
mod agreement;
pub(crate) mod changes;
mod condition;
mod imported;
mod imports;
mod log;
mod order;
mod page;
mod relation;
mod search;
mod snapshot;
mod sql;
mod statistics;
mod status;

pub use actors::ActorCount;
pub use agreement::AgreementView;
pub use changes::{Change, ChangeQuery};
pub use condition::{AgreementQuery, Condition, DateMatch};
pub use imported::ImportedAgreement;
pub use imports::{ImportRecordQuery, ImportRecordView};
pub use order::{Direction, Key, Order, OrderBy};
pub use page::{Page, PageRequest};
pub use relation::RelationTo;
pub use search::{FoundAt, FoundPage};
pub use snapshot::Snapshot;
pub use statistics::{GroupBy, Statistics, StatisticsKey, StatisticsRow};
pub use status::{StatusView, StoredReason};
