//! Named steps of publishing, at which tests stop or kill it.

use std::fmt;
use std::sync::Arc;

/// A step of publishing that has just been taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// The lease is taken.
    LeaseTaken,
    /// Acts were moved from the queue to the feeds.
    Sequenced,
    /// A producer was opened; earlier ones are fenced.
    SenderOpened,
    /// The end of the topic was read.
    EndRead,
    /// A Kafka transaction was begun.
    TransactionBegun,
    /// A batch was handed to librdkafka.
    Enqueued,
    /// Every record of the batch is reported as delivered.
    Delivered,
    /// The Kafka transaction is committed.
    Committed,
    /// The database knows of it.
    Advanced,
}

impl Step {
    /// Every step, in the order in which they are taken.
    pub const ALL: [Self; 9] = [
        Self::LeaseTaken,
        Self::Sequenced,
        Self::SenderOpened,
        Self::EndRead,
        Self::TransactionBegun,
        Self::Enqueued,
        Self::Delivered,
        Self::Committed,
        Self::Advanced,
    ];
}

/// What happens at each step: nothing, outside tests of faults.
#[derive(Clone)]
pub struct Steps(Arc<dyn Fn(Step) + Send + Sync>);

impl Steps {
    /// Does something at each step.
    #[must_use]
    pub fn new(at: impl Fn(Step) + Send + Sync + 'static) -> Self {
        Self(Arc::new(at))
    }

    pub(crate) fn reach(&self, step: Step) {
        (self.0)(step);
    }
}

impl Default for Steps {
    fn default() -> Self {
        Self::new(|_| ())
    }
}

impl fmt::Debug for Steps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Steps")
    }
}
