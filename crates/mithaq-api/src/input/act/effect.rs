//! Acts by which an agreement takes effect, pauses and goes on.

use async_graphql::InputObject;
use mithaq_domain::act::{ActBody, ActDetails};

use super::{InstrumentInput, Says, paper, reported};
use crate::failure::Failure;
use crate::input::actor_ref::ActorRef;
use crate::input::text::read_texts;
use crate::scalar::Date;
use crate::words::SuspensionGround;

/// The agreement enters into force (VCLT 24). Where its rule gives the day, the registry records it by itself.
#[derive(InputObject)]
pub(crate) struct EntryIntoForceInput {
    /// The first day in force.
    on: Date,
    /// The day from which it applies, where that is another (28).
    applies_from: Option<Date>,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for EntryIntoForceInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let applies_from = self.applies_from.map(|day| day.0.into());
        let mut body = reported(ActDetails::EnteredIntoForce { applies_from }).effective_on(self.on.0);
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}

/// Operation of the agreement, or of clauses of it, is suspended (VCLT 44, 57-62).
#[derive(InputObject)]
pub(crate) struct SuspensionInput {
    /// On what ground.
    ground: SuspensionGround,
    /// The numbers of the clauses that are suspended; empty means the whole agreement.
    #[graphql(default)]
    clauses: Vec<String>,
    /// The first day without operation.
    on: Date,
    /// The party that suspends; both together, where left out.
    party: Option<ActorRef>,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for SuspensionInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let clauses = read_texts(&self.clauses, &format!("{path}.clauses"))?;
        let mut body = reported(ActDetails::Suspended { ground: self.ground.into(), clauses }).effective_on(self.on.0);
        body.by = party(self.party.as_ref(), path)?;
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}

/// Operation is resumed (VCLT 72).
#[derive(InputObject)]
pub(crate) struct ResumptionInput {
    /// The first day of operation.
    on: Date,
    /// The party that resumes; both together, where left out.
    party: Option<ActorRef>,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for ResumptionInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let mut body = reported(ActDetails::Resumed).effective_on(self.on.0);
        body.by = party(self.party.as_ref(), path)?;
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}

/// The party whose act it is, where it is of one.
pub(super) fn party(party: Option<&ActorRef>, path: &str) -> Result<Option<mithaq_domain::actor::ActorId>, Failure> {
    party.map(|party| party.known(&format!("{path}.party")).map(|known| known.id)).transpose()
}
