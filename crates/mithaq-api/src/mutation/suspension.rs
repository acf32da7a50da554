//! Mutations for the suspension of operation.

use async_graphql::{Context, Object};

use super::input::{ResumeAgreementInput, SuspendAgreementInput};
use super::record::record;
use crate::failure::Nullable;
use crate::output::payload::{ResumeAgreementPayload, SuspendAgreementPayload};

/// Mutations for the suspension of operation.
#[derive(Default)]
pub(crate) struct Suspensions;

#[Object]
impl Suspensions {
    /// Records that operation is suspended (VCLT 57).
    async fn suspend_agreement(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: SuspendAgreementInput,
    ) -> Nullable<SuspendAgreementPayload> {
        Some(record(context, &input).await.map(SuspendAgreementPayload))
    }

    /// Records that operation is resumed (VCLT 72).
    async fn resume_agreement(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: ResumeAgreementInput,
    ) -> Nullable<ResumeAgreementPayload> {
        Some(record(context, &input).await.map(ResumeAgreementPayload))
    }
}
