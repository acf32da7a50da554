//! Pages of lists that have one cursor an entry: cut from what comes with one agreement's log, or read as pages.

use std::collections::HashMap;
use std::sync::Arc;

use futures_util::future::BoxFuture;
use mithaq_domain::act::ActId;
use mithaq_domain::agreement;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::act::Act;
use super::activity::Activity;
use super::changed_clause::ChangedClause;
use super::conflict::AgreementConflict;
use super::deadline::Deadline;
use super::document::AgreementDocument;
use super::domestic_step::DomesticStep;
use super::obligation::Obligation;
use super::page_info::PageInfo;
use super::relation::AgreementRelation;
use super::review::Review;
use crate::failure::{Failure, Nullable};
use crate::input::page::{Cursor, ListSeal, PageInput};
use crate::registry::Registry;

/// A page of a list.
pub(crate) struct Cut<T> {
    /// The entries, each with its cursor.
    rows: Vec<Arc<(Cursor, T)>>,
    total: Total,
    has_previous_page: bool,
    has_next_page: bool,
}

/// How many entries a whole list has.
enum Total {
    AtHand(u64),
    /// It is counted where it is asked for.
    Counted(Box<Count>),
}

type Count = dyn Fn() -> BoxFuture<'static, Result<u64, Failure>> + Send + Sync;

impl<T> Cut<T> {
    /// A page that was read as one, each entry with its cursor; with whether there is more before and after it, and how
    /// the whole list is counted.
    pub(crate) fn read<F>(rows: Vec<(Cursor, T)>, (has_previous_page, has_next_page): (bool, bool), count: F) -> Self
    where
        F: Fn() -> BoxFuture<'static, Result<u64, Failure>> + Send + Sync + 'static,
    {
        let rows = rows.into_iter().map(Arc::new).collect();
        Self { rows, total: Total::Counted(Box::new(count)), has_previous_page, has_next_page }
    }

    /// A page of entries, each with its place, in the order of the places. The field, and what else was asked of it,
    /// is what cursors are bound to.
    pub(crate) fn of<P>(
        list: Vec<(P, T)>,
        (field, asked): (&str, &[String]),
        page: &PageInput,
        registry: &Arc<Registry>,
    ) -> Result<Self, Failure>
    where
        P: Ord + Clone + Serialize + DeserializeOwned,
    {
        let seal = ListSeal::of(field, asked);
        let wanted = page.read::<P>(registry, &seal)?;
        let total = Total::AtHand(u64::try_from(list.len()).unwrap_or(u64::MAX));
        let (cut, has_more) = wanted.cut(list, |(place, _)| place.clone());
        let (has_previous_page, has_next_page) = wanted.neighbours(has_more);
        let rows = cut.into_iter().map(|(place, entry)| Arc::new((seal.unsealed(registry, &place), entry))).collect();
        Ok(Self { rows, total, has_previous_page, has_next_page })
    }

    async fn total(&self) -> Result<u64, Failure> {
        match &self.total {
            Total::AtHand(total) => Ok(*total),
            Total::Counted(count) => count().await,
        }
    }

    fn page_info(&self) -> PageInfo {
        let sealed = |row: &Arc<(Cursor, T)>| row.0.sealed();
        PageInfo {
            has_next_page: self.has_next_page,
            has_previous_page: self.has_previous_page,
            start_cursor: self.rows.first().map(sealed),
            end_cursor: self.rows.last().map(sealed),
        }
    }
}

/// Declares the page of a list and its entry, alike in every field.
macro_rules! connections {
    ($(
        $(#[$connection_doc:meta])* $connection:ident
        $(#[$edge_doc:meta])* $edge:ident of $node:ty,
    )+) => {
        $(
            $(#[$connection_doc])*
            pub(crate) struct $connection(pub(crate) Cut<$node>);

            $(#[$connection_doc])*
            #[async_graphql::Object]
            impl $connection {
                /// The entries, in the order of the list.
                async fn edges(&self) -> Vec<$edge> {
                    self.0.rows.iter().map(|row| $edge(Arc::clone(row))).collect()
                }

                /// Where the page stands in the list.
                async fn page_info(&self) -> PageInfo {
                    self.0.page_info()
                }

                /// How many entries the whole list has.
                async fn total_count(&self) -> Nullable<u64> {
                    Some(self.0.total().await)
                }
            }

            $(#[$edge_doc])*
            pub(crate) struct $edge(Arc<(Cursor, $node)>);

            $(#[$edge_doc])*
            #[async_graphql::Object]
            impl $edge {
                /// Its place: give it as `after` or `before` to go on from here.
                async fn cursor(&self) -> String {
                    self.0.0.sealed()
                }

                /// The entry.
                async fn node(&self) -> &$node {
                    &self.0.1
                }
            }
        )+
    };
}

/// Where an entry stands among those of its agreement: the version of the act that tells of it, and which of that act's
/// entries it is.
pub(crate) type Place = (u32, usize);

/// Entries with their places, each given with the act that tells of it; in the order of the log.
pub(crate) fn placed<T>(log: &agreement::Agreement, entries: impl IntoIterator<Item = (ActId, T)>) -> Vec<(Place, T)> {
    let versions: HashMap<ActId, u32> = log.acts().iter().map(|act| (act.id, act.version)).collect();
    let mut told: HashMap<ActId, usize> = HashMap::new();
    let mut place = |act: ActId| {
        let nth = told.entry(act).or_default();
        *nth += 1;
        Some((*versions.get(&act)?, *nth))
    };
    let mut placed: Vec<_> = entries.into_iter().filter_map(|(act, entry)| Some((place(act)?, entry))).collect();
    placed.sort_by_key(|(place, _)| *place);
    placed
}

connections! {
    /// A page of acts of one agreement, in the order in which the registry learned of them.
    ActConnection
    /// An act on a page.
    ActEdge of Act,

    /// A page of deadlines, the earliest first.
    DeadlineConnection
    /// A deadline on a page.
    DeadlineEdge of Deadline,

    /// A page of obligations under one agreement, in the order in which the registry learned of them.
    ObligationConnection
    /// An obligation on a page.
    ObligationEdge of Obligation,

    /// A page of activities under one agreement, in the order in which the registry learned of them.
    ActivityConnection
    /// An activity on a page.
    ActivityEdge of Activity,

    /// A page of reviews of one agreement, in the order in which the registry learned of them.
    ReviewConnection
    /// A review on a page.
    ReviewEdge of Review,

    /// A page of relations of one agreement, in the order in which the registry learned of them.
    AgreementRelationConnection
    /// A relation on a page.
    AgreementRelationEdge of AgreementRelation,

    /// A page of agreements whose clauses are opposed, the most telling first.
    AgreementConflictConnection
    /// Two agreements whose clauses are opposed, on a page.
    AgreementConflictEdge of AgreementConflict,

    /// A page of changes of one agreement's clauses, in the order in which the registry learned of them.
    ChangedClauseConnection
    /// A change of a clause on a page.
    ChangedClauseEdge of ChangedClause,

    /// A page of steps of domestic law, in the order in which the registry learned of them.
    DomesticStepConnection
    /// A step of domestic law on a page.
    DomesticStepEdge of DomesticStep,

    /// A page of documents of one agreement, in the order in which they were added.
    AgreementDocumentConnection
    /// A document on a page.
    AgreementDocumentEdge of AgreementDocument,
}
