//! Mutations for another term, and a new life.

use async_graphql::{Context, Object};

use super::input::brings;
use super::record::record;
use crate::failure::Nullable;
use crate::input::act::{RenewalInput, RevivalInput};
use crate::output::payload::{RenewAgreementPayload, ReviveAgreementPayload};

brings! {
    /// What `renewAgreement` takes.
    RenewAgreementInput("renewAgreement") {
        /// The renewal.
        renew("renew"): RenewalInput
    }
    /// What `reviveAgreement` takes.
    ReviveAgreementInput("reviveAgreement") {
        /// The revival.
        revive("revive"): RevivalInput
    }
}

/// Mutations for another term, and a new life.
#[derive(Default)]
pub(crate) struct Renewals;

#[Object]
impl Renewals {
    /// Records that both agree on another term.
    async fn renew_agreement(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: RenewAgreementInput,
    ) -> Nullable<RenewAgreementPayload> {
        Some(record(context, &input).await.map(RenewAgreementPayload))
    }

    /// Records that both consent anew to the agreement after its end. The gap stays in the record.
    async fn revive_agreement(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: ReviveAgreementInput,
    ) -> Nullable<ReviveAgreementPayload> {
        Some(record(context, &input).await.map(ReviveAgreementPayload))
    }
}
