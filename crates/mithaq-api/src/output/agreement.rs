//! One bilateral agreement, as it is now.

use std::sync::Arc;

use async_graphql::{ID, Object};
use mithaq_domain::act::AgreementId;
use mithaq_domain::agreement;
use mithaq_store::{AgreementView, ListedAct};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::act::Act;
use super::activity::{Activity, WantedActivities};
use super::available::AvailableAct;
use super::changed_clause::ChangedClause;
use super::deadline::{self, Days};
use super::document::AgreementDocument;
use super::domestic_step::DomesticStep;
use super::listing::{
    ActConnection, ActivityConnection, AgreementDocumentConnection, AgreementRelationConnection,
    ChangedClauseConnection, Cut, DeadlineConnection, DomesticStepConnection, ObligationConnection, ReviewConnection,
};
use super::obligation::Obligation;
use super::party::Party;
use super::relation::AgreementRelation;
use super::review::Review;
use super::snapshot::AgreementSnapshot;
use super::status::{AgreementStatus, AssertedStatus};
use super::text::LocalizedText;
use crate::failure::{Failure, Nullable};
use crate::input::page::PageInput;
use crate::reading::Reading;
use crate::scalar::{Date, DateTime, Language};
use crate::words::{ActKind, ActivityKind, ActivityState, Area, Bindingness, Form, ObligationState, SecurityLabel};

/// One bilateral agreement, as it is now.
#[derive(Clone)]
pub(crate) struct Agreement {
    view: Arc<AgreementView>,
    reading: Arc<Reading>,
}

impl Agreement {
    /// An agreement that the caller may see.
    pub(crate) fn of(view: Arc<AgreementView>, reading: &Arc<Reading>) -> Self {
        Self { view, reading: Arc::clone(reading) }
    }

    /// The agreement of an identity; none where it is absent or hidden.
    pub(crate) async fn load(id: AgreementId, reading: &Arc<Reading>) -> Result<Option<Self>, Failure> {
        let view = reading.agreements.load(id).await?;
        Ok(view.map(|view| Self::of(view, reading)))
    }

    /// The agreement of which something of its log was read; it is there since that was.
    pub(crate) async fn of_log(id: AgreementId, reading: &Arc<Reading>) -> Result<Self, Failure> {
        let found = Self::load(id, reading).await?;
        found.ok_or_else(|| reading.fault(&format!("the log of agreement {id} is visible without it")))
    }

    async fn log(&self) -> Result<Option<Arc<agreement::Agreement>>, Failure> {
        self.reading.log(self.view.id, None).await
    }

    /// A page of one of its lists, whose cursors are bound to the agreement too.
    fn cut<P, T>(
        &self,
        list: Vec<(P, T)>,
        (field, asked): (&str, &[String]),
        page: &PageInput,
    ) -> Result<Cut<T>, Failure>
    where
        P: Ord + Clone + Serialize + DeserializeOwned,
    {
        let asked: Vec<String> = asked.iter().cloned().chain([self.view.id.to_string()]).collect();
        Cut::of(list, (field, &asked), page, &self.reading.registry)
    }

    /// Its row.
    pub(crate) fn view(&self) -> &AgreementView {
        &self.view
    }
}

/// One bilateral agreement, as it is now. What it was on another day, or was believed to be, is told by `status` and
/// `at`.
#[Object]
impl Agreement {
    /// Its identity.
    async fn id(&self) -> ID {
        ID(self.view.id.to_string())
    }

    /// The number by which people name it: `MTQ-2026-7K3F9Q`. It is drawn at random and never reused.
    async fn registry_number(&self) -> &str {
        self.view.number.as_str()
    }

    /// Its version, for `expectedVersion`. It is opaque, and another after every act.
    async fn version(&self) -> String {
        self.reading.registry.seal_version(self.view.id, self.view.version)
    }

    /// How far it is kept from being known.
    async fn label(&self) -> SecurityLabel {
        self.view.label.classification.into()
    }

    /// The ministries that it may be released to, by their codes; empty means every ministry.
    async fn releasable_to(&self) -> Vec<&str> {
        self.view.label.releasable_to.iter().map(mithaq_domain::label::Ministry::as_str).collect()
    }

    /// Its title.
    async fn title(
        &self,
        #[graphql(
            default_with = "Language::default_list()",
            desc = "The languages wanted, the best first; where there is none of them, the source's own comes back."
        )]
        languages: Vec<Language>,
    ) -> LocalizedText {
        LocalizedText::title(&self.view.titles, languages)
    }

    /// What the instrument is called.
    async fn form(&self) -> Form {
        self.view.form.into()
    }

    /// Whether it binds in international law.
    async fn bindingness(&self) -> Bindingness {
        self.view.bindingness.into()
    }

    /// What it is about.
    async fn areas(&self) -> Vec<Area> {
        self.view.areas.iter().map(|area| (*area).into()).collect()
    }

    /// Its parties: always two, home first.
    async fn parties(&self) -> Vec<Party> {
        Party::both(&self.view.parties, &self.reading)
    }

    /// Where it stands on a day, as known at a moment.
    async fn status(
        &self,
        #[graphql(desc = "The day; today, where left out.")] as_of: Option<Date>,
        #[graphql(desc = "Only what was recorded by this moment is taken into account; now, where left out.")]
        known_at: Option<DateTime>,
    ) -> Result<AgreementStatus, Failure> {
        let known_at = known_at.map(|moment| moment.0);
        self.reading.check_known_at(known_at).await?;
        let as_of = as_of.map_or(self.reading.today, |day| day.0);
        AgreementStatus::of(self.view.id, as_of, known_at, &self.reading).await
    }

    /// The agreement on a day, as known at a moment: everything of it that depends on time. Null where the registry did not
    /// know of it at that moment yet.
    async fn at(
        &self,
        #[graphql(desc = "The day; today, where left out.")] as_of: Option<Date>,
        #[graphql(desc = "Only what was recorded by this moment is taken into account; now, where left out.")]
        known_at: Option<DateTime>,
    ) -> Nullable<AgreementSnapshot> {
        let known_at = known_at.map(|moment| moment.0);
        if let Err(failure) = self.reading.check_known_at(known_at).await {
            return Some(Err(failure));
        }
        let was_known = known_at.is_none_or(|moment| self.view.opened_at <= moment);
        let as_of = as_of.map_or(self.reading.today, |day| day.0);
        was_known.then(|| Ok(AgreementSnapshot::of(&self.view, as_of, known_at, &self.reading)))
    }

    /// What the source register says of its status, where it was taken over from one.
    async fn asserted_status(&self) -> Option<AssertedStatus> {
        self.view.asserted_status.as_ref().map(Into::into)
    }

    /// The register that it was taken over from: `uk-treaties`, `concordia`.
    async fn imported_from(&self) -> Option<&str> {
        self.view.imported_from.as_deref()
    }

    /// Its acts, in the order in which the registry learned of them. Nothing is ever taken out.
    async fn history(
        &self,
        #[graphql(desc = "Only acts of these kinds; all, where left out.")] kinds: Option<Vec<ActKind>>,
        #[graphql(desc = "How many from the start, or after `after`: 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor of the entry after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many from the end, or before `before`: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor of the entry before which the page ends.")] before: Option<String>,
    ) -> Nullable<ActConnection> {
        let page = PageInput { first, after, last, before };
        let listed = self.reading.acts.load(self.view.id).await.transpose()?;
        Some(listed.and_then(|listed| {
            let is_asked = |act: &&ListedAct| kinds.as_ref().is_none_or(|kinds| kinds.contains(&act.kind.into()));
            let asked = listed.iter().filter(is_asked);
            let acts = asked.map(|act| (act.version, Act::listed(act, &self.reading))).collect();
            self.cut(acts, ("Agreement.history", &[format!("{kinds:?}")]), &page).map(ActConnection)
        }))
    }

    /// The days by which something is to be done, or on which something comes, the earliest first. What was due before
    /// and is still open, an obligation or a review, is among them.
    #[allow(clippy::too_many_arguments, reason = "they are the arguments of the schema's field")]
    async fn deadlines(
        &self,
        #[graphql(desc = "The first day; today, where left out.")] from: Option<Date>,
        #[graphql(desc = "The last day; a year after the first, where left out.")] to: Option<Date>,
        #[graphql(desc = "How many from the start, or after `after`: 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor of the entry after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many from the end, or before `before`: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor of the entry before which the page ends.")] before: Option<String>,
    ) -> Nullable<DeadlineConnection> {
        let page = PageInput { first, after, last, before };
        let days = match Days::read(from, to, self.reading.today) {
            Ok(days) => days,
            Err(failure) => return Some(Err(failure)),
        };
        let log = self.log().await.transpose()?;
        Some(log.and_then(|log| {
            let all = deadline::all(&log, &days, &self.reading);
            let asked = [days.from.to_string(), days.to.to_string()];
            self.cut(all, ("Agreement.deadlines", &asked), &page).map(DeadlineConnection)
        }))
    }

    /// What is owed under it, in the order in which the registry learned of it.
    #[allow(clippy::too_many_arguments, reason = "they are the arguments of the schema's field")]
    async fn obligations(
        &self,
        #[graphql(desc = "Only those that stand so; all, where left out.")] states: Option<Vec<ObligationState>>,
        #[graphql(desc = "The day on which they stand so; today, where left out.")] as_of: Option<Date>,
        #[graphql(desc = "How many from the start, or after `after`: 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor of the entry after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many from the end, or before `before`: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor of the entry before which the page ends.")] before: Option<String>,
    ) -> Nullable<ObligationConnection> {
        let page = PageInput { first, after, last, before };
        let as_of = as_of.map_or(self.reading.today, |day| day.0);
        let log = self.log().await.transpose()?;
        Some(log.and_then(|log| {
            let all = Obligation::all(&log, states.as_deref(), as_of, &self.reading);
            let asked = [as_of.to_string(), format!("{states:?}")];
            self.cut(all, ("Agreement.obligations", &asked), &page).map(ObligationConnection)
        }))
    }

    /// What is done under it: exercises, courses, exchanges, transfers, deliveries, meetings; in the order in which the
    /// registry learned of it.
    #[allow(clippy::too_many_arguments, reason = "they are the arguments of the schema's field")]
    async fn activities(
        &self,
        #[graphql(desc = "Only activities of these kinds; all, where left out.")] kinds: Option<Vec<ActivityKind>>,
        #[graphql(desc = "Only those that have come so far; all, where left out.")] states: Option<Vec<ActivityState>>,
        #[graphql(desc = "How many from the start, or after `after`: 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor of the entry after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many from the end, or before `before`: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor of the entry before which the page ends.")] before: Option<String>,
    ) -> Nullable<ActivityConnection> {
        let page = PageInput { first, after, last, before };
        let wanted = WantedActivities { kinds, states };
        let log = self.log().await.transpose()?;
        Some(log.and_then(|log| {
            let all = Activity::all(&log, &wanted, &self.reading);
            self.cut(all, ("Agreement.activities", &[format!("{wanted:?}")]), &page).map(ActivityConnection)
        }))
    }

    /// Looks at whether it still serves, in the order in which the registry learned of them.
    async fn reviews(
        &self,
        #[graphql(desc = "How many from the start, or after `after`: 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor of the entry after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many from the end, or before `before`: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor of the entry before which the page ends.")] before: Option<String>,
    ) -> Nullable<ReviewConnection> {
        let page = PageInput { first, after, last, before };
        let log = self.log().await.transpose()?;
        Some(log.and_then(|log| {
            self.cut(Review::all(&log, &self.reading), ("Agreement.reviews", &[]), &page).map(ReviewConnection)
        }))
    }

    /// Its relations to other agreements that the caller may know of, read from this one to the other.
    async fn relations(
        &self,
        #[graphql(desc = "How many from the start, or after `after`: 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor of the entry after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many from the end, or before `before`: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor of the entry before which the page ends.")] before: Option<String>,
    ) -> Nullable<AgreementRelationConnection> {
        let page = PageInput { first, after, last, before };
        let log = self.log().await.transpose()?;
        let all = match log {
            Ok(log) => AgreementRelation::all(&log, &self.reading).await,
            Err(failure) => Err(failure),
        };
        let cut = all.and_then(|all| self.cut(all, ("Agreement.relations", &[]), &page));
        Some(cut.map(AgreementRelationConnection))
    }

    /// The relations of other agreements to it that the caller may know of, read from the other to this one: what amends
    /// it, carries it out or takes its place.
    async fn related_by(
        &self,
        #[graphql(desc = "How many from the start, or after `after`: 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor of the entry after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many from the end, or before `before`: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor of the entry before which the page ends.")] before: Option<String>,
    ) -> Nullable<AgreementRelationConnection> {
        let page = PageInput { first, after, last, before };
        let all = AgreementRelation::all_to(self.view.id, &self.reading).await;
        let cut = all.and_then(|all| self.cut(all, ("Agreement.relatedBy", &[]), &page));
        Some(cut.map(AgreementRelationConnection))
    }

    /// Which instruments changed which of its clauses, in the order in which the registry learned of them.
    async fn clause_changes(
        &self,
        #[graphql(desc = "Only changes of the clause of this number; all, where left out.")] clause: Option<String>,
        #[graphql(desc = "How many from the start, or after `after`: 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor of the entry after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many from the end, or before `before`: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor of the entry before which the page ends.")] before: Option<String>,
    ) -> Nullable<ChangedClauseConnection> {
        let page = PageInput { first, after, last, before };
        let log = self.log().await.transpose()?;
        Some(log.and_then(|log| {
            let all = ChangedClause::all(&log, clause.as_deref(), &self.reading);
            self.cut(all, ("Agreement.clauseChanges", &[format!("{clause:?}")]), &page).map(ChangedClauseConnection)
        }))
    }

    /// The steps of domestic law that the parties have taken, in the order in which the registry learned of them.
    async fn domestic_steps(
        &self,
        #[graphql(desc = "How many from the start, or after `after`: 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor of the entry after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many from the end, or before `before`: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor of the entry before which the page ends.")] before: Option<String>,
    ) -> Nullable<DomesticStepConnection> {
        let page = PageInput { first, after, last, before };
        let log = self.log().await.transpose()?;
        Some(log.and_then(|log| {
            let all = DomesticStep::all(&log, &self.reading);
            self.cut(all, ("Agreement.domesticSteps", &[]), &page).map(DomesticStepConnection)
        }))
    }

    /// The files of its texts and instruments that the caller may see, in the order in which they were added.
    async fn documents(
        &self,
        #[graphql(desc = "How many from the start, or after `after`: 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor of the entry after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many from the end, or before `before`: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor of the entry before which the page ends.")] before: Option<String>,
    ) -> Nullable<AgreementDocumentConnection> {
        let page = PageInput { first, after, last, before };
        let all = AgreementDocument::all(self.view.id, &self.reading).await;
        let cut = all.and_then(|all| self.cut(all, ("Agreement.documents", &[]), &page));
        Some(cut.map(AgreementDocumentConnection))
    }

    /// Which acts may be recorded now, and what stands against the others; null for a caller who may record none.
    async fn available_acts(&self) -> Nullable<Vec<AvailableAct>> {
        if !self.reading.caller.may_write() {
            return None;
        }
        let log = self.log().await.transpose()?;
        Some(log.map(|log| AvailableAct::all(&log, &self.reading)))
    }
}
