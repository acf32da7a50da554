//! Consent to be bound (VCLT 11-16).

use super::fold::Fold;
use super::negotiation::forbidden;
use super::{Finding, FindingCode, Judgement, Provision, communication};
use crate::act::{ActEffect, Consent, RecordedAct};
use crate::agreement::StatusName;
use crate::day::Span;
use crate::party::PartyRole;
use crate::terms::ConsentMeans;

/// A consent that was given.
#[derive(Debug, Clone, Copy)]
pub(super) struct Given {
    /// The day on which it was established (VCLT 16).
    pub(super) on: Span,
    /// The day that the clause on entry into force counts from.
    pub(super) counted: Span,
}

impl Given {
    /// Established on the day that the clause counts from.
    pub(super) const fn on(on: Span) -> Self {
        Self { on, counted: on }
    }

    /// The later of two consents.
    pub(super) fn later(self, other: Self) -> Self {
        Self { on: self.on.later(other.on), counted: self.counted.later(other.counted) }
    }
}

pub(super) fn judge(fold: &mut Fold<'_>, act: &RecordedAct, consent: &Consent, on: Span) -> Judgement {
    let Some(role) = fold.role(act) else {
        return Judgement::effective();
    };
    let status = fold.status();
    if status.is_ended() {
        return Judgement::of(
            vec![forbidden(status, "consent to it comes too late").under(Provision::vclt("11"))],
            ActEffect::Contested,
        );
    }
    if fold.consents.get(role).is_some() {
        let finding = Finding::bar(FindingCode::AlreadyDone, "party", "This party has expressed its consent before.")
            .under(Provision::vclt("11"))
            .cured_by("Correct the earlier entry instead, if it is wrong.");
        return Judgement::of(vec![finding], ActEffect::Ineffective);
    }
    if let Some(finding) = communication::undated(fold.terms, &act.body) {
        return Judgement::of(vec![finding], ActEffect::Ineffective);
    }
    let counted = communication::counted(&act.body, communication::anchor_of_force(fold.terms)).unwrap_or(on);
    *fold.consents.get_mut(role) = Some(Given { on, counted });
    let open = fold.refusals.iter_mut().filter(|refusal| refusal.by == role && refusal.until.is_none());
    open.for_each(|refusal| refusal.until = Some(on));
    reopen(fold, act, role, on);
    Judgement::of(fold.weigh(unsigned(fold, act, consent).into_iter().collect()), ActEffect::Effective)
}

/// Later consent reopens an agreement that was given up.
pub(super) fn reopen(fold: &mut Fold<'_>, act: &RecordedAct, role: PartyRole, on: Span) {
    *fold.given_up.get_mut(role) = false;
    if fold.status() != StatusName::Abandoned {
        return;
    }
    let is_signed = fold.signatures.both().is_some() && !fold.terms.form.is_exchange();
    let before = if is_signed { StatusName::Signed } else { StatusName::Negotiating };
    let reason = Fold::reason(act, Some(Provision::vclt("11")), "Later consent reopens the agreement.");
    fold.turn(on, before, vec![reason]);
}

/// Ratification, acceptance and approval confirm a signature; accession needs none (VCLT 14, 15).
fn unsigned(fold: &Fold<'_>, act: &RecordedAct, consent: &Consent) -> Option<Finding> {
    let confirms_signature =
        matches!(consent.means, ConsentMeans::Ratification | ConsentMeans::Acceptance | ConsentMeans::Approval);
    let role = fold.role(act)?;
    (confirms_signature && fold.signatures.get(role).is_none()).then(|| {
        Finding::warn(
            FindingCode::ConsentBeforeSignature,
            "party",
            "This party's signature is not recorded, and its consent is of a kind that follows signature.",
        )
        .under(Provision::vclt("14"))
        .cured_by("Record the signature.")
    })
}
