//! Pages of what a search finds, with its hits.

use std::sync::Arc;

use async_graphql::{Object, SimpleObject};
use chrono::{DateTime, NaiveDate, Utc};
use futures_util::FutureExt;
use futures_util::future::try_join_all;
use mithaq_domain::act::AgreementId;
use mithaq_store::{AgreementQuery, AgreementView, FoundAt, Highlight, Search};
use serde::{Deserialize, Serialize};

use super::agreement::Agreement;
use super::page_info::PageInfo;
use super::snapshot::AgreementSnapshot;
use crate::batch::Batch;
use crate::failure::{Failure, Nullable};
use crate::input::page::ListSeal;
use crate::reading::Reading;
use crate::scalar::{Date, Language};
use crate::words::SearchPlace;

/// A place among what was found, with the day and the moment that the list is of.
#[derive(Serialize, Deserialize)]
pub(crate) struct FoundPlace {
    pub(crate) at: FoundAt,
    pub(crate) as_of: NaiveDate,
    pub(crate) known_at: DateTime<Utc>,
}

/// What a search finds.
pub(crate) struct FoundList {
    search: Arc<Search>,
    query: AgreementQuery,
    seal: ListSeal,
    highlights: Batch<AgreementId, Arc<Vec<Highlight>>>,
    reading: Arc<Reading>,
}

impl FoundList {
    pub(crate) fn new(search: Search, query: AgreementQuery, seal: ListSeal, reading: Arc<Reading>) -> Self {
        let search = Arc::new(search);
        let (searched, read) = (Arc::clone(&search), Arc::clone(&reading));
        let highlights = Batch::new(move |ids| highlights(Arc::clone(&searched), Arc::clone(&read), ids).boxed());
        Self { search, query, seal, highlights, reading }
    }

    async fn cursor(&self, at: FoundAt) -> Result<String, Failure> {
        let known_at = self.reading.moment(self.query.known_at).await?;
        let place = FoundPlace { at, as_of: self.query.as_of, known_at };
        Ok(self.seal.cursor(&self.reading.registry, &place))
    }
}

/// The hits in agreements of a page, all at once.
async fn highlights(
    search: Arc<Search>,
    reading: Arc<Reading>,
    ids: Vec<AgreementId>,
) -> Result<std::collections::HashMap<AgreementId, Arc<Vec<Highlight>>>, Failure> {
    let logs = try_join_all(ids.iter().map(|id| reading.log(*id, None))).await?;
    let agreements: Vec<_> = logs.iter().flatten().map(AsRef::as_ref).collect();
    let found = reading.snapshot.highlights(&search, &agreements, reading.today).await;
    let found = found.map_err(|error| reading.failure(&error))?;
    Ok(agreements.iter().map(|agreement| agreement.id()).zip(found.into_iter().map(Arc::new)).collect())
}

/// A page of what a search finds, the best first.
pub(crate) struct AgreementSearchConnection {
    list: Arc<FoundList>,
    rows: Vec<(Arc<AgreementView>, FoundAt)>,
    has_previous_page: bool,
    has_next_page: bool,
}

impl AgreementSearchConnection {
    /// A page, with whether there is more before and after it.
    pub(crate) fn new(
        list: FoundList,
        rows: Vec<(AgreementView, FoundAt)>,
        (has_previous_page, has_next_page): (bool, bool),
    ) -> Self {
        let rows = rows.into_iter().map(|(view, at)| (Arc::new(view), at)).collect();
        Self { list: Arc::new(list), rows, has_previous_page, has_next_page }
    }
}

/// A page of what a search finds, the best first.
#[Object]
impl AgreementSearchConnection {
    /// The entries, the best first.
    async fn edges(&self) -> Vec<AgreementSearchEdge> {
        let edge = |(view, at): &(Arc<AgreementView>, FoundAt)| AgreementSearchEdge {
            list: Arc::clone(&self.list),
            view: Arc::clone(view),
            found_at: *at,
        };
        self.rows.iter().map(edge).collect()
    }

    /// Where the page stands in the list.
    async fn page_info(&self) -> Result<PageInfo, Failure> {
        let ends = [self.rows.first(), self.rows.last()];
        let mut cursors = Vec::with_capacity(ends.len());
        for (_, at) in ends.into_iter().flatten() {
            cursors.push(self.list.cursor(*at).await?);
        }
        Ok(PageInfo::of(&cursors, self.has_previous_page, self.has_next_page))
    }

    /// How many agreements are found, among those that the caller may see.
    async fn total_count(&self) -> Nullable<u64> {
        let FoundList { search, query, reading, .. } = &*self.list;
        Some(reading.snapshot.search_count(search, query).await.map_err(|error| reading.failure(&error)))
    }

    /// The day that statuses are asked on.
    async fn as_of(&self) -> Date {
        Date(self.list.query.as_of)
    }
}

/// An agreement that a search found.
pub(crate) struct AgreementSearchEdge {
    list: Arc<FoundList>,
    view: Arc<AgreementView>,
    found_at: FoundAt,
}

/// An agreement that a search found.
#[Object]
impl AgreementSearchEdge {
    /// Its place: give it as `after` or `before` to go on from here.
    async fn cursor(&self) -> Result<String, Failure> {
        self.list.cursor(self.found_at).await
    }

    /// The agreement, as it is now.
    async fn node(&self) -> Agreement {
        Agreement::of(Arc::clone(&self.view), &self.list.reading)
    }

    /// The agreement on the page's day.
    async fn at(&self) -> AgreementSnapshot {
        AgreementSnapshot::of(&self.view, self.list.query.as_of, self.list.query.known_at, &self.list.reading)
    }

    /// The texts with hits, those that count most first.
    async fn highlights(&self) -> Nullable<Vec<SearchHighlight>> {
        let found = self.list.highlights.load(self.view.id).await.transpose()?;
        Some(found.map(|found| found.iter().map(Into::into).collect()))
    }
}

/// A text with hits, or the part of it around the first of them.
#[derive(SimpleObject)]
pub(crate) struct SearchHighlight {
    /// Where it stands.
    #[graphql(name = "where")]
    place: SearchPlace,
    /// Its language, where that is known.
    language: Option<Language>,
    /// The clause's number, where it is a clause.
    clause: Option<String>,
    /// The text in pieces, hits and what stands between them; joined, they are the text.
    segments: Vec<HighlightSegment>,
    /// Whether that is the whole text.
    whole: bool,
}

/// A piece of a text, as plain text.
#[derive(SimpleObject)]
pub(crate) struct HighlightSegment {
    /// The piece.
    text: String,
    /// Whether it is a hit.
    hit: bool,
}

impl From<&Highlight> for SearchHighlight {
    fn from(found: &Highlight) -> Self {
        let segments = found.segments.iter();
        Self {
            place: found.place.into(),
            language: found.language.clone().map(Language),
            clause: found.clause.clone(),
            segments: segments.map(|piece| HighlightSegment { text: piece.text.clone(), hit: piece.hit }).collect(),
            whole: found.whole,
        }
    }
}
