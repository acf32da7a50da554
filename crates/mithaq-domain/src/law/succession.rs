//! Succession of states to an agreement (VCLT 73; VCSST 2, 24, 31). It is agreed, notified or contested, and never assumed.

use super::fold::Fold;
use super::{Finding, FindingCode, Judgement, Provision, reference};
use crate::act::{ActDetails, ActEffect, ActId, ActKind, RecordedAct, Succession, SuccessionManner};
use crate::actor::ActorId;
use crate::day::Span;
use crate::party::{Parties, PartyRole};

/// The role of an actor: a party's own, or that of the party which it is recorded to succeed, by itself or through others.
pub(crate) fn role_of<'a>(
    parties: &Parties,
    acts: impl Iterator<Item = &'a RecordedAct>,
    actor: ActorId,
) -> Option<PartyRole> {
    if let Some(role) = parties.role_of(actor) {
        return Some(role);
    }
    let mut left: Vec<&Succession> = acts
        .filter_map(|act| match &act.body.details {
            ActDetails::SuccessionRecorded(succession) => Some(succession),
            _ => None,
        })
        .collect();
    let mut actor = actor;
    // Each is passed once: a circle ends.
    while let Some(at) = left.iter().position(|succession| succession.successor == actor) {
        actor = left.swap_remove(at).predecessor;
        if let Some(role) = parties.role_of(actor) {
            return Some(role);
        }
    }
    None
}

pub(super) fn recorded(fold: &Fold<'_>, succession: &Succession) -> Judgement {
    let findings = against(fold, succession).into_iter().collect();
    Judgement::of(fold.weigh(findings), ActEffect::Ineffective)
}

fn against(fold: &Fold<'_>, said: &Succession) -> Option<Finding> {
    let Some(role) = fold.role_of(said.predecessor) else {
        let message = "Who is said to be succeeded is no party to the agreement.";
        let finding = Finding::bar(FindingCode::NotAParty, "predecessor", message);
        return Some(finding.under(Provision::succession("2(1)(b)")).cured_by("Name one of the agreement's parties."));
    };
    if said.successor == said.predecessor {
        let message = "A state's change of name changes nothing: the party stays the same, and nobody succeeds it.";
        let finding = Finding::bar(FindingCode::NothingSucceeded, "successor", message);
        return Some(
            finding.under(Provision::succession("2(1)(b)")).cured_by("Record nothing, or name another state."),
        );
    }
    if fold.parties.get(role.other()).actor == said.successor {
        let message =
            "The other party itself would succeed, so that an agreement between two would have one party only.";
        let finding = Finding::bar(FindingCode::SuccessorIsOtherParty, "successor", message);
        return Some(finding.under(Provision::succession("31")).cured_by("Record how the agreement has ended."));
    }
    match said.manner {
        SuccessionManner::Agreed => None,
        SuccessionManner::Notified => Some(
            Finding::warn(
                FindingCode::SuccessionNotAgreed,
                "manner",
                "A bilateral agreement passes to a successor only where the other party agrees, expressly or by its conduct.",
            )
            .under(Provision::succession("24"))
            .cured_by("Record the succession as agreed once the other party has, or that it contests it."),
        ),
    }
}

pub(super) fn contested(fold: &mut Fold<'_>, succession: ActId, on: Span) -> Judgement {
    if reference::find(fold, succession, ActKind::SuccessionRecorded).is_none() {
        return reference::no_such(succession, "succession", "succession");
    }
    fold.disputed_since.push(on.earliest);
    Judgement::effective()
}
