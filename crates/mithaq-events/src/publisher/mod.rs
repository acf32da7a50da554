//! Who publishes: one leader at a time, on any number of replicas.

mod audience;
mod error;
mod lead;
mod run;
mod status;
mod steps;

pub use error::PublishError;
pub use run::{Publisher, PublisherConfig};
pub use status::{AudienceStatus, PublisherStatus};
pub use steps::{Step, Steps};
