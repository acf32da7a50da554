//! Which instrument changed which clause.

use std::sync::Arc;

use async_graphql::SimpleObject;
use mithaq_domain::agreement;

use super::act::Act;
use super::day::LegalDay;
use super::listing::{Place, placed};
use crate::reading::Reading;
use crate::words::ClauseChangeKind;

/// What an amendment or a correction did to a clause.
#[derive(Clone, SimpleObject)]
pub(crate) struct ChangedClause {
    /// The clause's number in the text.
    clause: String,
    /// What was done to it.
    change: ClauseChangeKind,
    /// Its words from then on.
    text: Option<String>,
    /// The first day on which that holds; null where it holds from the start, as a correction does (VCLT 79(4)).
    holds_from: Option<LegalDay>,
    /// The amendment or correction.
    act: Act,
}

impl ChangedClause {
    /// What was done to the clauses of an agreement, or to one of them, in the order of its log.
    pub(crate) fn all(
        log: &Arc<agreement::Agreement>,
        clause: Option<&str>,
        reading: &Arc<Reading>,
    ) -> Vec<(Place, Self)> {
        let changes = log.clause_changes().filter(|(_, _, change)| clause.is_none_or(|clause| clause == change.clause));
        let changes = changes.filter_map(|(id, from, change)| {
            let entry = Self {
                clause: change.clause.clone(),
                change: change.change.into(),
                text: change.text.clone(),
                holds_from: from.map(Into::into),
                act: Act::find(log, id, reading)?,
            };
            Some((id, entry))
        });
        placed(log, changes)
    }
}
