//! Behaviour of the event stream on a real broker.

mod book;
mod contract;
mod faults;
mod publishing;
mod registry;
mod topic;
