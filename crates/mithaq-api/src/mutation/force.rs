//! Mutations for consent and entry into force.

use async_graphql::{Context, Object};

use super::input::{ExpressConsentInput, RecordEntryIntoForceInput};
use super::record::record;
use crate::failure::Nullable;
use crate::output::payload::{ExpressConsentPayload, RecordEntryIntoForcePayload};

/// Mutations for consent and entry into force.
#[derive(Default)]
pub(crate) struct Force;

#[Object]
impl Force {
    /// Records that a party expresses its consent to be bound (VCLT 11-16).
    async fn express_consent(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: ExpressConsentInput,
    ) -> Nullable<ExpressConsentPayload> {
        Some(record(context, &input).await.map(ExpressConsentPayload))
    }

    /// Records an entry into force (VCLT 24), where the agreement's rule does not give the day by itself.
    async fn record_entry_into_force(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: RecordEntryIntoForceInput,
    ) -> Nullable<RecordEntryIntoForcePayload> {
        Some(record(context, &input).await.map(RecordEntryIntoForcePayload))
    }
}
