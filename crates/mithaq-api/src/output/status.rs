//! Where an agreement stands.

use std::sync::Arc;

use async_graphql::{Object, SimpleObject};
use chrono::{DateTime, NaiveDate, Utc};
use mithaq_domain::act::{self, AgreementId};
use mithaq_domain::agreement;
use mithaq_store::StatusView;

use super::day::LegalDay;
use super::reason::{LegalReason, ReasonOf};
use crate::failure::Failure;
use crate::reading::Reading;
use crate::scalar::{Date, DateTime as Moment};
use crate::words::{MissingFact, PartyRole, StatusFlag, StatusName};

/// Where an agreement stands on a day, as known at a moment. It is derived from the recorded acts.
pub(crate) struct AgreementStatus {
    agreement: AgreementId,
    as_of: NaiveDate,
    known_at: Option<DateTime<Utc>>,
    view: Option<Arc<StatusView>>,
    reading: Arc<Reading>,
}

impl AgreementStatus {
    /// The status of an agreement that the caller may see. Before the registry knew of it, it is none.
    pub(crate) async fn of(
        agreement: AgreementId,
        as_of: NaiveDate,
        known_at: Option<DateTime<Utc>>,
        reading: &Arc<Reading>,
    ) -> Result<Self, Failure> {
        let view = reading.statuses.load((agreement, as_of, known_at)).await?;
        Ok(Self { agreement, as_of, known_at, view, reading: Arc::clone(reading) })
    }

    /// The status that an agreement would have.
    pub(crate) fn supposed(
        agreement: AgreementId,
        as_of: NaiveDate,
        status: StatusView,
        reading: &Arc<Reading>,
    ) -> Self {
        Self { agreement, as_of, known_at: None, view: Some(Arc::new(status)), reading: Arc::clone(reading) }
    }
}

/// Where an agreement stands on a day, as known at a moment. It is derived from the recorded acts.
#[Object]
impl AgreementStatus {
    /// The status.
    async fn name(&self) -> StatusName {
        self.view.as_ref().map_or(agreement::StatusName::None, |view| view.status).into()
    }

    /// The day that it is the status of.
    async fn as_of(&self) -> Date {
        Date(self.as_of)
    }

    /// The moment of knowledge: only what was recorded by then is taken into account.
    async fn known_at(&self) -> Result<Moment, Failure> {
        self.reading.moment(self.known_at).await.map(Moment)
    }

    /// The day on which the agreement came to this status.
    async fn since(&self) -> Option<LegalDay> {
        self.view.as_ref()?.since.map(LegalDay::from)
    }

    /// What else is to be known.
    async fn flags(&self) -> Vec<StatusFlag> {
        self.view.iter().flat_map(|view| &view.flags).map(|flag| (*flag).into()).collect()
    }

    /// Whose consent is awaited, where the flag `CONSENT_PENDING` is raised.
    async fn consent_pending_on(&self) -> Vec<PartyRole> {
        self.view.iter().flat_map(|view| &view.pending_on).map(|role| (*role).into()).collect()
    }

    /// Why it is this status.
    async fn because(&self) -> Vec<LegalReason> {
        let of = || ReasonOf {
            agreement: Some(self.agreement),
            known_at: self.known_at,
            reading: Arc::clone(&self.reading),
        };
        let reasons = self.view.iter().flat_map(|view| &view.reasons);
        reasons.map(|reason| LegalReason::of_status(of(), reason)).collect()
    }

    /// Facts that are missing in the sources, and that this status or what comes of it turns on.
    async fn missing(&self) -> Vec<MissingFact> {
        self.view.iter().flat_map(|view| &view.missing).map(|fact| (*fact).into()).collect()
    }
}

/// The status that another register states. It is kept beside the derived one, and never taken for it.
#[derive(SimpleObject)]
pub(crate) struct AssertedStatus {
    /// In that register's own words.
    as_printed: String,
    /// This registry's word for it, where there is one.
    status: Option<StatusName>,
}

impl From<&act::AssertedStatus> for AssertedStatus {
    fn from(asserted: &act::AssertedStatus) -> Self {
        Self { as_printed: asserted.as_printed.clone(), status: asserted.status.map(Into::into) }
    }
}
