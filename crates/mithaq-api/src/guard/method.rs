//! What kind of operation a request asks for, before anything of it is executed.

use async_graphql::parser::parse_query;
use async_graphql::parser::types::OperationType;

use super::{chosen, token};
use crate::limits::Limits;
use crate::request::{OperationKind, RequestBody};

impl RequestBody {
    /// The kind of the operation asked for; none where it cannot be understood: then it is refused when it is executed.
    #[must_use]
    pub fn kind(&self, limits: &Limits) -> Option<OperationKind> {
        token::check(&self.query, limits).ok()?;
        let document = parse_query(&self.query).ok()?;
        chosen(&document, self.operation_name.as_deref()).map(|operation| kind(operation.ty))
    }
}

/// The kind as the library names it.
pub(crate) const fn kind(of: OperationType) -> OperationKind {
    match of {
        OperationType::Query => OperationKind::Query,
        OperationType::Mutation => OperationKind::Mutation,
        OperationType::Subscription => OperationKind::Subscription,
    }
}
