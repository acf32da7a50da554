//! Mutations for reservations and declarations.

use async_graphql::{Context, Object};

use super::input::brings;
use super::record::record;
use crate::failure::Nullable;
use crate::input::act::{ReservationAcceptanceInput, ReservationInput, ReservationWithdrawalInput};
use crate::output::payload::{AcceptReservationPayload, MakeReservationPayload, WithdrawReservationPayload};

brings! {
    /// What `makeReservation` takes.
    MakeReservationInput("makeReservation") {
        /// The reservation or declaration.
        make_reservation("makeReservation"): ReservationInput
    }
    /// What `acceptReservation` takes.
    AcceptReservationInput("acceptReservation") {
        /// The acceptance.
        accept_reservation("acceptReservation"): ReservationAcceptanceInput
    }
    /// What `withdrawReservation` takes.
    WithdrawReservationInput("withdrawReservation") {
        /// The withdrawal.
        withdraw_reservation("withdrawReservation"): ReservationWithdrawalInput
    }
}

/// Mutations for reservations and declarations.
#[derive(Default)]
pub(crate) struct Reservations;

#[Object]
impl Reservations {
    /// Records a reservation, which between two parties is a new proposal, or a declaration of how a party understands the text (VCLT 2(1)(d), 19).
    async fn make_reservation(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: MakeReservationInput,
    ) -> Nullable<MakeReservationPayload> {
        Some(record(context, &input).await.map(MakeReservationPayload))
    }

    /// Records that the other party accepts a reservation.
    async fn accept_reservation(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: AcceptReservationInput,
    ) -> Nullable<AcceptReservationPayload> {
        Some(record(context, &input).await.map(AcceptReservationPayload))
    }

    /// Records that a party takes its reservation back (VCLT 22).
    async fn withdraw_reservation(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: WithdrawReservationInput,
    ) -> Nullable<WithdrawReservationPayload> {
        Some(record(context, &input).await.map(WithdrawReservationPayload))
    }
}
