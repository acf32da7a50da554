//! Mutations for the making of an agreement, from its mandate to its signature.

use async_graphql::{Context, Object};

use super::input::{
    ConfirmFullPowersInput, InitialAgreementInput, OpenNegotiationInput, ProposeAgreementInput, RecordTermsInput,
    SignAgreementInput,
};
use super::record::{open, record};
use crate::failure::Nullable;
use crate::output::payload::{
    ConfirmFullPowersPayload, InitialAgreementPayload, OpenNegotiationPayload, ProposeAgreementPayload,
    RecordTermsPayload, SignAgreementPayload,
};

/// Mutations for the making of an agreement, from its mandate to its signature.
#[derive(Default)]
pub(crate) struct Makings;

#[Object]
impl Makings {
    /// Opens an agreement by recording a mandate to negotiate it.
    async fn propose_agreement(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The mandate.")] input: ProposeAgreementInput,
    ) -> Nullable<ProposeAgreementPayload> {
        Some(open(context, &input).await.map(ProposeAgreementPayload))
    }

    /// Records that negotiation is opened.
    async fn open_negotiation(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: OpenNegotiationInput,
    ) -> Nullable<OpenNegotiationPayload> {
        Some(record(context, &input).await.map(OpenNegotiationPayload))
    }

    /// Records what the text says: titles, form, bindingness, areas and rules.
    async fn record_terms(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: RecordTermsInput,
    ) -> Nullable<RecordTermsPayload> {
        Some(record(context, &input).await.map(RecordTermsPayload))
    }

    /// Records that a party initials the text (VCLT 10).
    async fn initial_agreement(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: InitialAgreementInput,
    ) -> Nullable<InitialAgreementPayload> {
        Some(record(context, &input).await.map(InitialAgreementPayload))
    }

    /// Records that a party signs (VCLT 7, 10, 12).
    async fn sign_agreement(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: SignAgreementInput,
    ) -> Nullable<SignAgreementPayload> {
        Some(record(context, &input).await.map(SignAgreementPayload))
    }

    /// Records that a state confirms a signature that lacked authority, or one made ad referendum (VCLT 8, 12(2)).
    async fn confirm_full_powers(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: ConfirmFullPowersInput,
    ) -> Nullable<ConfirmFullPowersPayload> {
        Some(record(context, &input).await.map(ConfirmFullPowersPayload))
    }
}
