//! Details of what is written, owed and done under an agreement.

use std::sync::Arc;

use async_graphql::{ComplexObject, Object, SimpleObject};
use mithaq_domain::act::{self, ActId, AgreementId};
use mithaq_domain::{agreement, day};

use super::super::act::Act;
use super::super::day::LegalDay;
use super::super::document::{AgreementDocument, NamedFile};
use super::super::terms::Period;
use crate::failure::Nullable;
use crate::reading::Reading;
use crate::scalar::{Date, Language};
use crate::words::{ActivityKind, Debtor, ObligationKind, ReviewDecision, TextKind};

/// What is said of a text that is added.
#[derive(SimpleObject)]
pub(crate) struct AddedTextDetails {
    /// The text.
    added: AgreementText,
}

/// A text in one language. Authentic texts are equally authoritative unless one prevails (VCLT 33).
#[derive(SimpleObject)]
#[graphql(complex)]
pub(crate) struct AgreementText {
    /// What it is.
    kind: TextKind,
    /// Its language.
    language: Language,
    /// Whether the parties made it authentic (10, 33(1)).
    authentic: bool,
    /// Whether it prevails where the texts differ (33(1)).
    prevails: bool,
    /// SHA-256 of its file, in hexadecimal.
    sha256: Option<String>,
    /// The media type of its file.
    media_type: Option<String>,
    /// Its clauses, as far as they are recorded one by one.
    clauses: Vec<Clause>,
    #[graphql(skip)]
    file: NamedFile,
}

#[ComplexObject]
impl AgreementText {
    /// Its file, where the registry keeps it and the caller may see it.
    async fn document(&self) -> Nullable<AgreementDocument> {
        self.file.document().await
    }
}

/// A numbered provision of a text.
#[derive(SimpleObject)]
pub(crate) struct Clause {
    /// Its number in the text: `12(3)`.
    number: String,
    /// Its heading.
    heading: Option<String>,
    /// Its words.
    text: Option<String>,
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

/// When something falls due: once, again and again, or when something happens.
#[derive(SimpleObject, Default)]
pub(crate) struct DueRule {
    /// The one day.
    on: Option<LegalDay>,
    /// The days, where it comes again and again.
    recurrence: Option<Recurrence>,
    /// What has to happen, or has happened, in words.
    trigger: Option<String>,
}

/// Days that come again and again.
#[derive(SimpleObject)]
pub(crate) struct Recurrence {
    /// The rule, as RFC 5545 writes it: `FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31`.
    rule: String,
    /// The day that it is counted from.
    starts: Date,
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
        let clauses = text.clauses.iter().map(|clause| Clause {
            number: clause.number.clone(),
            heading: clause.heading.clone(),
            text: clause.text.clone(),
        });
        Self {
            added: AgreementText {
                kind: text.kind.into(),
                language: Language(text.language.clone()),
                authentic: text.authentic,
                prevails: text.prevails,
                sha256: text.sha256.clone(),
                media_type: text.media_type.clone(),
                clauses: clauses.collect(),
                file: NamedFile::of(agreement, text.sha256.as_deref(), reading),
            },
        }
    }
}

impl From<&act::Obligation> for ObligationDetails {
    fn from(owed: &act::Obligation) -> Self {
        Self {
            debtor: owed.debtor.into(),
            obligation: owed.obligation.into(),
            what: owed.what.clone(),
            clause: owed.clause.clone(),
            falls_due: DueRule::of_obligation(&owed.due),
            owner: owed.owner.clone(),
            outlives: owed.outlives.is_some(),
            outlives_for: owed.outlives.as_ref().and_then(|outliving| outliving.period).map(Into::into),
            humanitarian: owed.humanitarian,
        }
    }
}

impl DueRule {
    fn of_obligation(rule: &act::DueRule) -> Option<Self> {
        Some(match rule {
            act::DueRule::Continuing => return None,
            act::DueRule::Once { on } => Self { on: Some(on.into()), ..Self::default() },
            act::DueRule::Recurring { recurrence } => Self { recurrence: Some(recurrence.into()), ..Self::default() },
            act::DueRule::OnTrigger { trigger } => Self { trigger: Some(trigger.clone()), ..Self::default() },
        })
    }
}

impl From<&act::ReviewPlan> for ReviewPlanDetails {
    fn from(plan: &act::ReviewPlan) -> Self {
        let due = match &plan.due {
            act::ReviewRule::Once { on } => DueRule { on: Some(on.into()), ..DueRule::default() },
            act::ReviewRule::Periodic { recurrence } => {
                DueRule { recurrence: Some(recurrence.into()), ..DueRule::default() }
            }
            act::ReviewRule::Triggered { trigger, on } => {
                DueRule { on: Some(on.into()), trigger: Some(trigger.clone()), ..DueRule::default() }
            }
        };
        Self { due, owner: plan.owner.clone() }
    }
}

impl From<&day::Recurrence> for Recurrence {
    fn from(recurrence: &day::Recurrence) -> Self {
        Self { rule: recurrence.rule().to_owned(), starts: Date(recurrence.starts()) }
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
