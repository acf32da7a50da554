//! Mutations for obligations.

use async_graphql::{Context, Object};

use super::input::brings;
use super::record::record;
use crate::failure::Nullable;
use crate::input::act::{BreachAllegationInput, FulfilmentInput, ObligationInput, WaiverInput};
use crate::output::payload::{
    AddObligationPayload, AllegeObligationBreachPayload, FulfilObligationPayload, WaiveObligationPayload,
};

brings! {
    /// What `addObligation` takes.
    AddObligationInput("addObligation") {
        /// The obligation.
        add_obligation("addObligation"): ObligationInput
    }
    /// What `fulfilObligation` takes.
    FulfilObligationInput("fulfilObligation") {
        /// The fulfilment.
        fulfil_obligation("fulfilObligation"): FulfilmentInput
    }
    /// What `waiveObligation` takes.
    WaiveObligationInput("waiveObligation") {
        /// The waiver.
        waive_obligation("waiveObligation"): WaiverInput
    }
    /// What `allegeObligationBreach` takes.
    AllegeObligationBreachInput("allegeObligationBreach") {
        /// The allegation.
        allege_obligation_breach("allegeObligationBreach"): BreachAllegationInput
    }
}

/// Mutations for obligations.
#[derive(Default)]
pub(crate) struct Obligations;

#[Object]
impl Obligations {
    /// Records an obligation under the agreement.
    async fn add_obligation(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: AddObligationInput,
    ) -> Nullable<AddObligationPayload> {
        Some(record(context, &input).await.map(AddObligationPayload))
    }

    /// Records that an obligation, or one due day of it, is fulfilled.
    async fn fulfil_obligation(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: FulfilObligationInput,
    ) -> Nullable<FulfilObligationPayload> {
        Some(record(context, &input).await.map(FulfilObligationPayload))
    }

    /// Records that who is owed an obligation gives it up.
    async fn waive_obligation(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: WaiveObligationInput,
    ) -> Nullable<WaiveObligationPayload> {
        Some(record(context, &input).await.map(WaiveObligationPayload))
    }

    /// Records that who is owed an obligation says that it is broken. It ends nothing by itself.
    async fn allege_obligation_breach(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: AllegeObligationBreachInput,
    ) -> Nullable<AllegeObligationBreachPayload> {
        Some(record(context, &input).await.map(AllegeObligationBreachPayload))
    }
}
