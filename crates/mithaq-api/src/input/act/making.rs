//! Acts by which an agreement is made.

use async_graphql::{ID, InputObject};
use mithaq_domain::act::{ActBody, ActDetails, Consent, Initials, Signature};

use super::{InstrumentInput, Says, paper, reported};
use crate::failure::Failure;
use crate::input::actor_ref::ActorRef;
use crate::input::id::read_id;
use crate::input::terms::TermsInput;
use crate::input::text::{read_optional_text, read_text};
use crate::scalar::Date;
use crate::words::{ConsentMeans, FullPowersState, Office};

/// Negotiation is opened.
#[derive(InputObject)]
pub(crate) struct NegotiationInput {
    /// The day.
    on: Date,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for NegotiationInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let mut body = reported(ActDetails::NegotiationOpened).done_on(self.on.0);
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}

/// What the text says is recorded.
#[derive(InputObject)]
pub(crate) struct RecordedTermsInput {
    /// All that the text says: it takes the place of what was recorded before.
    terms: TermsInput,
    /// The day on which the text was settled so.
    on: Option<Date>,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for RecordedTermsInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let terms = Box::new(self.terms.read(&format!("{path}.terms"))?);
        let mut body = reported(ActDetails::TermsRecorded { terms });
        body.action_on = self.on.map(|day| day.0.into());
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}

/// A party initials the text (VCLT 10).
#[derive(InputObject)]
pub(crate) struct InitialsInput {
    /// The party.
    party: ActorRef,
    /// The day.
    on: Date,
    /// Whether the parties agreed that initials count as signature (12(2)(a)).
    #[graphql(default = false)]
    count_as_signature: bool,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for InitialsInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let initials = Initials { count_as_signature: self.count_as_signature };
        let party = self.party.known(&format!("{path}.party"))?.id;
        let mut body = reported(ActDetails::Initialled(initials)).by(party).done_on(self.on.0);
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}

/// A party signs (VCLT 10, 12).
#[derive(InputObject)]
pub(crate) struct SignInput {
    /// The party.
    party: ActorRef,
    /// The day.
    on: Date,
    /// Who signs.
    signatory: String,
    /// In which office.
    office: Office,
    /// Whether full powers were produced; an office that needs none (7(2)) may leave it out.
    #[graphql(default_with = "FullPowersState::Unknown")]
    full_powers_state: FullPowersState,
    /// Where.
    place: Option<String>,
    /// Whether consent still needs ratification, acceptance or approval (14(1)(d)).
    #[graphql(default = false)]
    subject_to_ratification: bool,
    /// Whether it counts only once the state confirms it (12(2)(b)).
    #[graphql(default = false)]
    ad_referendum: bool,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for SignInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let signature = Signature {
            signatory: Some(read_text(&self.signatory, &format!("{path}.signatory"))?),
            office: self.office.into(),
            full_powers: self.full_powers_state.into(),
            place: read_optional_text(self.place.as_ref(), &format!("{path}.place"))?,
            subject_to_ratification: self.subject_to_ratification,
            ad_referendum: self.ad_referendum,
        };
        let party = self.party.known(&format!("{path}.party"))?.id;
        let mut body = reported(ActDetails::Signed(signature)).by(party).done_on(self.on.0);
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}

/// A state confirms a signature that lacked authority, or one made ad referendum (VCLT 8, 12(2)). It relates back.
#[derive(InputObject)]
pub(crate) struct FullPowersInput {
    /// The party that confirms.
    party: ActorRef,
    /// The signature, by the act's id.
    signature: ID,
    /// The day.
    on: Date,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for FullPowersInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let signature = read_id(&self.signature, &format!("{path}.signature"))?;
        let party = self.party.known(&format!("{path}.party"))?.id;
        let mut body = reported(ActDetails::FullPowersConfirmed { signature }).by(party).done_on(self.on.0);
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}

/// A party expresses its consent to be bound (VCLT 11-16).
#[derive(InputObject)]
pub(crate) struct ConsentInput {
    /// The party.
    party: ActorRef,
    /// By what means.
    means: ConsentMeans,
    /// The day of exchange or deposit; with a notification, the day that it bears.
    on: Date,
    /// The day on which a notification was sent.
    sent_on: Option<Date>,
    /// The day on which a notification was received (78).
    received_on: Option<Date>,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for ConsentInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let consent = Consent { means: self.means.into() };
        let party = self.party.known(&format!("{path}.party"))?.id;
        let mut body = reported(ActDetails::ConsentExpressed(consent)).by(party).done_on(self.on.0);
        body.sent_on = self.sent_on.map(|day| day.0.into());
        body.received_on = self.received_on.map(|day| day.0.into());
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}
