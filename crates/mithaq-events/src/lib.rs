//! The event contract, and the publisher that keeps it on Kafka.
//!
//! Every act that an audience may know of becomes one event in its topic: once, in order, in the form of CloudEvents
//! 1.0 (Kafka protocol binding, binary mode, JSON).

mod client;
pub mod contract;
mod end_of_topic;
mod publisher;
mod replay;
mod schema_registry;
mod sender;
mod tail;
mod telling;
#[cfg(feature = "testing")]
pub mod testing;
mod topics;

pub use publisher::{AudienceStatus, PublishError, Publisher, PublisherConfig, PublisherStatus, Step, Steps};
pub use replay::{Replay, ReplayFrom, Replayed, replay};
pub use tail::{TailFrom, TailedEvent, tail};
pub use topics::{PARTITIONS, events_topic, remove_topics, state_topic};
