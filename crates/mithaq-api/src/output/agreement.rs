//! One bilateral agreement, as it is now.

use std::sync::Arc;

use async_graphql::{ID, Object};
use mithaq_domain::act::AgreementId;
use mithaq_store::AgreementView;

use super::available::AvailableAct;
use super::connection::ActConnection;
use super::document::AgreementDocument;
use super::party::Party;
use super::snapshot::AgreementSnapshot;
use super::status::{AgreementStatus, AssertedStatus};
use super::text::LocalizedText;
use crate::failure::{Failure, Nullable};
use crate::input::page::PageInput;
use crate::reading::Reading;
use crate::scalar::{Date, DateTime, Language};
use crate::words::{ActKind, Area, Bindingness, Form, SecurityLabel};

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

    /// The agreement on a day, as known at a moment: everything of it that depends on time.
    async fn at(
        &self,
        #[graphql(desc = "The day; today, where left out.")] as_of: Option<Date>,
        #[graphql(desc = "Only what was recorded by this moment is taken into account; now, where left out.")]
        known_at: Option<DateTime>,
    ) -> Result<AgreementSnapshot, Failure> {
        let known_at = known_at.map(|moment| moment.0);
        self.reading.check_known_at(known_at).await?;
        let as_of = as_of.map_or(self.reading.today, |day| day.0);
        AgreementSnapshot::of(&self.view, as_of, known_at, &self.reading)
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
        let log = self.reading.log(self.view.id, None).await.transpose()?;
        Some(log.and_then(|log| ActConnection::of(&log, kinds.as_deref(), &page, &self.reading)))
    }

    /// The files of its texts and instruments, in the order in which they were added.
    async fn documents(&self) -> Nullable<Vec<AgreementDocument>> {
        AgreementDocument::all(self.view.id, &self.reading).await
    }

    /// Which acts may be recorded now, and what stands against the others; null for a caller who may record none.
    async fn available_acts(&self) -> Nullable<Vec<AvailableAct>> {
        if !self.reading.caller.may_write() {
            return None;
        }
        let log = self.reading.log(self.view.id, None).await.transpose()?;
        Some(log.map(|log| AvailableAct::all(&log, &self.reading)))
    }
}
