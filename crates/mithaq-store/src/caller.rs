//! Who reads and who writes.

use mithaq_domain::label::{Classification, Label, Ministry};

/// Who reads: as far as the one predicate of visibility needs to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// The clearance; none means that nothing is visible.
    pub clearance: Option<Classification>,
    /// The ministry.
    pub ministry: Option<Ministry>,
}

impl Reader {
    /// Who may see nothing.
    #[must_use]
    pub const fn nobody() -> Self {
        Self { clearance: None, ministry: None }
    }

    /// Whether what carries a label is visible to this reader.
    pub(crate) fn sees(&self, label: &Label) -> bool {
        self.clearance.is_some_and(|clearance| label.is_visible_to(clearance, self.ministry.as_ref()))
    }

    /// The settings of a transaction in this reader's name. Both values are of closed alphabets, so that they
    /// can stand in the text of a statement.
    pub(crate) fn settings(&self) -> String {
        let clearance = self.clearance.map(|clearance| clearance.code().to_string()).unwrap_or_default();
        let ministry = self.ministry.as_ref().map(Ministry::as_str).unwrap_or_default();
        format!("SET LOCAL mithaq.clearance = '{clearance}'; SET LOCAL mithaq.ministry = '{ministry}'")
    }
}

/// In whose name acts are recorded.
#[derive(Debug, Clone)]
pub struct Provenance {
    /// The caller, by the token's subject.
    pub recorded_by: String,
    /// What the caller may see.
    pub reader: Reader,
    /// The key by which a second sending is known, where there is one.
    pub idempotency: Option<Idempotency>,
}

/// A key by which a second sending of the same request is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Idempotency {
    /// The caller's key.
    pub key: String,
    /// SHA-256 of the request, so that another request under the same key is noticed.
    pub request_digest: [u8; 32],
}
