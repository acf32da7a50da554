//! A change to one agreement.

use chrono_tz::Tz;
use mithaq_domain::act::{AgreementId, RecordedAct};
use mithaq_domain::agreement::{Agreement, Change, Refused};
use mithaq_domain::day::civil_day;
use mithaq_domain::law::Finding;

use super::append::append;
use super::lock::{Locked, lock};
use super::projection::{self, Projected};
use super::seal::seal;
use super::{calendar, idempotency, label, status};
use crate::caller::Provenance;
use crate::error::StoreError;
use crate::pool::{Connection, begin, end};
use crate::store::Store;

/// What was recorded.
#[derive(Debug, Clone)]
pub struct Changed {
    /// The agreement after it.
    pub agreement: Agreement,
    /// The acts that were recorded.
    pub acts: Vec<RecordedAct>,
    /// What the law has to say beside letting them pass.
    pub warnings: Vec<Finding>,
    /// Whether this is the first answer to the same request, sent again.
    pub replayed: bool,
}

impl Store {
    /// Changes an agreement: its row is locked, the version checked, the log folded; `decide` says what follows;
    /// the acts are appended and the projections written. All of it happens, or nothing.
    ///
    /// # Errors
    /// Where the agreement is hidden or absent, has another version than expected, or refuses; where the
    /// idempotency key was used for another request; where the database does not answer.
    pub async fn change(
        &self,
        provenance: &Provenance,
        id: AgreementId,
        expected: Option<u32>,
        decide: impl FnOnce(&Agreement) -> Result<Change, Refused>,
    ) -> Result<Changed, StoreError> {
        let mut connection = self.app.get().await?;
        begin(&mut connection, &begin_writing(provenance)).await?;
        let done = change(&mut connection, self.zone, provenance, id, expected, decide).await;
        end(&mut connection, done).await
    }
}

/// Begins a transaction that writes in a caller's name.
pub(super) fn begin_writing(provenance: &Provenance) -> String {
    // Quotes are doubled, as a token's subject is not of a closed alphabet.
    let subject = provenance.recorded_by.replace('\'', "''");
    format!("BEGIN; {}; SET LOCAL mithaq.subject = '{subject}'", provenance.reader.settings())
}

async fn change(
    connection: &mut Connection,
    zone: Tz,
    provenance: &Provenance,
    id: AgreementId,
    expected: Option<u32>,
    decide: impl FnOnce(&Agreement) -> Result<Change, Refused>,
) -> Result<Changed, StoreError> {
    let locked = lock(connection, &[id]).await?.pop().ok_or(StoreError::NotFound(id))?;
    if let Some(first_answer) = idempotency::find(connection, provenance, Some(&locked.agreement)).await? {
        return Ok(first_answer);
    }
    let found = locked.agreement.version();
    if let Some(expected) = expected.filter(|expected| *expected != found) {
        return Err(StoreError::Stale { agreement: id, expected, found });
    }
    let change = decide(&locked.agreement)?;
    write(connection, zone, provenance, locked, change).await
}

/// Writes a change to an agreement that is locked.
async fn write(
    connection: &mut Connection,
    zone: Tz,
    provenance: &Provenance,
    locked: Locked,
    change: Change,
) -> Result<Changed, StoreError> {
    let warnings = change.warnings().to_vec();
    let (after, acts) = change.record(locked.now, &provenance.recorded_by)?;
    if !provenance.reader.sees(&after.standing().label) {
        return Err(StoreError::OutOfSight(after.id()));
    }
    let sealed = seal(acts.clone(), locked.chain_end)?;
    append(connection, &sealed).await?;
    let row = Projected::of(&after, &sealed, civil_day(locked.now, &zone));
    projection::update(connection, &[(&locked, row)]).await?;
    status::update(connection, &[(&locked.agreement, &after)], locked.now).await?;
    calendar::update(connection, &[(&locked.agreement, &after)], locked.now).await?;
    label::write(connection, &after, locked.agreement.acts().len()).await?;
    idempotency::remember(connection, provenance, &after, &acts).await?;
    Ok(Changed { agreement: after, acts, warnings, replayed: false })
}
