//! What changes the text of an agreement, as a client brings it.

use async_graphql::InputObject;
use mithaq_domain::act::{self, ActBody, ActDetails, Amendment, Correction};
use mithaq_domain::terms::Terms;

use super::effect::party;
use super::{InstrumentInput, Says, paper, reported};
use crate::failure::Failure;
use crate::input::actor_ref::ActorRef;
use crate::input::terms::TermsInput;
use crate::input::text::{read_optional_text, read_text};
use crate::scalar::Date;
use crate::words::{ClauseChangeKind, ConsentMeans};

/// Both agree to change what the agreement says (VCLT 39).
#[derive(InputObject)]
pub(crate) struct AmendmentInput {
    /// The first day on which it holds.
    on: Date,
    /// By what means both agreed; the text may ask for the path on which the agreement itself was made binding.
    means: Option<ConsentMeans>,
    /// All that the agreement says from then on, where its titles, areas or rules change.
    terms: Option<TermsInput>,
    /// The clauses that it touches.
    #[graphql(default)]
    clauses: Vec<ClauseChangeInput>,
    /// The party, where one alone is said to have amended it, which has no effect; both together, where left out.
    party: Option<ActorRef>,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

/// Both agree that the text has an error, and mend it (VCLT 79).
#[derive(InputObject)]
pub(crate) struct TextCorrectionInput {
    /// The day on which they agreed.
    on: Date,
    /// All that the agreement says when the error is mended, where its titles, areas or rules change.
    terms: Option<TermsInput>,
    /// The clauses that it touches.
    #[graphql(default)]
    clauses: Vec<ClauseChangeInput>,
    /// The first day on which it holds, where the parties decided so; from the start, where left out (79(4)).
    holds_from: Option<Date>,
    /// The party, where one alone is said to have corrected it, which has no effect; both together, where left out.
    party: Option<ActorRef>,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

/// What is done to one clause.
#[derive(InputObject)]
pub(crate) struct ClauseChangeInput {
    /// The clause's number in the text.
    clause: String,
    /// What is done to it.
    change: ClauseChangeKind,
    /// Its words from then on.
    text: Option<String>,
}

impl Says for AmendmentInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let amendment = Amendment {
            means: self.means.map(Into::into),
            terms: terms(self.terms.as_ref(), path)?,
            clauses: clauses(&self.clauses, path)?,
        };
        let mut body = reported(ActDetails::Amended(Box::new(amendment))).effective_on(self.on.0);
        body.by = party(self.party.as_ref(), path)?;
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}

impl Says for TextCorrectionInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let correction = Correction {
            terms: terms(self.terms.as_ref(), path)?,
            clauses: clauses(&self.clauses, path)?,
            holds_from: self.holds_from.map(|day| day.0.into()),
        };
        let mut body = reported(ActDetails::Corrected(Box::new(correction))).done_on(self.on.0);
        body.by = party(self.party.as_ref(), path)?;
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}

/// The terms of an act that may leave them as they are.
pub(super) fn terms(terms: Option<&TermsInput>, path: &str) -> Result<Option<Terms>, Failure> {
    terms.map(|terms| terms.read(&format!("{path}.terms"))).transpose()
}

fn clauses(changes: &[ClauseChangeInput], path: &str) -> Result<Vec<act::ClauseChange>, Failure> {
    let changes = changes.iter().enumerate().map(|(at, change)| {
        let path = format!("{path}.clauses[{at}]");
        Ok(act::ClauseChange {
            clause: read_text(&change.clause, &format!("{path}.clause"))?,
            change: change.change.into(),
            text: read_optional_text(change.text.as_ref(), &format!("{path}.text"))?,
        })
    });
    changes.collect()
}
