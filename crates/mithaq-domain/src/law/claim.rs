//! Claims, objections and the measures that follow (VCLT 45, 60-62, 65, 67).

use super::arguable::{self, ArguableDay};
use super::fold::Fold;
use super::negotiation::forbidden;
use super::{Finding, FindingCode, Judgement, Provision, communication, reference};
use crate::act::{ActDetails, ActEffect, ActId, ActKind, Claim, ClaimGround, ClaimMeasure, RecordedAct};
use crate::agreement::StatusName;
use crate::day::{Anchor, LegalDay, Period, Span};
use crate::party::PartyRole;
use crate::terms::Area;

/// The shortest time for objection, save in cases of special urgency (65(2)).
const THREE_MONTHS: Period = Period::months(3);

/// A claim that the other party was notified of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotifiedClaim {
    /// The act.
    pub act: ActId,
    /// Whose claim it is.
    pub by: PartyRole,
    /// On what ground.
    pub ground: ClaimGround,
    /// What it proposes.
    pub measure: ClaimMeasure,
    /// When it was received.
    pub received: Span,
    /// The last day on which the other party may object.
    pub objection_ends: Span,
    /// The day on which it objected in time.
    pub objected_on: Option<Span>,
    /// Whether what it led to is over: another measure takes another claim.
    pub is_settled: bool,
}

pub(super) fn claimed(fold: &mut Fold<'_>, act: &RecordedAct, claim: &Claim) -> Judgement {
    let (Some(role), Some(received)) = (fold.role(act), act.body.effective()) else {
        return Judgement::effective();
    };
    let status = fold.status();
    let may_be_claimed = status.is_in_force()
        || status == StatusName::Unknown
        || (claim.ground.is_of_nullity() && !matches!(status, StatusName::Invalid | StatusName::None));
    if !may_be_claimed {
        let finding = forbidden(status, "there is nothing to end or suspend").under(Provision::vclt("65(1)"));
        return Judgement::of(vec![finding], ActEffect::Ineffective);
    }
    if let Some(finding) = communication::undated(fold.terms, &act.body) {
        return Judgement::of(vec![finding], ActEffect::Ineffective);
    }
    let received = communication::counted(&act.body, Anchor::Receipt).unwrap_or(received);
    let (period, too_short) = objection_period(claim, received);
    let findings =
        [excluded(fold, claim), too_short, may_be_lost(fold, role, claim, received)].into_iter().flatten().collect();
    let judgement = Judgement::of(fold.weigh(findings), ActEffect::Ineffective);
    if judgement.is_effective() {
        let objection_ends = received.map(|day| period.after(day));
        fold.arguable.extend(arguable::of_period(
            ArguableDay::ObjectionEnds,
            act.id,
            (received, period),
            objection_ends,
            Provision::vclt("65(2)"),
        ));
        fold.claims.push(NotifiedClaim {
            act: act.id,
            by: role,
            ground: claim.ground,
            measure: claim.measure,
            received,
            objection_ends,
            objected_on: None,
            is_settled: false,
        });
    }
    judgement
}

pub(super) fn objected(fold: &mut Fold<'_>, act: &RecordedAct, claim: ActId) -> Judgement {
    let of_the_other =
        reference::find(fold, claim, ActKind::BreachClaimed).is_some_and(|claimed| !fold.is_of_same_side(claimed, act));
    if !of_the_other {
        return reference::no_such(claim, "claim", "claim of the other party");
    }
    if let Some(finding) = communication::undated(fold.terms, &act.body) {
        return Judgement::of(vec![finding], ActEffect::Ineffective);
    }
    let Some(received) = communication::counted(&act.body, Anchor::Receipt) else { return Judgement::effective() };
    let Some(notified) = fold.claims.iter_mut().find(|notified| notified.act == claim) else {
        // The claim itself has no effect; there is nothing to stop.
        return Judgement::effective();
    };
    if received.earliest > notified.objection_ends.latest {
        let finding = Finding::bar(
            FindingCode::ObjectionLate,
            "receivedOn",
            format!("Objection was open until the end of {}.", notified.objection_ends.latest),
        )
        .under(Provision::vclt("65(2)"))
        .cured_by("Seek a settlement with the other party (Charter 33).");
        return Judgement::of(fold.weigh(vec![finding]), ActEffect::Ineffective);
    }
    notified.objected_on.get_or_insert(received);
    Judgement::effective()
}

/// Operation is resumed, and with that the claims to suspend it are settled.
pub(super) fn settle_suspensions(fold: &mut Fold<'_>) {
    let to_suspend = fold.claims.iter_mut().filter(|claim| claim.measure == ClaimMeasure::Suspend);
    to_suspend.for_each(|claim| claim.is_settled = true);
}

/// What stands against carrying out, on a ground, what only a claim without objection entitles to.
pub(super) fn against_measure(
    fold: &Fold<'_>,
    act: &RecordedAct,
    ground: ClaimGround,
    measure: ClaimMeasure,
    on: Span,
) -> Vec<Finding> {
    if Fold::is_taken_on_trust(act) {
        return Vec::new();
    }
    let Some(role) = fold.role(act) else {
        let message = "On such a ground one party acts, and it is not said which.";
        return vec![
            Finding::bar(FindingCode::PartyRequired, "party", message)
                .under(Provision::vclt("65(1)"))
                .cured_by("Name the party whose act it is."),
        ];
    };
    let mut claims = fold.claims.iter().rev().filter(|claim| claim.by == role && !claim.is_settled);
    let claim = claims.find(|claim| claim.ground == ground && claim.measure == measure);
    let mut findings = vec![procedure(claim, ground, measure, on)];
    findings.push(act.body.instrument.is_none().then(without_instrument));
    findings.into_iter().flatten().collect()
}

fn procedure(claim: Option<&NotifiedClaim>, ground: ClaimGround, measure: ClaimMeasure, on: Span) -> Option<Finding> {
    let Some(claim) = claim else {
        return Some(
            Finding::bar(
                FindingCode::ClaimMissing,
                "ground",
                format!("A ground such as {ground} entitles a party to claim, and ends or suspends nothing by itself; no claim to {measure} on it is recorded."),
            )
            .under(Provision::vclt("65(1)"))
            .cured_by("Notify the other party of the claim, the measure proposed and the reasons."),
        );
    };
    if let Some(objected) = claim.objected_on {
        return Some(
            Finding::bar(
                FindingCode::ObjectionBlocks,
                "ground",
                format!(
                    "The other party objected on {}, within its time, so one side alone cannot act.",
                    objected.latest
                ),
            )
            .under(Provision::vclt("65(3)"))
            .cured_by("Seek a solution through the means of Article 33 of the Charter, or agree with the other party."),
        );
    }
    (on.earliest <= claim.objection_ends.latest).then(|| {
        Finding::bar(
            FindingCode::ObjectionPeriodRuns,
            "on",
            format!("The other party may object until the end of {}.", claim.objection_ends.latest),
        )
        .under(Provision::vclt("65(2)"))
        .cured_by(format!("Act after {}, if no objection is received by then.", claim.objection_ends.latest))
    })
}

fn without_instrument() -> Finding {
    Finding::warn(
        FindingCode::InstrumentMissing,
        "instrument",
        "Such a measure is carried out by an instrument communicated to the other party, and none is recorded.",
    )
    .under(Provision::vclt("67(2)"))
    .cured_by("Record the instrument.")
}

/// The time for objection, and the finding that the time stated is too short.
fn objection_period(claim: &Claim, received: Span) -> (Period, Option<Finding>) {
    if claim.special_urgency.is_some() {
        return (claim.objection_period.unwrap_or(Period::days(0)), None);
    }
    let stated = claim.objection_period.unwrap_or(THREE_MONTHS);
    if stated.after(received.latest) >= THREE_MONTHS.after(received.latest) {
        return (stated, None);
    }
    let finding = Finding::refuse_intent(
        FindingCode::ObjectionPeriodTooShort,
        "objectionPeriod",
        format!("The other party has three months at least to object, not {stated}; the three months are what counts."),
    )
    .under(Provision::vclt("65(2)"))
    .cured_by("Leave three months, or say why the matter is of special urgency.");
    (THREE_MONTHS, Some(finding))
}

fn excluded(fold: &Fold<'_>, claim: &Claim) -> Option<Finding> {
    let measure_fits = match claim.measure {
        ClaimMeasure::Invalidate => claim.ground.is_of_nullity(),
        ClaimMeasure::Terminate => !claim.ground.is_of_nullity() || claim.ground == ClaimGround::NewPeremptoryNorm,
        ClaimMeasure::Suspend => !claim.ground.is_of_nullity(),
    };
    let (message, article, cure) = if !measure_fits {
        (
            format!("{} is no ground to {}.", claim.ground, claim.measure),
            claim.ground.article(),
            "Claim nullity on grounds of invalidity, and end or suspension on the others.",
        )
    } else if claim.ground == ClaimGround::FundamentalChange && fold.terms.areas.contains(&Area::Borders) {
        (
            "A fundamental change of circumstances may not be invoked against an agreement that establishes a boundary.".to_owned(),
            "62(2)(a)",
            "Agree with the other party (VCLT 54(b)).",
        )
    } else {
        return None;
    };
    Some(Finding::bar(FindingCode::GroundExcluded, "ground", message).under(Provision::vclt(article)).cured_by(cure))
}

/// Acts of the claiming party after it knew that treat the agreement as valid and in force.
fn may_be_lost(fold: &Fold<'_>, role: PartyRole, claim: &Claim, received: Span) -> Option<Finding> {
    let known = claim.known_since.as_ref().map(LegalDay::span).filter(|_| claim.ground.may_be_lost_by_conduct())?;
    let affirmed = fold.acts.iter().find(|act| {
        let treats_as_valid = matches!(
            act.body.details,
            ActDetails::Amended(_)
                | ActDetails::Renewed(_)
                | ActDetails::Resumed
                | ActDetails::ConsentExpressed(_)
                | ActDetails::ActivityHeld(_)
                | ActDetails::ObligationFulfilled(_)
        );
        let of_the_party = act.body.by.is_none() || fold.role(act) == Some(role);
        let between = |on: Span| known.latest < on.earliest && on.latest <= received.latest;
        treats_as_valid && of_the_party && act.body.effective().is_some_and(between)
    })?;
    Some(
        Finding::warn(
            FindingCode::RightMayBeLost,
            "knownSince",
            format!(
                "After it knew the facts, the party went on as if the agreement were valid and in force ({}), so it may have lost the right to invoke the ground.",
                affirmed.body.kind()
            ),
        )
        .under(Provision::vclt("45"))
        .cured_by("Show that it did not acquiesce."),
    )
}
