//! What a server serves.

use futures_util::future::BoxFuture;

use crate::request::{Answer, Request};
use crate::subscription::Subscribed;

/// A subgraph without HTTP: the registry's, or another that is served in the same way.
pub trait Subgraph: Send + Sync {
    /// Answers a query or a mutation. What goes wrong is in the answer.
    fn execute(&self, request: Request) -> BoxFuture<'_, Answer>;

    /// Begins a subscription.
    ///
    /// # Errors
    /// The answer where the request is refused at once.
    fn subscribe(&self, request: &Request) -> Result<Subscribed, Answer>;
}
