//! Mutations for provisional application (VCLT 25).

use async_graphql::{Context, Object};

use super::input::brings;
use super::record::record;
use crate::failure::Nullable;
use crate::input::act::{ProvisionalApplicationInput, ProvisionalEndInput};
use crate::output::payload::{ApplyProvisionallyPayload, EndProvisionalApplicationPayload};

brings! {
    /// What `applyProvisionally` takes.
    ApplyProvisionallyInput("applyProvisionally") {
        /// The application.
        apply_provisionally("applyProvisionally"): ProvisionalApplicationInput
    }
    /// What `endProvisionalApplication` takes.
    EndProvisionalApplicationInput("endProvisionalApplication") {
        /// The end.
        end_provisional_application("endProvisionalApplication"): ProvisionalEndInput
    }
}

/// Mutations for provisional application (VCLT 25).
#[derive(Default)]
pub(crate) struct Provisional;

#[Object]
impl Provisional {
    /// Records that the agreement, or clauses of it, are applied before force (VCLT 25).
    async fn apply_provisionally(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: ApplyProvisionallyInput,
    ) -> Nullable<ApplyProvisionallyPayload> {
        Some(record(context, &input).await.map(ApplyProvisionallyPayload))
    }

    /// Records that application before force ends (VCLT 25(2)).
    async fn end_provisional_application(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: EndProvisionalApplicationInput,
    ) -> Nullable<EndProvisionalApplicationPayload> {
        Some(record(context, &input).await.map(EndProvisionalApplicationPayload))
    }
}
