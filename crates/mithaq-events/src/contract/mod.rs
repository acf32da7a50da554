//! What partners may rely on.

mod asyncapi;
mod event;
mod form;
mod headers;
mod kind;
mod record;
mod schema;
mod sight;
mod state;
mod stub;
mod wire;

pub use asyncapi::asyncapi;
pub use event::{ActData, AgreementData, PartyData, ReasonData, StatusChange};
pub use form::{Form, Origin};
pub use headers::{Headers, header};
pub use kind::EventKind;
pub use record::{Record, Records, Stubs, records};
pub use schema::{event_schema, state_schema};
pub use sight::{DisclosedData, WithdrawnData};
pub use state::StateData;
pub use stub::{Stub, StubReason};
pub(crate) use wire::json_of;
pub use wire::{SchemaNumbers, Subject, Wire};
