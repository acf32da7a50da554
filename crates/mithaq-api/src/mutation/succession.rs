//! Mutations for succession of states.

use async_graphql::{Context, Object};

use super::input::brings;
use super::record::record;
use crate::failure::Nullable;
use crate::input::act::{SuccessionContestInput, SuccessionInput};
use crate::output::payload::{ContestSuccessionPayload, RecordSuccessionPayload};

brings! {
    /// What `recordSuccession` takes.
    RecordSuccessionInput("recordSuccession") {
        /// The succession.
        record_succession("recordSuccession"): SuccessionInput
    }
    /// What `contestSuccession` takes.
    ContestSuccessionInput("contestSuccession") {
        /// What is contested, and by whom.
        contest_succession("contestSuccession"): SuccessionContestInput
    }
}

/// Mutations for succession of states.
#[derive(Default)]
pub(crate) struct Successions;

#[Object]
impl Successions {
    /// Records that a state succeeds a party, by agreement or by its own notification (VCLT 73, VCSST 24). The parties stay those that
    /// made the agreement; who succeeds one acts in its role.
    async fn record_succession(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: RecordSuccessionInput,
    ) -> Nullable<RecordSuccessionPayload> {
        Some(record(context, &input).await.map(RecordSuccessionPayload))
    }

    /// Records that a party contests a succession. From then on the parties are in dispute.
    async fn contest_succession(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: ContestSuccessionInput,
    ) -> Nullable<ContestSuccessionPayload> {
        Some(record(context, &input).await.map(ContestSuccessionPayload))
    }
}
