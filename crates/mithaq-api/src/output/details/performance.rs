//! Details of what is written, owed and done under an agreement.

use std::sync::Arc;

use async_graphql::{Object, SimpleObject};
use mithaq_domain::act::{self, ActId, AgreementId};
use mithaq_domain::agreement;

use super::super::act::Act;
use super::super::agreement_text::AgreementText;
use super::super::day::LegalDay;
use super::super::due::DueRule;
use super::super::terms::Period;
use crate::reading::Reading;
use crate::words::{ActivityKind, Debtor, ObligationKind, ReviewDecision};

/// What is said of a text that is added.
#[derive(SimpleObject)]
pub(crate) struct AddedTextDetails {
    /// The text.
    added: AgreementText,
}

/// What is said of an obligation under the agreement.
#[derive(SimpleObject)]
pub(crate) struct ObligationDetails {
    /// Who owes it.
    debtor: Debtor,
    /// What is owed, by kind.
    obligation: ObligationKind,
    /// What is owed, in words.
    what: String,
    /// What it is about, in a term that is used alike in every agreement.
    subject: Option<String>,
    /// The number of the clause that it is under.
    clause: Option<String>,
    /// When it falls due; null where it binds as long as the agreement does.
    falls_due: Option<DueRule>,
    /// Who in the ministry answers for it.
    owner: Option<String>,
    /// Whether it outlives the agreement (VCLT 70).
    outlives: bool,
    /// For how long it outlives the agreement; null means until it is released.
    outlives_for: Option<Period>,
    /// Whether it protects persons in a treaty of humanitarian character, so that no breach suspends it (60(5)).
    humanitarian: bool,
}

/// The log in which acts are found that another names.
#[derive(Clone)]
pub(super) struct Named {
    pub(super) log: Arc<agreement::Agreement>,
    pub(super) reading: Arc<Reading>,
}

/// What is said of a fulfilment.
pub(crate) struct FulfilmentDetails {
    said: act::Fulfilment,
    named: Named,
}

/// What is said of a fulfilment.
#[Object]
impl FulfilmentDetails {
    /// The act that recorded the obligation.
    async fn act(&self) -> Option<Act> {
        self.named.act(Some(self.said.obligation))
    }

    /// Which due day of a recurring one; null means the earliest that was open.
    async fn due_on(&self) -> Option<LegalDay> {
        self.said.due_on.as_ref().map(Into::into)
    }

    /// What shows it.
    async fn evidence(&self) -> Option<&str> {
        self.said.evidence.as_deref()
    }
}

/// What the party that is owed an obligation says of its breach.
pub(crate) struct BreachAllegationDetails {
    said: act::BreachAllegation,
    named: Named,
}

/// What the party that is owed an obligation says of its breach.
#[Object]
impl BreachAllegationDetails {
    /// The act that recorded the obligation.
    async fn act(&self) -> Option<Act> {
        self.named.act(Some(self.said.obligation))
    }

    /// What is said to have happened.
    async fn facts(&self) -> &str {
        &self.said.facts
    }
}

/// What is said of an activity.
#[derive(SimpleObject)]
pub(crate) struct ActivityDetails {
    /// What it is.
    activity: ActivityKind,
    /// What it is called.
    title: String,
    /// Its first day.
    from: LegalDay,
    /// Its last day, where it takes more than one.
    to: Option<LegalDay>,
    /// Where.
    place: Option<String>,
    /// The number of the clause that it is under.
    clause: Option<String>,
    /// Who takes part.
    participants: Vec<String>,
}

/// What is said of an activity that was held.
pub(crate) struct ActivityReportDetails {
    said: act::ActivityReport,
    named: Named,
}

/// What is said of an activity that was held.
#[Object]
impl ActivityReportDetails {
    /// The act that planned it, where one did.
    async fn act(&self) -> Option<Act> {
        self.named.act(self.said.planned)
    }

    /// What was held.
    async fn held(&self) -> ActivityDetails {
        (&self.said.activity).into()
    }

    /// What came of it.
    async fn outcome(&self) -> Option<&str> {
        self.said.outcome.as_deref()
    }

    /// What was learned.
    async fn lessons(&self) -> &[String] {
        &self.said.lessons
    }
}

/// What is said of a review that is to be taken.
#[derive(SimpleObject)]
pub(crate) struct ReviewPlanDetails {
    /// When.
    due: DueRule,
    /// Who in the ministry answers for it.
    owner: Option<String>,
}

/// What is said of a review that was taken.
pub(crate) struct ReviewReportDetails {
    said: act::ReviewReport,
    named: Named,
}

/// What is said of a review that was taken.
#[Object]
impl ReviewReportDetails {
    /// The act that scheduled it, where one did.
    async fn act(&self) -> Option<Act> {
        self.named.act(self.said.scheduled)
    }

    /// Which due day of a periodic one; null means the earliest that was open.
    async fn due_on(&self) -> Option<LegalDay> {
        self.said.due_on.as_ref().map(Into::into)
    }

    /// What was found.
    async fn findings(&self) -> &str {
        &self.said.findings
    }

    /// What was decided.
    async fn decision(&self) -> ReviewDecision {
        self.said.decision.into()
    }
}

impl Named {
    fn act(&self, id: Option<ActId>) -> Option<Act> {
        Act::find(&self.log, id?, &self.reading)
    }

    pub(super) fn fulfilment(self, said: &act::Fulfilment) -> FulfilmentDetails {
        FulfilmentDetails { said: said.clone(), named: self }
    }

    pub(super) fn allegation(self, said: &act::BreachAllegation) -> BreachAllegationDetails {
        BreachAllegationDetails { said: said.clone(), named: self }
    }

    pub(super) fn activity_report(self, said: &act::ActivityReport) -> ActivityReportDetails {
        ActivityReportDetails { said: said.clone(), named: self }
    }

    pub(super) fn review_report(self, said: &act::ReviewReport) -> ReviewReportDetails {
        ReviewReportDetails { said: said.clone(), named: self }
    }
}

impl AddedTextDetails {
    pub(super) fn of(text: &act::Text, agreement: AgreementId, reading: &Arc<Reading>) -> Self {
        Self { added: AgreementText::of(text, agreement, reading) }
    }
}

impl From<&act::Obligation> for ObligationDetails {
    fn from(owed: &act::Obligation) -> Self {
        Self {
            debtor: owed.debtor.into(),
            obligation: owed.obligation.into(),
            what: owed.what.clone(),
            subject: owed.subject.clone(),
            clause: owed.clause.clone(),
            falls_due: DueRule::of_obligation(&owed.due),
            owner: owed.owner.clone(),
            outlives: owed.outlives.is_some(),
            outlives_for: owed.outlives.as_ref().and_then(|outliving| outliving.period).map(Into::into),
            humanitarian: owed.humanitarian,
        }
    }
}

impl From<&act::ReviewPlan> for ReviewPlanDetails {
    fn from(plan: &act::ReviewPlan) -> Self {
        Self { due: (&plan.due).into(), owner: plan.owner.clone() }
    }
}

impl From<&act::Activity> for ActivityDetails {
    fn from(activity: &act::Activity) -> Self {
        Self {
            activity: activity.activity.into(),
            title: activity.title.clone(),
            from: (&activity.from).into(),
            to: activity.to.as_ref().map(Into::into),
            place: activity.place.clone(),
            clause: activity.clause.clone(),
            participants: activity.participants.clone(),
        }
    }
}
