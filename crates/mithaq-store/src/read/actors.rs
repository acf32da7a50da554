//! Actors by what they have agreed.

use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Uuid as SqlUuid};
use mithaq_domain::actor::ActorId;
use uuid::Uuid;

use super::snapshot::Snapshot;
use super::sql::Sql;
use crate::error::StoreError;

/// How many agreements an actor is a party to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActorCount {
    /// The actor.
    pub actor: ActorId,
    /// How many, among those that the reader may see.
    pub agreements: u64,
}

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = SqlUuid)]
    actor: Uuid,
    #[diesel(sql_type = BigInt)]
    agreements: i64,
}

impl Snapshot {
    /// Every actor that is a party to an agreement that the reader may see, with how many.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn actor_counts(&self) -> Result<Vec<ActorCount>, StoreError> {
        let sql = Sql::new(
            "SELECT actor, count(*) AS agreements
               FROM agreements g, LATERAL (VALUES (g.home_actor), (g.counterpart_actor)) AS parties(actor)
              GROUP BY actor",
        );
        let mut turn = self.turn().await?;
        let rows: Vec<Counted> = turn.load(sql.build_fixed()).await?;
        rows.into_iter()
            .map(|row| {
                let agreements = u64::try_from(row.agreements).map_err(StoreError::corrupt)?;
                Ok(ActorCount { actor: row.actor.into(), agreements })
            })
            .collect()
    }
}
