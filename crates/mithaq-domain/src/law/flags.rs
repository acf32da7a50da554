//! What else is to be known on a day, beside the status.

use chrono::NaiveDate;

use super::fold::Fold;
use crate::agreement::{StatusFlag, StatusName};
use crate::day::{Period, Span};
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
    let over = leaves_making(fold, from);
    let awaited = fold.terms.consent.is_some() || fold.terms.entry_into_force.is_some();
    [PartyRole::Home, PartyRole::Counterpart]
        .into_iter()
        .filter(|_| awaited && (fold.origin == super::Origin::Reported || fold.terms.consent.is_some()))
        .map(|role| {
            let given = fold.consents.get(role).map(|given| given.on.latest);
            let to = [given, over].into_iter().flatten().min();
            Raised { on_side: Some(role), ..flag(StatusFlag::ConsentPending, from, to) }
        })
        .collect()
}

/// From signature subject to ratification, or from consent, until force or refusal (VCLT 18).
fn interim_duty(fold: &Fold<'_>) -> Option<Raised> {
    fold.scope.cite(super::Provision::vclt("18"))?;
    let consented = fold.consents.present().map(|(role, given)| (role, given.on));
    let from = fold.signatures.present().chain(consented).map(|(_, on)| on.earliest).min()?;
    Some(flag(StatusFlag::InterimDuty, from, leaves_making(fold, from)))
        .filter(|raised| raised.to.is_some() || fold.status().is_before_force())
}

fn notices<'f>(fold: &'f Fold<'_>) -> impl Iterator<Item = Raised> + 'f {
    fold.notices.iter().map(|notice| {
        let runs_out = notice.last_day.next_day().latest;
        let to = notice.revoked_on.map_or(runs_out, |revoked| revoked.latest);
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

/// The day from which the agreement is no longer in the making.
fn leaves_making(fold: &Fold<'_>, after: NaiveDate) -> Option<NaiveDate> {
    fold.course
        .turns()
        .iter()
        .filter(|turn| !turn.to.is_before_force() || turn.to == StatusName::Abandoned)
        .map(|turn| turn.on.latest)
        .find(|on| *on >= after)
        .or_else(|| fold.force.map(|force: Span| force.latest.max(after)))
}

fn first_end(fold: &Fold<'_>) -> Option<NaiveDate> {
    fold.course.turns().iter().find(|turn| turn.to.is_ended()).map(|turn| turn.on.latest)
}
