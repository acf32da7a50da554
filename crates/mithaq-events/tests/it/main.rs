//! Behaviour of the event stream on a real broker.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod audiences;
mod book;
mod compatibility;
mod contract;
mod erasing;
mod faults;
mod partitions;
mod publishing;
mod refusal;
mod registry;
mod replaying;
mod schema_registry;
mod sight;
mod storm;
mod told_day;
mod topic;
