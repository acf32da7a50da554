//! A mandate, which opens an agreement.

use async_graphql::InputObject;
use mithaq_domain::act::{ActBody, ActDetails, Proposal};
use mithaq_domain::actor::ActorId;
use mithaq_domain::party::{Parties, Party};

use super::label::read_label;
use super::{InstrumentInput, Says, paper, reported};
use crate::failure::Failure;
use crate::input::actor_ref::ActorRef;
use crate::input::terms::TermsInput;
use crate::input::text::read_optional_text;
use crate::scalar::Date;
use crate::words::SecurityLabel;

/// A mandate to negotiate an agreement.
#[derive(InputObject)]
pub(crate) struct ProposalInput {
    /// The day of the mandate.
    on: Date,
    /// Our side.
    home: PartyInput,
    /// The other side.
    counterpart: PartyInput,
    /// What the text is to say, as far as it is settled.
    terms: TermsInput,
    /// How far the agreement is kept from being known. It may not be above your own clearance.
    #[graphql(default_with = "SecurityLabel::Unclassified")]
    label: SecurityLabel,
    /// The ministries that it may be released to, by their codes; every ministry, where left out.
    releasable_to: Option<Vec<String>>,
    /// The mandate's reference.
    mandate: Option<String>,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

/// A party to an agreement.
#[derive(InputObject)]
pub(crate) struct PartyInput {
    /// The actor.
    actor: ActorRef,
    /// The office or ministry that makes the agreement for it.
    authority: Option<String>,
    /// Territories that the agreement extends to by its own words (VCLT 29).
    territories_included: Option<Vec<ActorRef>>,
    /// Territories that it does not extend to (VCLT 29).
    territories_excluded: Option<Vec<ActorRef>>,
}

impl PartyInput {
    fn read(&self, path: &str) -> Result<Party, Failure> {
        Ok(Party {
            actor: self.actor.known(&format!("{path}.actor"))?.id,
            authority: read_optional_text(self.authority.as_ref(), &format!("{path}.authority"))?,
            territories_included: actors(self.territories_included.as_ref(), &format!("{path}.territoriesIncluded"))?,
            territories_excluded: actors(self.territories_excluded.as_ref(), &format!("{path}.territoriesExcluded"))?,
        })
    }
}

impl Says for ProposalInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let (home, counterpart) =
            (self.home.read(&format!("{path}.home"))?, self.counterpart.read(&format!("{path}.counterpart"))?);
        let parties = Parties::try_new(home, counterpart)
            .map_err(|same| Failure::bad_input(format!("{path}.counterpart: {same}")))?;
        let proposal = Proposal {
            parties,
            terms: self.terms.read(&format!("{path}.terms"))?,
            label: read_label(self.label, self.releasable_to.as_ref(), path)?,
            mandate: read_optional_text(self.mandate.as_ref(), &format!("{path}.mandate"))?,
        };
        let mut body = reported(ActDetails::Proposed(Box::new(proposal))).done_on(self.on.0);
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}

fn actors(list: Option<&Vec<ActorRef>>, path: &str) -> Result<Vec<ActorId>, Failure> {
    let list = list.into_iter().flatten().enumerate();
    list.map(|(at, actor)| actor.known(&format!("{path}[{at}]")).map(|known| known.id)).collect()
}
