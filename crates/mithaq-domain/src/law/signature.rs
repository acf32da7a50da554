//! Signature and the authority to sign (VCLT 7, 8, 10, 12).

use super::consent::Given;
use super::fold::Fold;
use super::negotiation::forbidden;
use super::{Finding, FindingCode, Judgement, Provision, Reason, ReasonCode};
use crate::act::{ActDetails, ActEffect, FullPowers, MissingFact, RecordedAct, Signature};
use crate::agreement::StatusName;
use crate::day::Span;
use crate::party::PartyRole;
use crate::terms::{ConsentMeans, EntryIntoForceRule};

/// Whether a signature counts for its state.
enum Authority {
    Shown,
    Confirmed,
    NotKnown,
    Lacking,
    AdReferendum,
}

pub(super) fn judge(fold: &mut Fold<'_>, act: &RecordedAct, signature: &Signature, on: Span) -> Judgement {
    let Some(role) = fold.role(act) else {
        return Judgement::effective();
    };
    let status = fold.status();
    if status.is_ended() {
        return Judgement::of(
            vec![forbidden(status, "it can no longer be signed").under(Provision::vclt("12"))],
            ActEffect::Contested,
        );
    }
    if fold.signatures.get(role).is_some() {
        let finding = Finding::bar(FindingCode::AlreadyDone, "party", "This party has signed before.")
            .under(Provision::vclt("12"))
            .cured_by("Correct the earlier entry instead, if it is wrong.");
        return Judgement::of(vec![finding], ActEffect::Ineffective);
    }
    match authority(fold, act, signature) {
        Authority::Shown | Authority::Confirmed => {
            count(fold, role, act, on, signature.subject_to_ratification);
            Judgement::effective()
        }
        Authority::NotKnown => {
            count(fold, role, act, on, signature.subject_to_ratification);
            Judgement::of(fold.weigh(vec![unknown_powers(signature)]), ActEffect::Effective)
        }
        Authority::Lacking => unconfirmed(fold, role, act, signature, on),
        Authority::AdReferendum => Judgement {
            effect: ActEffect::Unconfirmed,
            findings: vec![
                Finding::warn(
                    FindingCode::AdReferendum,
                    "adReferendum",
                    "Signed ad referendum: it counts once the state confirms it.",
                )
                .under(Provision::vclt("12(2)(b)"))
                .cured_by("Record the state's confirmation."),
            ],
        },
    }
}

/// Counts a signature that has authority: it may complete the signing, and may be consent itself.
pub(super) fn count(fold: &mut Fold<'_>, role: PartyRole, act: &RecordedAct, on: Span, subject_to_ratification: bool) {
    *fold.signatures.get_mut(role) = Some(on);
    if !subject_to_ratification && signature_binds(fold) && fold.consents.get(role).is_none() {
        *fold.consents.get_mut(role) = Some(Given::on(on));
        super::consent::reopen(fold, act, role, on);
    } else if *fold.given_up.get(role) {
        // Who signs what it had given up has come back to it; the other's refusal stands.
        *fold.given_up.get_mut(role) = false;
    }
    let Some((home, counterpart)) = fold.signatures.both() else {
        return;
    };
    let completed = home.later(counterpart);
    let is_given_up = *fold.given_up.get(PartyRole::Home) || *fold.given_up.get(PartyRole::Counterpart);
    if !fold.status().is_before_force() || (fold.status() == StatusName::Abandoned && is_given_up) {
        return;
    }
    if is_left_open(fold) {
        let mut missing = vec![MissingFact::EntryIntoForceDay];
        missing.extend(fold.source_lacks.iter().filter(|fact| **fact != MissingFact::EntryIntoForceDay));
        fold.turn_unknown(completed, missing);
    } else if !fold.terms.form.is_exchange() {
        let reason =
            Reason::by_rule(ReasonCode::BothSigned, Provision::vclt("10"), "The signatures of both parties count.");
        fold.turn(completed, StatusName::Signed, vec![reason.on_act(act.id)]);
    }
}

/// Whether the agreement was taken over without a word on how or when it entered into force.
fn is_left_open(fold: &Fold<'_>) -> bool {
    fold.origin == super::Origin::Imported
        && fold.terms.entry_into_force.is_none()
        && fold.terms.consent.is_none()
        && !fold.stands(|details| matches!(details, ActDetails::EnteredIntoForce { .. }))
}

/// Whether signature itself expresses consent to be bound (VCLT 12, 13).
pub(super) fn signature_binds(fold: &Fold<'_>) -> bool {
    match fold.terms.consent {
        Some(ConsentMeans::Signature | ConsentMeans::ExchangeOfInstruments) => true,
        Some(
            ConsentMeans::Ratification
            | ConsentMeans::Acceptance
            | ConsentMeans::Approval
            | ConsentMeans::Accession
            | ConsentMeans::NotificationOfProcedures,
        ) => false,
        // Not said: an exchange binds by itself, unless its own rule waits for more than the exchange (13).
        None => match fold.terms.entry_into_force {
            Some(EntryIntoForceRule::OnSignature { .. }) => true,
            Some(
                EntryIntoForceRule::OnDate { .. } | EntryIntoForceRule::OnEvent { .. } | EntryIntoForceRule::Default,
            )
            | None => fold.terms.form.is_exchange(),
            Some(
                EntryIntoForceRule::OnExchangeOfInstruments { .. } | EntryIntoForceRule::OnLaterNotification { .. },
            ) => false,
        },
    }
}

fn authority(fold: &Fold<'_>, act: &RecordedAct, signature: &Signature) -> Authority {
    let confirmed = fold.acts.iter().any(|other| fold.is_of_same_side(other, act) && confirms(other, act));
    if confirmed {
        return Authority::Confirmed;
    }
    if signature.ad_referendum {
        return Authority::AdReferendum;
    }
    if signature.office.needs_no_full_powers() || Fold::is_taken_on_trust(act) {
        return Authority::Shown;
    }
    match signature.full_powers {
        FullPowers::Produced | FullPowers::DispensedWith => Authority::Shown,
        FullPowers::Unknown => Authority::NotKnown,
        FullPowers::Absent => Authority::Lacking,
    }
}

/// Whether an act confirms a signature of the same party: expressly, or by conduct, as by consenting to be bound (8).
fn confirms(other: &RecordedAct, signed: &RecordedAct) -> bool {
    if let ActDetails::FullPowersConfirmed { signature } = &other.body.details {
        return *signature == signed.id;
    }
    matches!(other.body.details, ActDetails::ConsentExpressed(_)) && other.body.effective() >= signed.body.effective()
}

fn unknown_powers(signature: &Signature) -> Finding {
    Finding::warn(
        FindingCode::FullPowersUnknown,
        "fullPowers",
        format!(
            "A signatory in the office {} needs full powers, and it is not recorded whether they were produced.",
            signature.office
        ),
    )
    .under(Provision::vclt("7(1)"))
    .cured_by("Record the full powers, or that the two states' practice dispenses with them.")
}

fn unconfirmed(fold: &mut Fold<'_>, role: PartyRole, act: &RecordedAct, signature: &Signature, on: Span) -> Judgement {
    let finding = Finding::refuse_intent(
        FindingCode::FullPowersMissing,
        "fullPowers",
        format!("A signatory in the office {} needs full powers and has none, so the signature has no legal effect until the state confirms it.", signature.office),
    )
    .under(Provision::vclt("8"))
    .cured_by("Obtain full powers before signature, or record the state's confirmation afterwards.");
    let findings = fold.weigh(vec![finding]);
    let governed = findings.iter().any(|finding| finding.weight != super::Weight::Warns);
    if governed {
        Judgement { effect: ActEffect::Unconfirmed, findings }
    } else {
        count(fold, role, act, on, signature.subject_to_ratification);
        Judgement::of(findings, ActEffect::Effective)
    }
}
