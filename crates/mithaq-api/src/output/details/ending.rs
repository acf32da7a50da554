//! Details of the acts by which an agreement ends, or is meant to.

use std::sync::Arc;

use async_graphql::{Object, SimpleObject};
use mithaq_domain::act::{self, AgreementId};

use super::super::agreement::Agreement;
use super::super::day::LegalDay;
use super::super::terms::Period;
use crate::failure::Nullable;
use crate::reading::Reading;
use crate::words::{ClaimGround, ClaimMeasure, EndGround, NoticePurpose, SupersessionExtent};

/// What a notice says (VCLT 56, 67).
#[derive(SimpleObject)]
pub(crate) struct NoticeDetails {
    /// What it is meant to bring about.
    purpose: NoticePurpose,
    /// The last day in force that it states.
    stated_last_day: Option<LegalDay>,
    /// Where the text is silent: the intent of the parties or nature of the agreement that implies a right to leave
    /// (56(1)).
    implied_right: Option<String>,
    /// The numbers of the clauses that it is about; empty where it is about the whole agreement (44(1)).
    clauses: Vec<String>,
    /// What lets the party leave a part: the clause of the text, or what both have agreed (44(1)).
    part_allowed_by: Option<String>,
}

/// What is said of a termination.
#[derive(SimpleObject)]
pub(crate) struct TerminationDetails {
    /// On what ground.
    ground: EndGround,
    /// The numbers of the clauses that alone end; empty where the whole agreement does (44).
    clauses: Vec<String>,
}

/// What is said of a supersession (VCLT 59).
pub(crate) struct SupersessionDetails {
    by: Option<AgreementId>,
    as_printed: Option<String>,
    extent: SupersessionExtent,
    reading: Arc<Reading>,
}

/// What is said of a supersession (VCLT 59).
#[Object]
impl SupersessionDetails {
    /// The later agreement, where the registry holds it and the caller may see it.
    async fn by(&self) -> Nullable<Agreement> {
        Agreement::load(self.by?, &self.reading).await.transpose()
    }

    /// The later agreement in a register's words, where the registry does not hold it.
    async fn by_as_printed(&self) -> Option<&str> {
        self.as_printed.as_deref()
    }

    /// How much of the agreement is displaced.
    async fn extent(&self) -> SupersessionExtent {
        self.extent
    }
}

/// What is said of an abandonment.
#[derive(SimpleObject)]
pub(crate) struct AbandonmentDetails {
    /// Why, in the party's words.
    reason: Option<String>,
}

/// What a claim says, notified to the other party (VCLT 65(1)). It ends nothing by itself.
#[derive(SimpleObject)]
pub(crate) struct ClaimDetails {
    /// On what ground.
    ground: ClaimGround,
    /// What the party proposes to do.
    measure: ClaimMeasure,
    /// The reasons that it gives.
    reasons: Option<String>,
    /// The time that it leaves for objection; null where it says nothing, so that three months run (65(2)).
    objection_period: Option<Period>,
    /// Why the matter is of special urgency, so that a shorter time will do (65(2)).
    special_urgency: Option<String>,
    /// Since when the party has known the facts (45).
    known_since: Option<LegalDay>,
}

/// What is said of nullity (VCLT 69, 71).
#[derive(SimpleObject)]
pub(crate) struct InvalidityDetails {
    /// On what ground it is established.
    ground: ClaimGround,
    /// The numbers of the clauses that alone are void; empty where the whole agreement is (44).
    clauses: Vec<String>,
}

impl From<&act::NoticeOfEnd> for NoticeDetails {
    fn from(notice: &act::NoticeOfEnd) -> Self {
        Self {
            purpose: notice.purpose.into(),
            stated_last_day: notice.stated_last_day.as_ref().map(Into::into),
            implied_right: notice.implied_right.clone(),
            clauses: notice.clauses.clone(),
            part_allowed_by: notice.part_allowed_by.clone(),
        }
    }
}

impl SupersessionDetails {
    pub(super) fn of(said: &act::Supersession, reading: &Arc<Reading>) -> Self {
        Self {
            by: said.by,
            as_printed: said.by_as_printed.clone(),
            extent: said.extent.into(),
            reading: Arc::clone(reading),
        }
    }
}

impl TerminationDetails {
    pub(super) fn of(ground: act::EndGround, clauses: &[String]) -> Self {
        Self { ground: ground.into(), clauses: clauses.to_vec() }
    }
}

impl From<Option<&String>> for AbandonmentDetails {
    fn from(reason: Option<&String>) -> Self {
        Self { reason: reason.cloned() }
    }
}

impl From<&act::Claim> for ClaimDetails {
    fn from(claim: &act::Claim) -> Self {
        Self {
            ground: claim.ground.into(),
            measure: claim.measure.into(),
            reasons: claim.reasons.clone(),
            objection_period: claim.objection_period.map(Into::into),
            special_urgency: claim.special_urgency.clone(),
            known_since: claim.known_since.as_ref().map(Into::into),
        }
    }
}

impl InvalidityDetails {
    pub(super) fn of(ground: act::ClaimGround, clauses: &[String]) -> Self {
        Self { ground: ground.into(), clauses: clauses.to_vec() }
    }
}
