//! Clauses that end, are suspended or are void apart from the rest (VCLT 44).

use super::{Finding, FindingCode, Provision};
use crate::act::{ClaimGround, EndGround, NoticeOfEnd, SuspensionGround};

/// What stands against leaving named clauses alone by notice (44(1)).
pub(super) fn against_notice(given: &NoticeOfEnd) -> Option<Finding> {
    let is_of_a_part = !given.clauses.is_empty() && given.part_allowed_by.is_none();
    is_of_a_part.then(|| {
        Finding::bar(
            FindingCode::PartNotProvidedFor,
            "clauses",
            "A party may leave the whole agreement only, unless the text or the parties allow it to leave a part.",
        )
        .under(Provision::vclt("44(1)"))
        .cured_by("Name the clause of the text, or the agreement of both, that allows it (partAllowedBy), or give notice of the whole.")
    })
}

/// What is to be known of ending named clauses alone on a ground.
pub(super) fn against_end(ground: EndGround, clauses: &[String]) -> Option<Finding> {
    let article = match ground {
        EndGround::OwnTerms | EndGround::Event => "44(1)",
        EndGround::Impossibility | EndGround::FundamentalChange | EndGround::NewPeremptoryNorm => "44(3)",
        EndGround::MaterialBreach => "44(2)",
        // Both may agree on anything.
        EndGround::ConsentOfBoth | EndGround::Unknown => return None,
    };
    (!clauses.is_empty()).then(|| must_be_separable(article, "ended"))
}

/// What is to be known of suspending named clauses alone on a ground.
pub(super) fn against_suspension(ground: SuspensionGround, clauses: &[String]) -> Option<Finding> {
    let needs_it = match ground {
        SuspensionGround::Impossibility | SuspensionGround::FundamentalChange => true,
        // A material breach entitles to suspend a part (60(1)).
        SuspensionGround::MaterialBreach
        | SuspensionGround::OwnTerms
        | SuspensionGround::ConsentOfBoth
        | SuspensionGround::LaterAgreement
        | SuspensionGround::Unknown => false,
    };
    (needs_it && !clauses.is_empty()).then(|| must_be_separable("44(3)", "suspended"))
}

/// What stands against voiding named clauses alone on a ground (44(3) to (5)).
pub(super) fn against_nullity(ground: ClaimGround, clauses: &[String]) -> Option<Finding> {
    if clauses.is_empty() {
        return None;
    }
    match ground {
        ClaimGround::CoercionOfRepresentative | ClaimGround::UseOfForce | ClaimGround::PeremptoryNorm => Some(
            Finding::bar(
                FindingCode::SeparationExcluded,
                "clauses",
                format!("{ground} voids the whole agreement: no clause may be separated from it."),
            )
            .under(Provision::vclt("44(5)"))
            .cured_by("Record that the whole is void."),
        ),
        ClaimGround::Fraud | ClaimGround::Corruption => Some(must_be_separable("44(4)", "void")),
        ClaimGround::InternalLaw
        | ClaimGround::RestrictedAuthority
        | ClaimGround::Error
        | ClaimGround::NewPeremptoryNorm => Some(must_be_separable("44(3)", "void")),
        // What does not void an agreement voids no clause either, and is refused for that.
        ClaimGround::MaterialBreach | ClaimGround::Impossibility | ClaimGround::FundamentalChange => None,
    }
}

fn must_be_separable(article: &'static str, what: &str) -> Finding {
    let message = match article {
        "44(1)" => format!("Clauses alone may be {what} by the text only where it lets a part end."),
        "44(2)" => format!(
            "A material breach entitles to end the whole, or to suspend a part (60(1)); clauses alone may be {what} only where they are separable."
        ),
        _ => format!(
            "On this ground clauses alone may be {what} only where they are separable, were no essential basis of consent, and the rest would not be unjust without them."
        ),
    };
    Finding::warn(FindingCode::ClausesMustBeSeparable, "clauses", message)
        .under(Provision::vclt(article))
        .cured_by("Show that they are separable, or take the whole.")
}
