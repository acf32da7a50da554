//! One dated legal act.

use std::sync::Arc;

use async_graphql::{ComplexObject, ID, Object, SimpleObject};
use mithaq_domain::act::{self, ActDetails as Said, ActId, AgreementId, RecordedAct};
use mithaq_domain::{agreement, law};

use super::actor::Actor;
use super::agreement::Agreement;
use super::day::LegalDay;
use super::details::{self, ActDetails};
use super::document::{AgreementDocument, NamedFile};
use super::refusal::{Told, Warning};
use crate::failure::{Failure, Nullable};
use crate::reading::Reading;
use crate::scalar::DateTime;
use crate::words::{ActEffect, ActKind, LegalBasis};

/// One dated legal act, in the log that it stands in.
#[derive(Clone)]
pub(crate) struct Act {
    log: Arc<agreement::Agreement>,
    at: usize,
    reading: Arc<Reading>,
}

impl Act {
    /// Every act of a log, in its order.
    pub(crate) fn all(log: &Arc<agreement::Agreement>, reading: &Arc<Reading>) -> impl Iterator<Item = Self> {
        (0..log.acts().len()).map(|at| Self { log: Arc::clone(log), at, reading: Arc::clone(reading) })
    }

    /// The acts of some kinds (none: of all), each with its version.
    pub(crate) fn of_kinds(
        log: &Arc<agreement::Agreement>,
        kinds: Option<&[ActKind]>,
        reading: &Arc<Reading>,
    ) -> Vec<(u32, Self)> {
        let of_kind = |act: &Self| kinds.is_none_or(|kinds| kinds.contains(&act.recorded().body.kind().into()));
        Self::all(log, reading).filter(of_kind).map(|act| (act.recorded().version, act)).collect()
    }

    /// An act and those that name it, each with its version.
    pub(crate) fn about(log: &Arc<agreement::Agreement>, id: ActId, reading: &Arc<Reading>) -> Vec<(u32, Self)> {
        let names_it = |details: &Said| details.names().is_some_and(|(named, _)| named == id);
        let all = Self::all(log, reading);
        let about = all.filter(|act| act.recorded().id == id || names_it(&act.recorded().body.details));
        about.map(|act| (act.recorded().version, act)).collect()
    }

    /// The act of an identity, where the log has it.
    pub(crate) fn find(log: &Arc<agreement::Agreement>, id: ActId, reading: &Arc<Reading>) -> Option<Self> {
        let at = log.acts().iter().position(|act| act.id == id)?;
        Some(Self { log: Arc::clone(log), at, reading: Arc::clone(reading) })
    }

    /// What is recorded.
    pub(crate) fn recorded(&self) -> &RecordedAct {
        &self.log.acts()[self.at]
    }

    fn judgement(&self) -> &law::Judgement {
        &self.log.standing().judgements[self.at]
    }
}

/// The entry that an act takes the place of, or strikes out.
fn corrected_by(act: &RecordedAct) -> Option<ActId> {
    match &act.body.details {
        Said::EntryRectified(rectified) => Some(rectified.struck_out),
        Said::Proposed(_)
        | Said::NegotiationOpened
        | Said::TermsRecorded { .. }
        | Said::Initialled(_)
        | Said::Signed(_)
        | Said::FullPowersConfirmed { .. }
        | Said::ConsentExpressed(_)
        | Said::EnteredIntoForce { .. }
        | Said::NoticeGiven(_)
        | Said::NoticeRevoked { .. }
        | Said::Suspended { .. }
        | Said::Resumed
        | Said::Terminated { .. }
        | Said::Denounced
        | Said::Expired
        | Said::Superseded(_)
        | Said::Abandoned { .. }
        | Said::Imported(_)
        | Said::ProvisionallyApplied(_)
        | Said::ProvisionalApplicationEnded { .. }
        | Said::DomesticStepTaken(_)
        | Said::Amended(_)
        | Said::Corrected(_)
        | Said::Renewed(_)
        | Said::BreachClaimed(_)
        | Said::BreachObjected { .. }
        | Said::Invalidated { .. }
        | Said::Revived(_)
        | Said::ReservationMade(_)
        | Said::ReservationAccepted { .. }
        | Said::ReservationWithdrawn { .. }
        | Said::Registered(_)
        | Said::RegistrationWithheld(_)
        | Said::Related(_)
        | Said::Reclassified { .. }
        | Said::TextAdded(_)
        | Said::ObligationAdded(_)
        | Said::ObligationFulfilled(_)
        | Said::ObligationWaived { .. }
        | Said::ObligationBreachAlleged(_)
        | Said::ActivityPlanned(_)
        | Said::ActivityHeld(_)
        | Said::ActivityCancelled(_)
        | Said::ReviewScheduled(_)
        | Said::ReviewConcluded(_)
        | Said::EntryErased(_)
        | Said::SuccessionRecorded(_)
        | Said::SuccessionContested { .. } => act.body.corrects,
    }
}

/// One dated legal act. There is one type for all kinds, so that a client can show kinds that it does not know; what
/// only some kinds say is in `details`.
#[Object]
impl Act {
    /// Its identity; events carry the same.
    async fn id(&self) -> ID {
        ID(self.recorded().id.to_string())
    }

    /// Its kind.
    async fn kind(&self) -> ActKind {
        self.recorded().body.kind().into()
    }

    /// The agreement that it is an act of.
    async fn agreement(&self) -> Result<Agreement, Failure> {
        Agreement::of_log(&self.log, &self.reading).await
    }

    /// The party whose act it is; null where it is of both, or comes by itself.
    async fn by(&self) -> Nullable<Actor> {
        self.recorded().body.by.map(|actor| Actor::stored(actor, &self.reading))
    }

    /// The day on which it was done.
    async fn action_on(&self) -> Option<LegalDay> {
        self.recorded().body.action_on.as_ref().map(Into::into)
    }

    /// The day on which a communication was sent.
    async fn sent_on(&self) -> Option<LegalDay> {
        self.recorded().body.sent_on.as_ref().map(Into::into)
    }

    /// The day on which a communication was received (VCLT 78).
    async fn received_on(&self) -> Option<LegalDay> {
        self.recorded().body.received_on.as_ref().map(Into::into)
    }

    /// The day on which it takes effect, where it is said to be another than the days above.
    async fn effective_on(&self) -> Option<LegalDay> {
        self.recorded().body.effective_on.as_ref().map(Into::into)
    }

    /// The moment at which the registry learned of it.
    async fn recorded_at(&self) -> DateTime {
        DateTime(self.recorded().recorded_at)
    }

    /// Who recorded it, by the token's subject.
    async fn recorded_by(&self) -> Option<&str> {
        Some(&self.recorded().recorded_by)
    }

    /// On what ground it is recorded.
    async fn basis(&self) -> LegalBasis {
        self.recorded().body.basis.into()
    }

    /// What the law makes of it, as now known.
    async fn effect(&self) -> ActEffect {
        self.judgement().effect.into()
    }

    /// What the law has against it, as now known.
    async fn warnings(&self) -> Vec<Warning> {
        let told = Told { agreement: Some(self.log.id()), path: None, reading: &self.reading };
        self.judgement().findings.iter().map(|finding| told.warning(finding)).collect()
    }

    /// The paper behind it.
    async fn instrument(&self) -> Option<Instrument> {
        let paper = self.recorded().body.instrument.as_ref()?;
        Some(Instrument::of(paper, self.log.id(), &self.reading))
    }

    /// The earlier entry that it takes the place of, or strikes out.
    async fn corrects(&self) -> Option<Act> {
        Self::find(&self.log, corrected_by(self.recorded())?, &self.reading)
    }

    /// The later entry that takes its place, or strikes it out; null where that entry was itself struck out.
    async fn corrected_by(&self) -> Option<Act> {
        let id = self.recorded().id;
        let judged = self.log.acts().iter().zip(self.log.standing().effects());
        let mut standing = judged.filter(|(_, effect)| *effect != act::ActEffect::Rectified).map(|(act, _)| act);
        let later = standing.find(|act| corrected_by(act) == Some(id))?;
        Self::find(&self.log, later.id, &self.reading)
    }

    /// What only acts of its kind say; null where nothing is to be said beyond kind, party and days.
    async fn details(&self) -> Option<ActDetails> {
        details::of(&self.recorded().body.details, &self.log, &self.reading)
    }
}

/// The paper behind an act.
#[derive(SimpleObject)]
#[graphql(complex)]
pub(crate) struct Instrument {
    /// What it is: a note verbale, an instrument of ratification, a printed treaty series.
    kind: String,
    /// Its number or citation.
    reference: Option<String>,
    /// Where it was made.
    place: Option<String>,
    /// The date that it bears.
    dated: Option<LegalDay>,
    /// SHA-256 of its file, in hexadecimal.
    sha256: Option<String>,
    #[graphql(skip)]
    file: NamedFile,
}

#[ComplexObject]
impl Instrument {
    /// Its file, where the registry keeps it and the caller may see it.
    async fn document(&self) -> Nullable<AgreementDocument> {
        self.file.document().await
    }
}

impl Instrument {
    fn of(paper: &act::Instrument, agreement: AgreementId, reading: &Arc<Reading>) -> Self {
        Self {
            kind: paper.kind.clone(),
            reference: paper.reference.clone(),
            place: paper.place.clone(),
            dated: paper.dated.as_ref().map(Into::into),
            sha256: paper.sha256.clone(),
            file: NamedFile::of(agreement, paper.sha256.as_deref(), reading),
        }
    }
}
