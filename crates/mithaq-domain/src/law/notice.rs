//! Notices of end and their revocation (VCLT 54, 56, 67, 68, 78).

use super::fold::Fold;
use super::negotiation::forbidden;
use super::{Finding, FindingCode, Judgement, Provision, communication, reference};
use crate::act::{ActEffect, ActId, ActKind, NoticeOfEnd, NoticePurpose, RecordedAct};
use crate::agreement::StatusName;
use crate::day::{LegalDay, Period, Span};
use crate::terms::{DurationRule, TerminationRule};

/// The shortest notice where the text is silent (VCLT 56(2)).
const TWELVE_MONTHS: Period = Period::months(12);

/// A notice that has its effect unless it is taken back.
#[derive(Debug, Clone)]
pub(super) struct Running {
    pub(super) act: ActId,
    pub(super) purpose: NoticePurpose,
    pub(super) received: Span,
    pub(super) last_day: Span,
    /// The provision that it rests on.
    pub(super) provision: Provision,
    pub(super) revoked_on: Option<Span>,
}

pub(super) fn judge(fold: &mut Fold<'_>, act: &RecordedAct, given: &NoticeOfEnd) -> Judgement {
    let Some(received) = act.body.placed() else {
        return Judgement::effective();
    };
    let status = fold.status();
    let Some(force) = fold.force.filter(|_| status.is_in_force()) else {
        return match status {
            // A register that lacks the day of force may still know of the notice.
            StatusName::Unknown => Judgement::effective(),
            _ => Judgement::of(vec![forbidden(status, "there is nothing to give notice of")], ActEffect::Ineffective),
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
        fold.arguable_since.push(received);
    }
    let judgement = Judgement::of(findings, ActEffect::Ineffective);
    if let Some(last_day) = last_day.filter(|_| judgement.is_effective()) {
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
        .under(Provision::vclt("68"));
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
            .under(Provision::vclt("54(a)"));
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

/// The last day of the term after so many renewals.
pub(super) fn end_of_term(force: Span, initial: Period, renewal: Period, renewals: u32) -> Span {
    force
        .map(|start| {
            if initial.unit == renewal.unit {
                Period { count: initial.count.saturating_add(renewal.times(renewals).count), unit: initial.unit }
                    .after(start)
            } else {
                renewal.times(renewals).after(initial.after(start))
            }
        })
        .eve()
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
