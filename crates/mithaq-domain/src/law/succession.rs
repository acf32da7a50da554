//! Succession of states to an agreement (VCLT 73; VCSST 2, 24, 31). It is agreed, notified or contested, and never assumed.

use super::fold::Fold;
use super::{Finding, FindingCode, Judgement, Provision, reference};
use crate::act::{ActDetails, ActEffect, ActId, ActKind, Succession, SuccessionManner};
use crate::actor::ActorId;
use crate::day::Span;
use crate::party::{Parties, PartyRole};

/// A succession that both agree on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Agreed {
    pub(crate) predecessor: ActorId,
    pub(crate) successor: ActorId,
}

/// A succession that a party contests, until it is agreed on after all.
pub(super) struct Contest {
    pair: (ActorId, ActorId),
    pub(super) from: Span,
    pub(super) until: Option<Span>,
}

/// On whose side an actor stands: a party's own, or that of a party which it has come to succeed, by itself or after others.
pub(crate) fn side_of(parties: &Parties, agreed: &[Agreed], actor: ActorId) -> Option<PartyRole> {
    let mut left = agreed.to_vec();
    let mut actor = actor;
    loop {
        if let Some(role) = parties.role_of(actor) {
            return Some(role);
        }
        // Each is passed once: a circle ends.
        let at = left.iter().position(|succession| succession.successor == actor)?;
        actor = left.swap_remove(at).predecessor;
    }
}

/// Who stands on a side by now: the party, or the last who has come to succeed it.
pub(super) fn holder(parties: &Parties, agreed: &[Agreed], role: PartyRole) -> ActorId {
    let mut left = agreed.to_vec();
    let mut holder = parties.get(role).actor;
    while let Some(at) = left.iter().position(|succession| succession.predecessor == holder) {
        holder = left.swap_remove(at).successor;
    }
    holder
}

pub(super) fn recorded(fold: &mut Fold<'_>, succession: &Succession, on: Span) -> Judgement {
    if let Some(finding) = against(fold, succession) {
        return Judgement::of(vec![finding], ActEffect::Ineffective);
    }
    match succession.manner {
        SuccessionManner::Notified => Judgement::of(fold.weigh(vec![not_agreed()]), ActEffect::Effective),
        SuccessionManner::Agreed => {
            let &Succession { predecessor, successor, .. } = succession;
            let open = fold.contests.iter_mut().filter(|contest| contest.pair == (predecessor, successor));
            open.for_each(|contest| contest.until = contest.until.or(Some(on)));
            fold.successions.push(Agreed { predecessor, successor });
            Judgement::effective()
        }
    }
}

fn against(fold: &Fold<'_>, said: &Succession) -> Option<Finding> {
    let Some(role) = fold.side_of(said.predecessor) else {
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
    (fold.side_of(said.successor) == Some(role.other())).then(|| {
        let message = "It would stand on both sides, and an agreement between two would have one party only.";
        Finding::bar(FindingCode::SuccessorIsOtherParty, "successor", message)
            .under(Provision::succession("31"))
            .cured_by("Record how the agreement has ended.")
    })
}

fn not_agreed() -> Finding {
    Finding::warn(
        FindingCode::SuccessionNotAgreed,
        "manner",
        "A notification alone does not bind the other party: to a newly independent state a bilateral agreement passes where both agree, expressly or by their conduct. Where states unite or separate it may go on (31, 34); that is not assumed here.",
    )
    .under(Provision::succession("24"))
    .cured_by("Record the succession as agreed once the other party has agreed, or that it contests it.")
}

pub(super) fn contested(fold: &mut Fold<'_>, succession: ActId, on: Span) -> Judgement {
    let found = reference::find(fold, succession, ActKind::SuccessionRecorded);
    let Some(ActDetails::SuccessionRecorded(said)) = found.map(|act| &act.body.details) else {
        return reference::no_such(succession, "succession", "succession");
    };
    fold.contests.push(Contest { pair: (said.predecessor, said.successor), from: on, until: None });
    Judgement::effective()
}
