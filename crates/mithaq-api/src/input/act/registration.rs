//! Registration with the United Nations, as a client brings it.

use async_graphql::InputObject;
use mithaq_domain::act::{ActBody, ActDetails, Registration, Withholding};

use super::{InstrumentInput, Says, paper, reported};
use crate::failure::Failure;
use crate::input::text::{read_optional_text, read_text};
use crate::scalar::Date;

/// The agreement is registered with the United Nations (Charter 102, VCLT 80).
#[derive(InputObject)]
pub(crate) struct RegistrationInput {
    /// The day.
    on: Date,
    /// The registration number, `I-12345`.
    number: Option<String>,
    /// Where it is printed in the United Nations Treaty Series.
    printed_in: Option<String>,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for RegistrationInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let registration = Registration {
            number: read_optional_text(self.number.as_ref(), &format!("{path}.number"))?,
            printed_in: read_optional_text(self.printed_in.as_ref(), &format!("{path}.printedIn"))?,
        };
        let mut body = reported(ActDetails::Registered(registration)).done_on(self.on.0);
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}

/// It is decided not to register the agreement. The Charter knows no exception for secrecy (102): what is not registered
/// stays valid, and cannot be invoked before organs of the United Nations.
#[derive(InputObject)]
pub(crate) struct WithholdingInput {
    /// Who decided so.
    authority: String,
    /// Why.
    reason: String,
    /// The day of the decision.
    on: Date,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for WithholdingInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let withholding = Withholding {
            authority: read_text(&self.authority, &format!("{path}.authority"))?,
            reason: read_text(&self.reason, &format!("{path}.reason"))?,
        };
        let mut body = reported(ActDetails::RegistrationWithheld(withholding)).done_on(self.on.0);
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}
