//! The end of an agreement (VCLT 54, 56, 59, 70).

use super::fold::Fold;
use super::negotiation::forbidden;
use super::notice::{self, end_of_term};
use super::standing::Computed;
use super::{Finding, FindingCode, Judgement, Provision, Reason, ReasonCode};
use crate::act::{ActEffect, EndGround, NoticePurpose, RecordedAct};
use crate::agreement::StatusName;
use crate::day::Span;
use crate::terms::{DurationRule, TerminationRule};

/// What ends an agreement by itself: on the day after its last.
pub(super) struct End {
    pub(super) last_day: Span,
    to: StatusName,
    reason: Reason,
}

/// The end that comes by itself from what is known so far: the first of term and notices.
pub(super) fn planned(fold: &Fold<'_>) -> Option<End> {
    let force = fold.force.filter(|_| fold.status().is_in_force())?;
    term(fold, force).into_iter().chain(fold.notices.iter().filter_map(by_notice)).min_by_key(|end| end.last_day)
}

/// The turn that the planned end will bring.
pub(super) fn computed(fold: &Fold<'_>) -> Option<Computed> {
    let mut end = planned(fold)?;
    end.reason.provision = end.reason.provision.and_then(|provision| fold.scope.cite(provision));
    Some(Computed { on: end.last_day.next_day(), to: end.to, reasons: vec![end.reason], announced: false })
}

pub(super) fn terminated(fold: &mut Fold<'_>, act: &RecordedAct, ground: EndGround, on: Span) -> Judgement {
    let unfit = match (ground, &fold.terms.duration, &fold.terms.termination) {
        (EndGround::OwnTerms, _, Some(TerminationRule::ConsentOnly | TerminationRule::Silent)) => {
            Some("The text does not provide for termination on this ground.")
        }
        (EndGround::Event, Some(duration), _) if !matches!(duration, DurationRule::UntilEvent { .. }) => {
            Some("The text does not let the agreement end with an event.")
        }
        _ => None,
    };
    let findings = unfit.map(|message| {
        Finding::bar(FindingCode::NotProvidedFor, "ground", message)
            .under(Provision::vclt("54(a)"))
            .cured_by("Agree with the other party to end it (VCLT 54(b)).")
    });
    let (provision, text) = match ground {
        EndGround::OwnTerms => (Some(Provision::vclt("54(a)")), "Terminated under the agreement's own provisions."),
        EndGround::ConsentOfBoth => (Some(Provision::vclt("54(b)")), "Terminated with the consent of both."),
        EndGround::Event => (Some(Provision::vclt("54(a)")), "The event until which it was to last has happened."),
        EndGround::Unknown => (None, "Terminated; the source does not say on what ground."),
    };
    let reason = fold.reason(act, provision, text);
    end(fold, on, StatusName::Terminated, reason, findings.into_iter().collect())
}

pub(super) fn denounced(fold: &mut Fold<'_>, act: &RecordedAct, on: Span) -> Judgement {
    if fold.announce(StatusName::Denounced, on) {
        return Judgement::effective();
    }
    let findings = if Fold::is_taken_on_trust(act) { Vec::new() } else { vec![notice_not_run(fold)] };
    let reason = fold.reason(act, Some(Provision::vclt("56")), "A party's denunciation took effect.");
    end(fold, on, StatusName::Denounced, reason, findings)
}

pub(super) fn expired(fold: &mut Fold<'_>, act: &RecordedAct, on: Span) -> Judgement {
    if fold.announce(StatusName::Expired, on) {
        return Judgement::effective();
    }
    let findings = if fold.terms.duration.is_none() && Fold::is_taken_on_trust(act) {
        Vec::new()
    } else {
        vec![term_not_over(fold)]
    };
    let reason = fold.reason(act, Some(Provision::vclt("54(a)")), "The agreement's term has run out.");
    end(fold, on, StatusName::Expired, reason, findings)
}

pub(super) fn superseded(fold: &mut Fold<'_>, act: &RecordedAct, on: Span) -> Judgement {
    let reason = fold.reason(act, Some(Provision::vclt("59")), "A later agreement on the same matter took its place.");
    end(fold, on, StatusName::Superseded, reason, Vec::new())
}

/// Takes the turn to an end, unless a finding bars it or the agreement never was in force.
fn end(fold: &mut Fold<'_>, on: Span, to: StatusName, reason: Reason, findings: Vec<Finding>) -> Judgement {
    let mut findings = fold.weigh(findings);
    let status = fold.status();
    if status.is_before_force() {
        findings.push(before_force(status));
    } else if !(status.is_in_force() || status == StatusName::Unknown) {
        findings.push(forbidden(status, "it cannot end once more"));
    }
    let judgement = Judgement::of(findings, ActEffect::Contested);
    if judgement.is_effective() {
        fold.turn(on, to, vec![reason]);
    }
    judgement
}

fn term(fold: &Fold<'_>, force: Span) -> Option<End> {
    let (last_day, text) = match fold.terms.duration.as_ref()? {
        DurationRule::Indefinite | DurationRule::UntilEvent { .. } => return None,
        DurationRule::Fixed { term } => (term.last_day(force), "Its term has run out."),
        DurationRule::FixedThenExpress { initial } => {
            (end_of_term(force, *initial, *initial, 0), "Its term has run out, and no new agreement renewed it.")
        }
        DurationRule::FixedThenTacit { initial, renewal, maximum_renewals, .. } => {
            let last = (*maximum_renewals)?;
            (end_of_term(force, *initial, *renewal, last), "Its last term has run out.")
        }
    };
    let reason = Reason::by_rule(ReasonCode::TermRanOut, Provision::vclt("54(a)"), text);
    Some(End { last_day, to: StatusName::Expired, reason })
}

fn by_notice(running: &notice::Running) -> Option<End> {
    if running.revoked_on.is_some() {
        return None;
    }
    let (to, text, provision) = match running.purpose {
        NoticePurpose::NonRenewal => {
            (StatusName::Expired, "A notice of non-renewal was received in time, and the term has run out.", "54(a)")
        }
        NoticePurpose::Denunciation => (StatusName::Denounced, "A notice of denunciation has run its time.", "54(a)"),
    };
    let reason = Reason::by_rule(ReasonCode::NoticeRan, Provision::vclt(provision), text).on_act(running.act);
    Some(End { last_day: running.last_day, to, reason })
}

fn before_force(status: StatusName) -> Finding {
    Finding::bar(
        FindingCode::EndedBeforeForce,
        "on",
        format!("On that day the agreement is {status}: what is not in force cannot end."),
    )
    .under(Provision::vclt("54"))
    .cured_by("Record its entry into force, or that it was given up before force.")
}

fn notice_not_run(fold: &Fold<'_>) -> Finding {
    let running =
        fold.notices.iter().find(|notice| notice.purpose == NoticePurpose::Denunciation && notice.revoked_on.is_none());
    let message = running.map_or_else(
        || "No notice of denunciation that has effect is recorded.".to_owned(),
        |notice| format!("The notice of denunciation runs until the end of {}.", notice.last_day.latest),
    );
    Finding::bar(FindingCode::NoticeNotRun, "on", message)
        .under(Provision::vclt("56"))
        .cured_by("Record the notice; the agreement ends by itself when it has run.")
}

fn term_not_over(fold: &Fold<'_>) -> Finding {
    let message = planned(fold).map_or_else(
        || "No end of a term follows from what is recorded.".to_owned(),
        |end| format!("By what is recorded, the last day in force is {}.", end.last_day.latest),
    );
    Finding::bar(FindingCode::TermNotOver, "on", message)
        .under(Provision::vclt("54(a)"))
        .cured_by("Record the duration that the text contains, or the notice that ended it.")
}
