//! Another term and a new life of an agreement, as a client brings them.

use async_graphql::InputObject;
use mithaq_domain::act::{ActBody, ActDetails, Renewal, Revival};

use super::amendment::terms;
use super::effect::party;
use super::{InstrumentInput, Says, paper, reported};
use crate::failure::Failure;
use crate::input::actor_ref::ActorRef;
use crate::input::rules::PeriodInput;
use crate::input::terms::TermsInput;
use crate::scalar::Date;

/// Both agree that another term begins. Where the text lets the term renew itself, the registry records that by itself.
#[derive(InputObject)]
pub(crate) struct RenewalInput {
    /// The new term's first day.
    on: Date,
    /// How long the new term is; give this or `until`.
    period: Option<PeriodInput>,
    /// The new term's last day, where the parties named one.
    until: Option<Date>,
    /// The day on which they agreed.
    agreed_on: Option<Date>,
    /// The party, where one alone is said to have renewed it, which has no effect; both together, where left out.
    party: Option<ActorRef>,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for RenewalInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let period = self.period.as_ref().map(|period| period.read(&format!("{path}.period"))).transpose()?;
        let renewal = Renewal { period, until: self.until.map(|day| day.0.into()) };
        let mut body = reported(ActDetails::Renewed(renewal)).effective_on(self.on.0);
        body.action_on = self.agreed_on.map(|day| day.0.into());
        body.by = party(self.party.as_ref(), path)?;
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}

/// Both consent anew to an agreement that had ended. The gap stays in the record.
#[derive(InputObject)]
pub(crate) struct RevivalInput {
    /// The first day on which it is in force again.
    on: Date,
    /// All that it says from then on, where that is not what it said before.
    terms: Option<TermsInput>,
    /// The party, where one alone is said to have revived it, which has no effect; both together, where left out.
    party: Option<ActorRef>,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for RevivalInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let revival = Revival { terms: terms(self.terms.as_ref(), path)? };
        let mut body = reported(ActDetails::Revived(Box::new(revival))).effective_on(self.on.0);
        body.by = party(self.party.as_ref(), path)?;
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}
