//! What else is to be known on a day, beside the status.

use chrono::NaiveDate;

use super::fold::Fold;
use super::partly::Touched;
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
    raised.extend(
        fold.arguable
            .iter()
            .map(|day| flag(StatusFlag::DayArguable, day.from, day.to.or_else(|| next_end(fold, day.from)))),
    );
    raised
        .extend(fold.end_open_since.iter().map(|since| flag(StatusFlag::DayArguable, *since, next_end(fold, *since))));
    raised.extend(partly_suspended(fold));
    raised.extend(objections(fold));
    raised.extend(
        fold.disputed_since.iter().map(|since| flag(StatusFlag::PartiesDispute, *since, next_end(fold, *since))),
    );
    raised.extend(contests(fold));
    raised.retain(|raised| raised.to.is_none_or(|to| raised.from < to));
    raised
}

/// Consent is awaited of who has signed something that signature does not bind to; and where there are not both signatures,
/// as in an exchange of notes, of the one when the other has given its own.
fn consent_pending(fold: &Fold<'_>) -> Vec<Raised> {
    let Some(from) = consent_is_awaited_from(fold) else { return Vec::new() };
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

fn consent_is_awaited_from(fold: &Fold<'_>) -> Option<NaiveDate> {
    let signed = fold.signatures.both().map(|(home, counterpart)| home.later(counterpart));
    let consented = [PartyRole::Home, PartyRole::Counterpart].map(|role| fold.consents.get(role).map(|given| given.on));
    signed.or_else(|| consented.into_iter().flatten().min()).map(|on| on.earliest)
}

/// For each party from signature subject to ratification, or from consent, until force, or until it makes
/// clear that it will not become bound; and again from the day on which it consents anew (VCLT 18).
fn interim_duty(fold: &Fold<'_>) -> Vec<Raised> {
    let roles = [PartyRole::Home, PartyRole::Counterpart].into_iter().filter(|_| fold.scope.is_governed());
    roles.flat_map(|role| interim_duty_of(fold, role)).collect()
}

fn interim_duty_of(fold: &Fold<'_>, role: PartyRole) -> Vec<Raised> {
    let consented = fold.consents.get(role).map(|given| given.on);
    let refusals: Vec<_> = fold.refusals.iter().filter(|refusal| refusal.by == role).collect();
    let bound = [*fold.signatures.get(role), consented].into_iter().flatten().map(|on| on.earliest).min();
    let begins = bound.into_iter().chain(refusals.iter().filter_map(|refusal| refusal.until).map(|on| on.latest));
    let ends = refusals.iter().map(|refusal| Some(refusal.on.latest)).chain(std::iter::once(None));
    begins
        .zip(ends)
        .filter_map(|(from, refused)| {
            let over = makes_it_moot(fold, from);
            if over.is_none() && !fold.status().is_before_force() {
                return None;
            }
            let to = [refused, over].into_iter().flatten().min();
            Some(Raised { on_side: Some(role), ..flag(StatusFlag::InterimDuty, from, to) })
        })
        .collect()
}

fn partly_suspended<'f>(fold: &'f Fold<'_>) -> impl Iterator<Item = Raised> + 'f {
    fold.partly.iter().filter(|partly| partly.touched == Touched::Suspended).map(|partly| {
        let to = partly.until.map(|until| until.latest).or_else(|| next_end(fold, partly.from.earliest));
        flag(StatusFlag::PartlySuspended, partly.from.latest, to)
    })
}

/// While a claim may be objected to; from an objection in time on, the parties dispute.
fn objections<'f>(fold: &'f Fold<'_>) -> impl Iterator<Item = Raised> + 'f {
    fold.claims.iter().flat_map(|claim| {
        let closes = claim.objection_ends.next_day().latest;
        let objected = claim.objected_on.map(|on| on.latest);
        let open = flag(StatusFlag::ObjectionOpen, claim.received.earliest, Some(objected.unwrap_or(closes)));
        let dispute = objected.map(|on| flag(StatusFlag::PartiesDispute, on, next_end(fold, on)));
        std::iter::once(open).chain(dispute)
    })
}

/// While a succession is contested, the parties dispute.
fn contests<'f>(fold: &'f Fold<'_>) -> impl Iterator<Item = Raised> + 'f {
    fold.contests.iter().map(|contest| {
        let end = next_end(fold, contest.from.earliest);
        let until = contest.until.map(|until| until.latest);
        flag(StatusFlag::PartiesDispute, contest.from.earliest, [until, end].into_iter().flatten().min())
    })
}

fn notices<'f>(fold: &'f Fold<'_>) -> impl Iterator<Item = Raised> + 'f {
    fold.notices.iter().map(|notice| {
        let runs_out = notice.last_day.next_day().latest;
        let to = notice.revoked_on.map_or(runs_out, |revoked| revoked.latest);
        let to = next_end(fold, notice.received.earliest).map_or(to, |end| end.min(to));
        flag(StatusFlag::NoticeRunning, notice.received.earliest, Some(to))
    })
}

fn expiring<'f>(fold: &'f Fold<'_>) -> impl Iterator<Item = Raised> + 'f {
    fold.computed.iter().filter(|computed| computed.to.is_ended()).filter_map(|computed| {
        let began =
            fold.spells.iter().filter(|spell| spell.until == Some(computed.on)).map(|spell| spell.from).next()?;
        let warned = computed.on.eve().map(|day| EXPIRING_WITHIN.before(day)).earliest;
        Some(flag(StatusFlag::Expiring, warned.max(began.earliest), Some(computed.on.latest)))
    })
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

fn next_end(fold: &Fold<'_>, after: NaiveDate) -> Option<NaiveDate> {
    let mut ends = fold.course.turns().iter().filter(|turn| turn.to.is_ended()).map(|turn| turn.on.latest);
    ends.find(|end| *end >= after)
}

/// The first day on which there is nothing left whose object could be defeated before force.
fn makes_it_moot(fold: &Fold<'_>, after: NaiveDate) -> Option<NaiveDate> {
    fold.course
        .turns()
        .iter()
        .filter(|turn| !turn.to.is_before_force())
        .map(|turn| turn.on.latest)
        .find(|on| *on >= after)
        .or_else(|| fold.force.map(|force| force.latest.max(after)))
}
