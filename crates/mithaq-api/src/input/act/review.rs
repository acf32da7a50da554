//! Looks at whether an agreement still serves, as a client brings them.

use async_graphql::{ID, InputObject};
use mithaq_domain::act::{ActBody, ActDetails, ReviewPlan, ReviewReport};

use super::{InstrumentInput, Says, paper, reported};
use crate::failure::Failure;
use crate::input::due::ReviewRuleInput;
use crate::input::id::read_id;
use crate::input::text::{read_optional_text, read_text};
use crate::scalar::Date;
use crate::words::ReviewDecision;

/// A review is to be taken.
#[derive(InputObject)]
pub(crate) struct ReviewPlanInput {
    /// When.
    due: ReviewRuleInput,
    /// Who in the ministry answers for it.
    owner: Option<String>,
    /// The day on which it was scheduled.
    on: Option<Date>,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for ReviewPlanInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let plan = ReviewPlan {
            due: self.due.read(&format!("{path}.due"))?,
            owner: read_optional_text(self.owner.as_ref(), &format!("{path}.owner"))?,
        };
        let mut body = reported(ActDetails::ReviewScheduled(plan));
        body.action_on = self.on.map(|day| day.0.into());
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}

/// A review was taken.
#[derive(InputObject)]
pub(crate) struct ReviewReportInput {
    /// The scheduled review, by the act's id, where it was scheduled.
    scheduled: Option<ID>,
    /// Which due day of a periodic one; the earliest that is open, where left out.
    due_on: Option<Date>,
    /// What was found.
    findings: String,
    /// What was decided.
    decision: ReviewDecision,
    /// The day.
    on: Date,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for ReviewReportInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let report = ReviewReport {
            scheduled: self.scheduled.as_ref().map(|id| read_id(id, &format!("{path}.scheduled"))).transpose()?,
            due_on: self.due_on.map(|day| day.0.into()),
            findings: read_text(&self.findings, &format!("{path}.findings"))?,
            decision: self.decision.into(),
        };
        let mut body = reported(ActDetails::ReviewConcluded(report)).done_on(self.on.0);
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}
