//! Identities and versions as clients write them.

use std::str::FromStr;

use mithaq_domain::act::AgreementId;

use crate::failure::Failure;
use crate::registry::Registry;

/// An identity, or which field does not hold one.
pub(crate) fn read_id<T: FromStr>(text: &str, field: &str) -> Result<T, Failure> {
    text.parse().map_err(|_| {
        Failure::bad_input(format!(
            "{field}: {text:?} is not an id, which looks like 01890a5d-ac96-774b-bcce-b302099a8057: take one from an answer"
        ))
    })
}

/// The version of an agreement that the client has read, or which field does not hold one.
pub(crate) fn read_version(
    registry: &Registry,
    agreement: AgreementId,
    text: &str,
    field: &str,
) -> Result<u32, Failure> {
    registry.open_version(agreement, text).ok_or_else(|| {
        Failure::bad_input(format!(
            "{field}: this is no version of this agreement: give the version that you have read with it"
        ))
    })
}
