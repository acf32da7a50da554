//! Reservations and declarations, as a client brings them.

use async_graphql::{ID, InputObject};
use mithaq_domain::act::{ActBody, ActDetails, Reservation};

use super::{InstrumentInput, Says, paper, reported};
use crate::failure::Failure;
use crate::input::actor_ref::ActorRef;
use crate::input::id::read_id;
use crate::input::text::{read_text, read_texts};
use crate::scalar::Date;
use crate::words::ReservationKind;

/// A party makes a reservation, or declares how it understands the text. A reservation to an agreement of two is a new
/// proposal, and blocks entry into force until the other party accepts it; a declaration blocks nothing.
#[derive(InputObject)]
pub(crate) struct ReservationInput {
    /// The party.
    party: ActorRef,
    /// Which of the two it is.
    kind: ReservationKind,
    /// Its words.
    text: String,
    /// The clauses that it is about.
    #[graphql(default)]
    clauses: Vec<String>,
    /// The day.
    on: Date,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for ReservationInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let reservation = Reservation {
            kind: self.kind.into(),
            text: read_text(&self.text, &format!("{path}.text"))?,
            clauses: read_texts(&self.clauses, &format!("{path}.clauses"))?,
        };
        let author = self.party.known(&format!("{path}.party"))?.id;
        let mut body = reported(ActDetails::ReservationMade(reservation)).by(author).done_on(self.on.0);
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}

/// The other party accepts a reservation.
#[derive(InputObject)]
pub(crate) struct ReservationAcceptanceInput {
    /// The party that accepts.
    party: ActorRef,
    /// The reservation, by the act's id.
    reservation: ID,
    /// The day.
    on: Date,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for ReservationAcceptanceInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let reservation = read_id(&self.reservation, &format!("{path}.reservation"))?;
        let party = self.party.known(&format!("{path}.party"))?.id;
        let mut body = reported(ActDetails::ReservationAccepted { reservation }).by(party).done_on(self.on.0);
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}

/// Its author takes a reservation back (VCLT 22).
#[derive(InputObject)]
pub(crate) struct ReservationWithdrawalInput {
    /// The party that made it.
    party: ActorRef,
    /// The reservation, by the act's id.
    reservation: ID,
    /// The day.
    on: Date,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

impl Says for ReservationWithdrawalInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let reservation = read_id(&self.reservation, &format!("{path}.reservation"))?;
        let party = self.party.known(&format!("{path}.party"))?.id;
        let mut body = reported(ActDetails::ReservationWithdrawn { reservation }).by(party).done_on(self.on.0);
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}
