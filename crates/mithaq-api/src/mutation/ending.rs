//! Mutations for the end of an agreement.

use async_graphql::{Context, Object};

use super::input::{
    AbandonAgreementInput, DenounceAgreementInput, RecordExpiryInput, SupersedeAgreementInput, TerminateAgreementInput,
};
use super::record::record;
use crate::failure::Nullable;
use crate::output::payload::{
    AbandonAgreementPayload, DenounceAgreementPayload, RecordExpiryPayload, SupersedeAgreementPayload,
    TerminateAgreementPayload,
};

/// Mutations for the end of an agreement.
#[derive(Default)]
pub(crate) struct Endings;

#[Object]
impl Endings {
    /// Records that the agreement is terminated (VCLT 54).
    async fn terminate_agreement(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: TerminateAgreementInput,
    ) -> Nullable<TerminateAgreementPayload> {
        Some(record(context, &input).await.map(TerminateAgreementPayload))
    }

    /// Records that a denunciation takes effect, its notice having run (VCLT 54, 56).
    async fn denounce_agreement(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: DenounceAgreementInput,
    ) -> Nullable<DenounceAgreementPayload> {
        Some(record(context, &input).await.map(DenounceAgreementPayload))
    }

    /// Records that the last term has run out.
    async fn record_expiry(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: RecordExpiryInput,
    ) -> Nullable<RecordExpiryPayload> {
        Some(record(context, &input).await.map(RecordExpiryPayload))
    }

    /// Records that a later agreement takes this one's place (VCLT 59).
    async fn supersede_agreement(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: SupersedeAgreementInput,
    ) -> Nullable<SupersedeAgreementPayload> {
        Some(record(context, &input).await.map(SupersedeAgreementPayload))
    }

    /// Records that a party refuses or withdraws before the agreement is in force.
    async fn abandon_agreement(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: AbandonAgreementInput,
    ) -> Nullable<AbandonAgreementPayload> {
        Some(record(context, &input).await.map(AbandonAgreementPayload))
    }
}
