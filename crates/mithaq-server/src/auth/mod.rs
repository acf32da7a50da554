//! Who asks: tokens that the service itself verifies.

mod claims;
pub(crate) mod development;
mod fault;
mod keys;
mod verify;

pub(crate) use fault::TokenFault;
pub(crate) use verify::{Bearer, Verifier};
