//! Entry into force (VCLT 24, 28).

use chrono::NaiveDate;

use super::fold::Fold;
use super::negotiation::forbidden;
use super::partly::Touched;
use super::reservation::{self, Reserved};
use super::signature::signature_binds;
use super::standing::Computed;
use super::{Finding, FindingCode, Judgement, Provision, Reason, ReasonCode, communication};
use crate::act::{ActDetails, ActEffect, LegalBasis, MissingFact, RecordedAct};
use crate::agreement::StatusName;
use crate::day::{LegalDay, Span};
use crate::party::PartyRole;
use crate::terms::EntryIntoForceRule;

/// Judges a recorded entry into force. The day that the rule gives stands against any other that is claimed
/// (VCLT 24(1)); where the rule gives none, what is recorded governs.
pub(super) fn judge(fold: &mut Fold<'_>, act: &RecordedAct, applies_from: Option<&LegalDay>, on: Span) -> Judgement {
    let status = fold.status();
    if fold.force == Some(on) {
        fold.announce(StatusName::InForce, on);
        fold.applies_from = Some(applies_from.map_or(on, LegalDay::span));
        return Judgement::effective();
    }
    if let Some(by_rule) = fold.rule_gives.filter(|by_rule| by_rule.excludes(on)) {
        fold.force_is_contested = true;
        return Judgement::of(vec![other_day(by_rule)], ActEffect::Contested);
    }
    if fold.force.is_some() || status.is_ended() || status == StatusName::Abandoned {
        fold.force_is_contested = true;
        return Judgement::of(
            vec![forbidden(status, "it cannot enter into force").under(Provision::vclt("24"))],
            ActEffect::Contested,
        );
    }
    let reserved = if Fold::is_taken_on_trust(act) { None } else { reservation::stands_against_force(fold, on) };
    let findings = [without_consent(fold, act), reserved, before_signature(fold, on)];
    let findings = fold.weigh(findings.into_iter().flatten().collect());
    let judgement = Judgement::of(findings, ActEffect::Contested);
    if judgement.is_effective() {
        let reason = Fold::reason(act, Some(Provision::vclt("24")), "Entry into force is recorded.");
        fold.turn(on, StatusName::InForce, vec![reason]);
        enter(fold, on, applies_from);
    } else {
        fold.force_is_contested = true;
    }
    judgement
}

/// Notes the start of force; where the source hides what became of it, the status is unknown from there.
pub(super) fn enter(fold: &mut Fold<'_>, on: Span, applies_from: Option<&LegalDay>) {
    fold.force = Some(on);
    fold.end_partly(Touched::Applied, on);
    fold.counted_from = Some(on);
    fold.applies_from = Some(applies_from.map_or(on, LegalDay::span));
    let hidden: Vec<MissingFact> = fold
        .source_lacks
        .iter()
        .copied()
        .filter(|fact| matches!(fact, MissingFact::EndDay | MissingFact::SuspensionDay | MissingFact::Standing))
        .collect();
    if hidden.is_empty() {
        fold.begin_spell(on);
    } else {
        fold.turn_unknown(on, hidden);
    }
}

/// The day that the entry-into-force rule gives, once it is met. Where it gives the day only roughly, a recorded
/// one that agrees with it says it better.
pub(super) fn computed(fold: &Fold<'_>) -> Option<Computed> {
    let roughly = fold.rule_gives.filter(|by_rule| by_rule.day().is_none());
    let recorded = |by_rule: Span| {
        let mut reported = fold.acts.iter().filter(|act| is_reported(act)).filter_map(|act| act.body.effective());
        reported.any(|on| !by_rule.excludes(on))
    };
    if fold.force.is_some() || (!fold.force_is_contested && roughly.is_some_and(recorded)) {
        return None;
    }
    let may_enter = fold.status() == StatusName::Unknown || fold.status().may_become(StatusName::InForce);
    let on = if may_enter {
        day_by_rule(fold)?
    } else {
        return None;
    };
    let reason = Reason::by_rule(ReasonCode::ForceRuleMet, provision(fold), explain(fold));
    Some(Computed { on, to: StatusName::InForce, reasons: vec![reason], announced: false })
}

/// Whether an act records an entry into force that someone reported.
pub(super) fn is_reported(act: &RecordedAct) -> bool {
    matches!(act.body.details, ActDetails::EnteredIntoForce { .. }) && act.body.basis != LegalBasis::Computed
}

/// The day that the rule gives from what has been done so far (VCLT 24(1), (2)). A reservation is a new
/// proposal, so consent is established only when it is accepted or taken back.
fn day_by_rule(fold: &Fold<'_>) -> Option<Span> {
    let day = rule_from(fold, anchor(fold)?)?;
    match reservation::by(fold, day) {
        Reserved::No => Some(day),
        Reserved::Open => None,
        Reserved::SettledOn(settled) => rule_from(fold, anchor(fold)?.later(settled)),
    }
}

/// The day from which the rule counts: that of the later consent or signature.
fn anchor(fold: &Fold<'_>) -> Option<Span> {
    let (home, counterpart) = fold.consents.both()?;
    let consented = home.later(counterpart);
    match fold.terms.entry_into_force.as_ref()? {
        EntryIntoForceRule::OnSignature { .. } => {
            let (home, counterpart) = fold.signatures.both()?;
            Some(home.later(counterpart))
        }
        EntryIntoForceRule::OnExchangeOfInstruments { .. } | EntryIntoForceRule::OnLaterNotification { .. } => {
            Some(consented.counted)
        }
        EntryIntoForceRule::OnDate { .. } | EntryIntoForceRule::Default => Some(consented.on),
        EntryIntoForceRule::OnEvent { .. } => None,
    }
}

fn rule_from(fold: &Fold<'_>, anchor: Span) -> Option<Span> {
    match fold.terms.entry_into_force.as_ref()? {
        EntryIntoForceRule::OnSignature { offset } => {
            let (home, counterpart) = fold.consents.both()?;
            Some(offset.apply(anchor).later(home.later(counterpart).on))
        }
        EntryIntoForceRule::OnExchangeOfInstruments { offset } | EntryIntoForceRule::OnLaterNotification { offset } => {
            Some(offset.apply(anchor))
        }
        EntryIntoForceRule::OnDate { date } => Some(anchor.later((*date).into())),
        EntryIntoForceRule::OnEvent { .. } => None,
        EntryIntoForceRule::Default => Some(anchor),
    }
}

/// The anchor's day, and the other day that can be argued for from there.
pub(super) fn other_reading(fold: &Fold<'_>) -> Option<(NaiveDate, NaiveDate)> {
    let from = anchor(fold)?.day()?;
    let other = match fold.terms.entry_into_force.as_ref()? {
        EntryIntoForceRule::OnSignature { offset }
        | EntryIntoForceRule::OnExchangeOfInstruments { offset }
        | EntryIntoForceRule::OnLaterNotification { offset } => offset.other_reading(from)?,
        EntryIntoForceRule::OnDate { .. } | EntryIntoForceRule::OnEvent { .. } | EntryIntoForceRule::Default => {
            return None;
        }
    };
    Some((from, other))
}

fn provision(fold: &Fold<'_>) -> Provision {
    match fold.terms.entry_into_force {
        Some(EntryIntoForceRule::Default) => Provision::vclt("24(2)"),
        Some(_) | None => Provision::vclt("24(1)"),
    }
}

fn explain(fold: &Fold<'_>) -> &'static str {
    match fold.terms.entry_into_force {
        Some(EntryIntoForceRule::OnSignature { .. }) => {
            "The text lets it enter into force on signature by both, or so long after it."
        }
        Some(EntryIntoForceRule::OnDate { .. }) => "Both have consented, and the day that the text names has come.",
        Some(EntryIntoForceRule::OnExchangeOfInstruments { .. }) => {
            "The instruments have been exchanged, and the time that the text counts from then has run."
        }
        Some(EntryIntoForceRule::OnLaterNotification { .. }) => {
            "Both have notified the other, and the time that the text counts from the later notification has run."
        }
        Some(EntryIntoForceRule::OnEvent { .. }) => "The event that the text names has happened.",
        Some(EntryIntoForceRule::Default) | None => {
            "The text is silent, so it is in force as soon as the consent of both is established."
        }
    }
}

fn without_consent(fold: &Fold<'_>, act: &RecordedAct) -> Option<Finding> {
    if Fold::is_taken_on_trust(act) || fold.rule_gives.is_some() {
        return None;
    }
    let consents_somewhere = |role: PartyRole| {
        fold.consents.get(role).is_some()
            || fold.acts.iter().any(|other| {
                fold.role(other) == Some(role)
                    && expresses_consent(fold, other)
                    && other.body.effective() >= act.body.effective()
            })
    };
    let lacking = [PartyRole::Home, PartyRole::Counterpart].into_iter().find(|role| !consents_somewhere(*role))?;
    Some(
        Finding::bar(
            FindingCode::ForceWithoutConsent,
            "on",
            format!("The consent of the {lacking} party to be bound is not recorded, and without it the agreement cannot enter into force."),
        )
        .under(Provision::vclt("24(2)"))
        .cured_by("Record its consent first."),
    )
}

fn expresses_consent(fold: &Fold<'_>, act: &RecordedAct) -> bool {
    if let ActDetails::Signed(signature) = &act.body.details {
        return !signature.subject_to_ratification && signature_binds(fold);
    }
    matches!(act.body.details, ActDetails::ConsentExpressed(_))
        && communication::undated(fold.terms, &act.body).is_none()
}

fn before_signature(fold: &Fold<'_>, on: Span) -> Option<Finding> {
    let signed_later = fold
        .acts
        .iter()
        .filter(|act| matches!(act.body.details, ActDetails::Signed(_)))
        .filter_map(|act| act.body.effective())
        .any(|signed| on.latest < signed.earliest);
    signed_later.then(|| {
        Finding::warn(
            FindingCode::ForceBeforeSignature,
            "on",
            "It is in force from a day before it was signed, which the parties may agree.",
        )
        .under(Provision::vclt("28"))
        .cured_by("Nothing, if so agreed; else correct the day.")
    })
}

fn other_day(by_rule: Span) -> Finding {
    Finding::bar(
        FindingCode::ForceDayDiffers,
        "on",
        format!("By its own rule the agreement enters into force on {}, not on the day given.", by_rule.latest),
    )
    .under(Provision::vclt("24(1)"))
    .cured_by("Record the rule that the text contains, or the day that it gives.")
}
