//! One dated legal act.

use std::sync::Arc;

use async_graphql::{ComplexObject, ID, Object, SimpleObject};
use mithaq_domain::act::{self, ActDetails as Said, ActId, AgreementId, RecordedAct};
use mithaq_domain::{agreement, law};
use mithaq_store::ListedAct;

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

/// One dated legal act. What a log lists of it is at hand; its log is read where more is asked for.
#[derive(Clone)]
pub(crate) struct Act {
    listed: ListedAct,
    /// The log that it was found in, which may be one that is supposed or was known once; none: the log as it is now known, which is
    /// read where it is asked for.
    log: Option<Arc<agreement::Agreement>>,
    reading: Arc<Reading>,
}

/// An act in the log that it stands in.
struct Logged {
    log: Arc<agreement::Agreement>,
    at: usize,
}

impl Logged {
    fn recorded(&self) -> &RecordedAct {
        &self.log.acts()[self.at]
    }

    fn judgement(&self) -> &law::Judgement {
        &self.log.standing().judgements[self.at]
    }
}

impl Act {
    /// An act as its log lists it.
    pub(crate) fn listed(act: &ListedAct, reading: &Arc<Reading>) -> Self {
        Self { listed: act.clone(), log: None, reading: Arc::clone(reading) }
    }

    fn of(log: &Arc<agreement::Agreement>, act: &RecordedAct, reading: &Arc<Reading>) -> Self {
        let listed = ListedAct {
            id: act.id,
            agreement: act.agreement,
            version: act.version,
            kind: act.body.kind(),
            recorded_at: act.recorded_at,
            recorded_by: act.recorded_by.as_str().into(),
        };
        Self { listed, log: Some(Arc::clone(log)), reading: Arc::clone(reading) }
    }

    /// An act and those that name it, each with its version.
    pub(crate) fn about(log: &Arc<agreement::Agreement>, id: ActId, reading: &Arc<Reading>) -> Vec<(u32, Self)> {
        let names_it = |details: &Said| details.names().is_some_and(|(named, _)| named == id);
        let about = log.acts().iter().filter(|act| act.id == id || names_it(&act.body.details));
        about.map(|act| (act.version, Self::of(log, act, reading))).collect()
    }

    /// The act of an identity, where the log has it.
    pub(crate) fn find(log: &Arc<agreement::Agreement>, id: ActId, reading: &Arc<Reading>) -> Option<Self> {
        let act = log.acts().iter().find(|act| act.id == id)?;
        Some(Self::of(log, act, reading))
    }

    /// Whether it is of a kind.
    pub(crate) fn is_of(&self, kind: act::ActKind) -> bool {
        self.listed.kind == kind
    }

    /// It in its log, which is read where it is not at hand.
    async fn logged(&self) -> Result<Logged, Failure> {
        let log = match &self.log {
            Some(log) => Some(Arc::clone(log)),
            None => self.reading.log(self.listed.agreement, None).await?,
        };
        let found = log.and_then(|log| {
            let at = usize::try_from(self.listed.version).ok()?.checked_sub(1)?;
            log.acts().get(at).is_some_and(|act| act.id == self.listed.id).then_some(Logged { log, at })
        });
        found.ok_or_else(|| self.reading.fault(&format!("act {} is listed and not in its log", self.listed.id)))
    }

    /// What its log tells of it, where it tells something.
    async fn told<T>(&self, of: impl FnOnce(Logged) -> Option<T>) -> Nullable<T> {
        self.logged().await.map(of).transpose()
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
        ID(self.listed.id.to_string())
    }

    /// Its kind.
    async fn kind(&self) -> ActKind {
        self.listed.kind.into()
    }

    /// The agreement that it is an act of.
    async fn agreement(&self) -> Result<Agreement, Failure> {
        Agreement::of_log(self.listed.agreement, &self.reading).await
    }

    /// The party whose act it is; null where it is of both, or comes by itself.
    async fn by(&self) -> Nullable<Actor> {
        match self.logged().await {
            Ok(logged) => logged.recorded().body.by.map(|actor| Actor::stored(actor, &self.reading)),
            Err(failure) => Some(Err(failure)),
        }
    }

    /// The day on which it was done.
    async fn action_on(&self) -> Nullable<LegalDay> {
        self.told(|logged| logged.recorded().body.action_on.as_ref().map(Into::into)).await
    }

    /// The day on which a communication was sent.
    async fn sent_on(&self) -> Nullable<LegalDay> {
        self.told(|logged| logged.recorded().body.sent_on.as_ref().map(Into::into)).await
    }

    /// The day on which a communication was received (VCLT 78).
    async fn received_on(&self) -> Nullable<LegalDay> {
        self.told(|logged| logged.recorded().body.received_on.as_ref().map(Into::into)).await
    }

    /// The day on which it takes effect, where it is said to be another than the days above.
    async fn effective_on(&self) -> Nullable<LegalDay> {
        self.told(|logged| logged.recorded().body.effective_on.as_ref().map(Into::into)).await
    }

    /// The moment at which the registry learned of it.
    async fn recorded_at(&self) -> DateTime {
        DateTime(self.listed.recorded_at)
    }

    /// Who recorded it, by the token's subject.
    async fn recorded_by(&self) -> Option<&str> {
        Some(&self.listed.recorded_by)
    }

    /// On what ground it is recorded.
    async fn basis(&self) -> Result<LegalBasis, Failure> {
        Ok(self.logged().await?.recorded().body.basis.into())
    }

    /// What the law makes of it, as now known.
    async fn effect(&self) -> Result<ActEffect, Failure> {
        Ok(self.logged().await?.judgement().effect.into())
    }

    /// What the law has against it, as now known.
    async fn warnings(&self) -> Result<Vec<Warning>, Failure> {
        let told = Told { agreement: Some(self.listed.agreement), path: None, reading: &self.reading };
        let logged = self.logged().await?;
        Ok(logged.judgement().findings.iter().map(|finding| told.warning(finding)).collect())
    }

    /// The paper behind it.
    async fn instrument(&self) -> Nullable<Instrument> {
        let instrument = |logged: Logged| {
            let paper = logged.recorded().body.instrument.as_ref()?;
            Some(Instrument::of(paper, self.listed.agreement, &self.reading))
        };
        self.told(instrument).await
    }

    /// The earlier entry that it takes the place of, or strikes out.
    async fn corrects(&self) -> Nullable<Act> {
        let corrected = |logged: Logged| Self::find(&logged.log, corrected_by(logged.recorded())?, &self.reading);
        self.told(corrected).await
    }

    /// The later entry that takes its place, or strikes it out; null where that entry was itself struck out.
    async fn corrected_by(&self) -> Nullable<Act> {
        let correcting = |Logged { log, .. }: Logged| {
            let judged = log.acts().iter().zip(log.standing().effects());
            let mut standing = judged.filter(|(_, effect)| *effect != act::ActEffect::Rectified).map(|(act, _)| act);
            let later = standing.find(|act| corrected_by(act) == Some(self.listed.id))?;
            Some(Self::of(&log, later, &self.reading))
        };
        self.told(correcting).await
    }

    /// What only acts of its kind say; null where nothing is to be said beyond kind, party and days.
    async fn details(&self) -> Nullable<ActDetails> {
        let said = |logged: Logged| details::of(&logged.recorded().body.details, &logged.log, &self.reading);
        self.told(said).await
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
