//! What the variables of a request hold.

use async_graphql::Variables;
use async_graphql::parser::types::OperationDefinition;

/// The variables, where each that the request leaves out holds its default. Said once, as whoever reckons and whoever
/// executes has to see the same, and as the library overlooks defaults in `@skip` and `@include`.
pub(crate) fn held(operation: &OperationDefinition, mut given: Variables) -> Variables {
    for definition in &operation.variable_definitions {
        if let Some(default) = &definition.node.default_value {
            given.entry(definition.node.name.node.clone()).or_insert_with(|| default.node.clone());
        }
    }
    given
}
