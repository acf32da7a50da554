//! Agreements for which a day has come.

use chrono::NaiveDate;
use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Date, Nullable, SmallInt, Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use mithaq_domain::act::AgreementId;
use mithaq_domain::label::{Classification, Ministry};
use uuid::Uuid;

use crate::caller::Reader;
use crate::error::StoreError;
use crate::fixed::fixed;
use crate::horizon::written_until;
use crate::store::Store;

/// An agreement for which a day has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The agreement.
    pub agreement: AgreementId,
    /// Someone who may know of it: whoever announces does so as one.
    pub reader: Reader,
}

#[derive(QueryableByName)]
struct DueRow {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = SmallInt)]
    classification: i16,
    #[diesel(sql_type = Nullable<Text>)]
    ministry: Option<String>,
}

impl Store {
    /// Agreements of which something is to be announced by a day, the earliest first.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn due(&self, today: NaiveDate, limit: i64) -> Result<Vec<Due>, StoreError> {
        let statement = "SELECT id, classification, releasable_to[1] AS ministry FROM agreements
              WHERE next_due <= $1 ORDER BY next_due, id LIMIT $2";
        self.due_by(statement, today, limit).await
    }

    /// Agreements whose calendars are to be written on, by a day: a series of theirs is not written to the horizon.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn due_calendars(&self, today: NaiveDate, limit: i64) -> Result<Vec<Due>, StoreError> {
        let statement =
            "SELECT DISTINCT agreement_id AS id, classification, releasable_to[1] AS ministry FROM deadlines
              WHERE goes_on AND earliest <= $1 LIMIT $2";
        self.due_by(statement, written_until(today), limit).await
    }

    /// Agreements whose text is another by a day than their rows tell of: an amendment, a correction or a text that was
    /// dated ahead holds now. The longest overdue come first.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn due_texts(&self, today: NaiveDate, limit: i64) -> Result<Vec<Due>, StoreError> {
        let statement = "SELECT id, classification, releasable_to[1] AS ministry FROM agreements
              WHERE text_until <= $1 ORDER BY text_until, id LIMIT $2";
        self.due_by(statement, today, limit).await
    }

    async fn due_by(&self, statement: &str, day: NaiveDate, limit: i64) -> Result<Vec<Due>, StoreError> {
        let mut connection = self.publisher.get().await?;
        let due: Vec<DueRow> =
            fixed(statement).bind::<Date, _>(day).bind::<BigInt, _>(limit).load(&mut connection).await?;
        due.into_iter().map(DueRow::due).collect()
    }
}

impl DueRow {
    fn due(self) -> Result<Due, StoreError> {
        let clearance = Classification::from_code(self.classification)
            .ok_or_else(|| StoreError::corrupt("an agreement's classification"))?;
        let ministry = self.ministry.map(Ministry::try_from).transpose().map_err(StoreError::corrupt)?;
        let reader = Reader { clearance: Some(clearance), ministry, every_ministry: false };
        Ok(Due { agreement: AgreementId(self.id), reader })
    }
}
