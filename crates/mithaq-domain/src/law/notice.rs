//! Notices of end and their revocation (VCLT 54, 56, 67, 68, 78).

use super::arguable::{Arguable, ArguableDay, Reading, corresponding_day_texts};
use super::fold::Fold;
use super::negotiation::forbidden;
use super::term::end_of_term;
use super::{Finding, FindingCode, Judgement, Provision, communication, reference};
use crate::act::{ActEffect, ActId, ActKind, NoticeOfEnd, NoticePurpose, RecordedAct};
use crate::agreement::StatusName;
use crate::day::{Anchor, LegalDay, Period, Span};
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
    /// When it was received.
    pub received: Span,
    /// The last day in force that it gives.
    pub last_day: Span,
    /// The provision that it rests on.
    pub provision: Provision,
    /// When it was taken back.
    pub revoked_on: Option<Span>,
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
    let (last_day, findings) = match given.purpose {
        NoticePurpose::NonRenewal => non_renewal(fold, force, received),
        NoticePurpose::Denunciation => denunciation(fold, act, given, received),
    };
    let findings = fold.weigh(findings);
    if findings.iter().any(|finding| finding.code == FindingCode::NoticeLate) {
        fold.arguable.extend(late(fold, act.id, force, received));
    }
    let judgement = Judgement::of(findings, ActEffect::Ineffective);
    if let Some(last_day) = last_day.filter(|_| judgement.is_effective()) {
        if given.purpose == NoticePurpose::Denunciation {
            fold.arguable.extend(spilled(fold, act.id, received, last_day));
        }
        let provision = match (given.purpose, &fold.terms.termination) {
            (NoticePurpose::Denunciation, Some(TerminationRule::Silent)) => Provision::vclt("56(2)"),
            (NoticePurpose::NonRenewal | NoticePurpose::Denunciation, _) => Provision::vclt("54(a)"),
        };
        let purpose = given.purpose;
        fold.notices.push(Running { act: act.id, purpose, received, last_day, provision, revoked_on: None });
    }
    judgement
}

pub(super) fn revoked(fold: &mut Fold<'_>, act: &RecordedAct, notice: ActId, on: Span) -> Judgement {
    let of_same_party =
        reference::find(fold, notice, ActKind::NoticeGiven).is_some_and(|given| given.body.by == act.body.by);
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
        .cured_by("Agree with the other party to revive the agreement.");
        return Judgement::of(vec![finding], ActEffect::Ineffective);
    }
    running.revoked_on = Some(on);
    Judgement::effective()
}

/// A notice of non-renewal ends the agreement with the current term where it was received in time.
fn non_renewal(fold: &Fold<'_>, force: Span, received: Span) -> (Option<Span>, Vec<Finding>) {
    match &fold.terms.duration {
        Some(DurationRule::FixedThenTacit { initial, renewal, maximum_renewals, non_renewal_notice }) => {
            let ends = term_ends(force, *initial, *renewal, *maximum_renewals, received);
            let in_time_until = ends.map(|end| non_renewal_notice.before(end));
            if received.latest <= in_time_until.earliest {
                (Some(ends), Vec::new())
            } else {
                let finding = Finding::bar(
                    FindingCode::NoticeLate,
                    "receivedOn",
                    format!(
                        "The term ends on {}; a notice of non-renewal had to be received by {}. It does not stop this renewal; whether it counts for the term after can be argued.",
                        ends.latest, in_time_until.latest
                    ),
                )
                .under(Provision::vclt("54(a)"))
                .cured_by("Give notice for the next term in time, or agree with the other party to end (VCLT 54(b)).");
                (None, vec![finding])
            }
        }
        Some(
            DurationRule::Indefinite
            | DurationRule::Fixed { .. }
            | DurationRule::FixedThenExpress { .. }
            | DurationRule::UntilEvent { .. },
        ) => {
            let finding = Finding::bar(
                FindingCode::NotProvidedFor,
                "purpose",
                "The agreement does not renew itself, so there is no renewal to stop.",
            )
            .under(Provision::vclt("54(a)"))
            .cured_by("Let the term run out, or give notice of denunciation where the text provides for it.");
            (None, vec![finding])
        }
        None => (None, vec![rule_not_recorded("duration")]),
    }
}

/// The last day of the term in which a day lies. Terms are counted from the original start.
fn term_ends(force: Span, initial: Period, renewal: Period, maximum: Option<u32>, at: Span) -> Span {
    let mut renewals = 0;
    loop {
        let ends = end_of_term(force, initial, renewal, renewals);
        if ends.latest >= at.earliest || maximum.is_some_and(|maximum| renewals >= maximum) || renewal.count == 0 {
            return ends;
        }
        renewals += 1;
    }
}

/// The readings of a notice that came too late for its term.
fn late(fold: &Fold<'_>, act: ActId, force: Span, received: Span) -> Option<Arguable> {
    let Some(DurationRule::FixedThenTacit { initial, renewal, maximum_renewals, non_renewal_notice }) =
        fold.terms.duration
    else {
        return None;
    };
    let ends = term_ends(force, initial, renewal, maximum_renewals, received);
    let counts_forward = non_renewal_notice.after(received.latest) <= ends.earliest;
    let (on, text) = if counts_forward {
        let text = format!(
            "Counted forward from its receipt, {non_renewal_notice} have run by the last day of the term, so the notice is in time."
        );
        (ends.day(), text)
    } else {
        let next = term_ends(force, initial, renewal, maximum_renewals, ends.next_day());
        (next.day(), "The notice counts for the term after, and the agreement ends with that one.".to_owned())
    };
    let taken = format!(
        "Counted back from the term's last day, notice had to be received by {}; the notice stops no renewal.",
        non_renewal_notice.before(ends.latest)
    );
    Some(Arguable {
        about: ArguableDay::NoticeInTime,
        act: Some(act),
        from: received.earliest,
        to: None,
        taken: Reading { on: None, text: taken },
        other: Reading { on, text },
        provision: fold.scope.cite(Provision::vclt("54(a)")),
    })
}

/// The readings of a notice whose last month has no corresponding day.
fn spilled(fold: &Fold<'_>, act: ActId, received: Span, last_day: Span) -> Option<Arguable> {
    let period = match fold.terms.termination {
        Some(TerminationRule::Notice { period, counts_from: Anchor::Receipt }) => period,
        Some(TerminationRule::Silent) => TWELVE_MONTHS,
        Some(TerminationRule::Notice { .. } | TerminationRule::ConsentOnly) | None => return None,
    };
    let (from, taken) = (received.day()?, last_day.day()?);
    let other = period.spilled_after(from).filter(|_| period.after(from) == taken)?;
    let texts = corresponding_day_texts();
    Some(Arguable {
        about: ArguableDay::NoticeEnds,
        act: Some(act),
        from,
        to: other.succ_opt(),
        taken: Reading { on: Some(taken), text: texts.0 },
        other: Reading { on: Some(other), text: texts.1 },
        provision: fold.scope.cite(Provision::vclt("54(a)")),
    })
}

/// A denunciation ends the agreement when its time has run (VCLT 54(a), 56).
fn denunciation(
    fold: &Fold<'_>,
    act: &RecordedAct,
    given: &NoticeOfEnd,
    received: Span,
) -> (Option<Span>, Vec<Finding>) {
    let stated = given.stated_last_day.as_ref().map(LegalDay::span);
    match &fold.terms.termination {
        Some(TerminationRule::Notice { period, counts_from }) => {
            let counted = communication::counted(&act.body, *counts_from).unwrap_or(received);
            until(counted, *period, stated, Provision::vclt("54(a)"))
        }
        Some(TerminationRule::Silent) => silent(fold, given, received, stated),
        Some(TerminationRule::ConsentOnly) => {
            (None, vec![no_right("The agreement may be left only with the consent of both parties.", "54(b)")])
        }
        None => (stated, vec![rule_not_recorded("termination")]),
    }
}

/// The text is silent: a right to leave must be implied, and notice is twelve months at least (VCLT 56).
fn silent(fold: &Fold<'_>, given: &NoticeOfEnd, received: Span, stated: Option<Span>) -> (Option<Span>, Vec<Finding>) {
    if matches!(fold.terms.duration, Some(DurationRule::Fixed { .. } | DurationRule::FixedThenExpress { .. })) {
        return (
            None,
            vec![no_right("The agreement is made for a fixed term without a clause on leaving it.", "56(1)")],
        );
    }
    if given.implied_right.is_none() {
        let finding = no_right(
            "The text is silent on leaving it, and neither an intention of the parties nor the nature of the agreement that implies such a right is recorded.",
            "56(1)",
        );
        return (None, vec![finding]);
    }
    until(received, TWELVE_MONTHS, stated, Provision::vclt("56(2)"))
}

/// A notice runs its period; a later day that it states governs, an earlier one does not.
fn until(from: Span, period: Period, stated: Option<Span>, provision: Provision) -> (Option<Span>, Vec<Finding>) {
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
            (Some(shortest), vec![finding])
        }
        Some(stated) => (Some(stated), Vec::new()),
        None => (Some(shortest), Vec::new()),
    }
}

fn no_right(message: &str, article: &'static str) -> Finding {
    Finding::bar(FindingCode::NoRightToLeave, "purpose", message)
        .under(Provision::vclt(article))
        .cured_by("Agree with the other party to end it (VCLT 54(b)).")
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
