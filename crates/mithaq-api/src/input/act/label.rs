//! Who may know of an agreement, as a client says it.

use async_graphql::InputObject;
use mithaq_domain::act::{ActBody, ActDetails};
use mithaq_domain::label::{Label, Ministry};

use super::{InstrumentInput, Says, paper, reported};
use crate::failure::Failure;
use crate::scalar::Date;
use crate::words::SecurityLabel;

/// The agreement gets another label, from the moment at which it is recorded.
#[derive(InputObject)]
pub(crate) struct ReclassificationInput {
    /// How far the agreement is kept from being known. It may not be above your own clearance.
    label: SecurityLabel,
    /// The ministries that it may be released to, by their codes; every ministry, where left out.
    releasable_to: Option<Vec<String>>,
    /// The day of the decision.
    on: Option<Date>,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for ReclassificationInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let label = read_label(self.label, self.releasable_to.as_ref(), path)?;
        let mut body = reported(ActDetails::Reclassified { label });
        body.action_on = self.on.map(|day| day.0.into());
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}

/// A label, from the fields label and releasableTo of the input at a path.
pub(super) fn read_label(
    classification: SecurityLabel,
    ministries: Option<&Vec<String>>,
    path: &str,
) -> Result<Label, Failure> {
    let releasable_to = ministries.into_iter().flatten().map(|code| {
        Ministry::try_from(code.clone()).map_err(|broken| Failure::bad_input(format!("{path}.releasableTo: {broken}")))
    });
    Ok(Label { classification: classification.into(), releasable_to: releasable_to.collect::<Result<_, _>>()? })
}
