//! Mutations for the register's own entries.

use async_graphql::{Context, Object};

use super::input::{CorrectActInput, ReclassifyAgreementInput, RectifyEntryInput};
use super::record::record;
use crate::failure::Nullable;
use crate::output::payload::{CorrectActPayload, ReclassifyAgreementPayload, RectifyEntryPayload};

/// Mutations for the register's own entries.
#[derive(Default)]
pub(crate) struct Entries;

#[Object]
impl Entries {
    /// Gives the agreement another label, from now on: who may no longer know of it does not see it any more, nor what
    /// was believed of it. Whoever lost or gained sight of it is told so in the event stream; what was delivered before
    /// cannot be called back.
    async fn reclassify_agreement(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: ReclassifyAgreementInput,
    ) -> Nullable<ReclassifyAgreementPayload> {
        Some(record(context, &input).await.map(ReclassifyAgreementPayload))
    }

    /// Puts an act in the place of an earlier entry that was wrong. It mends the register, and has nothing to do with
    /// correcting the agreement's text (VCLT 79). The earlier entry stays in the history.
    async fn correct_act(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The entry, and what takes its place.")] input: CorrectActInput,
    ) -> Nullable<CorrectActPayload> {
        Some(record(context, &input).await.map(CorrectActPayload))
    }

    /// Strikes out an earlier entry that was wrong, with nothing in its place. The entry stays in the history.
    async fn rectify_entry(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The entry, and why.")] input: RectifyEntryInput,
    ) -> Nullable<RectifyEntryPayload> {
        Some(record(context, &input).await.map(RectifyEntryPayload))
    }
}
