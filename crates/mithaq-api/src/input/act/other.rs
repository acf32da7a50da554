//! Other agreements that an act names.

use std::sync::Arc;

use mithaq_domain::act::{ActBody, ActDetails, AgreementId};
use mithaq_domain::agreement::Agreement;

use crate::failure::Failure;
use crate::reading::Reading;

/// The other agreement that an act of an agreement names by its id, which must be there for whoever names it. `path` is
/// where the act's input stands.
pub(crate) async fn other_agreement(
    reading: &Reading,
    of: AgreementId,
    body: &ActBody,
    path: &str,
) -> Result<Option<Arc<Agreement>>, Failure> {
    let Some((other, field)) = named(&body.details) else { return Ok(None) };
    if other == of {
        return Err(Failure::bad_input(format!("{path}.{field}: name another agreement: this is the same")));
    }
    let found = reading.log(other, None).await?;
    found.map(Some).ok_or_else(|| {
        Failure::bad_input(format!("{path}.{field}: there is no agreement {other} that you may know of"))
    })
}

fn named(details: &ActDetails) -> Option<(AgreementId, &'static str)> {
    if let ActDetails::Superseded(supersession) = details {
        supersession.by.map(|later| (later, "by"))
    } else if let ActDetails::Related(relation) = details {
        relation.to.map(|other| (other, "to"))
    } else {
        None
    }
}
