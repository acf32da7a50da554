//! Whether the archive of documents has what it should, and nothing else.

use chrono::{DateTime, Utc};
use diesel::QueryableByName;
use diesel::sql_types::{Array, BigInt, Binary};
use diesel_async::RunQueryDsl;
use futures_util::TryStreamExt;
use mithaq_domain::document::DocumentHash;

use crate::archive::{Archive, ArchiveError};
use crate::error::StoreError;
use crate::fixed::fixed;
use crate::pool::{Connection, begin, end};
use crate::row::hash;
use crate::store::Store;

/// How many documents are looked at in one transaction.
const BATCH: usize = 100;

/// What a sweep found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Swept {
    /// How many documents nothing refers to.
    pub unreferred: u64,
    /// How many came in and were never kept.
    pub unfinished: u64,
}

/// What a look at the bytes of every document found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inspected {
    /// How many are as they were when they came in.
    pub whole: u64,
    /// Those that are not there.
    pub missing: Vec<DocumentHash>,
    /// Those that are others than came in.
    pub altered: Vec<DocumentHash>,
}

#[derive(QueryableByName)]
struct Referred {
    #[diesel(sql_type = Binary)]
    sha256: Vec<u8>,
    #[diesel(sql_type = BigInt)]
    size: i64,
}

impl Store {
    /// Looks for bytes that no document refers to, and for those that began to come in before a moment and were never
    /// kept; throws them away, if `really`. Documents are added meanwhile as ever.
    ///
    /// # Errors
    /// Where the database or the archive does not answer.
    pub async fn sweep(&self, archive: &Archive, before: DateTime<Utc>, really: bool) -> Result<Swept, StoreError> {
        let mut swept = Swept { unfinished: archive.unfinished(before, really).await?, unreferred: 0 };
        let mut hashes = archive.hashes().try_chunks(BATCH);
        let mut connection = self.owner.get().await?;
        while let Some(batch) = hashes.try_next().await.map_err(|stopped| stopped.1)? {
            // Who adds a document writes its row first, and waits here until the batch is done.
            begin(&mut connection, "BEGIN; LOCK TABLE documents IN SHARE MODE").await?;
            let done = sweep(&mut connection, archive, &batch, really).await;
            swept.unreferred += end(&mut connection, done).await?;
        }
        Ok(swept)
    }

    /// Reads the bytes of every document, and compares them with their hash.
    ///
    /// # Errors
    /// Where the database or the archive does not answer.
    pub async fn inspect_documents(
        &self,
        archive: &Archive,
        mut progress: impl FnMut(u64),
    ) -> Result<Inspected, StoreError> {
        let mut inspected = Inspected::default();
        let mut connection = self.owner.get().await?;
        let (mut after, mut seen) = (Vec::new(), 0);
        loop {
            let batch = referred_after(&mut connection, &after).await?;
            let Some(last) = batch.last() else { return Ok(inspected) };
            after.clone_from(&last.sha256);
            for referred in &batch {
                let of = DocumentHash(hash(&referred.sha256)?);
                let size = u64::try_from(referred.size).map_err(StoreError::corrupt)?;
                match archive.holds(of, size).await {
                    Ok(true) => inspected.whole += 1,
                    Ok(false) => inspected.altered.push(of),
                    Err(ArchiveError::Missing(_)) => inspected.missing.push(of),
                    Err(error) => return Err(error.into()),
                }
                seen += 1;
                progress(seen);
            }
        }
    }
}

async fn sweep(
    connection: &mut Connection,
    archive: &Archive,
    hashes: &[DocumentHash],
    really: bool,
) -> Result<u64, StoreError> {
    let kept: Vec<Referred> = fixed("SELECT DISTINCT sha256, size FROM documents WHERE sha256 = ANY ($1)")
        .bind::<Array<Binary>, _>(hashes.iter().map(|hash| hash.0.to_vec()).collect::<Vec<_>>())
        .load(connection)
        .await?;
    let mut count = 0;
    for hash in hashes.iter().filter(|hash| !kept.iter().any(|kept| kept.sha256 == hash.0)) {
        count += 1;
        if really {
            archive.remove(*hash).await?;
        }
    }
    Ok(count)
}

async fn referred_after(connection: &mut Connection, after: &[u8]) -> Result<Vec<Referred>, StoreError> {
    let batch = i64::try_from(BATCH).map_err(StoreError::corrupt)?;
    Ok(fixed("SELECT DISTINCT sha256, size FROM documents WHERE sha256 > $1 ORDER BY sha256 LIMIT $2")
        .bind::<Binary, _>(after.to_vec())
        .bind::<BigInt, _>(batch)
        .load(connection)
        .await?)
}
