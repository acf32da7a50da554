//! A new agreement.

use chrono::Datelike;
use diesel::QueryableByName;
use diesel::sql_types::{Array, Text};
use diesel_async::RunQueryDsl;
use mithaq_domain::agreement::{Change, Refused};
use mithaq_domain::registry_number::RegistryNumber;

use super::append::append;
use super::change::{Changed, begin_writing};
use super::lock::recording_moment;
use super::seal::{random_bits, seal};
use super::{idempotency, projection, status};
use crate::caller::Provenance;
use crate::error::StoreError;
use crate::fixed::fixed;
use crate::pool::{Connection, begin, end};
use crate::store::Store;

#[derive(QueryableByName)]
struct Taken {
    #[diesel(sql_type = Text)]
    registry_number: String,
}

impl Store {
    /// Opens an agreement under a fresh registry number.
    ///
    /// # Errors
    /// Where `decide` refuses; where the idempotency key was used for another request; where the database does
    /// not answer.
    pub async fn open(
        &self,
        provenance: &Provenance,
        decide: impl FnOnce(RegistryNumber) -> Result<Change, Refused>,
    ) -> Result<Changed, StoreError> {
        let number = self.fresh_numbers(1, self.now().await?.year()).await?.pop();
        let number = number.ok_or_else(|| StoreError::Corrupt("no registry number is left".to_owned()))?;
        let mut connection = self.app.get().await?;
        begin(&mut connection, &begin_writing(provenance)).await?;
        let done = open(&mut connection, provenance, number, decide).await;
        end(&mut connection, done).await
    }

    /// Registry numbers of a year that no agreement has, hidden ones included.
    pub(super) async fn fresh_numbers(&self, count: usize, year: i32) -> Result<Vec<RegistryNumber>, StoreError> {
        let year = u16::try_from(year).map_err(StoreError::corrupt)?;
        let mut fresh = std::collections::BTreeSet::new();
        // The publisher sees every agreement, so a number is never drawn twice, and nobody learns why.
        let mut connection = self.publisher.get().await?;
        while fresh.len() < count {
            let mut drawn = std::collections::BTreeSet::new();
            for _ in fresh.len()..count {
                drawn.insert(RegistryNumber::from_random(year, random_bits()?));
            }
            let asked: Vec<&str> = drawn.iter().map(RegistryNumber::as_str).collect();
            let taken: Vec<Taken> = fixed("SELECT registry_number FROM agreements WHERE registry_number = ANY ($1)")
                .bind::<Array<Text>, _>(asked)
                .load(&mut connection)
                .await?;
            fresh.extend(
                drawn.into_iter().filter(|number| taken.iter().all(|row| row.registry_number != number.as_str())),
            );
        }
        Ok(fresh.into_iter().collect())
    }
}

async fn open(
    connection: &mut Connection,
    provenance: &Provenance,
    number: RegistryNumber,
    decide: impl FnOnce(RegistryNumber) -> Result<Change, Refused>,
) -> Result<Changed, StoreError> {
    if let Some(first_answer) = idempotency::find(connection, provenance, None).await? {
        return Ok(first_answer);
    }
    let change = decide(number)?;
    let warnings = change.warnings().to_vec();
    let now = recording_moment(connection).await?;
    let (after, acts) = change.record(now, &provenance.recorded_by)?;
    let sealed = seal(acts.clone(), [0; 32])?;
    projection::insert(connection, &[projection::Projected::of(&after, &sealed)]).await?;
    append(connection, &sealed).await?;
    status::insert(connection, &[&after]).await?;
    idempotency::remember(connection, provenance, &after, &acts).await?;
    Ok(Changed { agreement: after, acts, warnings, replayed: false })
}
