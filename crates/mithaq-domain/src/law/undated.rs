//! What a register knows to have been done, and not when.

use chrono::NaiveDate;

use crate::act::{ActKind, LegalBasis, RecordedAct};
use crate::day::Span;

/// The days among which an act has its effect. A register may tell that a party has consented, or has taken a step of
/// its own law, and not when: that was not before the party signed what it consents to, and not after the registry
/// learned of it; where the agreement is in force, consent came before (VCLT 14, 24). What was done without a
/// signature, or reported here, needs its day.
pub(super) fn effective(act: &RecordedAct, standing: &[&RecordedAct]) -> Option<Span> {
    act.body.effective().or_else(|| between(act, standing))
}

/// The article by which the effect of an act turns on its day.
pub(super) const fn turns_on(kind: ActKind) -> Option<&'static str> {
    match kind {
        ActKind::Initialled | ActKind::Signed => Some("10"),
        ActKind::ConsentExpressed => Some("16"),
        ActKind::EnteredIntoForce => Some("24(1)"),
        ActKind::ProvisionallyApplied | ActKind::ProvisionalApplicationEnded => Some("25"),
        ActKind::Amended | ActKind::Renewed => Some("39"),
        ActKind::Terminated | ActKind::Denounced | ActKind::Expired => Some("54"),
        ActKind::Suspended | ActKind::Resumed => Some("57"),
        ActKind::Superseded => Some("59"),
        ActKind::BreachClaimed | ActKind::BreachObjected => Some("65(2)"),
        ActKind::NoticeRevoked => Some("68"),
        ActKind::Invalidated => Some("69"),
        ActKind::NoticeGiven => Some("78"),
        _ => None,
    }
}

fn between(act: &RecordedAct, standing: &[&RecordedAct]) -> Option<Span> {
    let may_lack_its_day = matches!(act.body.kind(), ActKind::ConsentExpressed | ActKind::DomesticStepTaken);
    if !may_lack_its_day || act.body.basis != LegalBasis::Imported {
        return None;
    }
    let days = |wanted: ActKind| {
        let of_kind = standing.iter().filter(move |other| other.body.kind() == wanted);
        of_kind.filter_map(|other| Some((other.body.by, other.body.effective()?)))
    };
    let signed = days(ActKind::Signed).find(|(by, _)| *by == act.body.by).map(|(_, on)| on)?;
    let force = days(ActKind::EnteredIntoForce).map(|(_, on)| on.latest).min();
    let learned: NaiveDate = act.recorded_at.date_naive();
    let latest = force.filter(|_| act.body.kind() == ActKind::ConsentExpressed).map_or(learned, |on| on.min(learned));
    Some(Span { earliest: signed.earliest, latest: latest.max(signed.earliest) })
}
