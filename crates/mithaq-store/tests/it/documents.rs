//! Documents: rows and bytes together, seen by whoever may see their agreement.

use std::path::PathBuf;

use bytes::Bytes;
use futures_util::TryStreamExt;
use mithaq_domain::act::AgreementId;
use mithaq_domain::document::{DocumentHash, DocumentName, MediaType, NotAsSaid};
use mithaq_domain::label::{Classification as C, Label};
use mithaq_store::testing::{TestDatabase, officer, reader};
use mithaq_store::{
    Announced, Archive, ArchiveConfig, ArchiveError, DocumentView, Inspected, NewDocument, Provenance, Reader,
    Received, StoreError, Swept,
};

use crate::book::*;

const LIMIT: u64 = 2 * 1024 * 1024;

fn announced(media_type: MediaType) -> Announced {
    Announced { media_type, limit: LIMIT, hash: None }
}

/// An archive in a folder of its own, which is removed with it.
struct Shelf {
    archive: Archive,
    folder: PathBuf,
}

impl Shelf {
    fn new() -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(new_id().to_string());
        let archive = Archive::open(&ArchiveConfig::Folder(folder.clone())).unwrap();
        Self { archive, folder }
    }

    /// Takes bytes in that come in two pieces.
    async fn receive(&self, media_type: MediaType, bytes: &[u8]) -> Result<Received, ArchiveError> {
        let mut upload = self.archive.upload(new_id(), announced(media_type)).await?;
        let (first, rest) = bytes.split_at(bytes.len() / 2);
        for piece in [first, rest] {
            upload.write(Bytes::copy_from_slice(piece)).await?;
        }
        upload.finish().await
    }

    /// The files in it, finished or not.
    fn files(&self) -> Vec<PathBuf> {
        fn walk(folder: &PathBuf, files: &mut Vec<PathBuf>) {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() { walk(&path, files) } else { files.push(path) }
            }
        }
        let mut files = Vec::new();
        walk(&self.folder, &mut files);
        files
    }

    async fn add(
        &self,
        database: &TestDatabase,
        who: &Provenance,
        to: AgreementId,
        label: C,
        text: &str,
    ) -> Result<(DocumentView, bool), StoreError> {
        let received = self.receive(MediaType::PlainText, text.as_bytes()).await.unwrap();
        let document = NewDocument {
            agreement: to,
            name: DocumentName::try_from(format!("{text}.txt")).unwrap(),
            language: Some("ar".parse().unwrap()),
            classification: label,
        };
        database.store.add_document(who, &self.archive, &document, &received).await
    }
}

impl Drop for Shelf {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// The names of the agreement's documents that a reader may see.
async fn names(database: &TestDatabase, who: Reader, agreement: AgreementId) -> Vec<String> {
    let snapshot = database.store.snapshot(who);
    let documents = snapshot.documents(&[agreement]).await.unwrap();
    for document in &documents {
        assert!(snapshot.document(agreement, document.hash).await.unwrap().is_some());
    }
    snapshot.finish().await.unwrap();
    documents.iter().map(|document| document.name.to_string()).collect()
}

#[tokio::test]
async fn a_document_is_kept_with_its_row_and_read_in_parts() {
    let (database, shelf) = (TestDatabase::create().await, Shelf::new());
    let agreement = open(&database, "One", Label::unclassified()).await.agreement.id();
    let bytes = [&b"%PDF-1.7\n"[..], &vec![7; 1_500_000]].concat();
    let received = shelf.receive(MediaType::Pdf, &bytes).await.unwrap();
    let document = NewDocument {
        agreement,
        name: DocumentName::try_from("اتفاقية.pdf".to_owned()).unwrap(),
        language: None,
        classification: C::Unclassified,
    };
    let (view, new) = database.store.add_document(&officer(), &shelf.archive, &document, &received).await.unwrap();
    assert!(new);
    assert_eq!((view.size, view.media_type, view.name.as_str()), (1_500_009, MediaType::Pdf, "اتفاقية.pdf"));
    for range in [0..view.size, 5..6, 500_000..1_400_000, 9..9] {
        let read: Vec<Bytes> = shelf.archive.read(view.hash, range.clone()).try_collect().await.unwrap();
        let (start, end) = (usize::try_from(range.start).unwrap(), usize::try_from(range.end).unwrap());
        assert!(read.concat() == bytes[start..end], "{range:?}");
    }
    assert_eq!(shelf.files().len(), 1, "{:?}", shelf.files());
}

#[tokio::test]
async fn the_same_document_is_kept_once_and_added_once_to_each_agreement() {
    let (database, shelf) = (TestDatabase::create().await, Shelf::new());
    let one = open(&database, "One", Label::unclassified()).await.agreement.id();
    let two = open(&database, "Two", Label::unclassified()).await.agreement.id();
    for (agreement, expected) in [(one, true), (one, false), (two, true)] {
        let (_, new) = shelf.add(&database, &officer(), agreement, C::Unclassified, "protocol").await.unwrap();
        assert_eq!(new, expected);
    }
    assert_eq!(names(&database, officer().reader, one).await, ["protocol.txt"]);
    assert_eq!(shelf.files().len(), 1);
}

#[tokio::test]
async fn who_may_not_see_the_agreement_sees_no_document_and_adds_none() {
    let (database, shelf) = (TestDatabase::create().await, Shelf::new());
    let secret = open(&database, "Secret", label(C::Secret, &["MOD"])).await.agreement.id();
    shelf.add(&database, &officer(), secret, C::Unclassified, "annex").await.unwrap();
    assert_eq!(names(&database, officer().reader, secret).await, ["annex.txt"]);
    for who in [Reader::nobody(), reader(C::Confidential, Some("MOD")), reader(C::Secret, Some("MFA"))] {
        assert_eq!(names(&database, who.clone(), secret).await, Vec::<String>::new(), "{who:?}");
        let clerk = Provenance { reader: who, ..officer() };
        for agreement in [secret, AgreementId(new_id())] {
            let added = shelf.add(&database, &clerk, agreement, C::Unclassified, "other").await;
            assert!(matches!(added, Err(StoreError::NotFound(id)) if id == agreement), "{added:?}");
        }
    }
    assert_eq!(shelf.files().len(), 1, "what was not added is not kept");
}

#[tokio::test]
async fn an_annex_may_be_labelled_above_its_agreement_and_follows_it_upwards() {
    let (database, shelf) = (TestDatabase::create().await, Shelf::new());
    let agreement = open(&database, "Public", Label::unclassified()).await.agreement.id();
    let clerk = Provenance { reader: reader(C::Restricted, None), ..officer() };
    shelf.add(&database, &officer(), agreement, C::Secret, "annex").await.unwrap();
    shelf.add(&database, &officer(), agreement, C::Unclassified, "text").await.unwrap();
    assert_eq!(names(&database, officer().reader, agreement).await, ["annex.txt", "text.txt"]);
    assert_eq!(names(&database, clerk.reader.clone(), agreement).await, ["text.txt"]);

    // Who has the same bytes is not told that they are there under a label above its sight.
    let (view, new) = shelf.add(&database, &clerk, agreement, C::Restricted, "annex").await.unwrap();
    assert!(new);
    assert_eq!(view.classification, C::Restricted);
    let refused = shelf.add(&database, &clerk, agreement, C::Secret, "mine").await;
    assert!(refused.is_err(), "nobody hides from oneself what one adds");

    done(&database, agreement, reclassified(C::Confidential)).await.unwrap();
    assert_eq!(names(&database, clerk.reader, agreement).await, Vec::<String>::new());
    let snapshot = database.store.snapshot(officer().reader);
    let labels = snapshot.documents(&[agreement]).await.unwrap().into_iter().map(|document| document.classification);
    assert_eq!(labels.collect::<Vec<_>>(), [C::Secret, C::Confidential, C::Confidential]);
}

#[tokio::test]
async fn what_does_not_come_in_whole_leaves_nothing() {
    let shelf = Shelf::new();
    let refused = shelf.receive(MediaType::Pdf, b"plain words").await;
    assert!(matches!(refused, Err(ArchiveError::NotAsSaid(NotAsSaid::Pdf))), "{refused:?}");
    let refused = shelf.receive(MediaType::PlainText, b"").await;
    assert!(matches!(refused, Err(ArchiveError::NotAsSaid(NotAsSaid::Empty))), "{refused:?}");
    let large = vec![b'a'; usize::try_from(LIMIT).unwrap() + 1];
    let refused = shelf.receive(MediaType::PlainText, &large).await;
    assert!(matches!(refused, Err(ArchiveError::TooLarge { limit: LIMIT })), "{refused:?}");

    let other = Announced { hash: Some(DocumentHash([0; 32])), ..announced(MediaType::PlainText) };
    let mut upload = shelf.archive.upload(new_id(), other).await.unwrap();
    upload.write(Bytes::from_static(b"others")).await.unwrap();
    let refused = upload.finish().await;
    assert!(matches!(refused, Err(ArchiveError::OtherHash { .. })), "{refused:?}");

    let mut upload = shelf.archive.upload(new_id(), announced(MediaType::PlainText)).await.unwrap();
    upload.write(Bytes::from(vec![b'a'; 1_000_000])).await.unwrap();
    assert_eq!(shelf.files().len(), 1);
    drop(upload);
    let gone = async {
        while !shelf.files().is_empty() {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(5), gone).await.unwrap();
}

#[tokio::test]
async fn a_sweep_throws_away_what_nothing_refers_to_and_nothing_else() {
    let (database, shelf) = (TestDatabase::create().await, Shelf::new());
    let agreement = open(&database, "One", Label::unclassified()).await.agreement.id();
    for text in ["kept", "lost"] {
        shelf.add(&database, &officer(), agreement, C::Unclassified, text).await.unwrap();
    }
    database.tamper("DELETE FROM documents WHERE name = 'lost.txt'").await;
    std::mem::forget(shelf.archive.upload(new_id(), announced(MediaType::PlainText)).await.unwrap());
    shelf.receive(MediaType::PlainText, b"never kept").await.unwrap();
    let (past, future) = ("2020-01-01T00:00:00Z".parse().unwrap(), "2100-01-01T00:00:00Z".parse().unwrap());

    let sweep = |before, really| database.store.sweep(&shelf.archive, before, really);
    let all = Swept { unreferred: 1, unfinished: 2 };
    assert_eq!(sweep(past, false).await.unwrap(), Swept { unfinished: 0, ..all });
    assert_eq!(sweep(future, false).await.unwrap(), all);
    assert_eq!(shelf.files().len(), 4, "it only looks, where it is not told to throw away");
    assert_eq!(sweep(future, true).await.unwrap(), all);
    assert_eq!(sweep(future, true).await.unwrap(), Swept::default());
    assert_eq!(shelf.files().len(), 1);
    assert_eq!(names(&database, officer().reader, agreement).await, ["kept.txt"]);
}

#[tokio::test]
async fn bytes_that_are_missing_or_altered_are_named() {
    let (database, shelf) = (TestDatabase::create().await, Shelf::new());
    let agreement = open(&database, "One", Label::unclassified()).await.agreement.id();
    let mut hashes: Vec<DocumentHash> = Vec::new();
    for text in ["whole", "altered", "shortened", "missing"] {
        hashes.push(shelf.add(&database, &officer(), agreement, C::Unclassified, text).await.unwrap().0.hash);
    }
    let file = |hash: DocumentHash| shelf.files().into_iter().find(|file| file.ends_with(hash.to_string())).unwrap();
    std::fs::write(file(hashes[1]), "ALTERED").unwrap();
    std::fs::write(file(hashes[2]), "short").unwrap();
    std::fs::remove_file(file(hashes[3])).unwrap();
    let inspected = database.store.inspect_documents(&shelf.archive, |_| ()).await.unwrap();
    let mut altered = vec![hashes[1], hashes[2]];
    altered.sort_unstable();
    assert_eq!(inspected, Inspected { whole: 1, missing: vec![hashes[3]], altered });
}
