//! Steps of domestic law, as a client brings them.

use async_graphql::InputObject;
use mithaq_domain::act::{ActBody, ActDetails, DomesticStep};

use super::{InstrumentInput, Says, paper, reported};
use crate::failure::Failure;
use crate::input::actor_ref::ActorRef;
use crate::input::text::read_optional_text;
use crate::scalar::Date;
use crate::words::DomesticStepKind;

/// A party takes a step that its own law asks for. It is never consent by itself, and its lack does not undo consent
/// (VCLT 27, 46).
#[derive(InputObject)]
pub(crate) struct DomesticStepInput {
    /// The party.
    party: ActorRef,
    /// Which step.
    step: DomesticStepKind,
    /// The day.
    on: Date,
    /// The number of the law, decree or gazette.
    reference: Option<String>,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for DomesticStepInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let reference = read_optional_text(self.reference.as_ref(), &format!("{path}.reference"))?;
        let step = DomesticStep { step: self.step.into(), reference };
        let party = self.party.known(&format!("{path}.party"))?.id;
        let mut body = reported(ActDetails::DomesticStepTaken(step)).by(party).done_on(self.on.0);
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}
