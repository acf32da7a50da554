//! Claims of a ground to end, suspend or void an agreement, as a client brings them.

use async_graphql::{ID, InputObject};
use mithaq_domain::act::{ActBody, ActDetails, Claim};

use super::effect::party;
use super::{InstrumentInput, Says, communicated, paper, reported};
use crate::failure::Failure;
use crate::input::actor_ref::ActorRef;
use crate::input::id::read_id;
use crate::input::rules::PeriodInput;
use crate::input::text::{read_optional_text, read_texts};
use crate::scalar::Date;
use crate::words::{ClaimGround, ClaimMeasure};

/// A party claims a ground to end, suspend or void the agreement, and tells the other party so (VCLT 65(1)). It ends
/// nothing by itself.
#[derive(InputObject)]
pub(crate) struct ClaimInput {
    /// The party that claims.
    party: ActorRef,
    /// On what ground.
    ground: ClaimGround,
    /// What it proposes to do.
    measure: ClaimMeasure,
    /// The day on which the other party received it, from which the time for objection runs (78).
    received_on: Date,
    /// The date that it bears.
    dated: Option<Date>,
    /// The day on which it was sent.
    sent_on: Option<Date>,
    /// The reasons that it gives.
    reasons: Option<String>,
    /// The time that it leaves for objection; three months, where left out (65(2)).
    objection_period: Option<PeriodInput>,
    /// Why the matter is of special urgency, so that a shorter time will do (65(2)).
    special_urgency: Option<String>,
    /// Since when the party has known the facts (45).
    known_since: Option<Date>,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for ClaimInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let at = |field: &str| format!("{path}.{field}");
        let period = self.objection_period.as_ref();
        let claim = Claim {
            ground: self.ground.into(),
            measure: self.measure.into(),
            reasons: read_optional_text(self.reasons.as_ref(), &at("reasons"))?,
            objection_period: period.map(|period| period.read(&at("objectionPeriod"))).transpose()?,
            special_urgency: read_optional_text(self.special_urgency.as_ref(), &at("specialUrgency"))?,
            known_since: self.known_since.map(|day| day.0.into()),
        };
        let claimant = self.party.known(&at("party"))?.id;
        let act = reported(ActDetails::BreachClaimed(claim)).by(claimant);
        let mut body = communicated(act, self.received_on, self.dated, self.sent_on);
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}

/// The other party objects to a claim (VCLT 65(3)): one side alone can then do nothing more.
#[derive(InputObject)]
pub(crate) struct ObjectionInput {
    /// The party that objects.
    party: ActorRef,
    /// The claim, by the act's id.
    claim: ID,
    /// The day on which the claiming party received it.
    received_on: Date,
    /// The date that it bears.
    dated: Option<Date>,
    /// The day on which it was sent.
    sent_on: Option<Date>,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for ObjectionInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let claim = read_id(&self.claim, &format!("{path}.claim"))?;
        let objector = self.party.known(&format!("{path}.party"))?.id;
        let act = reported(ActDetails::BreachObjected { claim }).by(objector);
        let mut body = communicated(act, self.received_on, self.dated, self.sent_on);
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}

/// Nullity is established (VCLT 69, 71): by both together, or by a party whose claim met no objection.
#[derive(InputObject)]
pub(crate) struct InvalidationInput {
    /// On what ground.
    ground: ClaimGround,
    /// The numbers of the clauses that alone are void; the whole agreement, where left out (44).
    clauses: Option<Vec<String>>,
    /// The day on which it is established.
    on: Date,
    /// The party that claimed it; both together, where left out.
    party: Option<ActorRef>,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for InvalidationInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let clauses = read_texts(self.clauses.as_deref().unwrap_or_default(), &format!("{path}.clauses"))?;
        let mut body =
            reported(ActDetails::Invalidated { ground: self.ground.into(), clauses }).effective_on(self.on.0);
        body.by = party(self.party.as_ref(), path)?;
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}
