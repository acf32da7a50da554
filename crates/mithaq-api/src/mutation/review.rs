//! Mutations for reviews.

use async_graphql::{Context, Object};

use super::input::brings;
use super::record::record;
use crate::failure::Nullable;
use crate::input::act::{ReviewPlanInput, ReviewReportInput};
use crate::output::payload::{ConcludeReviewPayload, ScheduleReviewPayload};

brings! {
    /// What `scheduleReview` takes.
    ScheduleReviewInput("scheduleReview") {
        /// The plan.
        schedule_review("scheduleReview"): ReviewPlanInput
    }
    /// What `concludeReview` takes.
    ConcludeReviewInput("concludeReview") {
        /// The report.
        conclude_review("concludeReview"): ReviewReportInput
    }
}

/// Mutations for reviews.
#[derive(Default)]
pub(crate) struct Reviews;

#[Object]
impl Reviews {
    /// Records that a review of whether the agreement still serves is to be taken.
    async fn schedule_review(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: ScheduleReviewInput,
    ) -> Nullable<ScheduleReviewPayload> {
        Some(record(context, &input).await.map(ScheduleReviewPayload))
    }

    /// Records what a review found and decided.
    async fn conclude_review(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: ConcludeReviewInput,
    ) -> Nullable<ConcludeReviewPayload> {
        Some(record(context, &input).await.map(ConcludeReviewPayload))
    }
}
