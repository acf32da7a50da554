//! Who owes what to whom, as a client brings it.

use async_graphql::{ID, InputObject};
use mithaq_domain::act::{ActBody, ActDetails, BreachAllegation, DueRule, Fulfilment, Obligation, Outliving};

use super::{InstrumentInput, Says, paper, reported};
use crate::failure::Failure;
use crate::input::actor_ref::ActorRef;
use crate::input::due::DueRuleInput;
use crate::input::id::read_id;
use crate::input::rules::PeriodInput;
use crate::input::text::{read_optional_text, read_text};
use crate::scalar::Date;
use crate::words::{Debtor, ObligationKind};

/// An obligation under the agreement is recorded.
#[derive(InputObject)]
pub(crate) struct ObligationInput {
    /// Who owes it.
    debtor: Debtor,
    /// What is owed, by kind.
    kind: ObligationKind,
    /// What is owed, in words.
    what: String,
    /// What it is about, in a term that is used alike in every agreement, such as `disclosure to third states`: by it
    /// opposed obligations of several agreements are found.
    subject: Option<String>,
    /// The number of the clause that it is under.
    clause: Option<String>,
    /// When it falls due; where left out, it binds as long as the agreement does.
    falls_due: Option<DueRuleInput>,
    /// Who in the ministry answers for it.
    owner: Option<String>,
    /// How it outlives the agreement, where it does (VCLT 70).
    outlives: Option<OutlivingInput>,
    /// Whether it protects persons in a treaty of humanitarian character, so that no breach suspends it (60(5)).
    #[graphql(default = false)]
    humanitarian: bool,
    /// The day from which it is recorded to bind.
    on: Option<Date>,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

/// How an obligation outlives the agreement (VCLT 70).
#[derive(InputObject)]
pub(crate) struct OutlivingInput {
    /// For how long after the end; until it is released, where left out.
    period: Option<PeriodInput>,
}

impl OutlivingInput {
    fn read(&self, path: &str) -> Result<Outliving, Failure> {
        let period = self.period.as_ref().map(|period| period.read(&format!("{path}.period"))).transpose()?;
        Ok(Outliving { period })
    }
}

impl Says for ObligationInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let at = |field: &str| format!("{path}.{field}");
        let due = self.falls_due.as_ref().map(|due| due.read(&at("fallsDue"))).transpose()?;
        let obligation = Obligation {
            debtor: self.debtor.into(),
            obligation: self.kind.into(),
            what: read_text(&self.what, &at("what"))?,
            subject: read_optional_text(self.subject.as_ref(), &at("subject"))?,
            clause: read_optional_text(self.clause.as_ref(), &at("clause"))?,
            due: due.unwrap_or(DueRule::Continuing),
            owner: read_optional_text(self.owner.as_ref(), &at("owner"))?,
            outlives: self.outlives.as_ref().map(|outlives| outlives.read(&at("outlives"))).transpose()?,
            humanitarian: self.humanitarian,
        };
        let mut body = reported(ActDetails::ObligationAdded(Box::new(obligation)));
        body.action_on = self.on.map(|day| day.0.into());
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}

/// An obligation, or one due day of it, is fulfilled.
#[derive(InputObject)]
pub(crate) struct FulfilmentInput {
    /// The obligation, by its id.
    obligation: ID,
    /// The day.
    on: Date,
    /// Which due day of a recurring one; the earliest that is open, where left out.
    due_on: Option<Date>,
    /// What shows it.
    evidence: Option<String>,
    /// The party that fulfilled it, where it is of one.
    party: Option<ActorRef>,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for FulfilmentInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let fulfilment = Fulfilment {
            obligation: read_id(&self.obligation, &format!("{path}.obligation"))?,
            due_on: self.due_on.map(|day| day.0.into()),
            evidence: read_optional_text(self.evidence.as_ref(), &format!("{path}.evidence"))?,
        };
        let mut body = reported(ActDetails::ObligationFulfilled(fulfilment)).done_on(self.on.0);
        body.by = super::effect::party(self.party.as_ref(), path)?;
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}

/// Who is owed an obligation gives it up.
#[derive(InputObject)]
pub(crate) struct WaiverInput {
    /// The party that is owed it.
    party: ActorRef,
    /// The obligation, by its id.
    obligation: ID,
    /// The day.
    on: Date,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for WaiverInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let obligation = read_id(&self.obligation, &format!("{path}.obligation"))?;
        let party = self.party.known(&format!("{path}.party"))?.id;
        let mut body = reported(ActDetails::ObligationWaived { obligation }).by(party).done_on(self.on.0);
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}

/// Who is owed an obligation says that it is broken. It ends nothing by itself.
#[derive(InputObject)]
pub(crate) struct BreachAllegationInput {
    /// The party that is owed it.
    party: ActorRef,
    /// The obligation, by its id.
    obligation: ID,
    /// What is said to have happened.
    facts: String,
    /// The day.
    on: Date,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for BreachAllegationInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let allegation = BreachAllegation {
            obligation: read_id(&self.obligation, &format!("{path}.obligation"))?,
            facts: read_text(&self.facts, &format!("{path}.facts"))?,
        };
        let party = self.party.known(&format!("{path}.party"))?.id;
        let mut body = reported(ActDetails::ObligationBreachAlleged(allegation)).by(party).done_on(self.on.0);
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}
