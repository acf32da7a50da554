//! Relations to other agreements, as a client brings them.

use async_graphql::{ID, InputObject};
use mithaq_domain::act::{ActBody, ActDetails, AgreementId, Relation};

use super::{InstrumentInput, Says, paper, reported};
use crate::failure::Failure;
use crate::input::id::read_id;
use crate::input::text::read_optional_text;
use crate::scalar::Date;
use crate::words::RelationKind;

/// The agreement stands in a relation to another, read from this one to the other: "this one amends that one". What it
/// does to the other is recorded as an act of the other.
#[derive(InputObject)]
pub(crate) struct RelationInput {
    /// What this agreement does to the other.
    relation: RelationKind,
    /// The other, by its id, where the registry holds it.
    to: Option<ID>,
    /// The other in words, where the registry does not hold it.
    to_as_printed: Option<String>,
    /// For an arrangement that carries the other out: whether the text lets it end with the other.
    #[graphql(default = false)]
    ends_with_other: bool,
    /// The day from which it stands so.
    on: Option<Date>,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for RelationInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        if self.to.is_some() == self.to_as_printed.is_some() {
            return Err(Failure::bad_input(format!(
                "{path}: give the other agreement as to or as toAsPrinted, not both"
            )));
        }
        let to: Option<AgreementId> = self.to.as_ref().map(|id| read_id(id, &format!("{path}.to"))).transpose()?;
        let relation = Relation {
            relation: self.relation.into(),
            to,
            to_as_printed: read_optional_text(self.to_as_printed.as_ref(), &format!("{path}.toAsPrinted"))?,
            ends_with_other: self.ends_with_other,
        };
        let mut body = reported(ActDetails::Related(relation));
        body.action_on = self.on.map(|day| day.0.into());
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}
