//! Whether a request writes, so that it must not come by a method that is safe.

use async_graphql::parser::parse_query;
use async_graphql::parser::types::OperationType;

use super::{chosen, token};
use crate::limits::Limits;
use crate::request::RequestBody;

impl RequestBody {
    /// Whether the operation asked for writes. What cannot be understood does not: it is refused when it is executed.
    #[must_use]
    pub fn writes(&self, limits: &Limits) -> bool {
        token::check(&self.query, limits).ok().and_then(|()| parse_query(&self.query).ok()).is_some_and(|document| {
            match chosen(&document, self.operation_name.as_deref()) {
                Some(operation) => operation.ty == OperationType::Mutation,
                None => false,
            }
        })
    }
}
