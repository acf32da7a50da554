//! What would come of acts that are not recorded.

use std::sync::Arc;

use async_graphql::{Object, SimpleObject};
use chrono::NaiveDate;
use mithaq_domain::agreement::{self, Simulation, Step};
use mithaq_store::AgreementView;

use super::day::LegalDay;
use super::details::{self, ActDetails};
use super::refusal::{InputPath, Refusal, Told, Warning};
use super::snapshot::AgreementSnapshot;
use crate::failure::Failure;
use crate::reading::Reading;
use crate::scalar::Date;
use crate::words::{ActEffect, ActKind, StatusName};

/// What would come of acts, one after the other. Nothing of it is written.
pub(crate) struct AgreementSimulation {
    pub(crate) view: Arc<AgreementView>,
    pub(crate) log: Arc<agreement::Agreement>,
    pub(crate) steps: Vec<Step>,
    pub(crate) after: Arc<agreement::Agreement>,
    /// The field of the input that says each act.
    pub(crate) fields: Vec<&'static str>,
    pub(crate) reading: Arc<Reading>,
}

impl AgreementSimulation {
    /// What would come of acts that were read from these fields.
    pub(crate) fn of(
        view: Arc<AgreementView>,
        log: Arc<agreement::Agreement>,
        Simulation { steps, after }: Simulation,
        fields: Vec<&'static str>,
        reading: Arc<Reading>,
    ) -> Self {
        Self { view, log, steps, after: Arc::new(after), fields, reading }
    }

    /// The steps that are refused, or those that are not, each with where its input stands.
    fn told(&self, refused: bool) -> impl Iterator<Item = (Told<'_>, &Step)> {
        self.steps
            .iter()
            .zip(&self.fields)
            .enumerate()
            .filter(move |(_, (step, _))| step.effect.is_none() == refused)
            .map(|(nth, (step, field))| {
                let path = Some(InputPath { nth: Some(nth), field, replacement: None });
                (Told { agreement: Some(self.view.id), path, reading: &self.reading }, step)
            })
    }

    /// The day of the comparison: the one asked for, else the last on which an act would take effect.
    fn day(&self, asked: Option<Date>) -> NaiveDate {
        let taken = self.steps.iter().filter(|step| step.effect.is_some());
        let last = taken.filter_map(|step| step.effective).map(|on| on.latest).max();
        asked.map_or_else(|| last.unwrap_or(self.reading.today), |day| day.0)
    }
}

/// What would come of acts, one after the other, each on the day that it says. Nothing of it is written.
#[Object]
impl AgreementSimulation {
    /// The agreement's version that it is based on, for the `expectedVersion` of the mutations that follow.
    async fn based_on_version(&self) -> String {
        self.reading.registry.seal_version(self.view.id, self.log.version())
    }

    /// The acts, in the order given.
    async fn acts(&self) -> Vec<SimulatedAct> {
        let act = |step: &Step| SimulatedAct {
            kind: step.body.kind().into(),
            effective_on: step.effective.map(LegalDay::from),
            effect: step.effect.map(Into::into),
            before: step.before.into(),
            after: step.after.into(),
            details: details::of(&step.body.details, &self.log, &self.reading),
        };
        self.steps.iter().map(act).collect()
    }

    /// Why acts would be refused; the acts after a refused one are tried without it.
    async fn refusals(&self) -> Vec<Refusal> {
        let refused = self.told(true);
        refused.flat_map(|(told, step)| step.findings.iter().map(move |finding| told.refusal(finding))).collect()
    }

    /// What would be to be known of the acts that would be recorded.
    async fn warnings(&self) -> Vec<Warning> {
        let taken = self.told(false);
        taken.flat_map(|(told, step)| step.findings.iter().map(move |finding| told.warning(finding))).collect()
    }

    /// The agreement without the acts.
    async fn before(
        &self,
        #[graphql(desc = "The day; where left out, the last on which one of the acts would take effect.")]
        as_of: Option<Date>,
    ) -> Result<AgreementSnapshot, Failure> {
        AgreementSnapshot::of(&self.view, self.day(as_of), None, &self.reading)
    }

    /// The agreement with those of the acts that are not refused.
    async fn after(
        &self,
        #[graphql(desc = "The day; where left out, the last on which one of the acts would take effect.")]
        as_of: Option<Date>,
    ) -> AgreementSnapshot {
        AgreementSnapshot::supposed(&self.view, &self.after, self.day(as_of), &self.reading)
    }
}

/// An act that was tried, and not written. It has no id.
#[derive(SimpleObject)]
pub(crate) struct SimulatedAct {
    /// Its kind.
    kind: ActKind,
    /// The day on which it would take effect.
    effective_on: Option<LegalDay>,
    /// What the law would make of it; null where it would be refused.
    effect: Option<ActEffect>,
    /// Where the agreement would stand on that day just before it.
    before: StatusName,
    /// Where it would stand on that day with it.
    after: StatusName,
    /// What only acts of its kind say; null where nothing is to be said beyond kind, party and days.
    details: Option<ActDetails>,
}
