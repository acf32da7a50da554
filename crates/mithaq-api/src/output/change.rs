//! What happens in the registry, in the one order in which it happens.

use std::sync::Arc;

use async_graphql::{ID, Object, SimpleObject};
use mithaq_domain::agreement::{self as domain, BrokenLog};
use mithaq_store::Change;

use super::act::Act;
use super::agreement::Agreement;
use super::page_info::PageInfo;
use crate::failure::{Failure, Nullable};
use crate::reading::Reading;
use crate::words::{ChangeKind, StatusName};

/// Something that a caller is told of.
pub(crate) struct AgreementChange {
    cursor: String,
    told: Told,
    reading: Arc<Reading>,
}

enum Told {
    Recorded(Change),
    Progress,
}

impl AgreementChange {
    /// An act was recorded.
    pub(crate) fn recorded(change: Change, cursor: String, reading: Arc<Reading>) -> Self {
        Self { cursor, told: Told::Recorded(change), reading }
    }

    /// Up to here there was nothing more for this caller.
    pub(crate) fn progress(cursor: String, reading: Arc<Reading>) -> Self {
        Self { cursor, told: Told::Progress, reading }
    }

    fn change(&self) -> Option<&Change> {
        match &self.told {
            Told::Recorded(change) => Some(change),
            Told::Progress => None,
        }
    }

    async fn log(&self, change: &Change) -> Result<Arc<domain::Agreement>, Failure> {
        let log = self.reading.log(change.agreement, None).await?;
        log.ok_or_else(|| self.reading.fault(&format!("act {} is in the feed without its log", change.act)))
    }

    /// The statuses before and after an act.
    async fn statuses(&self, change: &Change) -> Result<(StatusName, StatusName), Failure> {
        let log = self.log(change).await?;
        let recorded_on = (self.reading.registry.config.day)(change.recorded_at);
        let turn = log.turn(change.version, recorded_on);
        let (before, after) = turn.map_err(|broken: BrokenLog| self.reading.fault(&broken.to_string()))?;
        Ok((before.into(), after.into()))
    }
}

/// Something that happened in the registry, in the one order in which it happens.
#[Object]
impl AgreementChange {
    /// Its place: give it as `after` to go on from here.
    async fn cursor(&self) -> &str {
        &self.cursor
    }

    /// What happened.
    async fn kind(&self) -> ChangeKind {
        match self.told {
            Told::Recorded(_) => ChangeKind::Recorded,
            Told::Progress => ChangeKind::Progress,
        }
    }

    /// The agreement's id; null for PROGRESS.
    async fn agreement_id(&self) -> Option<ID> {
        self.change().map(|change| ID(change.agreement.to_string()))
    }

    /// The agreement as it is now; null for PROGRESS.
    async fn agreement(&self) -> Nullable<Agreement> {
        Agreement::load(self.change()?.agreement, &self.reading).await.transpose()
    }

    /// The act; null for PROGRESS.
    async fn act(&self) -> Nullable<Act> {
        let change = self.change()?;
        match self.log(change).await {
            Ok(log) => Act::find(&log, change.act, &self.reading).map(Ok),
            Err(failure) => Some(Err(failure)),
        }
    }

    /// The agreement's status before the act, on the day on which the act was recorded; of an act that announces a day
    /// which came by itself, on the eve of that day. Null for PROGRESS.
    async fn before(&self) -> Nullable<StatusName> {
        Some(self.statuses(self.change()?).await.map(|(before, _)| before))
    }

    /// The agreement's status after the act, on the day on which the act was recorded; of an act that announces a day
    /// which came by itself, on that day. Null for PROGRESS.
    async fn after(&self) -> Nullable<StatusName> {
        Some(self.statuses(self.change()?).await.map(|(_, after)| after))
    }
}

/// A page of changes, from the earliest on.
#[derive(SimpleObject)]
pub(crate) struct AgreementChangeConnection {
    /// The entries, in the one order in which things happened.
    edges: Vec<AgreementChangeEdge>,
    /// Where the page stands in the list.
    page_info: PageInfo,
}

impl AgreementChangeConnection {
    /// A page of acts with their cursors, and whether there is more before and after it.
    pub(crate) fn of(
        rows: Vec<(Change, String)>,
        (has_previous_page, has_next_page): (bool, bool),
        reading: &Arc<Reading>,
    ) -> Self {
        let cursors: Vec<String> = rows.iter().map(|(_, cursor)| cursor.clone()).collect();
        let edge = |(change, cursor): (Change, String)| AgreementChangeEdge {
            cursor: cursor.clone(),
            node: AgreementChange::recorded(change, cursor, Arc::clone(reading)),
        };
        Self {
            edges: rows.into_iter().map(edge).collect(),
            page_info: PageInfo::of(&cursors, has_previous_page, has_next_page),
        }
    }
}

/// A change on a page.
#[derive(SimpleObject)]
pub(crate) struct AgreementChangeEdge {
    /// Its place: give it as `after` or `before` to go on from here, or as `after` to subscribe from here on.
    cursor: String,
    /// The change.
    node: AgreementChange,
}
