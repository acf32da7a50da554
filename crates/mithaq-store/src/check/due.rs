//! Agreements for which a day has come.

use chrono::NaiveDate;
use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Date, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use mithaq_domain::act::AgreementId;
use uuid::Uuid;

use crate::error::StoreError;
use crate::fixed::fixed;
use crate::store::Store;

#[derive(QueryableByName)]
struct Due {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}

impl Store {
    /// Agreements of which something is to be announced by a day, the earliest first.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn due(&self, today: NaiveDate, limit: i64) -> Result<Vec<AgreementId>, StoreError> {
        let mut connection = self.publisher.get().await?;
        let due: Vec<Due> = fixed("SELECT id FROM agreements WHERE next_due <= $1 ORDER BY next_due, id LIMIT $2")
            .bind::<Date, _>(today)
            .bind::<BigInt, _>(limit)
            .load(&mut connection)
            .await?;
        Ok(due.into_iter().map(|due| AgreementId(due.id)).collect())
    }
}
