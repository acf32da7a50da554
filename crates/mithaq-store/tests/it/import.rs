//! Records of other registers, and registers of this kind.

use mithaq_domain::act::{ActDetails, AgreementId};
use mithaq_domain::agreement::{Agreement, StatusName as S};
use mithaq_domain::label::{Classification, Label};
use mithaq_store::testing::{TestDatabase, officer};
use mithaq_store::{
    Decision, ImportOutcome, ImportRecord, ImportTally, Provenance, Reader, Reasoned, Restored, StoreError,
};

use crate::book::*;

fn record(key: usize, in_force: &str) -> ImportRecord {
    let raw = format!("{key} {in_force}");
    let mut sha256 = [0; 32];
    sha256[..raw.len()].copy_from_slice(raw.as_bytes());
    ImportRecord {
        register: "test".to_owned(),
        key: key.to_string(),
        raw,
        sha256,
        facts: sha256,
        opens: AgreementId(new_id()),
    }
}

async fn import(database: &TestDatabase, records: &[ImportRecord]) -> Vec<ImportTally> {
    try_import(database, &importer(), records).await.unwrap()
}

async fn try_import(
    database: &TestDatabase,
    provenance: &Provenance,
    records: &[ImportRecord],
) -> Result<Vec<ImportTally>, StoreError> {
    let decide = |record: &ImportRecord, earlier: Option<&Agreement>, id: AgreementId, number| {
        let (key, in_force) = record.raw.split_once(' ').unwrap();
        if in_force == "?" {
            let reasons = vec![Reasoned { code: "NO_DAY".to_owned(), message: "There is no day.".to_owned() }];
            return Ok(Decision::Quarantine { reasons });
        }
        let bodies = imported(key.parse().unwrap(), "Taken over", in_force);
        let change = match earlier {
            None => Agreement::import(id, number, bodies)?,
            Some(earlier) => {
                let wrong =
                    earlier.acts().iter().find(|act| matches!(act.body.details, ActDetails::EnteredIntoForce { .. }));
                earlier.append(vec![bodies[3].clone().correcting(wrong.unwrap().id)])?
            }
        };
        Ok::<_, StoreError>(Decision::Accept { change: Some(Box::new(change)), warnings: Vec::new() })
    };
    database.store.import(provenance, records, new_id, decide).await
}

/// Who takes registers over.
fn importer() -> Provenance {
    Provenance { reader: Reader::everything(), ..officer() }
}

#[tokio::test]
async fn importing_again_changes_nothing_and_a_changed_record_appends() {
    let database = TestDatabase::create().await;
    let records = [record(1, "2001-01-01"), record(2, "2002-02-02"), record(3, "?")];
    let first = import(&database, &records).await;
    assert_eq!(
        first.iter().map(|tally| tally.outcome).collect::<Vec<_>>(),
        [ImportOutcome::Accepted, ImportOutcome::Accepted, ImportOutcome::Quarantined]
    );
    let again = import(&database, &records).await;
    assert!(again.iter().all(|tally| tally.unchanged));
    assert_eq!(database.store.verify(|_| ()).await.unwrap().acts, 8);

    // A program that makes more of the same record has it decided on again.
    let read_anew = ImportRecord { facts: [9; 32], ..records[2].clone() };
    assert!(import(&database, std::slice::from_ref(&read_anew)).await[0].unchanged);
    assert!(import(&database, &[read_anew]).await[0].unchanged);

    let changed = import(&database, &[records[0].clone(), record(2, "2003-03-03"), record(3, "2004-04-04")]).await;
    assert_eq!(changed.iter().map(|tally| tally.unchanged).collect::<Vec<_>>(), [true, false, false]);
    let corrected = changed[1].agreement.as_ref().unwrap();
    assert_eq!(corrected.version(), 5);
    assert_eq!(corrected.on(day("2002-12-31")).status, S::Signed);
    let snapshot = database.store.snapshot(officer().reader);
    let status = snapshot.statuses(&[(corrected.id(), day("2002-12-31"), None)]).await.unwrap().remove(0).unwrap();
    assert_eq!(status.status, S::Signed);
    let records =
        snapshot.import_records(&mithaq_store::ImportRecordQuery::default(), None, 10, false).await.unwrap().0;
    assert_eq!(records.len(), 3);
    assert!(records.iter().all(|record| record.outcome == ImportOutcome::Accepted));
    let verified = database.store.verify(|_| ()).await.unwrap();
    assert_eq!((verified.agreements, verified.acts, verified.fault), (3, 13, None));
}

#[tokio::test]
async fn what_is_exported_restores_to_the_same_log_in_the_same_order() {
    let database = TestDatabase::create().await;
    in_force(&database, "One", Label::unclassified(), "2020-02-01", "2020-02-11").await;
    in_force(
        &database,
        "Two",
        label(mithaq_domain::label::Classification::Secret, &["MOD"]),
        "2020-05-01",
        "2020-05-31",
    )
    .await;
    import(&database, &[record(1, "2001-01-01")]).await;
    let entries = export(&database).await;

    let empty = TestDatabase::create().await;
    let (first, rest) = entries.split_at(7);
    for part in [first, rest] {
        let restored = empty.store.restore(&officer(), part.to_vec()).await.unwrap();
        assert!(restored.iter().all(|outcome| *outcome == Restored::Added), "{restored:?}");
    }
    assert_eq!(export(&empty).await, entries);
    assert_eq!(empty.store.verify(|_| ()).await.unwrap(), database.store.verify(|_| ()).await.unwrap());
    let again = empty.store.restore(&officer(), entries.clone()).await.unwrap();
    assert!(again.iter().all(|outcome| *outcome == Restored::Unchanged));

    let of_both = |store: &mithaq_store::Store| {
        let (snapshot, entries) = (store.snapshot(officer().reader), entries.clone());
        async move {
            let mut statuses = Vec::new();
            for entry in entries {
                let asked = [(entry.act.agreement, day("2021-01-01"), Some(entry.act.recorded_at))];
                statuses.extend(snapshot.statuses(&asked).await.unwrap());
            }
            statuses
        }
    };
    assert_eq!(of_both(&database.store).await, of_both(&empty.store).await);
}

#[tokio::test]
async fn an_entry_that_does_not_fit_is_refused_and_named() {
    let database = TestDatabase::create().await;
    in_force(&database, "One", Label::unclassified(), "2020-02-01", "2020-02-11").await;
    let entries = export(&database).await;
    let empty = TestDatabase::create().await;
    let mut wrong = entries.clone();
    wrong[1].hash = Some([7; 32]);
    let restored = empty.store.restore(&officer(), wrong).await.unwrap();
    let codes: Vec<_> = restored
        .iter()
        .map(|outcome| match outcome {
            Restored::Refused { code, .. } => code,
            Restored::Added => "added",
            Restored::Unchanged => "unchanged",
        })
        .collect();
    assert_eq!(codes[..3], ["added", "HASH_DIFFERS", "ENTRY_OUT_OF_ORDER"]);
}

#[tokio::test]
async fn an_entry_with_another_label_is_taken_over() {
    let database = TestDatabase::create().await;
    open(&database, "One", Label::unclassified()).await;
    let mut entries = export(&database).await;
    let mut entry = entries[0].clone();
    entry.act.version = 2;
    entry.act.id = mithaq_domain::act::ActId(new_id());
    entry.act.body = reclassified(Classification::Secret);
    entry.hash = None;
    entries.push(entry);
    let restored = TestDatabase::create().await.store.restore(&officer(), entries).await.unwrap();
    assert!(restored == [Restored::Added, Restored::Added], "{restored:?}");
}

#[tokio::test]
async fn an_import_goes_on_where_an_agreement_is_for_one_ministry_alone() {
    let database = TestDatabase::create().await;
    let imported = import(&database, &[record(1, "2001-01-01")]).await.remove(0).agreement.unwrap();
    let mut body = reclassified(Classification::Secret);
    body.details = ActDetails::Reclassified { label: label(Classification::Secret, &["MOD"]) };
    done(&database, imported.id(), body).await.unwrap();
    let changed = import(&database, &[record(1, "2002-02-02"), record(2, "2003-03-03")]).await;
    assert_eq!(changed.iter().map(|tally| tally.unchanged).collect::<Vec<_>>(), [false, false]);
    assert_eq!(changed[0].agreement.as_ref().unwrap().version(), 6, "the same agreement, corrected");

    let entries = export(&database).await;
    let empty = TestDatabase::create().await;
    for _ in 0..2 {
        empty.store.restore(&importer(), entries.clone()).await.unwrap();
    }
    assert_eq!(export(&empty).await, entries);
}

#[tokio::test]
async fn who_would_lose_sight_by_what_is_restored_is_told_so() {
    let database = TestDatabase::create().await;
    open(&database, "One", Label::unclassified()).await;
    let mut entry = export(&database).await.remove(0);
    entry.act.version = 2;
    entry.act.id = mithaq_domain::act::ActId(new_id());
    entry.act.body.details = ActDetails::Reclassified { label: label(Classification::Secret, &["MFA"]) };
    entry.hash = None;
    let restored = database.store.restore(&officer(), vec![entry]).await;
    assert!(matches!(restored, Err(StoreError::OutOfSight(_))), "{restored:?}");
}
