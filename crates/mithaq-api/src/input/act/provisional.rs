//! Application before force, as a client brings it.

use async_graphql::InputObject;
use mithaq_domain::act::{ActBody, ActDetails, ProvisionalApplication};

use super::effect::party;
use super::{InstrumentInput, Says, paper, reported};
use crate::failure::Failure;
use crate::input::actor_ref::ActorRef;
use crate::input::text::read_texts;
use crate::scalar::Date;
use crate::words::{ProvisionalBasis, ProvisionalEnd};

/// The agreement, or clauses of it, are applied before force (VCLT 25).
#[derive(InputObject)]
pub(crate) struct ProvisionalApplicationInput {
    /// What it rests on (25(1)).
    basis: ProvisionalBasis,
    /// The numbers of the clauses that are applied; empty means the whole agreement.
    #[graphql(default)]
    clauses: Vec<String>,
    /// The first day of application.
    on: Date,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for ProvisionalApplicationInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let clauses = read_texts(&self.clauses, &format!("{path}.clauses"))?;
        let application = ProvisionalApplication { basis: self.basis.into(), clauses };
        let mut body = reported(ActDetails::ProvisionallyApplied(application)).effective_on(self.on.0);
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}

/// Application before force ends (VCLT 25(2)).
#[derive(InputObject)]
pub(crate) struct ProvisionalEndInput {
    /// Why it ends.
    ground: ProvisionalEnd,
    /// The first day without application.
    on: Date,
    /// The party that does not intend to become a party; both together, where left out.
    party: Option<ActorRef>,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for ProvisionalEndInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let ended = ActDetails::ProvisionalApplicationEnded { ground: self.ground.into() };
        let mut body = reported(ended).effective_on(self.on.0);
        body.by = party(self.party.as_ref(), path)?;
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}
