//! Details of the acts by which an agreement takes effect, changes and goes on.

use async_graphql::SimpleObject;
use mithaq_domain::{act, day};

use super::super::day::LegalDay;
use super::super::terms::{AgreementTerms, Period};
use crate::words::{
    ClauseChangeKind, ConsentMeans, DomesticStepKind, ProvisionalBasis, ProvisionalEnd, SuspensionGround,
};

/// What is said of an entry into force.
#[derive(SimpleObject)]
pub(crate) struct EntryIntoForceDetails {
    /// The day from which the agreement applies, where that is another (VCLT 28).
    applies_from: Option<LegalDay>,
}

/// What is said of a suspension.
#[derive(SimpleObject)]
pub(crate) struct SuspensionDetails {
    /// On what ground.
    ground: SuspensionGround,
    /// The numbers of the clauses that are suspended; empty means the whole agreement.
    clauses: Vec<String>,
}

/// What is said of application before force (VCLT 25).
#[derive(SimpleObject)]
pub(crate) struct ProvisionalApplicationDetails {
    /// What it rests on (25(1)).
    basis: ProvisionalBasis,
    /// The numbers of the clauses that are applied; empty means the whole agreement.
    clauses: Vec<String>,
}

/// What is said of the end of provisional application (VCLT 25(2)).
#[derive(SimpleObject)]
pub(crate) struct ProvisionalEndDetails {
    /// Why it ends.
    ground: ProvisionalEnd,
}

/// What is said of a step of domestic law. It is never consent by itself (VCLT 27, 46).
#[derive(SimpleObject)]
pub(crate) struct DomesticStepDetails {
    /// Which step.
    step: DomesticStepKind,
    /// The number of the law, decree or gazette.
    reference: Option<String>,
}

/// What an amendment says (VCLT 39).
#[derive(SimpleObject)]
pub(crate) struct AmendmentDetails {
    /// By what means both agreed, where that is known.
    means: Option<ConsentMeans>,
    /// What the agreement says from then on, where its titles, areas or rules change.
    amended_terms: Option<AgreementTerms>,
    /// The clauses that it touches.
    changes: Vec<ClauseChange>,
}

/// What a correction of the agreement's text says (VCLT 79).
#[derive(SimpleObject)]
pub(crate) struct TextCorrectionDetails {
    /// What the agreement says when the error is mended, where its titles, areas or rules change.
    amended_terms: Option<AgreementTerms>,
    /// The clauses that it touches.
    changes: Vec<ClauseChange>,
    /// The day from which it holds, where the parties decided so (79(4)); else it holds from the start.
    holds_from: Option<LegalDay>,
}

/// What is done to one clause.
#[derive(SimpleObject)]
pub(crate) struct ClauseChange {
    /// The clause's number in the text.
    clause: String,
    /// What is done to it.
    change: ClauseChangeKind,
    /// Its words from then on.
    text: Option<String>,
}

/// What is said of another term, whose first day is the act's effective day.
#[derive(SimpleObject)]
pub(crate) struct RenewalDetails {
    /// How long the new term is.
    period: Option<Period>,
    /// The new term's last day, where the parties named one.
    until: Option<LegalDay>,
}

/// What is said of a new consent of both to an agreement that had ended.
#[derive(SimpleObject)]
pub(crate) struct RevivalDetails {
    /// What the agreement says from then on, where that is not what it said before.
    amended_terms: Option<AgreementTerms>,
}

impl From<Option<&day::LegalDay>> for EntryIntoForceDetails {
    fn from(applies_from: Option<&day::LegalDay>) -> Self {
        Self { applies_from: applies_from.map(Into::into) }
    }
}

impl SuspensionDetails {
    pub(super) fn of(ground: act::SuspensionGround, clauses: &[String]) -> Self {
        Self { ground: ground.into(), clauses: clauses.to_vec() }
    }
}

impl From<&act::ProvisionalApplication> for ProvisionalApplicationDetails {
    fn from(application: &act::ProvisionalApplication) -> Self {
        Self { basis: application.basis.into(), clauses: application.clauses.clone() }
    }
}

impl From<act::ProvisionalEnd> for ProvisionalEndDetails {
    fn from(ground: act::ProvisionalEnd) -> Self {
        Self { ground: ground.into() }
    }
}

impl From<&act::DomesticStep> for DomesticStepDetails {
    fn from(step: &act::DomesticStep) -> Self {
        Self { step: step.step.into(), reference: step.reference.clone() }
    }
}

impl From<&act::ClauseChange> for ClauseChange {
    fn from(change: &act::ClauseChange) -> Self {
        Self { clause: change.clause.clone(), change: change.change.into(), text: change.text.clone() }
    }
}

impl From<&act::Amendment> for AmendmentDetails {
    fn from(amendment: &act::Amendment) -> Self {
        Self {
            means: amendment.means.map(Into::into),
            amended_terms: amendment.terms.as_ref().map(Into::into),
            changes: amendment.clauses.iter().map(Into::into).collect(),
        }
    }
}

impl From<&act::Correction> for TextCorrectionDetails {
    fn from(correction: &act::Correction) -> Self {
        Self {
            amended_terms: correction.terms.as_ref().map(Into::into),
            changes: correction.clauses.iter().map(Into::into).collect(),
            holds_from: correction.holds_from.as_ref().map(Into::into),
        }
    }
}

impl From<&act::Renewal> for RenewalDetails {
    fn from(renewal: &act::Renewal) -> Self {
        Self { period: renewal.period.map(Into::into), until: renewal.until.as_ref().map(Into::into) }
    }
}

impl From<&act::Revival> for RevivalDetails {
    fn from(revival: &act::Revival) -> Self {
        Self { amended_terms: revival.terms.as_ref().map(Into::into) }
    }
}
