//! What needs the agreement of both.

use super::fold::Fold;
use super::{Finding, FindingCode, Provision};
use crate::act::RecordedAct;

/// The finding that an act which needs both is said to be of one party.
pub(super) fn needed(act: &RecordedAct, article: &'static str, what: &str) -> Option<Finding> {
    (act.body.by.is_some() && !Fold::is_taken_on_trust(act)).then(|| {
        Finding::bar(
            FindingCode::OneSided,
            "party",
            format!("{what} needs the agreement of both, and this is said to be the act of one party."),
        )
        .under(Provision::vclt(article))
        .cured_by("Record it without a party when both have agreed.")
    })
}
