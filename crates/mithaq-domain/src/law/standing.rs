//! Where an agreement stands by its acts.

use chrono::NaiveDate;

use super::amendment;
use super::flags;
use super::fold::Fold;
use super::order::struck_out;
use super::partly;
use super::periods::periods;
use super::scope::Scope;
use super::{Arguable, Footing, Judgement, NotifiedClaim, Partly, Provision, Reason, Running, Spell, TacitTerm};
use crate::act::{ActBody, ActDetails, ActEffect, ActId, AssertedStatus, LegalBasis, MissingFact, RecordedAct};
use crate::agreement::{StatusName, StatusPeriod};
use crate::day::Span;
use crate::label::Label;
use crate::party::Parties;
use crate::terms::Terms;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// How an agreement came into the registry.
    Origin {
        /// Its making was reported to it.
        Reported = 1 "REPORTED",
        /// It was taken over from another register.
        Imported = 2 "IMPORTED",
    }
}

/// A turn that comes by itself, on a day that the rules give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Computed {
    /// The day of the new status.
    pub on: Span,
    /// The new status.
    pub to: StatusName,
    /// Why.
    pub reasons: Vec<Reason>,
    /// Whether an act in the log says so already.
    pub announced: bool,
}

impl Computed {
    /// The act that announces it.
    pub(crate) fn announcement(&self) -> Option<ActBody> {
        let day = self.on.day()?;
        let details = match self.to {
            StatusName::InForce => ActDetails::EnteredIntoForce { applies_from: None },
            StatusName::Expired => ActDetails::Expired,
            StatusName::Denounced => ActDetails::Denounced,
            StatusName::None
            | StatusName::Proposed
            | StatusName::Negotiating
            | StatusName::TextAuthenticated
            | StatusName::Signed
            | StatusName::ProvisionallyApplied
            | StatusName::Suspended
            | StatusName::Terminated
            | StatusName::Superseded
            | StatusName::Invalid
            | StatusName::Abandoned
            | StatusName::Unknown => return None,
        };
        Some(ActBody::new(LegalBasis::Computed, details).effective_on(day))
    }
}

/// Where an agreement stands by its acts: who made it, what it says, and its whole course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Between whom.
    pub parties: Parties,
    /// What its text says.
    pub terms: Terms,
    /// Who may know of it.
    pub label: Label,
    /// How it came into the registry.
    pub origin: Origin,
    /// The register that it was taken over from.
    pub imported_from: Option<String>,
    /// What that register says of its status.
    pub asserted_status: Option<AssertedStatus>,
    /// What the law makes of each act, in the order of the log.
    pub judgements: Vec<Judgement>,
    /// Its statuses, from the beginning of time on, without gaps.
    pub timeline: Vec<StatusPeriod>,
    /// The day on which the second signature was made.
    pub signed_on: Option<Span>,
    /// The day from which it is in force.
    pub in_force_since: Option<Span>,
    /// The day from which it applies, where that is another (VCLT 28).
    pub applies_from: Option<Span>,
    /// The last day in force, where it has ended or its end follows from what is recorded.
    pub ends_on: Option<Span>,
    /// Whether the Vienna Convention governs it as a treaty, or its rules as custom.
    pub footing: Footing,
    /// What comes by itself and was taken into account.
    pub computed: Vec<Computed>,
    /// What amendments, corrections from a day and revivals made of its terms, in legal order.
    pub amended: Vec<AmendedTerms>,
    /// The stretches of its life in force for which one duration rule is counted from one start.
    pub spells: Vec<Spell>,
    /// Notices that have their effect, or had it until they were taken back.
    pub notices: Vec<Running>,
    /// Claims that have been notified.
    pub claims: Vec<NotifiedClaim>,
    /// Clauses that stand, or stood, otherwise than the agreement.
    pub partly: Vec<Partly>,
    /// Days for which two readings can be argued.
    pub arguable: Vec<Arguable>,
}

/// From a day on, an agreement says something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AmendedTerms {
    /// The day.
    pub from: Span,
    /// The act that made it so.
    pub act: ActId,
    /// What it says from then on.
    pub terms: Terms,
}

/// What the entry that opens an agreement says, with later corrections.
struct Opening<'a> {
    parties: &'a Parties,
    terms: &'a Terms,
    label: &'a Label,
    origin: Origin,
    imported_from: Option<&'a str>,
    asserted_status: Option<&'a AssertedStatus>,
    missing: &'a [MissingFact],
}

impl Standing {
    /// Folds a log, in the order of its versions. None where nothing in it opens the agreement.
    pub(crate) fn of(acts: &[RecordedAct]) -> Option<Self> {
        let opening = opening(acts)?;
        let mut fold = Fold::new(acts, (opening.parties, opening.terms), opening.origin, opening.missing);
        let judged = fold.run();
        partly::settle(&mut fold);
        let judgements = acts
            .iter()
            .map(|act| {
                judged
                    .iter()
                    .find(|(id, _)| *id == act.id)
                    .map_or_else(Judgement::rectified, |(_, judgement)| judgement.clone())
            })
            .collect();
        let signed_on = fold.signatures.both().map(|(home, counterpart)| home.later(counterpart));
        let mut standing = Self {
            parties: opening.parties.clone(),
            terms: opening.terms.clone(),
            label: opening.label.clone(),
            origin: opening.origin,
            imported_from: opening.imported_from.map(str::to_owned),
            asserted_status: opening.asserted_status.cloned(),
            judgements,
            timeline: periods(
                fold.course.turns(),
                &flags::raised(&fold),
                &rules_missing(opening.terms, opening.origin),
            ),
            signed_on,
            footing: Footing::of(opening.parties, signed_on.or(fold.force)),
            in_force_since: fold.force,
            applies_from: fold.applies_from,
            ends_on: ends_on(&fold),
            computed: fold.computed,
            amended: fold
                .amended
                .iter()
                .map(|amended| AmendedTerms { from: amended.from, act: amended.act, terms: amended.terms.clone() })
                .collect(),
            spells: fold.spells,
            notices: fold.notices,
            claims: fold.claims,
            partly: fold.partly,
            arguable: fold.arguable,
        };
        if !fold.scope.is_governed() {
            standing.cite_nothing();
        }
        Some(standing)
    }

    /// What takes and loses effect by its own terms only rests on no provision of the law of treaties.
    fn cite_nothing(&mut self) {
        let reasons = self.timeline.iter_mut().map(|period| &mut period.reasons);
        let reasons = reasons.chain(self.computed.iter_mut().map(|computed| &mut computed.reasons)).flatten();
        reasons.for_each(|reason| reason.provision = None);
        let findings = self.judgements.iter_mut().flat_map(|judgement| &mut judgement.findings);
        findings.for_each(|finding| finding.provision = None);
        self.arguable.iter_mut().for_each(|arguable| arguable.provision = None);
    }

    /// What the agreement says on a day: as made, or as last amended by then.
    #[must_use]
    pub fn terms_on(&self, day: NaiveDate) -> &Terms {
        let amended = self.amended.iter().rev().find(|amended| amended.from.latest <= day);
        amended.map_or(&self.terms, |amended| &amended.terms)
    }

    /// The provision that a reason may cite, where the law of treaties governs.
    pub(crate) const fn cite(&self, provision: Provision) -> Option<Provision> {
        Scope::of(self.terms.bindingness).cite(provision)
    }

    /// The terms that begin tacitly, from the first on; without end where rule and agreement have none.
    pub fn tacit_terms(&self) -> impl Iterator<Item = TacitTerm> {
        self.spells.iter().flat_map(Spell::tacit_terms)
    }

    /// The effect of each act, in the order of the log.
    pub fn effects(&self) -> impl Iterator<Item = ActEffect> {
        self.judgements.iter().map(|judgement| judgement.effect)
    }
}

fn opening(acts: &[RecordedAct]) -> Option<Opening<'_>> {
    let struck = struck_out(acts);
    let standing = || acts.iter().filter(|act| !struck.contains(&act.id));
    let mut opening = standing().find_map(|act| match &act.body.details {
        ActDetails::Proposed(proposal) => Some(Opening {
            parties: &proposal.parties,
            terms: &proposal.terms,
            label: &proposal.label,
            origin: Origin::Reported,
            imported_from: None,
            asserted_status: None,
            missing: &[],
        }),
        ActDetails::Imported(import) => Some(Opening {
            parties: &import.parties,
            terms: &import.terms,
            label: &import.label,
            origin: Origin::Imported,
            imported_from: Some(&import.register),
            asserted_status: import.asserted_status.as_ref(),
            missing: &import.missing,
        }),
        _ => None,
    })?;
    // Final clauses bind from the adoption of the text (VCLT 24(4)), so the last record of them governs throughout.
    let mut recorded = standing().filter_map(|act| match &act.body.details {
        ActDetails::TermsRecorded { terms } => Some(terms.as_ref()),
        _ => None,
    });
    opening.terms = recorded.next_back().unwrap_or(opening.terms);
    let mut corrected = standing().filter_map(|act| match &act.body.details {
        ActDetails::Corrected(correction) => amendment::holds_from_the_start(act, correction),
        _ => None,
    });
    opening.terms = corrected.next_back().unwrap_or(opening.terms);
    let mut labels = standing().filter_map(|act| match &act.body.details {
        ActDetails::Reclassified { label } => Some(label),
        _ => None,
    });
    opening.label = labels.next_back().unwrap_or(opening.label);
    Some(opening)
}

fn ends_on(fold: &Fold<'_>) -> Option<Span> {
    let turns = fold.course.turns();
    let begins = turns.iter().rposition(|turn| turn.to == StatusName::InForce).unwrap_or(0);
    turns[begins..].iter().find(|turn| turn.to.is_ended()).map(|turn| turn.on.eve())
}

/// The rules that a source leaves open and the future of an agreement in force turns on.
fn rules_missing(terms: &Terms, origin: Origin) -> Vec<MissingFact> {
    let open = [
        (terms.entry_into_force.is_none() && origin == Origin::Reported, MissingFact::EntryIntoForceRule),
        (terms.duration.is_none(), MissingFact::DurationRule),
        (terms.termination.is_none(), MissingFact::TerminationRule),
    ];
    open.into_iter().filter(|(missing, _)| *missing).map(|(_, fact)| fact).collect()
}
