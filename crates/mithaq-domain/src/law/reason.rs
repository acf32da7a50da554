//! Why a status or a day is what it is.

use super::Provision;
use crate::act::ActId;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// Kinds of reason for a status or a day.
    ReasonCode {
        /// An act brings it about.
        Act = 1 "ACT",
        /// Both initialled the text.
        BothInitialled = 2 "BOTH_INITIALLED",
        /// Both signatures count.
        BothSigned = 3 "BOTH_SIGNED",
        /// The entry-into-force rule is met.
        ForceRuleMet = 4 "FORCE_RULE_MET",
        /// The last term has run out.
        TermRanOut = 5 "TERM_RAN_OUT",
        /// A notice of end has run its time.
        NoticeRan = 6 "NOTICE_RAN",
        /// The day is known only to the month or the year.
        DayNotKnown = 7 "DAY_NOT_KNOWN",
        /// Facts are missing in the source.
        FactsMissing = 8 "FACTS_MISSING",
        /// A term has run out, no notice against it was received in time, and the next has begun.
        RenewedTacitly = 9 "RENEWED_TACITLY",
        /// A clause gives the day by which something is to be done.
        ClauseGivesDay = 10 "CLAUSE_GIVES_DAY",
        /// Provisional application ended, and the agreement stands as it would without it.
        ProvisionalEnded = 11 "PROVISIONAL_ENDED",
    }
}

/// Why a status or a day is what it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reason {
    /// The kind of reason.
    pub code: ReasonCode,
    /// The reason in English, for a person.
    pub text: String,
    /// The act that it rests on, if one does.
    pub act: Option<ActId>,
    /// The provision that it rests on, if one does.
    pub provision: Option<Provision>,
}

impl Reason {
    /// A reason that rests on a provision.
    pub(crate) fn by_rule(code: ReasonCode, provision: Provision, text: impl Into<String>) -> Self {
        Self { code, text: text.into(), act: None, provision: Some(provision) }
    }

    /// A reason that rests on no provision.
    pub(crate) fn plain(code: ReasonCode, text: impl Into<String>) -> Self {
        Self { code, text: text.into(), act: None, provision: None }
    }

    /// The same, resting on an act too.
    pub(crate) fn on_act(mut self, act: ActId) -> Self {
        self.act = Some(act);
        self
    }
}
