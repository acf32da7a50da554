//! What the operator sets: read as text, checked all at once, and only then used.

mod address;
mod database;
mod documents;
mod faults;
mod home;
mod kafka;
mod policy;
mod serve;
mod token;

pub(crate) use database::DatabaseArgs;
pub(crate) use documents::DocumentArgs;
pub(crate) use faults::{BadSettings, Faults};
pub(crate) use home::{Home, HomeArgs, state, zone};
pub(crate) use kafka::{KafkaArgs, KafkaSettings};
pub(crate) use policy::PolicyArgs;
pub(crate) use serve::{ApiSettings, ServeArgs, ServeSettings};
pub(crate) use token::{DEVELOPMENT_ISSUER, TokenArgs, TokenSettings};
