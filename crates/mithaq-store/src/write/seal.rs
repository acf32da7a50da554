//! Acts sealed into their chain.

use mithaq_domain::act::{ActHash, RecordedAct, Salt, SealedAct};

use crate::error::StoreError;

/// Seals acts one after the other, from the end of the chain on.
pub(super) fn seal(acts: Vec<RecordedAct>, chain_end: ActHash) -> Result<Vec<SealedAct>, StoreError> {
    let mut previous = chain_end;
    acts.into_iter()
        .map(|act| {
            let sealed = SealedAct::seal(act, random_salt()?, previous);
            previous = sealed.hash;
            Ok(sealed)
        })
        .collect()
}

/// A salt for a body's digest.
pub(super) fn random_salt() -> Result<Salt, StoreError> {
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(StoreError::unavailable)?;
    Ok(salt)
}

/// Random bits for a registry number.
pub(super) fn random_bits() -> Result<u32, StoreError> {
    getrandom::u32().map_err(StoreError::unavailable)
}
