//! An act as the registry holds it.

use chrono::{DateTime, NaiveDate, Utc};

use super::{ActBody, ActId, AgreementId, LegalBasis};
use crate::day::Span;

/// An act as the registry holds it: what is said of it, when it was learned and from whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedAct {
    /// Its identity.
    pub id: ActId,
    /// Of which agreement.
    pub agreement: AgreementId,
    /// Its place in the agreement's log, from 1, without gaps.
    pub version: u32,
    /// The moment at which the registry learned of it, to the microsecond.
    pub recorded_at: DateTime<Utc>,
    /// The caller who recorded it, by the token's subject.
    pub recorded_by: String,
    /// What is said of it.
    pub body: ActBody,
}

impl RecordedAct {
    /// The days on which the statuses before and after the act are compared: the civil day on which it was recorded. Of
    /// an act that announces a day which came by itself they are the eve of that day and the day: what announces it
    /// changes no status, so that the statuses of one day would not show the turn.
    #[must_use]
    pub fn days_compared(&self, recorded_on: NaiveDate) -> (NaiveDate, NaiveDate) {
        let turned_on = match self.body.basis {
            LegalBasis::Computed => self.body.effective().and_then(Span::day),
            LegalBasis::Reported | LegalBasis::Imported => None,
        };
        let turn = turned_on.and_then(|day| Some((day.pred_opt()?, day)));
        turn.unwrap_or((recorded_on, recorded_on))
    }
}
