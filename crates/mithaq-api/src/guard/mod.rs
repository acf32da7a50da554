//! What is checked before anything is executed.
//!
//! The library's own limits walk every fragment each time that it is spread, so that a kilobyte of
//! nested fragments keeps a processor busy for minutes. Here each fragment is looked at once.

mod actual;
mod cost;
mod held;
mod input;
mod lasting;
mod merge;
mod method;
mod shape;
mod token;

use async_graphql::Variables;
use async_graphql::parser::parse_query;
use async_graphql::parser::types::{DocumentOperations, ExecutableDocument, OperationDefinition, OperationType};

pub(crate) use actual::Actual;
pub(crate) use cost::Cost;
pub(crate) use held::held;

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

/// An operation that may be executed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Admitted {
    /// What it may cost.
    pub(crate) cost: u64,
    /// What it does; none where the library will say why there is none.
    pub(crate) kind: Option<OperationKind>,
    /// Whether what it answers changes with releases only.
    pub(crate) lasts: bool,
}

/// Parses a document that is not too large, and merges what mutations and subscriptions ask for under one name; or says why
/// not.
pub(crate) fn read(limits: &Limits, openings: Openings, query: &str) -> Result<ExecutableDocument, Failure> {
    token::check(query, limits)?;
    let mut document = parse_query(query).map_err(|error| {
        let failure = Failure::bad_input(format!("the document is not GraphQL: {error}"));
        match error.positions().next() {
            Some(place) => failure.at(place),
            None => failure,
        }
    })?;
    shape::check(&document, limits, openings)?;
    merge::roots(&mut document)?;
    Ok(document)
}

/// Admits an operation with what its variables hold, or says why not.
pub(crate) fn admit(
    model: &Model,
    limits: &Limits,
    openings: Openings,
    document: &ExecutableDocument,
    operation_name: Option<&str>,
    variables: &Variables,
) -> Result<Admitted, Failure> {
    let Some(operation) = chosen(document, operation_name) else {
        return Ok(Admitted { cost: 0, kind: None, lasts: false });
    };
    input::check(model, document, operation, variables, openings)?;
    let cost = Cost::new(model, document, variables, limits).of(operation);
    if cost > limits.cost {
        return Err(Failure::limit(
            "cost",
            cost,
            limits.cost,
            "ask for smaller pages, for fewer fields, or in several requests",
        ));
    }
    Ok(Admitted { cost, kind: Some(method::kind(operation.ty)), lasts: lasting::lasts(model, document, operation) })
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
