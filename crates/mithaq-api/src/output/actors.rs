//! Pages of actors.

use std::sync::Arc;

use async_graphql::Object;
use mithaq_domain::actor;

use super::actor::Actor;
use super::page_info::PageInfo;
use crate::input::page::{ListSeal, Wanted};
use crate::reading::Reading;

/// A page of actors.
pub(crate) struct ActorConnection {
    rows: Vec<(&'static actor::Actor, String)>,
    total: usize,
    page_info: PageInfo,
    reading: Arc<Reading>,
}

impl ActorConnection {
    /// The page that is wanted of a list in the order of codes.
    pub(crate) fn of(
        all: Vec<&'static actor::Actor>,
        wanted: &Wanted<String>,
        seal: &ListSeal,
        reading: &Arc<Reading>,
    ) -> Self {
        let total = all.len();
        let beyond = |actor: &&'static actor::Actor| match &wanted.from {
            None => true,
            Some(from) if wanted.backwards => actor.code < from.as_str(),
            Some(from) => actor.code > from.as_str(),
        };
        let found: Vec<&'static actor::Actor> = all.into_iter().filter(beyond).collect();
        let has_more = found.len() > wanted.size;
        let skipped = if wanted.backwards { found.len().saturating_sub(wanted.size) } else { 0 };
        let page = found.into_iter().skip(skipped).take(wanted.size);
        let rows: Vec<_> = page.map(|actor| (actor, seal.cursor(&reading.registry, &actor.code))).collect();
        let cursors: Vec<String> = rows.iter().map(|(_, cursor)| cursor.clone()).collect();
        let (has_previous_page, has_next_page) = wanted.neighbours(has_more);
        let page_info = PageInfo::of(&cursors, has_previous_page, has_next_page);
        Self { rows, total, page_info, reading: Arc::clone(reading) }
    }
}

/// A page of actors.
#[Object]
impl ActorConnection {
    /// The entries, in the order of their codes.
    async fn edges(&self) -> Vec<ActorEdge> {
        let rows = self.rows.iter();
        rows.map(|(actor, cursor)| ActorEdge { cursor: cursor.clone(), node: Actor::of(actor, &self.reading) })
            .collect()
    }

    /// Where the page stands in the list.
    async fn page_info(&self) -> PageInfo {
        self.page_info.clone()
    }

    /// How many actors the whole list has.
    async fn total_count(&self) -> Option<usize> {
        Some(self.total)
    }
}

/// An actor on a page.
pub(crate) struct ActorEdge {
    cursor: String,
    node: Actor,
}

/// An actor on a page.
#[Object]
impl ActorEdge {
    /// Its place: give it as `after` or `before` to go on from here.
    async fn cursor(&self) -> &str {
        &self.cursor
    }

    /// The actor.
    async fn node(&self) -> Actor {
        self.node.clone()
    }
}
