//! Documents of agreements.

use chrono::{DateTime, Utc};
use diesel::QueryableByName;
use diesel::sql_types::{Array, BigInt, Binary, Nullable, SmallInt, Text, Timestamptz, Uuid as SqlUuid};
use mithaq_domain::act::AgreementId;
use mithaq_domain::document::{DocumentHash, DocumentName, MediaType};
use mithaq_domain::label::Classification;
use mithaq_domain::terms::Language;
use uuid::Uuid;

use super::agreement::known;
use super::snapshot::Snapshot;
use crate::error::StoreError;
use crate::fixed::{ANY_KEY, fixed};
use crate::row::hash;

/// A document of an agreement: the file of a text or an instrument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentView {
    /// Whose it is.
    pub agreement: AgreementId,
    /// The hash of its bytes.
    pub hash: DocumentHash,
    /// What kind of file it is.
    pub media_type: MediaType,
    /// How many bytes it has.
    pub size: u64,
    /// What it is called.
    pub name: DocumentName,
    /// The language that it is in, where that is said.
    pub language: Option<Language>,
    /// How far it is kept from being known: as far as its agreement, or farther.
    pub classification: Classification,
    /// When it was added.
    pub added_at: DateTime<Utc>,
}

/// The columns of [`DocumentRow`], with the tables that they come from.
pub(crate) const SELECT: &str = "SELECT d.agreement_id, d.sha256, d.media_type, d.size, d.name, d.language, d.added_at, \
     GREATEST(d.classification, g.classification) AS classification \
     FROM documents d JOIN agreements g ON g.id = d.agreement_id";

#[derive(QueryableByName)]
pub(crate) struct DocumentRow {
    #[diesel(sql_type = SqlUuid)]
    agreement_id: Uuid,
    #[diesel(sql_type = Binary)]
    sha256: Vec<u8>,
    #[diesel(sql_type = SmallInt)]
    media_type: i16,
    #[diesel(sql_type = BigInt)]
    size: i64,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Nullable<Text>)]
    language: Option<String>,
    #[diesel(sql_type = Timestamptz)]
    added_at: DateTime<Utc>,
    #[diesel(sql_type = SmallInt)]
    classification: i16,
}

impl DocumentRow {
    pub(crate) fn view(self) -> Result<DocumentView, StoreError> {
        Ok(DocumentView {
            agreement: AgreementId(self.agreement_id),
            hash: DocumentHash(hash(&self.sha256)?),
            media_type: known(MediaType::from_code(self.media_type))?,
            size: u64::try_from(self.size).map_err(StoreError::corrupt)?,
            name: DocumentName::try_from(self.name).map_err(StoreError::corrupt)?,
            language: self.language.map(|language| language.parse()).transpose().map_err(StoreError::corrupt)?,
            classification: known(Classification::from_code(self.classification))?,
            added_at: self.added_at,
        })
    }
}

impl Snapshot {
    /// The documents of these agreements that the reader may see, in the order in which they were added.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn documents(&self, agreements: &[AgreementId]) -> Result<Vec<DocumentView>, StoreError> {
        let ids: Vec<Uuid> = agreements.iter().map(|id| id.0).collect();
        let statement =
            format!("{SELECT} WHERE d.agreement_id = {ANY_KEY} ORDER BY d.added_at, d.sha256, d.classification");
        let mut turn = self.turn().await?;
        let rows: Vec<DocumentRow> = turn.load(fixed(statement).bind::<Array<SqlUuid>, _>(ids)).await?;
        rows.into_iter().map(DocumentRow::view).collect()
    }

    /// A document of an agreement, where the reader may see it; where it was added under several labels, by the lowest.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn document(
        &self,
        agreement: AgreementId,
        hash: DocumentHash,
    ) -> Result<Option<DocumentView>, StoreError> {
        let statement =
            format!("{SELECT} WHERE d.agreement_id = $1 AND d.sha256 = $2 ORDER BY d.classification LIMIT 1");
        let mut turn = self.turn().await?;
        let statement = fixed(statement).bind::<SqlUuid, _>(agreement.0).bind::<Binary, _>(hash.0.to_vec());
        let rows: Vec<DocumentRow> = turn.load(statement).await?;
        rows.into_iter().next().map(DocumentRow::view).transpose()
    }
}
