//! Agreements between the same two parties that oblige one of them to what they oblige it not to do.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Agreement, ObligationState, StatusName};
use crate::act::{ActId, ERASED, Obligation, ObligationKind};
use crate::actor::ActorId;
use crate::law::{Finding, FindingCode, Provision};
use crate::party::PartyRole;
use crate::terms::{Area, Bindingness};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// Why two obligations are laid beside each other, the more telling first.
    ConflictGround {
        /// Both name the same subject.
        SameSubject = 1 "SAME_SUBJECT",
        /// They are of the same area, and one of them names no subject.
        SameArea = 2 "SAME_AREA",
    }
}

/// Two obligations of one party that it may be unable to meet both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opposed {
    /// Who owes both.
    pub debtors: Vec<ActorId>,
    /// What is to be done: the agreement, and the act that recorded the obligation.
    pub to_do: (usize, ActId),
    /// What is not to be done, likewise.
    pub to_forbear: (usize, ActId),
    /// Why they are laid beside each other.
    pub ground: ConflictGround,
}

/// Two agreements in force whose clauses are opposed. It is offered for review: whether they can be applied together, and which
/// of them then yields (VCLT 30), is not for the registry to decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The two, by their places among those that were looked at.
    pub between: (usize, usize),
    /// The areas that both are of.
    pub areas: BTreeSet<Area>,
    /// What is opposed, the more telling first; never empty.
    pub opposed: Vec<Opposed>,
}

impl Conflict {
    /// The most telling of the grounds.
    #[must_use]
    pub fn ground(&self) -> ConflictGround {
        self.opposed.iter().map(|opposed| opposed.ground).min().unwrap_or(ConflictGround::SameArea)
    }

    /// What the law has to say of it (VCLT 30).
    #[must_use]
    pub fn finding(&self) -> Finding {
        Finding::warn(
            FindingCode::OpposedClauses,
            "obligations",
            "Both are in force between the same parties, and oblige a party to what they may oblige it not to do. Unless one says \
             that it is subject to the other, the earlier applies only so far as it is compatible with the later.",
        )
        .under(Provision::vclt("30(3)"))
        .cured_by("Review whether they can be applied together, and record the review; where they cannot, amend one of them.")
    }
}

/// The conflicts among some agreements on a day, each pair once and in the order in which they are given.
///
/// Both must be in force, between the same two parties and of an area that both are of, and may not be non-binding. Clauses are
/// opposed where, under obligations that bind on that day, a party is to do something by the one and to forbear by the other,
/// and they may be about the same: the subjects that they name are the same, or one of them names none.
#[must_use]
pub fn conflicts(agreements: &[&Agreement], day: NaiveDate) -> Vec<Conflict> {
    let candidates: Vec<_> =
        agreements.iter().enumerate().filter_map(|(at, agreement)| Candidate::of(at, agreement, day)).collect();
    let pairs = candidates
        .iter()
        .enumerate()
        .flat_map(|(at, one)| candidates[at + 1..].iter().filter_map(move |other| one.against(other)));
    pairs.collect()
}

/// An agreement that binds on a day, with its duties.
struct Candidate<'a> {
    at: usize,
    parties: [ActorId; 2],
    areas: &'a BTreeSet<Area>,
    duties: Vec<Duty<'a>>,
}

/// An obligation that binds.
struct Duty<'a> {
    act: ActId,
    said: &'a Obligation,
    subject: Option<String>,
    debtors: Vec<ActorId>,
}

impl<'a> Candidate<'a> {
    fn of(at: usize, agreement: &'a Agreement, day: NaiveDate) -> Option<Self> {
        let terms = agreement.standing.terms_on(day);
        let binds = terms.bindingness != Bindingness::NonBinding && agreement.on(day).status == StatusName::InForce;
        let duties = if binds { Duty::all(agreement, day) } else { Vec::new() };
        let parties = [PartyRole::Home, PartyRole::Counterpart].map(|role| agreement.standing.parties.get(role).actor);
        (!duties.is_empty()).then_some(Self { at, parties, areas: &terms.areas, duties })
    }

    fn is_between(&self, [one, other]: [ActorId; 2]) -> bool {
        self.parties == [one, other] || self.parties == [other, one]
    }

    fn against(&self, other: &Self) -> Option<Conflict> {
        if !other.is_between(self.parties) {
            return None;
        }
        let areas: BTreeSet<Area> = self.areas.intersection(other.areas).copied().collect();
        if areas.is_empty() {
            return None;
        }
        let pairs = self.duties.iter().flat_map(|one| other.duties.iter().map(move |another| (one, another)));
        let mut opposed: Vec<Opposed> = pairs
            .filter_map(|(one, another)| match (one.is_to_forbear(), another.is_to_forbear()) {
                (false, true) => one.opposed((self.at, other.at), another),
                (true, false) => another.opposed((other.at, self.at), one),
                (false, false) | (true, true) => None,
            })
            .collect();
        opposed.sort_by_key(|opposed| opposed.ground);
        (!opposed.is_empty()).then_some(Conflict { between: (self.at, other.at), areas, opposed })
    }
}

impl<'a> Duty<'a> {
    fn all(agreement: &'a Agreement, day: NaiveDate) -> Vec<Self> {
        use ObligationState as S;
        let binding = agreement
            .obligations(day)
            .into_iter()
            .filter(|standing| matches!(standing.state, Some(S::Active | S::Overdue | S::BreachAlleged)));
        binding
            .map(|standing| Self {
                act: standing.act,
                said: standing.obligation,
                subject: standing.obligation.subject.as_deref().filter(|subject| *subject != ERASED).map(spelt_alike),
                debtors: agreement
                    .standing
                    .parties
                    .iter()
                    .filter(|(role, _)| standing.obligation.debtor.owes(*role))
                    .map(|(_, party)| party.actor)
                    .collect(),
            })
            .collect()
    }

    fn is_to_forbear(&self) -> bool {
        self.said.obligation == ObligationKind::Forbear
    }

    /// A duty to do against one to forbear, with the places of their agreements.
    fn opposed(&self, (doing, forbearing): (usize, usize), to_forbear: &Self) -> Option<Opposed> {
        let ground = match (&self.subject, &to_forbear.subject) {
            (Some(one), Some(other)) if one == other => ConflictGround::SameSubject,
            (Some(_), Some(_)) => return None,
            (None, _) | (_, None) => ConflictGround::SameArea,
        };
        let debtors: Vec<_> = self.debtors.iter().filter(|actor| to_forbear.debtors.contains(actor)).copied().collect();
        (!debtors.is_empty()).then_some(Opposed {
            debtors,
            to_do: (doing, self.act),
            to_forbear: (forbearing, to_forbear.act),
            ground,
        })
    }
}

/// A subject without what spellings differ in: case and spaces.
fn spelt_alike(subject: &str) -> String {
    subject.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
