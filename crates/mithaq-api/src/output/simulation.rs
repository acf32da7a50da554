//! What would come of acts that are not recorded.

use std::collections::BTreeSet;
use std::sync::Arc;

use async_graphql::{Object, SimpleObject};
use chrono::NaiveDate;
use futures_util::future::try_join_all;
use mithaq_domain::act::AgreementId;
use mithaq_domain::agreement::{self, Step};
use mithaq_store::AgreementView;

use super::agreement::Agreement;
use super::day::LegalDay;
use super::details::{self, ActDetails};
use super::obligation::Obligation;
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
    /// Other agreements that are related to it, or that one of the acts names.
    pub(crate) related: BTreeSet<AgreementId>,
    pub(crate) reading: Arc<Reading>,
}

impl AgreementSimulation {
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
    ) -> AgreementSnapshot {
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

    /// The obligations recorded so far that would outlive the agreement's end (VCLT 70).
    async fn surviving_obligations(
        &self,
        #[graphql(
            desc = "The day; where left out, the first after the agreement's end, as far as an end follows from what is recorded and tried."
        )]
        as_of: Option<Date>,
    ) -> Vec<Obligation> {
        let after_the_end = self.after.standing().ends_on.and_then(|end| end.latest.succ_opt());
        let day = as_of.map_or_else(|| after_the_end.unwrap_or_else(|| self.day(None)), |day| day.0);
        let surviving = self.after.surviving_obligations(day).into_iter();
        surviving.filter_map(|standing| Obligation::find(&self.log, standing.act, &self.reading)).collect()
    }

    /// The other agreements that may be touched, and that the caller may see: those that it or one of the acts names, and
    /// those that name it, as an arrangement that carries it out does.
    async fn related_agreements(&self) -> Result<Vec<Agreement>, Failure> {
        let related = try_join_all(self.related.iter().map(|id| Agreement::load(*id, &self.reading))).await?;
        Ok(related.into_iter().flatten().collect())
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
