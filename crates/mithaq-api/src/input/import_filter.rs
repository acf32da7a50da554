//! Which records of other registers.

use async_graphql::{ID, InputObject};
use mithaq_store::ImportRecordQuery;

use super::id::read_id;
use crate::failure::Failure;
use crate::words::ImportOutcome;

/// Which records of other registers. All fields that are given must be met; a list is met by any one of its values.
#[derive(InputObject)]
pub(crate) struct ImportRecordFilter {
    /// Of these registers: `uk-treaties`, `concordia`.
    register: Option<Vec<String>>,
    /// With one of these outcomes. QUARANTINED gives the worklist.
    outcome: Option<Vec<ImportOutcome>>,
    /// With one of these reasons, by their codes.
    reason: Option<Vec<String>>,
    /// That became this agreement, by its id.
    agreement_id: Option<ID>,
}

impl ImportRecordFilter {
    /// What is asked of the store.
    pub(crate) fn read(&self) -> Result<ImportRecordQuery, Failure> {
        for (field, list) in [("register", &self.register), ("reason", &self.reason)] {
            if list.as_ref().is_some_and(Vec::is_empty) {
                return Err(empty(field));
            }
        }
        if self.outcome.as_ref().is_some_and(Vec::is_empty) {
            return Err(empty("outcome"));
        }
        Ok(ImportRecordQuery {
            registers: self.register.clone().unwrap_or_default(),
            outcomes: self.outcome.iter().flatten().map(|outcome| (*outcome).into()).collect(),
            reasons: self.reason.clone().unwrap_or_default(),
            agreement: self.agreement_id.as_ref().map(|id| read_id(id, "filter.agreementId")).transpose()?,
        })
    }
}

fn empty(field: &str) -> Failure {
    Failure::bad_input(format!("filter.{field}: an empty list is met by nothing: name a value, or leave it out"))
}
