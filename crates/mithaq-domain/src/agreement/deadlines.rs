//! Days by which something is to be done, or on which something comes, computed from the clauses.

use chrono::NaiveDate;

use super::{Agreement, ObligationState, StatusName};
use crate::act::{ActId, DueRule, Obligation};
use crate::day::Span;
use crate::law::{Arguable, ArguableDay, Provision, Reading, Reason, ReasonCode, Touched, corresponding_day_texts};
use crate::vocabulary::vocabulary;

/// How a notice that is late counted back from the end of the term can be argued to be in time.
const COUNTED_FORWARD: &str = "Counted forward from its receipt, the notice has run by the last day of the term.";

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

/// A deadline as it stands in a calendar that is written ahead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarEntry {
    /// The deadline.
    pub deadline: Deadline,
    /// Whether it stays open when its day has passed.
    pub stays_open: bool,
    /// Whether it is the last that is written of a series that goes on.
    pub goes_on: bool,
}

impl CalendarEntry {
    const fn passing(deadline: Deadline) -> Self {
        Self { deadline, stays_open: false, goes_on: false }
    }

    const fn open(deadline: Deadline) -> Self {
        Self { deadline, stays_open: true, goes_on: false }
    }
}

impl Agreement {
    /// The deadlines from one day to another, both included, the earliest first. What was due before and is
    /// still open, an obligation or a review, is among them whatever its day.
    #[must_use]
    pub fn deadlines(&self, from: NaiveDate, to: NaiveDate) -> Vec<Deadline> {
        let entries = self.entries(from, to).into_iter();
        let asked = entries.filter(|entry| entry.stays_open || from <= entry.deadline.on.latest);
        let mut deadlines: Vec<Deadline> =
            asked.map(|entry| entry.deadline).filter(|deadline| deadline.on.earliest <= to).collect();
        deadlines.sort_by_key(|deadline| (deadline.on, deadline.kind));
        deadlines
    }

    /// Every deadline that follows from what is recorded. Series without end are told of until a day, and one entry
    /// beyond it; what is done, or is open no more since the agreement ended, is none.
    #[must_use]
    pub fn calendar(&self, until: NaiveDate) -> Vec<CalendarEntry> {
        self.entries(NaiveDate::MAX, until)
    }

    /// The calendar with what was open on a day.
    fn entries(&self, day: NaiveDate, until: NaiveDate) -> Vec<CalendarEntry> {
        let mut entries = self.terms_and_notices(until);
        entries.extend(
            self.turns_to_come().chain(self.parts_left()).chain(self.claims_open()).map(CalendarEntry::passing),
        );
        entries.extend(self.obligations_due(day, until));
        entries.extend(self.reviews_due().into_iter().map(CalendarEntry::open));
        entries
    }

    fn terms_and_notices(&self, until: NaiveDate) -> Vec<CalendarEntry> {
        let mut entries = Vec::new();
        for term in self.standing.tacit_terms() {
            let by = format!(
                "The term ends on {}; a notice of non-renewal counts where it is received by {}.",
                term.begins.eve().latest,
                term.notice_by.latest
            );
            let begins = format!("Without such a notice, renewal {} begins on {}.", term.number, term.begins.latest);
            let forward = term.other_notice_by().map(|on| Reading { on: Some(on), text: COUNTED_FORWARD.to_owned() });
            let spilled = term.other_begins().map(|on| Reading { on: Some(on), text: corresponding_day_texts().1 });
            let notice = self.by_clause(
                DeadlineKind::NonRenewalNoticeBy,
                (term.notice_by, forward),
                (ReasonCode::ClauseGivesDay, by),
            );
            let renewal = self.by_clause(
                DeadlineKind::TacitRenewal,
                (term.begins, spilled),
                (ReasonCode::RenewedTacitly, begins),
            );
            let is_beyond = until < term.notice_by.earliest;
            entries.push(CalendarEntry { goes_on: is_beyond, ..CalendarEntry::passing(notice) });
            entries.push(CalendarEntry::passing(renewal));
            if is_beyond {
                break;
            }
        }
        entries
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

    /// The days on which notices of a part run out.
    fn parts_left(&self) -> impl Iterator<Item = Deadline> {
        let of_a_part = self.standing.notices.iter().filter(|notice| notice.partly().is_some());
        of_a_part.map(|notice| {
            let text = format!("The notice that clauses {} are left has run its time.", notice.clauses.join(", "));
            let mut reason = Reason::plain(ReasonCode::NoticeRan, text).on_act(notice.act);
            reason.provision = self.standing.cite(notice.provision);
            let other = self.other_reading(ArguableDay::NoticeEnds, notice.last_day);
            let (kind, on) = (DeadlineKind::NoticeEnds, notice.last_day);
            Deadline { kind, on, other, act: Some(notice.act), reasons: vec![reason] }
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
                other: self.other_reading(ArguableDay::ObjectionEnds, claim.objection_ends),
                act: Some(claim.act),
                reasons: vec![reason],
            }
        })
    }

    fn obligations_due(&self, day: NaiveDate, until: NaiveDate) -> Vec<CalendarEntry> {
        let mut due = Vec::new();
        for standing in self.obligations(day) {
            let is_owed = standing.state != Some(ObligationState::Waived)
                && !self.is_touched(Touched::Void, standing.obligation, day);
            let Some(next) = standing.next_due.filter(|_| is_owed) else {
                continue;
            };
            let mut days = vec![next];
            if let DueRule::Recurring { recurrence } = &standing.obligation.due {
                let fulfilled = self.fulfilled_days(standing.act, day);
                let later = recurrence.days_until(next.latest, until).into_iter();
                let owed = later.filter(|on| self.released(standing.obligation, *on).is_none());
                let beyond = self.owed_after(standing.obligation, recurrence, next.latest.max(until)).next();
                let open = owed.chain(beyond).map(Span::from).filter(|on| !fulfilled.contains(&Some(*on)));
                days.extend(open);
            }
            days.retain(|on| self.may_owe_on(standing.obligation, *on));
            let goes_on = days.last().is_some_and(|last| until < last.earliest)
                && matches!(standing.obligation.due, DueRule::Recurring { .. });
            let last = days.len();
            due.extend((1..).zip(days).map(|(at, on)| {
                let text = format!("Due under the agreement: {}", standing.obligation.what);
                let reason = Reason::plain(ReasonCode::ClauseGivesDay, text).on_act(standing.act);
                let deadline = Deadline {
                    kind: DeadlineKind::ObligationDue,
                    on,
                    other: None,
                    act: Some(standing.act),
                    reasons: vec![reason],
                };
                CalendarEntry { goes_on: goes_on && at == last, ..CalendarEntry::open(deadline) }
            }));
        }
        due
    }

    fn reviews_due(&self) -> Vec<Deadline> {
        let due = self.reviews().into_iter().filter_map(|review| Some((review.act, review.due?)));
        due.filter(|(_, on)| self.may_bind_on(*on))
            .map(|(act, on)| {
                let reason = Reason::plain(ReasonCode::Act, "A review was scheduled for that day.").on_act(act);
                Deadline { kind: DeadlineKind::ReviewDue, on, other: None, act: Some(act), reasons: vec![reason] }
            })
            .collect()
    }

    /// Whether an obligation may bind on a day: the agreement or its clause, or the time for which it outlives that, is not
    /// over.
    fn may_owe_on(&self, obligation: &Obligation, on: Span) -> bool {
        let Some(ends) = self.last_day_of(obligation, on.earliest) else { return true };
        on.earliest <= ends.latest || self.outlives_end(obligation, ends, on.earliest)
    }

    /// Whether the agreement has not ended before a day for certain.
    fn may_bind_on(&self, on: Span) -> bool {
        self.standing.ends_on.is_none_or(|ends| on.earliest <= ends.latest)
    }

    fn by_clause(
        &self,
        kind: DeadlineKind,
        (on, other): (Span, Option<Reading>),
        (code, text): (ReasonCode, String),
    ) -> Deadline {
        let mut reason = Reason::plain(code, text);
        reason.provision = self.standing.cite(Provision::vclt("54(a)"));
        Deadline { kind, on, other, act: None, reasons: vec![reason] }
    }

    fn other_reading(&self, about: ArguableDay, on: Span) -> Option<Reading> {
        let arguable: Option<&Arguable> =
            self.standing.arguable.iter().find(|day| day.about == about && day.taken.on == on.day());
        arguable.map(|arguable| arguable.other.clone())
    }
}
