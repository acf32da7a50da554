//! What else is to be known on a day, beside the status.

use chrono::NaiveDate;

use super::fold::Fold;
use crate::agreement::{StatusFlag, StatusName};
use crate::day::Period;
use crate::party::PartyRole;

/// How long before its computed end an agreement is said to be expiring.
const EXPIRING_WITHIN: Period = Period::months(6);

/// From a day on, up to and without another, a flag holds; for consent, on whose side.
#[derive(Debug, Clone, Copy)]
pub(super) struct Raised {
    pub(super) flag: StatusFlag,
    pub(super) on_side: Option<PartyRole>,
    pub(super) from: NaiveDate,
    pub(super) to: Option<NaiveDate>,
}

/// Every flag that is ever raised in the course of an agreement.
pub(super) fn raised(fold: &Fold<'_>) -> Vec<Raised> {
    let mut raised = Vec::new();
    raised.extend(consent_pending(fold));
    raised.extend(interim_duty(fold));
    raised.extend(notices(fold));
    raised.extend(expiring(fold));
    raised
        .extend(fold.arguable_since.iter().map(|since| flag(StatusFlag::DayArguable, since.earliest, first_end(fold))));
    raised.extend(fold.disputed_since.iter().map(|since| flag(StatusFlag::PartiesDispute, *since, first_end(fold))));
    raised.retain(|raised| raised.to.is_none_or(|to| raised.from < to));
    raised
}

/// Consent is awaited of who has signed something that signature does not bind to.
fn consent_pending(fold: &Fold<'_>) -> Vec<Raised> {
    let Some((home, counterpart)) = fold.signatures.both() else {
        return Vec::new();
    };
    let from = home.later(counterpart).earliest;
    let awaited = fold.terms.consent.is_some() || fold.terms.entry_into_force.is_some();
    if !awaited || (fold.origin == super::Origin::Imported && fold.terms.consent.is_none()) {
        return Vec::new();
    }
    let pending = |(from, over): (NaiveDate, Option<NaiveDate>)| {
        [PartyRole::Home, PartyRole::Counterpart].map(|role| {
            let given = fold.consents.get(role).map(|given| given.on.latest);
            let to = [given, over].into_iter().flatten().min();
            Raised { on_side: Some(role), ..flag(StatusFlag::ConsentPending, from, to) }
        })
    };
    in_the_making(fold, from).into_iter().flat_map(pending).collect()
}

/// From signature subject to ratification, or from consent, until force or refusal (VCLT 18).
fn interim_duty(fold: &Fold<'_>) -> Vec<Raised> {
    let consented = fold.consents.present().map(|(role, given)| (role, given.on));
    let bound = fold.signatures.present().chain(consented).map(|(_, on)| on.earliest).min();
    let Some(from) = bound.filter(|_| fold.scope.is_governed()) else {
        return Vec::new();
    };
    in_the_making(fold, from).into_iter().map(|(from, to)| flag(StatusFlag::InterimDuty, from, to)).collect()
}

fn notices<'f>(fold: &'f Fold<'_>) -> impl Iterator<Item = Raised> + 'f {
    fold.notices.iter().map(|notice| {
        let runs_out = notice.last_day.next_day().latest;
        let to = notice.revoked_on.map_or(runs_out, |revoked| revoked.latest);
        let to = first_end(fold).map_or(to, |end| end.min(to));
        flag(StatusFlag::NoticeRunning, notice.received.earliest, Some(to))
    })
}

fn expiring(fold: &Fold<'_>) -> Option<Raised> {
    let force = fold.force?;
    let end = fold.computed.iter().find(|computed| computed.to.is_ended())?.on;
    let warned = end.eve().map(|day| EXPIRING_WITHIN.before(day)).earliest;
    Some(flag(StatusFlag::Expiring, warned.max(force.earliest), Some(end.latest)))
}

const fn flag(flag: StatusFlag, from: NaiveDate, to: Option<NaiveDate>) -> Raised {
    Raised { flag, on_side: None, from, to }
}

/// From a day on, while the agreement is in the making: until its force or until it is given up, and once more
/// where it was reopened.
fn in_the_making(fold: &Fold<'_>, after: NaiveDate) -> Vec<(NaiveDate, Option<NaiveDate>)> {
    let mut spells = vec![(after, None)];
    for turn in fold.course.turns() {
        let making = turn.to.is_before_force() && turn.to != StatusName::Abandoned;
        match spells.last_mut() {
            Some((_, over @ None)) if !making && turn.on.latest >= after => *over = Some(turn.on.latest),
            Some((_, Some(_))) if making => spells.push((turn.on.latest, None)),
            Some(_) | None => {}
        }
    }
    // A day of force before signature leaves no time in the making.
    if let (Some((_, over @ None)), Some(force)) = (spells.last_mut(), fold.force) {
        *over = Some(force.latest.max(after));
    }
    spells
}

fn first_end(fold: &Fold<'_>) -> Option<NaiveDate> {
    fold.course.turns().iter().find(|turn| turn.to.is_ended()).map(|turn| turn.on.latest)
}
