//! How records are made, beyond what they tell.

use chrono_tz::Tz;

use super::wire::Wire;

/// The registry, as its records speak of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The registry's URI (`ce_source`).
    pub source: String,
    /// The time zone by which it counts days.
    pub zone: Tz,
    /// The address of its GraphQL, a URI reference: stubs name it.
    pub graphql: String,
}

/// How records are made.
#[derive(Debug, Clone, Copy)]
pub struct Form<'a> {
    /// By which registry.
    pub origin: &'a Origin,
    /// In which bytes.
    pub wire: &'a Wire,
}
