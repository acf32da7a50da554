//! An agreement as it was, or will be.

use std::sync::Arc;

use async_graphql::Object;
use chrono::{DateTime, NaiveDate, Utc};
use mithaq_domain::agreement;
use mithaq_domain::day::Span;
use mithaq_store::{AgreementView, Condition, StatusView};

use super::agreement_text::AgreementText;
use super::day::LegalDay;
use super::domestic_step::PendingConsent;
use super::listing::AgreementConflictConnection;
use super::registration::UnRegistration;
use super::standing_clause::StandingClause;
use super::status::AgreementStatus;
use super::succession::StandingSuccession;
use super::terms::AgreementTerms;
use super::text::LocalizedText;
use crate::failure::{Failure, Nullable};
use crate::input::page::PageInput;
use crate::query::agreements::Asked;
use crate::query::conflicts::{Among, conflicts};
use crate::reading::Reading;
use crate::scalar::{Date, DateTime as Moment, Language};
use crate::words::Area;

/// An agreement on a day, as known at a moment. It has no id: caches embed it.
pub(crate) struct AgreementSnapshot {
    view: Arc<AgreementView>,
    as_of: NaiveDate,
    known_at: Option<DateTime<Utc>>,
    /// The agreement as it would be, where that is supposed.
    supposed: Option<Arc<agreement::Agreement>>,
    reading: Arc<Reading>,
}

impl AgreementSnapshot {
    /// The agreement on a day, as known at a moment at which the registry knew of it.
    pub(crate) fn of(
        view: &Arc<AgreementView>,
        as_of: NaiveDate,
        known_at: Option<DateTime<Utc>>,
        reading: &Arc<Reading>,
    ) -> Self {
        Self { view: Arc::clone(view), as_of, known_at, supposed: None, reading: Arc::clone(reading) }
    }

    /// The agreement on a day, as it would be.
    pub(crate) fn supposed(
        view: &Arc<AgreementView>,
        supposed: &Arc<agreement::Agreement>,
        as_of: NaiveDate,
        reading: &Arc<Reading>,
    ) -> Self {
        let (view, supposed, reading) = (Arc::clone(view), Some(Arc::clone(supposed)), Arc::clone(reading));
        Self { view, as_of, known_at: None, supposed, reading }
    }

    /// Where it would stand, where that is supposed.
    fn supposed_status(&self) -> Option<StatusView> {
        let supposed = self.supposed.as_ref()?;
        Some(StatusView::of(supposed, supposed.on(self.as_of)))
    }

    async fn legal_day(&self, of: impl Fn(&StatusView) -> Option<Span>) -> Nullable<LegalDay> {
        if let Some(status) = self.supposed_status() {
            return of(&status).map(|span| Ok(span.into()));
        }
        let status = self.reading.statuses.load((self.view.id, self.as_of, self.known_at)).await;
        status.map(|view| view.and_then(|view| of(&view)).map(LegalDay::from)).transpose()
    }

    /// Whether the agreement's row says what it says on this day.
    fn is_of_the_row(&self) -> bool {
        self.as_of == self.reading.today && self.supposed.is_none()
    }

    async fn opposed(&self, page: PageInput) -> Result<AgreementConflictConnection, Failure> {
        let log = self.log().await?;
        let parties = log.standing().parties.iter();
        let own = parties.map(|(_, party)| Condition::Party(vec![party.actor])).collect();
        let (as_of, known_at) = (Some(Date(self.as_of)), self.known_at.map(Moment));
        let asked = Asked { filter: None, order_by: None, as_of, known_at, page };
        conflicts(&self.reading, Among { field: "AgreementSnapshot.conflicts", own, of: Some(log) }, asked).await
    }

    async fn log(&self) -> Result<Arc<agreement::Agreement>, Failure> {
        if let Some(supposed) = &self.supposed {
            return Ok(Arc::clone(supposed));
        }
        let log = self.reading.log(self.view.id, self.known_at).await?;
        log.ok_or_else(|| self.reading.fault(&format!("agreement {} has no log", self.view.id)))
    }
}

/// An agreement on a day, as known at a moment. It has no id: it is of one day and one state of knowledge, so that
/// caches embed it.
#[Object]
impl AgreementSnapshot {
    /// The day.
    async fn as_of(&self) -> Date {
        Date(self.as_of)
    }

    /// The moment of knowledge: only what was recorded by then is taken into account.
    async fn known_at(&self) -> Result<Moment, Failure> {
        self.reading.moment(self.known_at).await.map(Moment)
    }

    /// The version that the agreement had at that moment; opaque. Of a simulation, the version that it is based on.
    async fn version(&self) -> Result<String, Failure> {
        let version = if self.known_at.is_some() { self.log().await?.version() } else { self.view.version };
        Ok(self.reading.registry.seal_version(self.view.id, version))
    }

    /// Where it stands.
    async fn status(&self) -> Result<AgreementStatus, Failure> {
        match self.supposed_status() {
            Some(status) => Ok(AgreementStatus::supposed(self.view.id, self.as_of, status, &self.reading)),
            None => AgreementStatus::of(self.view.id, self.as_of, self.known_at, &self.reading).await,
        }
    }

    /// Its title, as known at that moment.
    async fn title(
        &self,
        #[graphql(
            default_with = "Language::default_list()",
            desc = "The languages wanted, the best first; where there is none of them, the source's own comes back."
        )]
        languages: Vec<Language>,
    ) -> Result<LocalizedText, Failure> {
        Ok(match self.known_at {
            None if self.is_of_the_row() => LocalizedText::title(&self.view.titles, languages),
            Some(_) | None => {
                LocalizedText::title(&self.log().await?.standing().terms_on(self.as_of).titles, languages)
            }
        })
    }

    /// What it is about, as known at that moment.
    async fn areas(&self) -> Result<Vec<Area>, Failure> {
        Ok(match self.known_at {
            None if self.is_of_the_row() => self.view.areas.iter().map(|area| (*area).into()).collect(),
            Some(_) | None => {
                self.log().await?.standing().terms_on(self.as_of).areas.iter().map(|area| (*area).into()).collect()
            }
        })
    }

    /// What its text says, as known at that moment.
    async fn terms(&self) -> Result<AgreementTerms, Failure> {
        Ok(self.log().await?.standing().terms_on(self.as_of).into())
    }

    /// Since when it is, or was, in force (VCLT 24).
    async fn in_force_since(&self) -> Nullable<LegalDay> {
        self.legal_day(|view| view.in_force_since).await
    }

    /// From when it applies, which may be before it is in force (VCLT 28).
    async fn applies_from(&self) -> Nullable<LegalDay> {
        self.legal_day(|view| view.applies_from).await
    }

    /// The last day in force, where it has ended or its end follows from what is recorded.
    async fn ends_on(&self) -> Nullable<LegalDay> {
        self.legal_day(|view| view.ends_on).await
    }

    /// Its texts on that day: authentic, corrected, consolidated and translated.
    async fn texts(&self) -> Result<Vec<AgreementText>, Failure> {
        let of = |text| AgreementText::of(text, self.view.id, &self.reading);
        Ok(self.log().await?.texts_on(self.as_of).map(|(_, text)| of(text)).collect())
    }

    /// Its clauses as they stand on that day, by one text: the best by the languages wanted, then the one that prevails, then
    /// an authentic one (VCLT 33). Empty where no text has its clauses recorded.
    async fn clauses(
        &self,
        #[graphql(
            default_with = "Language::default_list()",
            desc = "The languages wanted, the best first; where there is none of them, the prevailing or an authentic text."
        )]
        languages: Vec<Language>,
    ) -> Result<Vec<StandingClause>, Failure> {
        let languages = Language::wanted(languages);
        Ok(StandingClause::all(&self.log().await?, self.as_of, &languages, &self.reading))
    }

    /// Whose consent is awaited on that day, since when, and which steps of domestic law were taken.
    async fn consent_pending(&self) -> Result<Vec<PendingConsent>, Failure> {
        PendingConsent::all(&self.log().await?, self.as_of, &self.reading)
    }

    /// Who succeeds the parties on that day, as far as it is recorded. Succession is never assumed.
    async fn successions(&self) -> Result<Vec<StandingSuccession>, Failure> {
        StandingSuccession::all(&self.log().await?, self.as_of, &self.reading)
    }

    /// The other agreements in force between the same parties whose clauses are opposed to those of this one on that day,
    /// offered for review: the most telling first.
    async fn conflicts(
        &self,
        #[graphql(desc = "How many from the start, or after `after`: 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor of the entry after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many from the end, or before `before`: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor of the entry before which the page ends.")] before: Option<String>,
    ) -> Nullable<AgreementConflictConnection> {
        let page = PageInput { first, after, last, before };
        Some(self.opposed(page).await)
    }

    /// Whether it is registered with the United Nations on that day (Charter 102, VCLT 80).
    async fn registration(&self) -> Result<UnRegistration, Failure> {
        Ok(self.log().await?.registration(self.as_of).into())
    }
}
