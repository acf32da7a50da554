//! Words of an act that the law, or an order, has erased.

use chrono::{Days, NaiveDate};

use super::{Agreement, Change};
use crate::act::{ActBody, ActDetails, ActId, BodyDigest, EntryErased, LegalBasis};
use crate::agreement::DeadlineKind;

/// For how many days after the last act deadlines must stay as they are.
const AHEAD: Days = Days::new(4_018);

/// An erasure, decided.
#[derive(Debug, Clone)]
pub struct Erasure {
    /// What is left of the act.
    pub left: ActBody,
    /// The act that says so, to be recorded.
    pub change: Change,
    /// How many texts go.
    pub gone: usize,
    /// How many stay, as the law rests on them.
    pub stayed: usize,
}

/// Why nothing is erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ErasureRefused {
    /// The act is not in the log.
    #[error("the agreement has no act {0}")]
    NotInLog(ActId),
    /// What erasures were made, and by which law, stays.
    #[error("act {0} records an erasure, and stays")]
    IsErasure(ActId),
    /// The act has no words, or none that can go.
    #[error("act {0} has no words that could be erased")]
    NoWords(ActId),
}

impl Agreement {
    /// Erases the words of an act by a law or an order. Whatever the law has made of the log stays as it is: statuses and
    /// their days, parties, label, what each act has effected, what falls due. A word on which one of these rests stays.
    ///
    /// # Errors
    /// Where there is nothing to be erased.
    pub fn erase(&self, act: ActId, order: String) -> Result<Erasure, ErasureRefused> {
        let at = self.acts.iter().position(|recorded| recorded.id == act).ok_or(ErasureRefused::NotInLog(act))?;
        let body = &self.acts[at].body;
        if matches!(body.details, ActDetails::EntryErased(_)) {
            return Err(ErasureRefused::IsErasure(act));
        }
        let legal = self.legal();
        let (left, gone, stayed) =
            body.erase(|left| self.with_body(at, left).is_some_and(|other| other.legal() == legal));
        if gone == 0 {
            return Err(ErasureRefused::NoWords(act));
        }
        let bytes = serde_json::to_vec(&left).unwrap_or_else(|error| unreachable!("a body is plain data: {error}"));
        let erased = EntryErased { erased: act, order, left: BodyDigest::of(&bytes) };
        let change = Change {
            id: self.id,
            number: self.number.clone(),
            before: self.with_body(at, &left),
            bodies: vec![ActBody::new(LegalBasis::Reported, ActDetails::EntryErased(erased))],
            warnings: Vec::new(),
        };
        Ok(Erasure { left, change, gone, stayed })
    }

    /// The agreement with another body in the place of one of its acts'.
    fn with_body(&self, at: usize, body: &ActBody) -> Option<Self> {
        let mut acts = self.acts.clone();
        acts[at].body = body.clone();
        Self::replay(self.id, self.number.clone(), acts).ok()
    }

    /// What the law makes of the log, without a word of it.
    fn legal(&self) -> impl PartialEq + use<> {
        let standing = &self.standing;
        let statuses: Vec<_> = standing
            .timeline
            .iter()
            .map(|period| (period.from, period.to, period.status, period.pending_on.clone()))
            .collect();
        let effects: Vec<_> = standing.judgements.iter().map(|judgement| judgement.effect).collect();
        let days = (standing.signed_on, standing.in_force_since, standing.applies_from, standing.ends_on);
        let actors: Vec<_> = standing.parties.iter().map(|(role, party)| (role, party.actor)).collect();
        let due: Vec<(DeadlineKind, NaiveDate, NaiveDate)> = self
            .acts
            .last()
            .and_then(|last| last.recorded_at.date_naive().checked_add_days(AHEAD))
            .map(|until| self.calendar(until))
            .into_iter()
            .flatten()
            .map(|entry| (entry.deadline.kind, entry.deadline.on.earliest, entry.deadline.on.latest))
            .collect();
        let courses: Vec<_> = self
            .obligation_courses()
            .into_iter()
            .map(|period| (period.standing.act, period.from, period.to, period.standing.state))
            .collect();
        let whole = (statuses, effects, days, actors, standing.label.clone(), standing.imported_from.clone());
        (whole, due, standing.partly.clone(), courses)
    }
}
