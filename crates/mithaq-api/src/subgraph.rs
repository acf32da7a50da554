//! What a server serves.

use futures_util::future::BoxFuture;

use crate::request::{Answer, Request, RequestBody};
use crate::subscription::Subscribed;

/// A subgraph without HTTP: the registry's, or another that is served in the same way.
pub trait Subgraph: Send + Sync {
    /// The request with its document, where it names one by its id. What comes of it is what is executed.
    ///
    /// # Errors
    /// The answer where there is no such document, or one that is not answered here.
    fn find(&self, body: RequestBody) -> Result<RequestBody, Answer>;

    /// Answers a query or a mutation. What goes wrong is in the answer.
    fn execute(&self, request: Request) -> BoxFuture<'_, Answer>;

    /// Begins a subscription.
    ///
    /// # Errors
    /// The answer where the request is refused at once.
    fn subscribe(&self, request: &Request) -> Result<Subscribed, Answer>;
}
