//! Rows of the log, to and from acts.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::QueryableByName;
use diesel::sql_types::{Binary, Bool, Integer, SmallInt, Text, Timestamptz, Uuid as SqlUuid};
use mithaq_domain::act::{ActBody, ActHash, ActId, AgreementId, RecordedAct, Salt, SealedAct};
use mithaq_domain::agreement::Agreement;
use mithaq_domain::registry_number::RegistryNumber;
use uuid::Uuid;

use crate::error::StoreError;

/// Stands for "without end" in projections.
pub(crate) const NO_END: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// Stands for "still believed" in projections.
pub(crate) fn still_known() -> DateTime<Utc> {
    NO_END.and_time(chrono::NaiveTime::MIN).and_utc()
}

/// The columns that [`LogRow`] reads, from `acts a JOIN act_bodies b JOIN agreements g`.
pub(crate) const LOG_COLUMNS: &str = "a.id, a.agreement_id, g.registry_number, a.version, a.recorded_at, a.recorded_by, \
     b.salt, b.body, b.erased, a.body_digest, a.previous_hash, a.hash, a.type AS kind";

/// An act of the log with its body, and the number of its agreement. `visible_log` has the same columns.
#[derive(QueryableByName)]
pub(crate) struct LogRow {
    #[diesel(sql_type = SqlUuid)]
    pub(crate) id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub(crate) agreement_id: Uuid,
    #[diesel(sql_type = Text)]
    pub(crate) registry_number: String,
    #[diesel(sql_type = Integer)]
    pub(crate) version: i32,
    #[diesel(sql_type = Timestamptz)]
    pub(crate) recorded_at: DateTime<Utc>,
    #[diesel(sql_type = Text)]
    pub(crate) recorded_by: String,
    #[diesel(sql_type = Binary)]
    pub(crate) salt: Vec<u8>,
    #[diesel(sql_type = Binary)]
    pub(crate) body: Vec<u8>,
    #[diesel(sql_type = Bool)]
    pub(crate) erased: bool,
    #[diesel(sql_type = Binary)]
    pub(crate) body_digest: Vec<u8>,
    #[diesel(sql_type = Binary)]
    pub(crate) previous_hash: Vec<u8>,
    #[diesel(sql_type = Binary)]
    pub(crate) hash: Vec<u8>,
    #[diesel(sql_type = SmallInt)]
    pub(crate) kind: i16,
}

impl LogRow {
    /// The act that the row holds.
    pub(crate) fn act(&self) -> Result<RecordedAct, StoreError> {
        let body: ActBody = serde_json::from_slice(&self.body)
            .map_err(|cause| StoreError::Corrupt(format!("the body of act {}: {cause}", self.id)))?;
        Ok(RecordedAct {
            id: ActId(self.id),
            agreement: AgreementId(self.agreement_id),
            version: version(self.version)?,
            recorded_at: self.recorded_at,
            recorded_by: self.recorded_by.clone(),
            body,
        })
    }

    /// The act with its link in the chain.
    pub(crate) fn sealed(self) -> Result<SealedAct, StoreError> {
        Ok(SealedAct {
            act: self.act()?,
            salt: salt(&self.salt)?,
            body_digest: hash(&self.body_digest)?,
            previous_hash: hash(&self.previous_hash)?,
            hash: hash(&self.hash)?,
            bytes: self.body,
            erased: self.erased,
        })
    }

    /// The number of the agreement.
    pub(crate) fn number(&self) -> Result<RegistryNumber, StoreError> {
        self.registry_number.parse().map_err(StoreError::corrupt)
    }
}

/// Folds the rows of several logs, each in the order of its versions and together.
pub(crate) fn fold_logs(rows: &[LogRow]) -> Result<Vec<Agreement>, StoreError> {
    rows.chunk_by(|one, next| one.agreement_id == next.agreement_id)
        .map(|log| {
            let acts = log.iter().map(LogRow::act).collect::<Result<Vec<_>, _>>()?;
            Ok(Agreement::replay(AgreementId(log[0].agreement_id), log[0].number()?, acts)?)
        })
        .collect()
}

/// A version as the database has it.
pub(crate) fn version(stored: i32) -> Result<u32, StoreError> {
    u32::try_from(stored).map_err(StoreError::corrupt)
}

/// A version as the database takes it.
pub(crate) fn stored_version(version: u32) -> i32 {
    i32::try_from(version).unwrap_or(i32::MAX)
}

/// A digest as the database has it.
pub(crate) fn hash(stored: &[u8]) -> Result<ActHash, StoreError> {
    stored.try_into().map_err(|_| StoreError::Corrupt("a digest that is not of 32 bytes".to_owned()))
}

fn salt(stored: &[u8]) -> Result<Salt, StoreError> {
    stored.try_into().map_err(|_| StoreError::Corrupt("a salt that is not of 16 bytes".to_owned()))
}
