//! The end of an agreement (VCLT 54, 56, 59, 70).

use super::arguable::{Arguable, ArguableDay, Reading, corresponding_day_texts};
use super::fold::Fold;
use super::negotiation::forbidden;
use super::notice;
use super::partly::{Partly, Touched};
use super::standing::Computed;
use super::term::{self, TermEnd};
use super::{Finding, FindingCode, Judgement, Provision, Reason, ReasonCode, Weight, claim, obligation, part};
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
        provision: Some(Provision::vclt("54(a)")),
    })
}

/// The turn that the planned end will bring.
pub(super) fn computed(fold: &Fold<'_>) -> Option<Computed> {
    let end = planned(fold)?;
    Some(Computed { on: end.last_day.next_day(), to: end.to, reasons: vec![end.reason], announced: false })
}

pub(super) fn terminated(
    fold: &mut Fold<'_>,
    act: &RecordedAct,
    (ground, clauses): (EndGround, &[String]),
    on: Span,
) -> Judgement {
    let by_own_terms = ground == EndGround::OwnTerms && clauses.is_empty();
    if by_own_terms && (fold.announce(StatusName::Denounced, on) || fold.announce(StatusName::Expired, on)) {
        return Judgement::effective();
    }
    if ground == EndGround::OwnTerms && is_left_in_part(fold, clauses, on) {
        return Judgement::effective();
    }
    // What the text says of the whole says nothing of a part.
    let is_by_text = matches!(ground, EndGround::OwnTerms | EndGround::Event) && !clauses.is_empty();
    let against = if Fold::is_taken_on_trust(act) || is_by_text { None } else { ground_lacking(fold, act, ground) };
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
    let mut findings: Vec<Finding> = against.into_iter().collect();
    findings.extend(
        fold.weigh(
            claimed(ground)
                .into_iter()
                .flat_map(|ground| claim::against_measure(fold, act, ground, ClaimMeasure::Terminate, on))
                .collect(),
        ),
    );
    if ground == EndGround::MaterialBreach && obligation::protects_persons(fold) {
        findings.extend(fold.scope.weigh(obligation::goes_on_protecting()));
    }
    findings.extend(part::against_end(ground, clauses).and_then(|finding| fold.scope.weigh(finding)));
    let reason = Fold::reason(act, provision, text);
    end(fold, (on, clauses), StatusName::Terminated, reason, findings)
}

/// Whether clauses end on a day by a notice that they alone are left.
fn is_left_in_part(fold: &Fold<'_>, clauses: &[String], on: Span) -> bool {
    let mut left = fold.notices.iter().filter_map(notice::Running::partly);
    left.any(|partly| partly.clauses == clauses && partly.from == on)
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

/// What a termination lacks: each ground needs something of its own.
fn ground_lacking(fold: &Fold<'_>, act: &RecordedAct, ground: EndGround) -> Option<Finding> {
    match ground {
        EndGround::OwnTerms | EndGround::Event => clause_lacking(fold, ground),
        EndGround::ConsentOfBoth => one_sided(act, "54(b)").and_then(|finding| fold.scope.weigh(finding)),
        EndGround::Unknown => fold.scope.weigh(ground_not_stated(act, "terminated")),
        EndGround::MaterialBreach
        | EndGround::Impossibility
        | EndGround::FundamentalChange
        | EndGround::NewPeremptoryNorm => None,
    }
}

/// A clause has to let the agreement end: with an event, or by a notice that has run.
fn clause_lacking(fold: &Fold<'_>, ground: EndGround) -> Option<Finding> {
    if matches!(fold.terms.duration, Some(DurationRule::UntilEvent { .. })) {
        return None;
    }
    let message = match (ground, &fold.terms.termination) {
        (EndGround::Event, _) if fold.terms.duration.is_none() => return Some(rule_lacking("duration")),
        (EndGround::Event, _) => "The text does not let the agreement end with an event.",
        (_, Some(TerminationRule::Notice { .. })) => return Some(notice_not_run(fold)),
        (_, Some(TerminationRule::ConsentOnly | TerminationRule::Silent)) => {
            "The text does not provide for termination on this ground."
        }
        (_, None) => return Some(rule_lacking("termination")),
    };
    let finding = Finding::bar(FindingCode::NotProvidedFor, "ground", message);
    Some(finding.under(Provision::vclt("54(a)")).cured_by("Agree with the other party to end it."))
}

fn rule_lacking(rule: &'static str) -> Finding {
    Finding { weight: Weight::Bars, field: "ground", ..notice::rule_not_recorded(rule) }
}

/// What takes the consent of both is not the act of one.
pub(super) fn one_sided(act: &RecordedAct, article: &'static str) -> Option<Finding> {
    act.body.by.map(|_| {
        Finding::bar(FindingCode::OneSided, "party", "What takes the consent of both is not the act of one party.")
            .under(Provision::vclt(article))
            .cured_by("Leave the party out where both have agreed to it.")
    })
}

/// Only a register may leave the ground out: what both did may have had one, a party alone needs one.
pub(super) fn ground_not_stated(act: &RecordedAct, what: &str) -> Finding {
    let message = format!("The agreement can be {what} only as it or the law provides, and no ground is given.");
    let finding = if act.body.by.is_some() {
        Finding::bar(FindingCode::GroundNotStated, "ground", message)
    } else {
        Finding::refuse_intent(FindingCode::GroundNotStated, "ground", message)
    };
    finding.under(Provision::vclt("42(2)")).cured_by("Say on which ground.")
}

pub(super) fn denounced(fold: &mut Fold<'_>, act: &RecordedAct, on: Span) -> Judgement {
    if fold.announce(StatusName::Denounced, on) {
        return Judgement::effective();
    }
    let findings = if Fold::is_taken_on_trust(act) { Vec::new() } else { vec![notice_not_run(fold)] };
    let reason = Fold::reason(act, Some(on_leaving(fold)), "A party's denunciation took effect.");
    end(fold, (on, &[]), StatusName::Denounced, reason, findings)
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
    let reason = Fold::reason(act, Some(Provision::vclt("54(a)")), "The agreement's term has run out.");
    end(fold, (on, &[]), StatusName::Expired, reason, findings)
}

pub(super) fn superseded(fold: &mut Fold<'_>, act: &RecordedAct, by: &Supersession, on: Span) -> Judgement {
    if by.extent == SupersessionExtent::IncompatibleProvisions {
        let finding = Finding::warn(
            FindingCode::RestGoesOn,
            "extent",
            "The later agreement displaces only what cannot be applied with it; the rest stays in force.",
        )
        .under(Provision::vclt("30(3)"))
        .cured_by("Record which clauses are displaced, as an amendment or a partial suspension.");
        return Judgement::of(fold.weigh(vec![finding]), ActEffect::Effective);
    }
    let named = by.by.is_some() || by.by_as_printed.is_some() || Fold::is_taken_on_trust(act);
    let findings = if named { Vec::new() } else { vec![not_named()] };
    let reason = Fold::reason(act, Some(Provision::vclt("59")), "A later agreement on the same matter took its place.");
    end(fold, (on, &[]), StatusName::Superseded, reason, findings)
}

fn not_named() -> Finding {
    Finding::bar(FindingCode::LaterAgreementNotNamed, "by", "The later agreement that takes its place is not named.")
        .under(Provision::vclt("59"))
        .cured_by("Name it by its id, or in words where the registry does not hold it.")
}

/// Takes the turn to an end, or ends named clauses alone, unless a finding bars it or the agreement never was in force.
fn end(
    fold: &mut Fold<'_>,
    (on, clauses): (Span, &[String]),
    to: StatusName,
    reason: Reason,
    mut findings: Vec<Finding>,
) -> Judgement {
    fold.suppose_force();
    let status = fold.status();
    if status.is_before_force() {
        findings.push(before_force(status));
    } else if !(status.is_in_force() || status == StatusName::Unknown) {
        findings.push(forbidden(status, "it cannot end once more").under(Provision::vclt("54")));
    }
    let judgement = Judgement::of(findings, ActEffect::Contested);
    if judgement.is_effective() && clauses.is_empty() {
        fold.turn(on, to, vec![reason]);
    } else if judgement.is_effective() {
        fold.partly.push(Partly::new(Touched::Ended, clauses, on));
    }
    judgement
}

/// The last day that a duration gives by itself, counted from a start; none where it gives none.
pub(super) fn last_day_by(duration: &DurationRule, start: Span) -> Option<Span> {
    match duration {
        DurationRule::Indefinite | DurationRule::UntilEvent { .. } => None,
        DurationRule::Fixed { term } => term::end_with(start, Some(*term), &[]).map(|end| end.last_day),
        DurationRule::FixedThenExpress { initial } => {
            term::end_with(start, Some(Term::For(*initial)), &[]).map(|end| end.last_day)
        }
        DurationRule::FixedThenTacit { initial, renewal, maximum_renewals, .. } => {
            (*maximum_renewals).map(|last| term::end_of_term(start, *initial, *renewal, last))
        }
    }
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
    if running.revoked_on.is_some() || !running.clauses.is_empty() {
        return None;
    }
    if !running.is_in_time {
        let text = "Whether the notice of non-renewal was received in time is not known.";
        let reason = Reason::plain(ReasonCode::FactsMissing, text).on_act(running.act);
        return Some(End { last_day: running.last_day, to: StatusName::Unknown, reason });
    }
    let (to, text) = match running.purpose {
        NoticePurpose::NonRenewal => {
            (StatusName::Expired, "A notice of non-renewal was received in time, and the term has run out.")
        }
        NoticePurpose::Denunciation => (StatusName::Denounced, "A notice of denunciation has run its time."),
    };
    let reason = Reason::by_rule(ReasonCode::NoticeRan, running.provision, text).on_act(running.act);
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

/// The provision that a party leaves under: the text's own clause, or where it is silent the law's.
fn on_leaving(fold: &Fold<'_>) -> Provision {
    match fold.terms.termination {
        Some(TerminationRule::Silent) => Provision::vclt("56"),
        Some(TerminationRule::Notice { .. } | TerminationRule::ConsentOnly) | None => Provision::vclt("54(a)"),
    }
}

fn notice_not_run(fold: &Fold<'_>) -> Finding {
    let running = fold.notices.iter().find(|notice| {
        notice.purpose == NoticePurpose::Denunciation && notice.revoked_on.is_none() && notice.clauses.is_empty()
    });
    let message = running.map_or_else(
        || "No notice of denunciation that has effect is recorded.".to_owned(),
        |notice| format!("The notice of denunciation runs until the end of {}.", notice.last_day.latest),
    );
    Finding::bar(FindingCode::NoticeNotRun, "on", message)
        .under(on_leaving(fold))
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
