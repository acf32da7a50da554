//! Names of event types and of their schemas.

use mithaq_domain::act::ActKind;

/// The type of the event that tells of an act: `mithaq.agreement.signed.v1`. A breaking change is a new name.
#[must_use]
pub fn event_type(kind: ActKind) -> String {
    format!("mithaq.agreement.{}.v1", slug(kind))
}

/// The URI of an event type's JSON Schema; the schemas lie in `contracts/` under the same names.
#[must_use]
pub fn dataschema(kind: ActKind) -> String {
    format!("urn:mithaq:schema:agreement.{}.v1", slug(kind))
}

/// The kind as it stands in names: `entered-into-force`.
pub(crate) fn slug(kind: ActKind) -> String {
    kind.as_str().to_lowercase().replace('_', "-")
}
