//! A document added to an agreement.

use diesel::sql_types::{BigInt, Binary, Nullable, SmallInt, Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use mithaq_domain::act::AgreementId;
use mithaq_domain::document::DocumentName;
use mithaq_domain::label::Classification;
use mithaq_domain::terms::Language;

use super::change::begin_writing;
use crate::archive::{Archive, Received};
use crate::caller::Provenance;
use crate::error::StoreError;
use crate::fixed::fixed;
use crate::pool::{Connection, begin, end};
use crate::read::DocumentView;
use crate::read::documents::{DocumentRow, SELECT};
use crate::store::Store;

/// What is said of a document that is added to an agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDocument {
    /// The agreement.
    pub agreement: AgreementId,
    /// What it is called.
    pub name: DocumentName,
    /// The language that it is in, where that is said.
    pub language: Option<Language>,
    /// How far it is kept from being known; it counts where that is farther than its agreement is.
    pub classification: Classification,
}

impl Store {
    /// Adds a document that came in to an agreement. Row and bytes are kept together, or neither is: where this fails,
    /// the bytes are thrown away. The same document is added to the same agreement once; a second time changes nothing.
    /// Answers whether it is new.
    ///
    /// # Errors
    /// Where the agreement is hidden or absent; where the database or the archive does not answer.
    pub async fn add_document(
        &self,
        provenance: &Provenance,
        archive: &Archive,
        document: &NewDocument,
        received: &Received,
    ) -> Result<(DocumentView, bool), StoreError> {
        let done = self.try_add(provenance, archive, document, received).await;
        if done.is_err() {
            archive.discard(received).await;
        }
        done
    }

    async fn try_add(
        &self,
        provenance: &Provenance,
        archive: &Archive,
        document: &NewDocument,
        received: &Received,
    ) -> Result<(DocumentView, bool), StoreError> {
        let mut connection = self.app.get().await?;
        begin(&mut connection, &begin_writing(provenance)).await?;
        let done = add(&mut connection, provenance, archive, document, received).await;
        end(&mut connection, done).await
    }
}

async fn add(
    connection: &mut Connection,
    provenance: &Provenance,
    archive: &Archive,
    document: &NewDocument,
    received: &Received,
) -> Result<(DocumentView, bool), StoreError> {
    let there = fixed("SELECT FROM agreements WHERE id = $1").bind::<SqlUuid, _>(document.agreement.0);
    if there.execute(connection).await? == 0 {
        return Err(StoreError::NotFound(document.agreement));
    }
    // The row before the bytes: who sweeps the archive locks the table, and one of the two waits for the other.
    let added = fixed(
        "INSERT INTO documents (agreement_id, sha256, classification, media_type, size, name, language, added_at, added_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, clock_timestamp(), $8) ON CONFLICT DO NOTHING",
    )
    .bind::<SqlUuid, _>(document.agreement.0)
    .bind::<Binary, _>(received.hash.0.to_vec())
    .bind::<SmallInt, _>(document.classification.code())
    .bind::<SmallInt, _>(received.media_type.code())
    .bind::<BigInt, _>(i64::try_from(received.size).map_err(StoreError::corrupt)?)
    .bind::<Text, _>(document.name.as_str())
    .bind::<Nullable<Text>, _>(document.language.as_ref().map(Language::as_str))
    .bind::<Text, _>(&provenance.recorded_by)
    .execute(connection)
    .await?;
    archive.keep(received).await?;
    let row: DocumentRow =
        fixed(format!("{SELECT} WHERE d.agreement_id = $1 AND d.sha256 = $2 AND d.classification = $3"))
            .bind::<SqlUuid, _>(document.agreement.0)
            .bind::<Binary, _>(received.hash.0.to_vec())
            .bind::<SmallInt, _>(document.classification.code())
            .get_result(connection)
            .await?;
    Ok((row.view()?, added == 1))
}
