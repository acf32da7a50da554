//! Behaviour of the event stream on a real broker.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod book;
mod contract;
mod faults;
mod publishing;
mod registry;
mod sight;
mod told_day;
mod topic;
