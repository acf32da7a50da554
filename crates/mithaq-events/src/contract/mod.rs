//! What partners may rely on.

mod asyncapi;
mod event;
mod headers;
mod kind;
mod record;
mod schema;
mod sight;
mod state;

pub use asyncapi::asyncapi;
pub use event::{ActData, AgreementData, PartyData, ReasonData, StatusChange};
pub use headers::{Headers, header};
pub use kind::EventKind;
pub use record::{Record, Records, records};
pub use schema::{event_schema, state_schema};
pub use sight::{DisclosedData, WithdrawnData};
pub use state::StateData;
