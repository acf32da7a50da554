//! Notices of end and their revocation (VCLT 54, 56, 67, 68, 78).

use super::arguable::{self, Arguable, ArguableDay, Reading};
use super::fold::Fold;
use super::negotiation::forbidden;
use super::partly::{Partly, Touched};
use super::scope::Scope;
use super::{Finding, FindingCode, Judgement, Provision, Weight, communication, part, reference, tacit};
use crate::act::{ActEffect, ActId, ActKind, NoticeOfEnd, NoticePurpose, RecordedAct};
use crate::agreement::StatusName;
use crate::day::{LegalDay, Period, Span};
use crate::terms::{DurationRule, TerminationRule};

/// The shortest notice where the text is silent (VCLT 56(2)).
const TWELVE_MONTHS: Period = Period::months(12);

/// A notice that has its effect unless it is taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Running {
    /// The act.
    pub act: ActId,
    /// What it is to bring about.
    pub purpose: NoticePurpose,
    /// The numbers of the clauses that it is about; none means the whole agreement.
    pub clauses: Vec<String>,
    /// When it was received.
    pub received: Span,
    /// The last day in force that it gives.
    pub last_day: Span,
    /// Whether it was received in time; else it may have been, its day being known only roughly.
    pub is_in_time: bool,
    /// The provision that it rests on.
    pub provision: Provision,
    /// When it was taken back.
    pub revoked_on: Option<Span>,
    /// Whether the whole agreement ended before it had run, so that it brings about nothing any more.
    pub is_spent: bool,
}

impl Running {
    /// The clauses that end by it without the rest, and from when on.
    pub(crate) fn partly(&self) -> Option<Partly> {
        let ends = !self.clauses.is_empty() && self.revoked_on.is_none() && self.is_in_time && !self.is_spent;
        ends.then(|| Partly::new(Touched::Ended, &self.clauses, self.last_day.next_day()))
    }
}

/// What a notice comes to.
pub(super) struct Answer {
    /// The last day in force, where it gives one.
    pub(super) last_day: Option<Span>,
    /// Whether it was received in time for that day; else it may have been.
    pub(super) is_in_time: bool,
    pub(super) findings: Vec<Finding>,
    /// The reading of its day that is taken, and the other, where two can be argued.
    pub(super) readings: Option<(Reading, Reading)>,
}

impl Answer {
    pub(super) const fn ends(last_day: Span) -> Self {
        Self { last_day: Some(last_day), is_in_time: true, findings: Vec::new(), readings: None }
    }

    pub(super) fn doubtful(last_day: Span, doubt: Finding) -> Self {
        Self { last_day: Some(last_day), is_in_time: false, findings: vec![doubt], readings: None }
    }

    pub(super) fn against(finding: Finding) -> Self {
        Self { last_day: None, is_in_time: true, findings: vec![finding], readings: None }
    }
}

pub(super) fn judge(fold: &mut Fold<'_>, act: &RecordedAct, given: &NoticeOfEnd) -> Judgement {
    let Some(received) = act.body.placed() else {
        return Judgement::effective();
    };
    let status = fold.status();
    let Some(force) = fold.counted_from.filter(|_| status.is_in_force()) else {
        return match status {
            // A register that lacks the day of force may still know of the notice.
            StatusName::Unknown => Judgement::effective(),
            _ => Judgement::of(
                vec![forbidden(status, "there is nothing to give notice of").under(Provision::vclt("54"))],
                ActEffect::Ineffective,
            ),
        };
    };
    if let Some(finding) = communication::undated(fold.terms, &act.body) {
        return Judgement::of(vec![finding], ActEffect::Ineffective);
    }
    let of_a_part = part::against_notice(given).and_then(|finding| fold.scope.weigh(finding));
    let mut answer = match given.purpose {
        NoticePurpose::NonRenewal => tacit::stopped(fold.terms.duration.as_ref(), force, given, received),
        NoticePurpose::Denunciation => denunciation(fold, act, given, received),
    };
    answer.findings.extend(of_a_part);
    if given.clauses.is_empty() && answer.findings.iter().any(Finding::leaves_the_day_open) {
        fold.end_open_since.push(received.earliest);
    }
    fold.arguable.extend(answer.readings.map(|(taken, other)| Arguable {
        about: ArguableDay::NoticeInTime,
        act: Some(act.id),
        from: received.earliest,
        to: None,
        taken,
        other,
        provision: Some(Provision::vclt("54(a)")),
    }));
    let judgement = Judgement::of(answer.findings, ActEffect::Ineffective);
    if let Some(last_day) = answer.last_day.filter(|_| judgement.is_effective()) {
        if given.purpose == NoticePurpose::Denunciation {
            fold.arguable.extend(spilled(fold, act, received, last_day));
        }
        let provision = match (given.purpose, &fold.terms.termination) {
            (NoticePurpose::Denunciation, Some(TerminationRule::Silent)) => Provision::vclt("56(2)"),
            (NoticePurpose::NonRenewal | NoticePurpose::Denunciation, _) => Provision::vclt("54(a)"),
        };
        fold.notices.push(Running {
            act: act.id,
            purpose: given.purpose,
            clauses: given.clauses.clone(),
            received,
            last_day,
            is_in_time: answer.is_in_time,
            provision,
            revoked_on: None,
            is_spent: false,
        });
    }
    judgement
}

pub(super) fn revoked(fold: &mut Fold<'_>, act: &RecordedAct, notice: ActId, on: Span) -> Judgement {
    let of_same_party =
        reference::find(fold, notice, ActKind::NoticeGiven).is_some_and(|given| fold.is_of_same_side(given, act));
    if !of_same_party {
        return reference::no_such(notice, "notice", "notice of the same party");
    }
    let Some(running) = fold.notices.iter_mut().find(|running| running.act == notice) else {
        // A notice without effect can be taken back; nothing follows.
        return Judgement::effective();
    };
    if on.earliest > running.last_day.latest {
        let finding = Finding::bar(
            FindingCode::NoticeTookEffect,
            "on",
            format!(
                "The notice took effect at the end of {}, and can no longer be taken back.",
                running.last_day.latest
            ),
        )
        .under(Provision::vclt("68"))
        .cured_by(if running.clauses.is_empty() {
            "Agree with the other party to revive the agreement."
        } else {
            "Agree with the other party on an amendment that puts the clauses anew."
        });
        return Judgement::of(vec![finding], ActEffect::Ineffective);
    }
    running.revoked_on = Some(on);
    Judgement::effective()
}

/// The readings of a notice whose last month has no corresponding day.
fn spilled(fold: &Fold<'_>, act: &RecordedAct, received: Span, last_day: Span) -> Option<Arguable> {
    let (counted, provision) = match fold.terms.termination {
        Some(TerminationRule::Notice { period, counts_from }) => {
            let from = communication::counted(&act.body, counts_from).unwrap_or(received);
            ((from, period), Provision::vclt("54(a)"))
        }
        Some(TerminationRule::Silent) => ((received, TWELVE_MONTHS), Provision::vclt("56(2)")),
        Some(TerminationRule::ConsentOnly) | None => return None,
    };
    arguable::of_period(ArguableDay::NoticeEnds, act.id, counted, last_day, provision)
}

/// A denunciation ends the agreement when its time has run (VCLT 54(a), 56).
fn denunciation(fold: &Fold<'_>, act: &RecordedAct, given: &NoticeOfEnd, received: Span) -> Answer {
    let stated = given.stated_last_day.as_ref().map(LegalDay::span);
    match &fold.terms.termination {
        Some(TerminationRule::Notice { period, counts_from }) => {
            let counted = communication::counted(&act.body, *counts_from).unwrap_or(received);
            until(counted, *period, stated, Provision::vclt("54(a)"))
        }
        Some(TerminationRule::Silent) => silent(fold, given, received, stated),
        Some(TerminationRule::ConsentOnly) => {
            Answer::against(no_right("The agreement may be left only with the consent of both parties.", "54(b)"))
        }
        None => Answer { last_day: stated, ..Answer::against(rule_not_recorded("termination")) },
    }
}

/// The text is silent: a right to leave must be implied, and notice is twelve months at least (VCLT 56). What
/// the law of treaties does not govern is left on the day that the notice states, or on receipt.
fn silent(fold: &Fold<'_>, given: &NoticeOfEnd, received: Span, stated: Option<Span>) -> Answer {
    let stated = stated.map(|stated| stated.later(received));
    let by_law = until(received, TWELVE_MONTHS, stated, Provision::vclt("56(2)"));
    let findings = not_implied(fold, given).map_or(by_law.findings, |finding| vec![finding]);
    let last_day = match fold.scope {
        Scope::Governed => by_law.last_day,
        Scope::OwnTermsOnly => stated.or(Some(received)),
        Scope::NotKnown => stated.or(by_law.last_day),
    };
    Answer { last_day, findings: fold.weigh(findings), is_in_time: true, readings: None }
}

/// What stands against a right to leave that the text does not give (VCLT 56(1)).
fn not_implied(fold: &Fold<'_>, given: &NoticeOfEnd) -> Option<Finding> {
    match &fold.terms.duration {
        Some(
            DurationRule::Fixed { .. }
            | DurationRule::FixedThenExpress { .. }
            | DurationRule::FixedThenTacit { .. }
            | DurationRule::UntilEvent { .. },
        ) => {
            Some(no_right("The text provides for the agreement's end, and gives no right to leave it before.", "56(1)"))
        }
        Some(DurationRule::Indefinite) | None if given.implied_right.is_none() => Some(no_right(
            "The text is silent on leaving it, and neither an intention of the parties nor the nature of the agreement that implies such a right is recorded.",
            "56(1)",
        )),
        Some(DurationRule::Indefinite) => None,
        None => Some(Finding { weight: Weight::Warns, ..rule_not_recorded("duration") }),
    }
}

/// A notice runs its period; a later day that it states governs, an earlier one does not.
fn until(from: Span, period: Period, stated: Option<Span>, provision: Provision) -> Answer {
    let shortest = from.map(|day| period.after(day));
    match stated {
        Some(stated) if stated.earliest < shortest.latest => {
            let finding = Finding::refuse_intent(
                FindingCode::NoticeTooShort,
                "statedLastDay",
                format!(
                    "Notice runs for {period}, so the agreement cannot end by it before the end of {}.",
                    shortest.latest
                ),
            )
            .under(provision)
            .cured_by(format!("State {} or a later day.", shortest.latest));
            Answer { last_day: Some(shortest), ..Answer::against(finding) }
        }
        Some(stated) => Answer::ends(stated),
        None => Answer::ends(shortest),
    }
}

fn no_right(message: &str, article: &'static str) -> Finding {
    Finding::bar(FindingCode::NoRightToLeave, "purpose", message)
        .under(Provision::vclt(article))
        .cured_by("Agree with the other party to end it.")
}

pub(super) fn rule_not_recorded(field: &'static str) -> Finding {
    Finding::refuse_intent(
        FindingCode::TermsNotRecorded,
        field,
        format!("The agreement's rule on {field} is not recorded, so the law's answer is not known."),
    )
    .under(Provision::vclt("54(a)"))
    .cured_by("Record what the text says (recordTerms).")
}
