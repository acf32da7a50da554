//! What is checked before anything is executed.
//!
//! The library's own limits walk every fragment each time that it is spread, so that a kilobyte of
//! nested fragments keeps a processor busy for minutes. Here each fragment is looked at once.

mod cost;
mod input;
mod merge;
mod method;
mod shape;
mod token;

use async_graphql::Variables;
use async_graphql::parser::parse_query;
use async_graphql::parser::types::{DocumentOperations, ExecutableDocument, OperationDefinition, OperationType};

pub(crate) use cost::Cost;

use crate::failure::Failure;
use crate::limits::Limits;
use crate::request::OperationKind;
use crate::sdl::Model;

/// What the operator leaves open.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Openings {
    /// `__schema` and `__type`.
    pub(crate) introspection: bool,
    /// `_service { sdl }`.
    pub(crate) service_sdl: bool,
}

/// A document that may be executed.
pub(crate) struct Admitted {
    /// The document, mutations of one response name merged.
    pub(crate) document: ExecutableDocument,
    /// What the operation may cost.
    pub(crate) cost: u64,
    /// What the operation does; none where the library will say why there is none.
    pub(crate) kind: Option<OperationKind>,
}

/// Parses a document and admits it, or says why not.
pub(crate) fn admit(
    model: &Model,
    limits: &Limits,
    openings: Openings,
    query: &str,
    operation_name: Option<&str>,
    variables: &Variables,
) -> Result<Admitted, Failure> {
    token::check(query, limits)?;
    let mut document = parse_query(query).map_err(|error| {
        let failure = Failure::bad_input(format!("the document is not GraphQL: {error}"));
        match error.positions().next() {
            Some(place) => failure.at(place),
            None => failure,
        }
    })?;
    shape::check(&document, limits, openings)?;
    merge::mutations(&mut document)?;
    let chosen = chosen(&document, operation_name);
    let kind = chosen.map(|operation| method::kind(operation.ty));
    let cost = match chosen {
        None => 0,
        Some(operation) => {
            input::check(model, &document, operation, variables, openings)?;
            let cost = Cost::new(model, &document, variables, limits).of(operation);
            if cost > limits.cost {
                return Err(Failure::limit(
                    "cost",
                    cost,
                    limits.cost,
                    "ask for smaller pages, for fewer fields, or in several requests",
                ));
            }
            cost
        }
    };
    Ok(Admitted { document, cost, kind })
}

/// The operation that will be executed; none where the library will say why there is none.
pub(crate) fn chosen<'a>(document: &'a ExecutableDocument, name: Option<&str>) -> Option<&'a OperationDefinition> {
    match (&document.operations, name) {
        (DocumentOperations::Single(operation), None) => Some(&operation.node),
        (DocumentOperations::Single(_), Some(_)) => None,
        (DocumentOperations::Multiple(operations), Some(name)) => operations.get(name).map(|operation| &operation.node),
        (DocumentOperations::Multiple(operations), None) => match operations.len() {
            1 => operations.values().next().map(|operation| &operation.node),
            _ => None,
        },
    }
}

/// The name of the root type of a kind of operation.
pub(crate) const fn root_type(kind: OperationType) -> &'static str {
    match kind {
        OperationType::Query => "Query",
        OperationType::Mutation => "Mutation",
        OperationType::Subscription => "Subscription",
    }
}
