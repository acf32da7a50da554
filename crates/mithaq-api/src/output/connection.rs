//! Pages of agreements.

use std::sync::Arc;

use async_graphql::Object;
use chrono::{DateTime, NaiveDate, Utc};
use mithaq_store::{AgreementQuery, AgreementView, Key, Page};
use serde::{Deserialize, Serialize};

use super::agreement::Agreement;
use super::page_info::PageInfo;
use super::snapshot::AgreementSnapshot;
use crate::failure::{Failure, Nullable};
use crate::input::page::ListSeal;
use crate::reading::Reading;
use crate::scalar::{Date, DateTime as Moment};

/// A place in a list of agreements, with the day and the moment that the list is of.
#[derive(Serialize, Deserialize)]
pub(crate) struct Place {
    pub(crate) key: Key,
    pub(crate) as_of: NaiveDate,
    pub(crate) known_at: DateTime<Utc>,
}

/// A list of agreements.
pub(crate) struct AgreementList {
    pub(crate) query: AgreementQuery,
    pub(crate) seal: ListSeal,
    pub(crate) reading: Arc<Reading>,
}

impl AgreementList {
    async fn cursor(&self, key: &Key) -> Result<String, Failure> {
        let known_at = self.reading.moment(self.query.known_at).await?;
        let place = Place { key: key.clone(), as_of: self.query.as_of, known_at };
        Ok(self.seal.cursor(&self.reading.registry, &place))
    }
}

/// A page of agreements.
pub(crate) struct AgreementConnection {
    list: Arc<AgreementList>,
    rows: Vec<(Arc<AgreementView>, Key)>,
    has_previous_page: bool,
    has_next_page: bool,
}

impl AgreementConnection {
    /// A page of a list, with whether there is more before and after it.
    pub(crate) fn new(list: AgreementList, page: Page, (has_previous_page, has_next_page): (bool, bool)) -> Self {
        let rows = page.rows.into_iter().map(|(view, key)| (Arc::new(view), key)).collect();
        Self { list: Arc::new(list), rows, has_previous_page, has_next_page }
    }
}

/// A page of agreements, with the day and the moment that it is of.
#[Object]
impl AgreementConnection {
    /// The entries, in the order of the list.
    async fn edges(&self) -> Vec<AgreementEdge> {
        let edge = |(view, key): &(Arc<AgreementView>, Key)| AgreementEdge {
            list: Arc::clone(&self.list),
            view: Arc::clone(view),
            key: key.clone(),
        };
        self.rows.iter().map(edge).collect()
    }

    /// Where the page stands in the list.
    async fn page_info(&self) -> Result<PageInfo, Failure> {
        let ends = [self.rows.first(), self.rows.last()];
        let mut cursors = Vec::with_capacity(ends.len());
        for (_, key) in ends.into_iter().flatten() {
            cursors.push(self.list.cursor(key).await?);
        }
        Ok(PageInfo::of(&cursors, self.has_previous_page, self.has_next_page))
    }

    /// How many agreements the whole list has, among those that the caller may see.
    async fn total_count(&self) -> Nullable<u64> {
        let reading = &self.list.reading;
        Some(reading.snapshot.count(&self.list.query).await.map_err(|error| reading.failure(&error)))
    }

    /// The day that statuses are asked on.
    async fn as_of(&self) -> Date {
        Date(self.list.query.as_of)
    }

    /// The moment of knowledge: only what was recorded by then is taken into account, except where the filter or the order
    /// goes by what is now known.
    async fn known_at(&self) -> Result<Moment, Failure> {
        self.list.reading.moment(self.list.query.known_at).await.map(Moment)
    }
}

/// An agreement on a page.
pub(crate) struct AgreementEdge {
    list: Arc<AgreementList>,
    view: Arc<AgreementView>,
    key: Key,
}

/// An agreement on a page.
#[Object]
impl AgreementEdge {
    /// Its place: give it as `after` or `before` to go on from here.
    async fn cursor(&self) -> Result<String, Failure> {
        self.list.cursor(&self.key).await
    }

    /// The agreement, as it is now.
    async fn node(&self) -> Agreement {
        Agreement::of(Arc::clone(&self.view), &self.list.reading)
    }

    /// The agreement on the page's day, as known at the page's moment.
    async fn at(&self) -> AgreementSnapshot {
        AgreementSnapshot::of(&self.view, self.list.query.as_of, self.list.query.known_at, &self.list.reading)
    }
}
