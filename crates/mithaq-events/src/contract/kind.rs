//! Names of event types and of their schemas.

use mithaq_domain::act::ActKind;

/// What an event tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EventKind {
    /// An act.
    Act(ActKind),
    /// The agreement left the audience's sight.
    Withdrawn,
    /// The agreement came into the audience's sight.
    Disclosed,
}

impl EventKind {
    /// Every kind: the acts, and then what befalls an audience.
    pub fn all() -> impl Iterator<Item = Self> {
        ActKind::ALL.iter().copied().map(Self::Act).chain([Self::Withdrawn, Self::Disclosed])
    }

    /// The type of the event: `mithaq.agreement.signed.v1`. A breaking change is a new name.
    #[must_use]
    pub fn event_type(self) -> String {
        format!("mithaq.agreement.{}.v1", self.slug())
    }

    /// The URI of its JSON Schema; the schemas lie in `contracts/` under the same names.
    #[must_use]
    pub fn dataschema(self) -> String {
        format!("urn:mithaq:schema:agreement.{}.v1", self.slug())
    }

    /// The kind as it stands in names: `entered-into-force`.
    #[must_use]
    pub fn slug(self) -> String {
        match self {
            Self::Act(kind) => kind.as_str().to_lowercase().replace('_', "-"),
            Self::Withdrawn => "withdrawn".to_owned(),
            Self::Disclosed => "disclosed".to_owned(),
        }
    }
}
