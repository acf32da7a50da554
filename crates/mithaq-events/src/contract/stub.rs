//! What stands in a topic in the place of a record that the broker refuses.

use mithaq_domain::act::{ActId, ActKind, AgreementId, LegalBasis};
use mithaq_domain::actor::ActorId;
use mithaq_domain::registry_number::RegistryNumber;
use mithaq_domain::terms::{Title, Titles};
use serde::Serialize;

use super::event::{AgreementData, PartyData, ReasonData, StatusChange};
use super::state::StateData;

/// How many characters of a title a stub has at most.
const TITLE: usize = 200;

/// Why the broker refuses a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum StubReason {
    /// It is larger than the topic takes.
    TooLarge,
    /// The broker takes it for invalid.
    Invalid,
}

/// Says that data are cut short, and where they are whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stub {
    /// Why.
    pub reason: StubReason,
    /// The address of the registry's GraphQL, a URI reference: by id it has all of it.
    pub address: String,
}

/// An event without what can be long: an act's details, paper and days as printed, and reasons. It is valid by the
/// same JSON Schema, so that whoever reads statuses and parties reads on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AgreementStub {
    #[serde(rename = "__typename")]
    typename: &'static str,
    id: AgreementId,
    registry_number: RegistryNumber,
    revision: i64,
    status: StatusChange,
    act: ActStub,
    parties: Vec<PartyData>,
    because: Vec<ReasonData>,
    stub: Stub,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct ActStub {
    id: ActId,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<ActorId>,
    basis: LegalBasis,
    details: DetailsStub,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
struct DetailsStub {
    kind: ActKind,
}

impl AgreementStub {
    /// The stub of an event.
    pub(super) fn of(data: AgreementData, stub: Stub) -> Self {
        let body = &data.act.body;
        let act =
            ActStub { id: data.act.id, by: body.by, basis: body.basis, details: DetailsStub { kind: body.kind() } };
        Self {
            typename: data.typename,
            id: data.id,
            registry_number: data.registry_number,
            revision: data.revision,
            status: data.status,
            act,
            parties: data.parties,
            because: Vec::new(),
            stub,
        }
    }
}

impl StateData {
    /// The stub of a state: of the titles only the first, cut short.
    pub(super) fn stubbed(mut self, stub: Stub) -> Self {
        if let Some(title) = self.titles.as_slice().first() {
            let cut = Title { language: title.language.clone(), value: title.value.chars().take(TITLE).collect() };
            self.titles = Titles::try_new(vec![cut]).unwrap_or(self.titles);
        }
        self.stub = Some(stub);
        self
    }
}
