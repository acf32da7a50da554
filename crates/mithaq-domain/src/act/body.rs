//! What is said of an act, before it is recorded.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{ActDetails, ActId, ActKind, Instrument};
use crate::actor::ActorId;
use crate::day::{Anchor, LegalDay, Span};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// On what ground the registry records an act.
    LegalBasis {
        /// Someone with the right to do so reported it.
        Reported = 1 "REPORTED",
        /// Another register says so.
        Imported = 2 "IMPORTED",
        /// The agreement's own rules give it, and its day has come.
        Computed = 3 "COMPUTED",
    }
}

/// What is said of an act: who, when, on what paper, and what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ActBody {
    /// The party whose act it is; none where it is of both or comes by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<ActorId>,
    /// The day on which it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action_on: Option<LegalDay>,
    /// The day on which a communication was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_on: Option<LegalDay>,
    /// The day on which it was received, where it was received (VCLT 78).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_on: Option<LegalDay>,
    /// The day on which it takes effect, where that is another day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective_on: Option<LegalDay>,
    /// On what ground the registry records it.
    pub basis: LegalBasis,
    /// The paper behind it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instrument: Option<Instrument>,
    /// The earlier entry that this one takes the place of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<ActId>,
    /// What it says beyond that, by kind.
    pub details: ActDetails,
}

impl ActBody {
    /// An act of which nothing but kind and ground is said yet.
    #[must_use]
    pub const fn new(basis: LegalBasis, details: ActDetails) -> Self {
        Self {
            by: None,
            action_on: None,
            sent_on: None,
            received_on: None,
            effective_on: None,
            basis,
            instrument: None,
            corrects: None,
            details,
        }
    }

    /// By a party.
    #[must_use]
    pub const fn by(mut self, actor: ActorId) -> Self {
        self.by = Some(actor);
        self
    }

    /// Done on a day.
    #[must_use]
    pub fn done_on(mut self, day: impl Into<LegalDay>) -> Self {
        self.action_on = Some(day.into());
        self
    }

    /// Taking effect on a day.
    #[must_use]
    pub fn effective_on(mut self, day: impl Into<LegalDay>) -> Self {
        self.effective_on = Some(day.into());
        self
    }

    /// In the place of an earlier entry.
    #[must_use]
    pub const fn correcting(mut self, act: ActId) -> Self {
        self.corrects = Some(act);
        self
    }

    /// The kind of act.
    #[must_use]
    pub const fn kind(&self) -> ActKind {
        self.details.kind()
    }

    /// The days among which it takes effect: the effective day where one is given, else that of
    /// receipt, of the action, of dispatch. None where the source gives no day at all.
    #[must_use]
    pub fn effective(&self) -> Option<Span> {
        [&self.effective_on, &self.received_on, &self.action_on, &self.sent_on]
            .into_iter()
            .flatten()
            .next()
            .map(LegalDay::span)
    }

    /// The day that a clause counts from, where it is recorded (VCLT 78).
    #[must_use]
    pub fn counted_from(&self, anchor: Anchor) -> Option<Span> {
        let day = match anchor {
            Anchor::Receipt => self.received_on.as_ref(),
            Anchor::Dispatch => self.sent_on.as_ref(),
            Anchor::DateOfNote | Anchor::Signature => {
                self.action_on.as_ref().or_else(|| self.instrument.as_ref().and_then(|paper| paper.dated.as_ref()))
            }
        };
        day.map(LegalDay::span)
    }

    /// The days among which it has its place in the agreement's life: of a notice when it reached the other
    /// party, as far as that is known; of any other act when it takes effect.
    #[must_use]
    pub(crate) fn placed(&self) -> Option<Span> {
        let told = [&self.received_on, &self.action_on, &self.sent_on];
        let told = told.into_iter().flatten().next().filter(|_| self.kind() == ActKind::NoticeGiven);
        told.map(LegalDay::span).or_else(|| self.effective())
    }

    /// Whether it tells of the same kind of act on the same day.
    #[must_use]
    pub(crate) fn tells_the_same(&self, other: &Self) -> bool {
        self.kind() == other.kind() && self.effective() == other.effective()
    }

    /// Whether what it says was done lies after a day, which cannot be known on that day. An end or a suspension may
    /// be done before its effect; signature, consent and entry into force are done on their day of effect.
    #[must_use]
    pub fn is_done_after(&self, today: NaiveDate) -> bool {
        let is_done_with_its_effect =
            matches!(self.kind(), ActKind::Signed | ActKind::ConsentExpressed | ActKind::EnteredIntoForce);
        let effect = self.effective_on.as_ref().filter(|_| is_done_with_its_effect);
        [&self.action_on, &self.sent_on, &self.received_on]
            .into_iter()
            .flatten()
            .chain(effect)
            .any(|day| day.value.earliest() > today)
    }
}
