//! Records of other registers, as a worklist.

use std::sync::Arc;

use async_graphql::{ID, Object, SimpleObject};
use mithaq_store::{ImportRecordQuery, ImportRecordView};

use super::agreement::Agreement;
use super::page_info::PageInfo;
use crate::failure::Nullable;
use crate::reading::Reading;
use crate::scalar::DateTime;
use crate::words::ImportOutcome;

/// A record of another register, with what became of it.
#[derive(Clone)]
pub(crate) struct ImportRecord {
    view: Arc<ImportRecordView>,
    reading: Arc<Reading>,
}

/// Something that is to be known of a record.
#[derive(SimpleObject)]
pub(crate) struct ImportReason {
    /// What, for programs. Codes are added over time.
    code: String,
    /// The same for a person.
    message: String,
}

/// A record of another register, with what became of it.
#[Object]
impl ImportRecord {
    /// Its identity here.
    async fn id(&self) -> ID {
        ID(self.view.id.to_string())
    }

    /// The register.
    async fn register(&self) -> &str {
        &self.view.register
    }

    /// Its key there.
    async fn key(&self) -> &str {
        &self.view.key
    }

    /// The record as it was read.
    async fn raw(&self) -> &str {
        &self.view.raw
    }

    /// What became of it.
    async fn outcome(&self) -> ImportOutcome {
        self.view.outcome.into()
    }

    /// What is to be known of it: why it waits, or what was doubtful.
    async fn reasons(&self) -> Vec<ImportReason> {
        let reasons = self.view.reasons.iter();
        reasons.map(|reason| ImportReason { code: reason.code.clone(), message: reason.message.clone() }).collect()
    }

    /// The agreement that it became.
    async fn agreement(&self) -> Nullable<Agreement> {
        Agreement::load(self.view.agreement?, &self.reading).await.transpose()
    }

    /// The moment at which it was last read.
    async fn imported_at(&self) -> DateTime {
        DateTime(self.view.imported_at)
    }
}

/// A page of records of other registers.
pub(crate) struct ImportRecordConnection {
    query: ImportRecordQuery,
    edges: Vec<ImportRecordEdge>,
    page_info: PageInfo,
    reading: Arc<Reading>,
}

impl ImportRecordConnection {
    /// A page of records with their cursors, and whether there is more before and after it.
    pub(crate) fn of(
        query: ImportRecordQuery,
        rows: Vec<(ImportRecordView, String)>,
        (has_previous_page, has_next_page): (bool, bool),
        reading: &Arc<Reading>,
    ) -> Self {
        let cursors: Vec<String> = rows.iter().map(|(_, cursor)| cursor.clone()).collect();
        let edge = |(view, cursor)| {
            let node = ImportRecord { view: Arc::new(view), reading: Arc::clone(reading) };
            ImportRecordEdge { cursor, node }
        };
        Self {
            query,
            edges: rows.into_iter().map(edge).collect(),
            page_info: PageInfo::of(&cursors, has_previous_page, has_next_page),
            reading: Arc::clone(reading),
        }
    }
}

/// A page of records of other registers.
#[Object]
impl ImportRecordConnection {
    /// The entries.
    async fn edges(&self) -> Vec<ImportRecordEdge> {
        self.edges.clone()
    }

    /// Where the page stands in the list.
    async fn page_info(&self) -> PageInfo {
        self.page_info.clone()
    }

    /// How many records the whole list has, among those that the caller may see.
    async fn total_count(&self) -> Nullable<u64> {
        let counted = self.reading.snapshot.count_import_records(&self.query).await;
        Some(counted.map_err(|error| self.reading.failure(&error)))
    }
}

/// A record on a page.
#[derive(Clone, SimpleObject)]
pub(crate) struct ImportRecordEdge {
    /// Its place: give it as `after` or `before` to go on from here.
    cursor: String,
    /// The record.
    node: ImportRecord,
}
