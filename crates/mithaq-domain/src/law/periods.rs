//! Turns and flags laid out as the periods of a timeline.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::course::Turn;
use super::flags::Raised;
use super::{Reason, ReasonCode};
use crate::act::MissingFact;
use crate::agreement::{BEGINNING, StatusFlag, StatusName, StatusPeriod};
use crate::day::Span;
use crate::party::PartyRole;

/// One status over days, before flags are laid over it.
struct Stretch {
    from: NaiveDate,
    to: Option<NaiveDate>,
    status: StatusName,
    since: Option<Span>,
    reasons: Vec<Reason>,
    missing: Vec<MissingFact>,
}

/// The timeline: from the beginning of time on, without gaps or overlaps.
pub(super) fn periods(turns: &[Turn], raised: &[Raised], rules_missing: &[MissingFact]) -> Vec<StatusPeriod> {
    stretches(turns).into_iter().flat_map(|stretch| lay_flags(&stretch, raised, rules_missing)).collect()
}

/// The status from day to day. Between the first and the last day on which a turn can lie, it is unknown.
fn stretches(turns: &[Turn]) -> Vec<Stretch> {
    let mut stretches = vec![Stretch {
        from: BEGINNING,
        to: None,
        status: StatusName::None,
        since: None,
        reasons: Vec::new(),
        missing: Vec::new(),
    }];
    for turn in turns {
        if turn.on.earliest < turn.on.latest && turn.to != StatusName::Unknown {
            let text = format!(
                "It became {} between {} and {}; the day is not known.",
                turn.to, turn.on.earliest, turn.on.latest
            );
            push(
                &mut stretches,
                Stretch {
                    from: turn.on.earliest,
                    to: None,
                    status: StatusName::Unknown,
                    since: None,
                    reasons: vec![Reason::plain(ReasonCode::DayNotKnown, text)],
                    missing: missing_day(turn.to).into_iter().collect(),
                },
            );
        }
        let from = if turn.to == StatusName::Unknown { turn.on.earliest } else { turn.on.latest };
        push(
            &mut stretches,
            Stretch {
                from,
                to: None,
                status: turn.to,
                since: Some(turn.on),
                reasons: turn.reasons.clone(),
                missing: turn.missing.clone(),
            },
        );
    }
    stretches
}

/// Ends the last stretch where the next begins. What that leaves without a day is taken out: a status that
/// began on a day known only roughly is over by the day on which the next is known to begin.
fn push(stretches: &mut Vec<Stretch>, next: Stretch) {
    while stretches.pop_if(|last| last.from >= next.from).is_some() {}
    if let Some(last) = stretches.last_mut() {
        last.to = Some(next.from);
    }
    stretches.push(next);
}

fn lay_flags(stretch: &Stretch, raised: &[Raised], rules_missing: &[MissingFact]) -> Vec<StatusPeriod> {
    let within = |day: NaiveDate| stretch.from < day && stretch.to.is_none_or(|to| day < to);
    let cuts: BTreeSet<NaiveDate> =
        raised.iter().flat_map(|raised| [Some(raised.from), raised.to]).flatten().filter(|day| within(*day)).collect();
    let starts = std::iter::once(stretch.from).chain(cuts.iter().copied());
    let ends = cuts.iter().copied().map(Some).chain(std::iter::once(stretch.to));
    starts
        .zip(ends)
        .map(|(from, to)| {
            let holding = || raised.iter().filter(|raised| raised.from <= from && raised.to.is_none_or(|to| from < to));
            StatusPeriod {
                from,
                to,
                status: stretch.status,
                since: stretch.since,
                flags: holding().map(|raised| raised.flag).collect(),
                pending_on: sides(holding(), StatusFlag::ConsentPending),
                interim_duty_of: sides(holding(), StatusFlag::InterimDuty),
                reasons: stretch.reasons.clone(),
                missing: missing(stretch, rules_missing),
            }
        })
        .collect()
}

/// On whose sides a flag holds.
fn sides<'r>(raised: impl Iterator<Item = &'r Raised>, flag: StatusFlag) -> BTreeSet<PartyRole> {
    raised.filter(|raised| raised.flag == flag).filter_map(|raised| raised.on_side).collect()
}

fn missing(stretch: &Stretch, rules_missing: &[MissingFact]) -> Vec<MissingFact> {
    let mut missing = stretch.missing.clone();
    if stretch.status.is_in_force() {
        missing.extend_from_slice(rules_missing);
    } else if stretch.status == StatusName::Signed && rules_missing.contains(&MissingFact::EntryIntoForceRule) {
        missing.push(MissingFact::EntryIntoForceRule);
    }
    missing
}

const fn missing_day(to: StatusName) -> Option<MissingFact> {
    match to {
        StatusName::Signed => Some(MissingFact::SignatureDay),
        StatusName::InForce => Some(MissingFact::EntryIntoForceDay),
        StatusName::Suspended => Some(MissingFact::SuspensionDay),
        StatusName::Expired | StatusName::Terminated | StatusName::Denounced | StatusName::Superseded => {
            Some(MissingFact::EndDay)
        }
        StatusName::None
        | StatusName::Proposed
        | StatusName::Negotiating
        | StatusName::TextAuthenticated
        | StatusName::ProvisionallyApplied
        | StatusName::Invalid
        | StatusName::Abandoned
        | StatusName::Unknown => None,
    }
}
