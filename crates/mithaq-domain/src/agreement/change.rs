//! What a decision comes to: acts to be recorded, or a refusal.

use chrono::{DateTime, Utc};

use super::{Agreement, BrokenLog};
use crate::act::{ActBody, AgreementId, RecordedAct};
use crate::law::Finding;
use crate::registry_number::RegistryNumber;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// How an act stands to us when it is brought before the registry.
    Stance {
        /// We mean to do it: what the law forbids is refused.
        Intended = 1 "INTENDED",
        /// It was done: it is recorded, and what the law has against it is told.
        Done = 2 "DONE",
    }
}

/// The law, or the registry's own order, says no. Nothing is written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the act is refused: {}", .0.iter().map(|finding| finding.message.as_str()).collect::<Vec<_>>().join(" "))]
pub struct Refused(pub Vec<Finding>);

/// New acts that follow from an agreement's log, decided but not yet recorded. Only the domain builds one.
#[must_use = "a change that is not recorded never happened"]
#[derive(Debug, Clone)]
pub struct Change {
    pub(super) id: AgreementId,
    pub(super) number: RegistryNumber,
    pub(super) before: Option<Agreement>,
    pub(super) bodies: Vec<ActBody>,
    pub(super) warnings: Vec<Finding>,
}

impl Change {
    /// What the law has to say beside letting it pass.
    #[must_use]
    pub fn warnings(&self) -> &[Finding] {
        &self.warnings
    }

    /// What is to be recorded.
    #[must_use]
    pub fn bodies(&self) -> &[ActBody] {
        &self.bodies
    }

    /// Records it: the acts get the moment, author, places in the log and identities; the agreement is
    /// folded anew.
    ///
    /// # Errors
    /// Where the log does not fold, which would be a fault in this crate.
    pub fn record(self, at: DateTime<Utc>, by: &str) -> Result<(Agreement, Vec<RecordedAct>), BrokenLog> {
        let mut log = self.before.map(|before| before.acts).unwrap_or_default();
        let first = log.last().map_or(1, |act| act.version + 1);
        let recorded: Vec<RecordedAct> = (first..)
            .zip(self.bodies)
            .map(|(version, body)| RecordedAct {
                id: RecordedAct::identify(self.id, version, at),
                agreement: self.id,
                version,
                recorded_at: at,
                recorded_by: by.to_owned(),
                body,
            })
            .collect();
        log.extend(recorded.iter().cloned());
        Ok((Agreement::replay(self.id, self.number, log)?, recorded))
    }
}
