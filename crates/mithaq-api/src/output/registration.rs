//! Registration with the United Nations.

use async_graphql::SimpleObject;
use mithaq_domain::agreement;

use crate::words::RegistrationState;

/// Whether an agreement is registered with the United Nations (Charter 102, VCLT 80).
#[derive(SimpleObject)]
pub(crate) struct UnRegistration {
    /// Whether it is.
    state: RegistrationState,
    /// The registration number, `I-12345`.
    number: Option<String>,
    /// Where it is printed in the United Nations Treaty Series.
    printed_in: Option<String>,
    /// Who decided not to register it, where that was decided.
    withheld_by: Option<String>,
    /// Why it was decided not to register it.
    withheld_because: Option<String>,
}

impl From<agreement::RegistrationState<'_>> for UnRegistration {
    fn from(state: agreement::RegistrationState<'_>) -> Self {
        let said = |state| Self { state, number: None, printed_in: None, withheld_by: None, withheld_because: None };
        match state {
            agreement::RegistrationState::NotRegistered => said(RegistrationState::NotRegistered),
            agreement::RegistrationState::Registered(registration) => Self {
                number: registration.number.clone(),
                printed_in: registration.printed_in.clone(),
                ..said(RegistrationState::Registered)
            },
            agreement::RegistrationState::Withheld(withholding) => Self {
                withheld_by: Some(withholding.authority.clone()),
                withheld_because: Some(withholding.reason.clone()),
                ..said(RegistrationState::Withheld)
            },
        }
    }
}
