//! The end of an agreement (VCLT 54, 56, 59, 70).

use super::arguable::{Arguable, ArguableDay, Reading, corresponding_day_texts};
use super::fold::Fold;
use super::negotiation::forbidden;
use super::notice;
use super::standing::Computed;
use super::term::{self, TermEnd};
use super::{Finding, FindingCode, Judgement, Provision, Reason, ReasonCode, claim};
use crate::act::{
    ActEffect, ClaimGround, ClaimMeasure, EndGround, NoticePurpose, RecordedAct, Supersession, SupersessionExtent,
};
use crate::agreement::StatusName;
use crate::day::Span;
use crate::terms::{DurationRule, Term, TerminationRule};

/// What ends an agreement by itself: on the day after its last.
pub(super) struct End {
    pub(super) last_day: Span,
    to: StatusName,
    reason: Reason,
}

/// The end that comes by itself from what is known so far: the first of term and notices.
pub(super) fn planned(fold: &Fold<'_>) -> Option<End> {
    let start = fold.counted_from.filter(|_| fold.status().is_in_force())?;
    // A notice given before a revival has spent itself.
    let notices = fold.notices.iter().filter(|notice| notice.received.latest >= start.earliest);
    term(fold, start)
        .map(|(end, _)| end)
        .into_iter()
        .chain(notices.filter_map(by_notice))
        .min_by_key(|end| end.last_day)
}

/// The other day on which the term that has run out can be said to end.
pub(super) fn arguable(fold: &Fold<'_>, ended_on: Span) -> Option<Arguable> {
    let start = fold.counted_from?;
    let (end, other) = term(fold, start).filter(|(end, _)| end.last_day.next_day() == ended_on)?;
    let (taken, other) = (end.last_day.day()?, other?);
    let texts = corresponding_day_texts();
    Some(Arguable {
        about: ArguableDay::EndOfTerm,
        act: None,
        from: start.earliest,
        to: other.max(taken).succ_opt(),
        taken: Reading { on: Some(taken), text: texts.0 },
        other: Reading { on: Some(other), text: texts.1 },
        provision: fold.scope.cite(Provision::vclt("54(a)")),
    })
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
        EndGround::MaterialBreach => {
            (Some(Provision::vclt("60(1)")), "Terminated for material breach; no objection was raised in time.")
        }
        EndGround::Impossibility => (
            Some(Provision::vclt("61(1)")),
            "Terminated, since performance is impossible; no objection was raised in time.",
        ),
        EndGround::FundamentalChange => (
            Some(Provision::vclt("62(1)")),
            "Terminated for a fundamental change of circumstances; no objection was raised in time.",
        ),
        EndGround::NewPeremptoryNorm => {
            (Some(Provision::vclt("64")), "Terminated by conflict with a new peremptory norm.")
        }
    };
    let mut findings: Vec<Finding> = findings.into_iter().collect();
    findings.extend(
        claimed(ground)
            .into_iter()
            .flat_map(|ground| claim::against_measure(fold, act, ground, ClaimMeasure::Terminate, on)),
    );
    let reason = fold.reason(act, provision, text);
    end(fold, on, StatusName::Terminated, reason, findings)
}

/// The ground that must be claimed before the agreement is ended on it (VCLT 65).
const fn claimed(ground: EndGround) -> Option<ClaimGround> {
    match ground {
        EndGround::MaterialBreach => Some(ClaimGround::MaterialBreach),
        EndGround::Impossibility => Some(ClaimGround::Impossibility),
        EndGround::FundamentalChange => Some(ClaimGround::FundamentalChange),
        EndGround::NewPeremptoryNorm => Some(ClaimGround::NewPeremptoryNorm),
        EndGround::OwnTerms | EndGround::ConsentOfBoth | EndGround::Event | EndGround::Unknown => None,
    }
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

pub(super) fn superseded(fold: &mut Fold<'_>, act: &RecordedAct, supersession: &Supersession, on: Span) -> Judgement {
    if supersession.extent == SupersessionExtent::IncompatibleProvisions {
        let finding = Finding::warn(
            FindingCode::RestGoesOn,
            "extent",
            "The later agreement displaces only what cannot be applied with it; the rest stays in force.",
        )
        .under(Provision::vclt("30(3)"))
        .cured_by("Record which clauses are displaced, as an amendment or a partial suspension.");
        return Judgement::of(fold.weigh(vec![finding]), ActEffect::Effective);
    }
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
        findings.push(forbidden(status, "it cannot end once more").under(Provision::vclt("54")));
    }
    let judgement = Judgement::of(findings, ActEffect::Contested);
    if judgement.is_effective() {
        fold.turn(on, to, vec![reason]);
    }
    judgement
}

/// The end of the term, and the other day that can be argued for.
fn term(fold: &Fold<'_>, start: Span) -> Option<(End, Option<chrono::NaiveDate>)> {
    let (ends, text) = match fold.terms.duration.as_ref() {
        Some(DurationRule::Indefinite | DurationRule::UntilEvent { .. }) => return None,
        Some(DurationRule::Fixed { term }) => {
            (term::end_with(start, Some(*term), &fold.extensions)?, "Its term has run out.")
        }
        Some(DurationRule::FixedThenExpress { initial }) => (
            term::end_with(start, Some(Term::For(*initial)), &fold.extensions)?,
            "Its term has run out, and no new agreement renewed it.",
        ),
        Some(DurationRule::FixedThenTacit { initial, renewal, maximum_renewals, .. }) => {
            let last = (*maximum_renewals)?;
            let last_day = term::end_of_term(start, *initial, *renewal, last);
            let other = term::other_end_of_term(start, *initial, *renewal, last);
            (TermEnd { last_day, other }, "Its last term has run out.")
        }
        None => (term::end_with(start, None, &fold.extensions)?, "The term to which it was renewed has run out."),
    };
    let mut reason = Reason::by_rule(ReasonCode::TermRanOut, Provision::vclt("54(a)"), text);
    reason.act = fold.extensions.last().map(|extension| extension.act);
    Some((End { last_day: ends.last_day, to: StatusName::Expired, reason }, ends.other))
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
