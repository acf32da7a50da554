//! Days by which something is to be done, or on which something comes, computed from the clauses.

use chrono::NaiveDate;

use super::{Agreement, StatusName};
use crate::act::{ActId, DueRule};
use crate::day::Span;
use crate::law::{Arguable, ArguableDay, Provision, Reading, Reason, ReasonCode};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// Kinds of deadline.
    DeadlineKind {
        /// The last day on which a notice of non-renewal must be received.
        NonRenewalNoticeBy = 1 "NON_RENEWAL_NOTICE_BY",
        /// The last day in force.
        Expiry = 2 "EXPIRY",
        /// The last day of a notice of denunciation.
        NoticeEnds = 3 "NOTICE_ENDS",
        /// The first day in force.
        EntryIntoForce = 4 "ENTRY_INTO_FORCE",
        /// The last day on which the other party may object to a claim (VCLT 65(2)).
        ObjectionEnds = 5 "OBJECTION_ENDS",
        /// A review is due.
        ReviewDue = 6 "REVIEW_DUE",
        /// An obligation is due.
        ObligationDue = 7 "OBLIGATION_DUE",
        /// The first day of a term that begins by itself.
        TacitRenewal = 8 "TACIT_RENEWAL",
    }
}

/// A day by which something is to be done, or on which something comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// What.
    pub kind: DeadlineKind,
    /// The day, as far as it is known.
    pub on: Span,
    /// The other day that can be argued for.
    pub other: Option<Reading>,
    /// The act that it is about: a notice, a claim, or what recorded the obligation or review.
    pub act: Option<ActId>,
    /// Why.
    pub reasons: Vec<Reason>,
}

impl Agreement {
    /// The deadlines from one day to another, both included, the earliest first. What was due before and is
    /// still open, an obligation or a review, is among them whatever its day.
    #[must_use]
    pub fn deadlines(&self, from: NaiveDate, to: NaiveDate) -> Vec<Deadline> {
        let mut deadlines = self.terms_and_notices(to);
        deadlines.extend(self.turns_to_come());
        deadlines.extend(self.claims_open());
        deadlines.retain(|deadline| from <= deadline.on.latest);
        deadlines.extend(self.obligations_due(from, to));
        deadlines.extend(self.reviews_due());
        deadlines.retain(|deadline| deadline.on.earliest <= to);
        deadlines.sort_by_key(|deadline| (deadline.on, deadline.kind));
        deadlines
    }

    fn terms_and_notices(&self, to: NaiveDate) -> Vec<Deadline> {
        let terms = self.standing.tacit_terms().take_while(|term| term.notice_by.earliest <= to);
        terms
            .flat_map(|term| {
                let by = format!(
                    "The term ends on {}; a notice of non-renewal counts where it is received by {}.",
                    term.begins.eve().latest,
                    term.notice_by.latest
                );
                let begins =
                    format!("Without such a notice, renewal {} begins on {}.", term.number, term.begins.latest);
                [
                    self.by_clause(DeadlineKind::NonRenewalNoticeBy, term.notice_by, (ReasonCode::ClauseGivesDay, by)),
                    self.by_clause(DeadlineKind::TacitRenewal, term.begins, (ReasonCode::RenewedTacitly, begins)),
                ]
            })
            .collect()
    }

    fn turns_to_come(&self) -> impl Iterator<Item = Deadline> {
        self.standing.computed.iter().filter_map(|computed| {
            let (kind, on, about) = match computed.to {
                StatusName::InForce => (DeadlineKind::EntryIntoForce, computed.on, ArguableDay::EntryIntoForce),
                StatusName::Expired => (DeadlineKind::Expiry, computed.on.eve(), ArguableDay::EndOfTerm),
                StatusName::Denounced => (DeadlineKind::NoticeEnds, computed.on.eve(), ArguableDay::NoticeEnds),
                StatusName::None
                | StatusName::Proposed
                | StatusName::Negotiating
                | StatusName::TextAuthenticated
                | StatusName::Signed
                | StatusName::ProvisionallyApplied
                | StatusName::Suspended
                | StatusName::Terminated
                | StatusName::Superseded
                | StatusName::Invalid
                | StatusName::Abandoned
                | StatusName::Unknown => return None,
            };
            let act = computed.reasons.iter().find_map(|reason| reason.act);
            Some(Deadline { kind, on, other: self.other_reading(about, on), act, reasons: computed.reasons.clone() })
        })
    }

    fn claims_open(&self) -> impl Iterator<Item = Deadline> {
        self.standing.claims.iter().filter(|claim| claim.objected_on.is_none()).map(|claim| {
            let text = format!(
                "The claim was received on {}; the other party may object until the end of {}.",
                claim.received.latest, claim.objection_ends.latest
            );
            let reason = Reason::by_rule(ReasonCode::ClauseGivesDay, Provision::vclt("65(2)"), text).on_act(claim.act);
            Deadline {
                kind: DeadlineKind::ObjectionEnds,
                on: claim.objection_ends,
                other: None,
                act: Some(claim.act),
                reasons: vec![reason],
            }
        })
    }

    fn obligations_due(&self, from: NaiveDate, to: NaiveDate) -> Vec<Deadline> {
        let mut due = Vec::new();
        for standing in self.obligations(from) {
            let Some(next) = standing.next_due else { continue };
            let later = match &standing.obligation.due {
                DueRule::Recurring { recurrence } => {
                    let after = next.latest.succ_opt().unwrap_or(NaiveDate::MAX);
                    recurrence.days(after, to).into_iter().map(Span::from).collect()
                }
                DueRule::Continuing | DueRule::Once { .. } | DueRule::OnTrigger { .. } => Vec::new(),
            };
            let ends = self.standing.ends_on.filter(|_| standing.obligation.outlives.is_none());
            let while_it_binds = |on: &Span| ends.is_none_or(|ends| on.earliest <= ends.latest);
            due.extend(std::iter::once(next).chain(later).filter(while_it_binds).map(|on| {
                let text = format!("Due under the agreement: {}", standing.obligation.what);
                let reason = Reason::plain(ReasonCode::ClauseGivesDay, text).on_act(standing.act);
                Deadline {
                    kind: DeadlineKind::ObligationDue,
                    on,
                    other: None,
                    act: Some(standing.act),
                    reasons: vec![reason],
                }
            }));
        }
        due
    }

    fn reviews_due(&self) -> Vec<Deadline> {
        let due = self.reviews().into_iter().filter_map(|review| Some((review.act, review.due?)));
        due.map(|(act, on)| {
            let reason = Reason::plain(ReasonCode::Act, "A review was scheduled for that day.").on_act(act);
            Deadline { kind: DeadlineKind::ReviewDue, on, other: None, act: Some(act), reasons: vec![reason] }
        })
        .collect()
    }

    fn by_clause(&self, kind: DeadlineKind, on: Span, (code, text): (ReasonCode, String)) -> Deadline {
        let mut reason = Reason::plain(code, text);
        reason.provision = self.standing.cite(Provision::vclt("54(a)"));
        Deadline { kind, on, other: None, act: None, reasons: vec![reason] }
    }

    fn other_reading(&self, about: ArguableDay, on: Span) -> Option<Reading> {
        let arguable: Option<&Arguable> =
            self.standing.arguable.iter().find(|day| day.about == about && day.taken.on == on.day());
        arguable.map(|arguable| arguable.other.clone())
    }
}
