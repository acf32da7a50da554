//! Mutations for claims of a ground to end, suspend or void (VCLT 65).

use async_graphql::{Context, Object};

use super::input::brings;
use super::record::record;
use crate::failure::Nullable;
use crate::input::act::{ClaimInput, InvalidationInput, ObjectionInput};
use crate::output::payload::{ClaimBreachPayload, InvalidateAgreementPayload, ObjectToClaimPayload};

brings! {
    /// What `claimBreach` takes.
    ClaimBreachInput("claimBreach") {
        /// The claim.
        claim_breach("claimBreach"): ClaimInput
    }
    /// What `objectToClaim` takes.
    ObjectToClaimInput("objectToClaim") {
        /// The objection.
        object_to_claim("objectToClaim"): ObjectionInput
    }
    /// What `invalidateAgreement` takes.
    InvalidateAgreementInput("invalidateAgreement") {
        /// The nullity.
        invalidate("invalidate"): InvalidationInput
    }
}

/// Mutations for claims of a ground to end, suspend or void (VCLT 65).
#[derive(Default)]
pub(crate) struct Claims;

#[Object]
impl Claims {
    /// Records that a party claims a ground to end, suspend or void the agreement: a breach, or another ground of the Convention (VCLT 46-53, 60-62, 64, 65). It ends nothing by itself.
    async fn claim_breach(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: ClaimBreachInput,
    ) -> Nullable<ClaimBreachPayload> {
        Some(record(context, &input).await.map(ClaimBreachPayload))
    }

    /// Records that the other party objects to a claim (VCLT 65(3)).
    async fn object_to_claim(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: ObjectToClaimInput,
    ) -> Nullable<ObjectToClaimPayload> {
        Some(record(context, &input).await.map(ObjectToClaimPayload))
    }

    /// Records that nullity is established (VCLT 69, 71).
    async fn invalidate_agreement(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: InvalidateAgreementInput,
    ) -> Nullable<InvalidateAgreementPayload> {
        Some(record(context, &input).await.map(InvalidateAgreementPayload))
    }
}
