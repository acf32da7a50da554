//! Acts by which an agreement ends, or is meant to.

use async_graphql::{ID, InputObject};
use mithaq_domain::act::{ActBody, ActDetails, AgreementId, NoticeOfEnd, Supersession};

use super::effect::party;
use super::{InstrumentInput, Says, communicated, paper, reported};
use crate::failure::Failure;
use crate::input::actor_ref::ActorRef;
use crate::input::id::read_id;
use crate::input::text::{read_optional_text, read_texts};
use crate::scalar::Date;
use crate::words::{EndGround, NoticePurpose, SupersessionExtent};

/// A party gives notice that it means to end the agreement or not to renew it (VCLT 56, 67).
#[derive(InputObject)]
pub(crate) struct NoticeInput {
    /// The party that gives it.
    party: ActorRef,
    /// What it is meant to bring about.
    purpose: NoticePurpose,
    /// The day on which it was received by the other party, from which it counts unless the clause says otherwise (78).
    received_on: Date,
    /// The date that it bears.
    dated: Option<Date>,
    /// The day on which it was sent.
    sent_on: Option<Date>,
    /// The last day in force that it states, where it states one.
    stated_last_day: Option<Date>,
    /// Where the text is silent: the intent of the parties or nature of the agreement that implies a right to leave
    /// (56(1)).
    implied_right: Option<String>,
    /// The numbers of the clauses that it is about; the whole agreement, where left out. A part needs `partAllowedBy` (44(1)).
    clauses: Option<Vec<String>>,
    /// What lets the party leave a part: the clause of the text, or what both have agreed (44(1)).
    part_allowed_by: Option<String>,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for NoticeInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let notice = NoticeOfEnd {
            purpose: self.purpose.into(),
            stated_last_day: self.stated_last_day.map(|day| day.0.into()),
            implied_right: read_optional_text(self.implied_right.as_ref(), &format!("{path}.impliedRight"))?,
            clauses: read_texts(self.clauses.as_deref().unwrap_or_default(), &format!("{path}.clauses"))?,
            part_allowed_by: read_optional_text(self.part_allowed_by.as_ref(), &format!("{path}.partAllowedBy"))?,
        };
        let giver = self.party.known(&format!("{path}.party"))?.id;
        let act = reported(ActDetails::NoticeGiven(notice)).by(giver);
        let mut body = communicated(act, self.received_on, self.dated, self.sent_on);
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}

/// A party takes a notice back before it takes effect (VCLT 68).
#[derive(InputObject)]
pub(crate) struct NoticeRevocationInput {
    /// The party that gave it.
    party: ActorRef,
    /// The notice, by the act's id.
    notice: ID,
    /// The day on which the revocation was received.
    on: Date,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for NoticeRevocationInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let notice = read_id(&self.notice, &format!("{path}.notice"))?;
        let giver = self.party.known(&format!("{path}.party"))?.id;
        let mut body = reported(ActDetails::NoticeRevoked { notice }).by(giver).done_on(self.on.0);
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}

/// The agreement is terminated (VCLT 54).
#[derive(InputObject)]
pub(crate) struct TerminationInput {
    /// On what ground.
    ground: EndGround,
    /// The numbers of the clauses that alone end; the whole agreement, where left out (44).
    clauses: Option<Vec<String>>,
    /// The first day without it.
    on: Date,
    /// The party that terminates; both together, where left out.
    party: Option<ActorRef>,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for TerminationInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let clauses = read_texts(self.clauses.as_deref().unwrap_or_default(), &format!("{path}.clauses"))?;
        let mut body = reported(ActDetails::Terminated { ground: self.ground.into(), clauses }).effective_on(self.on.0);
        body.by = party(self.party.as_ref(), path)?;
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}

/// A party's denunciation takes effect, its notice having run (VCLT 54, 56).
#[derive(InputObject)]
pub(crate) struct DenunciationInput {
    /// The party that leaves.
    party: ActorRef,
    /// The first day without the agreement.
    on: Date,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for DenunciationInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let leaver = self.party.known(&format!("{path}.party"))?.id;
        let mut body = reported(ActDetails::Denounced).by(leaver).effective_on(self.on.0);
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}

/// The agreement's last term runs out.
#[derive(InputObject)]
pub(crate) struct ExpiryInput {
    /// The first day without the agreement.
    on: Date,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for ExpiryInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let mut body = reported(ActDetails::Expired).effective_on(self.on.0);
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}

/// A later agreement takes this one's place (VCLT 59).
#[derive(InputObject)]
pub(crate) struct SupersessionInput {
    /// The later agreement, by its id, where the registry holds it.
    by: Option<ID>,
    /// The later agreement in words, where the registry does not hold it.
    by_as_printed: Option<String>,
    /// How much of this agreement is displaced.
    #[graphql(default_with = "SupersessionExtent::Whole")]
    extent: SupersessionExtent,
    /// The first day without this agreement.
    on: Date,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for SupersessionInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        if self.by.is_some() == self.by_as_printed.is_some() {
            return Err(Failure::bad_input(format!(
                "{path}: give the later agreement as by or as byAsPrinted, not both"
            )));
        }
        let by: Option<AgreementId> = self.by.as_ref().map(|id| read_id(id, &format!("{path}.by"))).transpose()?;
        let by_as_printed = read_optional_text(self.by_as_printed.as_ref(), &format!("{path}.byAsPrinted"))?;
        let supersession = Supersession { by, by_as_printed, extent: self.extent.into() };
        let mut body = reported(ActDetails::Superseded(supersession)).effective_on(self.on.0);
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}

/// A party refuses or withdraws before the agreement is in force.
#[derive(InputObject)]
pub(crate) struct AbandonmentInput {
    /// The day.
    on: Date,
    /// The party that gives up; both together, where left out.
    party: Option<ActorRef>,
    /// Why, in its words.
    reason: Option<String>,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for AbandonmentInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let reason = read_optional_text(self.reason.as_ref(), &format!("{path}.reason"))?;
        let mut body = reported(ActDetails::Abandoned { reason }).done_on(self.on.0);
        body.by = party(self.party.as_ref(), path)?;
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}
