//! The aggregate: one agreement, folded from its log.

mod available;
mod change;
mod clauses;
mod commands;
mod conflicts;
mod deadlines;
mod erasure;
mod forms;
mod obligation_course;
mod obligations;
mod programme;
mod record;
mod released;
mod series;
mod simulation;
mod status;
mod successions;
mod timeline;

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};

use crate::act::{ActBody, ActDetails, ActId, ActKind, AgreementId, LegalBasis, RecordedAct, Renewal};
use crate::law::{Judgement, Standing};
use crate::registry_number::RegistryNumber;
use crate::terms::Terms;

pub use available::Available;
pub use change::{Change, Refused, Stance};
pub use clauses::{ClauseStanding, ClausesStanding};
pub use conflicts::{Conflict, ConflictGround, Opposed, conflicts};
pub use deadlines::{CalendarEntry, Deadline, DeadlineKind};
pub use erasure::{Erasure, ErasureRefused};
pub use obligation_course::ObligationPeriod;
pub use obligations::{ObligationStanding, ObligationState};
pub use programme::{ActivityStanding, ActivityState, ReviewStanding};
pub use record::{ConsentPending, RegistrationState, StepTaken};
pub use simulation::{Simulation, Step};
pub use status::{StatusFlag, StatusName};
pub use successions::SuccessionStanding;
pub use timeline::{BEGINNING, StatusPeriod};

/// One agreement: its log, and where it stands by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    id: AgreementId,
    number: RegistryNumber,
    acts: Vec<RecordedAct>,
    standing: Standing,
}

/// A log that is not one agreement's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BrokenLog {
    /// Nothing in it opens the agreement.
    #[error("agreement {0}: no act in its log opens it")]
    NotOpened(AgreementId),
    /// An act is missing, out of order or of another agreement.
    #[error("agreement {agreement}: act {act} is not the next of its log")]
    OutOfOrder {
        /// The agreement.
        agreement: AgreementId,
        /// The act.
        act: ActId,
    },
}

impl Agreement {
    /// Folds a log, from its first act on and in the order of versions.
    ///
    /// # Errors
    /// Where the log has gaps, or nothing in it opens the agreement.
    pub fn replay(id: AgreementId, number: RegistryNumber, acts: Vec<RecordedAct>) -> Result<Self, BrokenLog> {
        let misplaced = (1..).zip(&acts).find(|(version, act)| act.version != *version || act.agreement != id);
        if let Some((_, act)) = misplaced {
            return Err(BrokenLog::OutOfOrder { agreement: id, act: act.id });
        }
        let standing = Standing::of(&acts).ok_or(BrokenLog::NotOpened(id))?;
        Ok(Self { id, number, acts, standing })
    }

    /// The agreement as it was known at a moment; none where it was not known at all.
    #[must_use]
    pub fn as_known_at(&self, moment: DateTime<Utc>) -> Option<Self> {
        let acts: Vec<RecordedAct> = self.acts.iter().take_while(|act| act.recorded_at <= moment).cloned().collect();
        Self::replay(self.id, self.number.clone(), acts).ok()
    }

    /// Its identity.
    #[must_use]
    pub const fn id(&self) -> AgreementId {
        self.id
    }

    /// The number by which people name it.
    #[must_use]
    pub const fn number(&self) -> &RegistryNumber {
        &self.number
    }

    /// How many acts its log has.
    #[must_use]
    pub fn version(&self) -> u32 {
        self.acts.last().map_or(0, |act| act.version)
    }

    /// Its log, in the order in which the registry learned of the acts.
    #[must_use]
    pub fn acts(&self) -> &[RecordedAct] {
        &self.acts
    }

    /// Where it stands.
    #[must_use]
    pub const fn standing(&self) -> &Standing {
        &self.standing
    }

    /// What it says as last amended, on the day (UTC) on which the registry last learned of something: what follows from the
    /// log alone, whatever day it is.
    #[must_use]
    pub fn terms(&self) -> &Terms {
        let learned = self.acts.last().map(|act| act.recorded_at.date_naive());
        learned.map_or(&self.standing.terms, |day| self.standing.terms_on(day))
    }

    /// What the law makes of an act of its log.
    #[must_use]
    pub fn judgement(&self, act: ActId) -> Option<&Judgement> {
        self.acts
            .iter()
            .zip(&self.standing.judgements)
            .find(|(recorded, _)| recorded.id == act)
            .map(|(_, judgement)| judgement)
    }

    /// The period of its timeline in which a day lies; days before the beginning count to the first.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> &StatusPeriod {
        let timeline = &self.standing.timeline;
        timeline.iter().find(|period| period.contains(day)).unwrap_or(&timeline[0])
    }

    /// The statuses before and after an act of its log, by its version, that was recorded on a civil day: what had been
    /// recorded before it, and with it.
    ///
    /// # Errors
    /// Where the log up to the act does not open the agreement.
    pub fn turn(&self, version: u32, recorded_on: NaiveDate) -> Result<(StatusName, StatusName), BrokenLog> {
        let up_to = |version: u32| {
            let acts = self.acts.iter().take_while(|act| act.version <= version).cloned().collect();
            Self::replay(self.id, self.number.clone(), acts)
        };
        let after = up_to(version)?;
        let (eve, day) = after.acts.last().map_or((recorded_on, recorded_on), |act| act.days_compared(recorded_on));
        let before = match version {
            0 | 1 => StatusName::None,
            later => up_to(later - 1)?.on(eve).status,
        };
        Ok((before, after.on(day).status))
    }

    /// What the clock is to announce by a day, in legal order: turns and tacit renewals that came by themselves
    /// and that no act tells of yet.
    #[must_use]
    pub fn due(&self, today: NaiveDate) -> Vec<ActBody> {
        let turns = self.unannounced().filter(|(on, _)| *on <= today);
        let mut due: Vec<(NaiveDate, ActBody)> =
            turns.chain(self.unannounced_renewals().take_while(|(on, _)| *on <= today)).collect();
        due.sort_by_key(|(on, _)| *on);
        due.into_iter().map(|(_, body)| body).collect()
    }

    /// The next day on which the clock has something to announce.
    #[must_use]
    pub fn next_due(&self) -> Option<NaiveDate> {
        self.unannounced().chain(self.unannounced_renewals().take(1)).map(|(on, _)| on).min()
    }

    /// Turns that come by themselves and that no act tells of yet, and then tacit renewals.
    fn unannounced(&self) -> impl Iterator<Item = (NaiveDate, ActBody)> {
        self.standing
            .computed
            .iter()
            .filter(|computed| !computed.announced)
            .filter_map(|computed| Some((computed.on.day()?, computed.announcement()?)))
    }

    /// Tacit renewals that no act tells of yet, the first first; without end where the rule has none.
    fn unannounced_renewals(&self) -> impl Iterator<Item = (NaiveDate, ActBody)> {
        let told: BTreeSet<NaiveDate> = self
            .acts
            .iter()
            .zip(&self.standing.judgements)
            .filter(|(act, judgement)| act.body.kind() == ActKind::Renewed && judgement.is_effective())
            .filter_map(|(act, _)| act.body.effective()?.day())
            .collect();
        self.standing.tacit_terms().filter_map(|term| term.begins.day()).filter(move |day| !told.contains(day)).map(
            |day| {
                let renewed = ActDetails::Renewed(Renewal::default());
                (day, ActBody::new(LegalBasis::Computed, renewed).effective_on(day))
            },
        )
    }
}
