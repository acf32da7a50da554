//! Identities as clients write them.

use std::str::FromStr;

use crate::failure::Failure;

/// An identity, or which field does not hold one.
pub(crate) fn read_id<T: FromStr>(text: &str, field: &str) -> Result<T, Failure> {
    text.parse().map_err(|_| {
        Failure::bad_input(format!(
            "{field}: {text:?} is not an id, which looks like 01890a5d-ac96-774b-bcce-b302099a8057: take one from an answer"
        ))
    })
}
