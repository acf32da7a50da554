//! Mutations for activities.

use async_graphql::{Context, Object};

use super::input::brings;
use super::record::record;
use crate::failure::Nullable;
use crate::input::act::{ActivityCancellationInput, ActivityPlanInput, ActivityReportInput};
use crate::output::payload::{CancelActivityPayload, PlanActivityPayload, ReportActivityPayload};

brings! {
    /// What `planActivity` takes.
    PlanActivityInput("planActivity") {
        /// The plan.
        plan_activity("planActivity"): ActivityPlanInput
    }
    /// What `reportActivity` takes.
    ReportActivityInput("reportActivity") {
        /// The report.
        report_activity("reportActivity"): ActivityReportInput
    }
    /// What `cancelActivity` takes.
    CancelActivityInput("cancelActivity") {
        /// The cancellation.
        cancel_activity("cancelActivity"): ActivityCancellationInput
    }
}

/// Mutations for activities.
#[derive(Default)]
pub(crate) struct Activities;

#[Object]
impl Activities {
    /// Records that an activity under the agreement is planned.
    async fn plan_activity(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: PlanActivityInput,
    ) -> Nullable<PlanActivityPayload> {
        Some(record(context, &input).await.map(PlanActivityPayload))
    }

    /// Records that an activity under the agreement was held, with its outcome and what was learned.
    async fn report_activity(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: ReportActivityInput,
    ) -> Nullable<ReportActivityPayload> {
        Some(record(context, &input).await.map(ReportActivityPayload))
    }

    /// Records that a planned activity is cancelled.
    async fn cancel_activity(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: CancelActivityInput,
    ) -> Nullable<CancelActivityPayload> {
        Some(record(context, &input).await.map(CancelActivityPayload))
    }
}
