//! The day from which a communication counts: receipt, unless the clause says otherwise (VCLT 78).

use super::scope::Scope;
use super::{Finding, FindingCode, Provision};
use crate::act::{ActBody, ActDetails, LegalBasis, NoticePurpose};
use crate::day::{Anchor, Span};
use crate::terms::{ConsentMeans, EntryIntoForceRule, TerminationRule, Terms};

/// The day from which an act counts as a communication. None where that day is not recorded; a register
/// that gives one day only is believed to give the one that counts.
pub(super) fn counted(body: &ActBody, anchor: Anchor) -> Option<Span> {
    let trusted = || body.effective().filter(|_| body.basis == LegalBasis::Imported);
    body.counted_from(anchor).or_else(trusted)
}

/// That the day from which a communication counts is not recorded, so that it has no effect yet.
pub(crate) fn undated(terms: &Terms, body: &ActBody) -> Option<Finding> {
    let anchor = anchor(terms, &body.details).filter(|anchor| counted(body, *anchor).is_none())?;
    let (field, day) = match anchor {
        Anchor::Receipt => ("receivedOn", "the day of its receipt"),
        Anchor::Dispatch => ("sentOn", "the day of its dispatch"),
        Anchor::DateOfNote | Anchor::Signature => ("dated", "the date that it bears"),
    };
    let finding = Finding::bar(
        FindingCode::CountedDayNotRecorded,
        field,
        format!("The communication counts from {day}, which is not recorded, so it has no effect yet."),
    );
    let provision = Scope::of(terms.bindingness).cite(Provision::vclt("78"));
    Some(Finding { provision, ..finding.cured_by(format!("Record {day}.")) })
}

/// From which of its days an act counts, where it is a communication.
fn anchor(terms: &Terms, details: &ActDetails) -> Option<Anchor> {
    if let ActDetails::ConsentExpressed(consent) = details {
        return is_notified(terms, consent.means).then(|| anchor_of_force(terms));
    }
    if matches!(details, ActDetails::BreachClaimed(_) | ActDetails::BreachObjected { .. }) {
        return Some(Anchor::Receipt);
    }
    let ActDetails::NoticeGiven(notice) = details else { return None };
    Some(match notice.purpose {
        NoticePurpose::NonRenewal => Anchor::Receipt,
        NoticePurpose::Denunciation => anchor_of_leaving(terms),
    })
}

/// Whether consent is established by telling the other party of it (VCLT 16(c)).
fn is_notified(terms: &Terms, means: ConsentMeans) -> bool {
    means == ConsentMeans::NotificationOfProcedures
        || matches!(terms.entry_into_force, Some(EntryIntoForceRule::OnLaterNotification { .. }))
}

/// From which day of a party's consent the clause on entry into force counts.
pub(super) const fn anchor_of_force(terms: &Terms) -> Anchor {
    match &terms.entry_into_force {
        Some(
            EntryIntoForceRule::OnExchangeOfInstruments { offset } | EntryIntoForceRule::OnLaterNotification { offset },
        ) => offset.anchor,
        Some(
            EntryIntoForceRule::OnSignature { .. }
            | EntryIntoForceRule::OnDate { .. }
            | EntryIntoForceRule::OnEvent { .. }
            | EntryIntoForceRule::Default,
        )
        | None => Anchor::Receipt,
    }
}

/// From which day of a notice its time runs.
pub(super) const fn anchor_of_leaving(terms: &Terms) -> Anchor {
    match terms.termination {
        Some(TerminationRule::Notice { counts_from, .. }) => counts_from,
        Some(TerminationRule::Silent | TerminationRule::ConsentOnly) | None => Anchor::Receipt,
    }
}
