//! What can be asked.

use async_graphql::{Context, Object};

use crate::output::viewer::RegistryViewer;
use crate::reading::readings;

/// The root of what can be asked.
pub(crate) struct Query;

/// What can be asked of the registry.
#[Object]
impl Query {
    /// Who the caller is here, and what it may do.
    async fn registry_viewer(&self, context: &Context<'_>) -> Option<RegistryViewer> {
        Some(RegistryViewer(readings(context).caller.clone()))
    }
}
