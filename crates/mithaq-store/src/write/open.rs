//! A new agreement.

use std::collections::BTreeSet;

use chrono::Datelike;
use chrono_tz::Tz;
use diesel::QueryableByName;
use diesel::sql_types::{Array, Text};
use diesel_async::RunQueryDsl;
use mithaq_domain::agreement::{Change, Refused};
use mithaq_domain::day::civil_day;
use mithaq_domain::registry_number::RegistryNumber;

use super::append::append;
use super::change::{Changed, begin_writing};
use super::lock::recording_moment;
use super::projection::{self, Projected};
use super::seal::{random_bits, seal};
use super::{calendar, idempotency, status};
use crate::caller::Provenance;
use crate::error::StoreError;
use crate::fixed::fixed;
use crate::pool::{Connection, begin, end};
use crate::store::Store;

#[derive(QueryableByName)]
struct Kept {
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
        let done = open(&mut connection, self.zone, provenance, number, decide).await;
        end(&mut connection, done).await
    }

    /// Registry numbers of a year that nobody has drawn before and no agreement has, hidden ones included.
    pub(super) async fn fresh_numbers(&self, count: usize, year: i32) -> Result<Vec<RegistryNumber>, StoreError> {
        let year = u16::try_from(year).map_err(StoreError::corrupt)?;
        let mut fresh = Vec::with_capacity(count);
        while fresh.len() < count {
            let mut drawn = BTreeSet::new();
            for _ in fresh.len()..count {
                drawn.insert(RegistryNumber::from_random(year, random_bits()?));
            }
            let kept = self.keep(&drawn).await?;
            fresh.extend(drawn.into_iter().filter(|number| kept.contains(number.as_str())));
        }
        Ok(fresh)
    }

    /// Keeps numbers from being drawn by others, and says which were not taken. The publisher does it, as it sees every
    /// agreement, so that nobody learns why a number was taken.
    async fn keep(&self, drawn: &BTreeSet<RegistryNumber>) -> Result<BTreeSet<String>, StoreError> {
        let mut connection = self.publisher.get().await?;
        // It need not be on disk by itself: the commit that opens an agreement comes later and takes it along.
        let kept: Vec<Kept> = fixed(
            "WITH eased AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))
             INSERT INTO registry_numbers (registry_number)
             SELECT number FROM unnest($1) AS number, eased
              WHERE NOT EXISTS (SELECT FROM agreements WHERE registry_number = number)
             ON CONFLICT DO NOTHING RETURNING registry_number",
        )
        .bind::<Array<Text>, _>(drawn.iter().map(RegistryNumber::as_str).collect::<Vec<_>>())
        .load(&mut connection)
        .await?;
        Ok(kept.into_iter().map(|kept| kept.registry_number).collect())
    }
}

async fn open(
    connection: &mut Connection,
    zone: Tz,
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
    projection::insert(connection, &[Projected::of(&after, &sealed, civil_day(now, &zone))]).await?;
    append(connection, &sealed).await?;
    status::insert(connection, &[&after]).await?;
    calendar::insert(connection, &[&after], now).await?;
    idempotency::remember(connection, provenance, &after, &acts).await?;
    Ok(Changed { agreement: after, acts, warnings, replayed: false })
}
