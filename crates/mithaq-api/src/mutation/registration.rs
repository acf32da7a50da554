//! Mutations for registration with the United Nations.

use async_graphql::{Context, Object};

use super::input::brings;
use super::record::record;
use crate::failure::Nullable;
use crate::input::act::{RegistrationInput, WithholdingInput};
use crate::output::payload::{RegisterAgreementPayload, WithholdRegistrationPayload};

brings! {
    /// What `registerAgreement` takes.
    RegisterAgreementInput("registerAgreement") {
        /// The registration.
        register("register"): RegistrationInput
    }
    /// What `withholdRegistration` takes.
    WithholdRegistrationInput("withholdRegistration") {
        /// The decision.
        withhold_registration("withholdRegistration"): WithholdingInput
    }
}

/// Mutations for registration with the United Nations.
#[derive(Default)]
pub(crate) struct Registrations;

#[Object]
impl Registrations {
    /// Records that the agreement is registered with the United Nations (Charter 102, VCLT 80).
    async fn register_agreement(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: RegisterAgreementInput,
    ) -> Nullable<RegisterAgreementPayload> {
        Some(record(context, &input).await.map(RegisterAgreementPayload))
    }

    /// Records the decision not to register the agreement with the United Nations. It leaves validity untouched (Charter 102(2)).
    async fn withhold_registration(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: WithholdRegistrationInput,
    ) -> Nullable<WithholdRegistrationPayload> {
        Some(record(context, &input).await.map(WithholdRegistrationPayload))
    }
}
