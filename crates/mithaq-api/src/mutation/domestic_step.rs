//! Mutations for steps of domestic law.

use async_graphql::{Context, Object};

use super::input::brings;
use super::record::record;
use crate::failure::Nullable;
use crate::input::act::DomesticStepInput;
use crate::output::payload::RecordDomesticStepPayload;

brings! {
    /// What `recordDomesticStep` takes.
    RecordDomesticStepInput("recordDomesticStep") {
        /// The step.
        record_domestic_step("recordDomesticStep"): DomesticStepInput
    }
}

/// Mutations for steps of domestic law.
#[derive(Default)]
pub(crate) struct DomesticSteps;

#[Object]
impl DomesticSteps {
    /// Records a step that a party's own law asks for. It is never consent by itself (VCLT 27, 46).
    async fn record_domestic_step(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: RecordDomesticStepInput,
    ) -> Nullable<RecordDomesticStepPayload> {
        Some(record(context, &input).await.map(RecordDomesticStepPayload))
    }
}
