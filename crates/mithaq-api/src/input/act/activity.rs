//! Things done under an agreement, as a client brings them.

use async_graphql::{ID, InputObject};
use mithaq_domain::act::{ActBody, ActDetails, Activity, ActivityReport, Cancellation};

use super::{InstrumentInput, Says, paper, reported};
use crate::failure::Failure;
use crate::input::id::read_id;
use crate::input::text::{read_optional_text, read_text, read_texts};
use crate::scalar::Date;
use crate::words::ActivityKind;

/// An activity under the agreement.
#[derive(InputObject)]
pub(crate) struct ActivityInput {
    /// What it is.
    kind: ActivityKind,
    /// What it is called.
    title: String,
    /// Its first day.
    from: Date,
    /// Its last day, where it takes more than one.
    to: Option<Date>,
    /// Where.
    place: Option<String>,
    /// The number of the clause that it is under.
    clause: Option<String>,
    /// Who takes part.
    #[graphql(default)]
    participants: Vec<String>,
}

impl ActivityInput {
    fn read(&self, path: &str) -> Result<Activity, Failure> {
        let at = |field: &str| format!("{path}.{field}");
        if let Some(to) = self.to.filter(|to| to.0 < self.from.0) {
            return Err(Failure::bad_input(format!("{}: {} is before its first day, {}", at("to"), to.0, self.from.0)));
        }
        Ok(Activity {
            activity: self.kind.into(),
            title: read_text(&self.title, &at("title"))?,
            from: self.from.0.into(),
            to: self.to.map(|day| day.0.into()),
            place: read_optional_text(self.place.as_ref(), &at("place"))?,
            clause: read_optional_text(self.clause.as_ref(), &at("clause"))?,
            participants: read_texts(&self.participants, &at("participants"))?,
        })
    }
}

/// An activity is planned.
#[derive(InputObject)]
pub(crate) struct ActivityPlanInput {
    /// The activity.
    activity: ActivityInput,
    /// The day on which it was planned.
    on: Option<Date>,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for ActivityPlanInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let activity = self.activity.read(&format!("{path}.activity"))?;
        let mut body = reported(ActDetails::ActivityPlanned(Box::new(activity)));
        body.action_on = self.on.map(|day| day.0.into());
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}

/// An activity was held.
#[derive(InputObject)]
pub(crate) struct ActivityReportInput {
    /// The planned activity, by its id, where it was planned.
    planned: Option<ID>,
    /// The activity, as it was held.
    held: ActivityInput,
    /// What came of it.
    outcome: Option<String>,
    /// What was learned.
    #[graphql(default)]
    lessons: Vec<String>,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for ActivityReportInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let report = ActivityReport {
            planned: self.planned.as_ref().map(|id| read_id(id, &format!("{path}.planned"))).transpose()?,
            activity: self.held.read(&format!("{path}.held"))?,
            outcome: read_optional_text(self.outcome.as_ref(), &format!("{path}.outcome"))?,
            lessons: read_texts(&self.lessons, &format!("{path}.lessons"))?,
        };
        let last_day = self.held.to.unwrap_or(self.held.from);
        let mut body = reported(ActDetails::ActivityHeld(Box::new(report))).done_on(last_day.0);
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}

/// A planned activity is cancelled.
#[derive(InputObject)]
pub(crate) struct ActivityCancellationInput {
    /// The planned activity, by its id.
    planned: ID,
    /// Why.
    reason: Option<String>,
    /// The day.
    on: Option<Date>,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for ActivityCancellationInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let cancellation = Cancellation {
            planned: read_id(&self.planned, &format!("{path}.planned"))?,
            reason: read_optional_text(self.reason.as_ref(), &format!("{path}.reason"))?,
        };
        let mut body = reported(ActDetails::ActivityCancelled(cancellation));
        body.action_on = self.on.map(|day| day.0.into());
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}
