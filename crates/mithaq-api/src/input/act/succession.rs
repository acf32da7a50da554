//! Succession of states, as a client brings it.

use async_graphql::{ID, InputObject};
use mithaq_domain::act::{ActBody, ActDetails, Succession};

use super::{InstrumentInput, Says, paper, reported};
use crate::failure::Failure;
use crate::input::actor_ref::ActorRef;
use crate::input::id::read_id;
use crate::scalar::Date;
use crate::words::SuccessionManner;

/// A state succeeds a party (VCLT 73, VCSST 24). It is never assumed, and a change of name is none.
#[derive(InputObject)]
pub(crate) struct SuccessionInput {
    /// The party that is succeeded, or who succeeded it before.
    predecessor: ActorRef,
    /// Who succeeds it.
    successor: ActorRef,
    /// What it rests on.
    manner: SuccessionManner,
    /// The day from which it holds.
    on: Date,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for SuccessionInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let succession = Succession {
            predecessor: self.predecessor.known(&format!("{path}.predecessor"))?.id,
            successor: self.successor.known(&format!("{path}.successor"))?.id,
            manner: self.manner.into(),
        };
        let mut body = reported(ActDetails::SuccessionRecorded(succession)).effective_on(self.on.0);
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}

/// A party contests a succession.
#[derive(InputObject)]
pub(crate) struct SuccessionContestInput {
    /// The party that contests it.
    party: ActorRef,
    /// The succession, by the act's id.
    succession: ID,
    /// The day.
    on: Date,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for SuccessionContestInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let succession = read_id(&self.succession, &format!("{path}.succession"))?;
        let party = self.party.known(&format!("{path}.party"))?.id;
        let mut body = reported(ActDetails::SuccessionContested { succession }).by(party).done_on(self.on.0);
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}
