//! What the store reports, as a client is told it.

use chrono::SecondsFormat;
use mithaq_store::StoreError;

use super::Failure;

impl Failure {
    /// What a client is told of an error of the store. What nobody could have foreseen is logged here, once, under the
    /// request's id, and nothing of it is told.
    pub(crate) fn of_store(error: &StoreError, request_id: &str) -> Self {
        match error {
            StoreError::NotFound(id) => Self::not_found(format!(
                "agreementId: there is no agreement {id} that you may know of: take the id of an agreement that you have read"
            )),
            StoreError::Stale { .. } => Self::stale(),
            StoreError::IdempotencyConflict => Self::idempotency_conflict(),
            StoreError::OutOfSight(_) => Self::forbidden(
                "input: with the label that follows you could not see the agreement yourself: let it stay within your clearance and releasable to your ministry, or leave it to someone who is cleared for it",
            ),
            StoreError::NotYetKnown { asked, latest } => {
                let (asked, latest) = [asked, latest].map(|at| at.to_rfc3339_opts(SecondsFormat::Micros, true)).into();
                Self::bad_input(format!(
                    "knownAt: what is known at {asked} may still change; the latest moment that can be answered for is {latest}: ask for that, or leave knownAt out for the newest state"
                ))
                .with("latest", latest)
            }
            StoreError::Unavailable(cause) => {
                tracing::error!(request_id, error = %error, cause = %cause, "the database does not answer");
                Self::unavailable()
            }
            // A refusal is data where the law is asked; elsewhere nothing is decided, so none can come.
            // Documents come and go beside this API.
            StoreError::Refused(_)
            | StoreError::NotErased(_)
            | StoreError::Corrupt(_)
            | StoreError::Schema(_)
            | StoreError::Archive(_) => {
                tracing::error!(request_id, error = %error, "the store failed");
                Self::internal(request_id)
            }
        }
    }
}
