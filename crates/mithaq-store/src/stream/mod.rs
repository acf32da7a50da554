//! From the log to the feeds: the sequencer's and the publisher's SQL.
//!
//! Writers put a row into `unsequenced` with every act. One leader at a time takes those rows in order, gives
//! each act a position in `feed` and, for every audience that may know of it, the next sequence in
//! `audience_feed`. A row leaves the queue only by entering the feed.

mod again;
mod audience;
mod batch;
mod feed;
mod lease;
#[cfg(feature = "testing")]
mod plan;
mod publication;
mod registration;
mod sequence;
mod watermark;

use crate::pool::Pool;
use crate::store::Store;

pub use again::Stretch;
pub use audience::Audience;
pub use batch::{EventSource, FeedEntry, FeedKind};
pub use lease::{Lease, PUBLISHER, StreamError};
pub use publication::Lag;
pub use sequence::Sequenced;
pub use watermark::Watermark;

/// The stream's side of the database, in the publisher's role.
#[derive(Clone)]
pub struct Stream {
    pool: Pool,
}

impl Store {
    /// The stream's side of the database.
    #[must_use]
    pub fn stream(&self) -> Stream {
        Stream { pool: self.publisher.clone() }
    }
}
