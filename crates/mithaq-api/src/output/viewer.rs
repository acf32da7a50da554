//! Who the caller is here.

use async_graphql::Object;

use crate::request::Caller;
use crate::words::{RegistryScope, SecurityLabel};

/// Who the caller is in this registry, and what it may do.
pub(crate) struct RegistryViewer(pub(crate) Caller);

/// Who the caller is in this registry, and what it may do.
#[Object]
impl RegistryViewer {
    /// The token's subject; null without a token.
    async fn subject(&self) -> Option<&str> {
        self.0.subject.as_deref()
    }

    /// The code of the ministry that the caller belongs to.
    async fn ministry(&self) -> Option<&str> {
        self.0.ministry.as_ref().map(mithaq_domain::label::Ministry::as_str)
    }

    /// How far the caller is cleared; null sees nothing.
    async fn clearance(&self) -> Option<SecurityLabel> {
        self.0.clearance.map(SecurityLabel::from)
    }

    /// What the token allows.
    async fn scopes(&self) -> Vec<RegistryScope> {
        self.0.scopes.iter().map(|scope| (*scope).into()).collect()
    }

    /// Whether the caller may record acts.
    async fn may_write(&self) -> bool {
        self.0.may_write()
    }
}
