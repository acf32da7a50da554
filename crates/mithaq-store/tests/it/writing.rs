//! The one way in.

use diesel::sql_types::{SmallInt, Text};
use diesel::{QueryableByName, sql_query};
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use mithaq_domain::act::AgreementId;
use mithaq_domain::agreement::{Agreement, Stance};
use mithaq_domain::label::{Classification, Label};
use mithaq_domain::law::FindingCode;
use mithaq_store::testing::{TestDatabase, officer, reader};
use mithaq_store::{Idempotency, Provenance, StoreError};

use crate::book::*;

#[derive(QueryableByName)]
struct Labelled {
    #[diesel(sql_type = SmallInt)]
    classification: i16,
}

/// Where rows lie, and by which transaction they were written.
#[derive(Debug, PartialEq, QueryableByName)]
struct Written {
    #[diesel(sql_type = Text)]
    at: String,
}

async fn words_written(database: &TestDatabase) -> Vec<Written> {
    let mut connection = AsyncPgConnection::establish(&database.url).await.unwrap();
    let query = "SELECT xmin || ' ' || ctid::text AS at FROM agreement_words ORDER BY agreement_id, language";
    sql_query(query).load(&mut connection).await.unwrap()
}

#[tokio::test]
async fn words_are_written_anew_only_where_texts_or_who_may_know_have_changed() {
    let database = TestDatabase::create().await;
    let id = open(&database, "Exercises", Label::unclassified()).await.agreement.id();
    let before = words_written(&database).await;
    assert!(!before.is_empty());
    done(&database, id, sign(home(), "2020-02-01")).await.unwrap();
    assert_eq!(words_written(&database).await, before);
    done(&database, id, reclassified(Classification::Secret)).await.unwrap();
    assert_ne!(words_written(&database).await, before);
}

fn sent(key: &str, digest: u8) -> Provenance {
    let idempotency = Idempotency { key: key.to_owned(), request_digest: [digest; 32] };
    Provenance { idempotency: Some(idempotency), ..officer() }
}

#[tokio::test]
async fn a_change_appends_to_the_log_and_raises_the_version() {
    let database = TestDatabase::create().await;
    let opened = open(&database, "Exercises", Label::unclassified()).await;
    let id = opened.agreement.id();
    let changed = done(&database, id, sign(home(), "2020-02-01")).await.unwrap();
    assert_eq!((changed.agreement.version(), changed.acts.len()), (2, 1));
    assert!(changed.acts[0].recorded_at > opened.acts[0].recorded_at);
    let logs = database.store.snapshot(officer().reader).logs(&[id], None).await.unwrap();
    assert_eq!(logs, [changed.agreement]);
}

#[tokio::test]
async fn a_stale_version_is_refused_and_nothing_is_written() {
    let database = TestDatabase::create().await;
    let id = open(&database, "Exercises", Label::unclassified()).await.agreement.id();
    done(&database, id, sign(home(), "2020-02-01")).await.unwrap();
    let body = sign(partner(), "2020-02-01");
    let decide = |agreement: &Agreement| agreement.decide(body, Stance::Done, today());
    let stale = database.store.change(&officer(), id, Some(1), decide).await;
    assert!(matches!(stale, Err(StoreError::Stale { expected: 1, found: 2, .. })), "{stale:?}");
}

#[tokio::test]
async fn a_refusal_writes_nothing() {
    let database = TestDatabase::create().await;
    let id = open(&database, "Exercises", Label::unclassified()).await.agreement.id();
    let twice = sign(home(), "2020-02-01");
    done(&database, id, twice.clone()).await.unwrap();
    let decide = |agreement: &Agreement| agreement.decide(twice, Stance::Intended, today());
    match database.store.change(&officer(), id, None, decide).await {
        Err(StoreError::Refused(refused)) => assert_eq!(refused.0[0].code, FindingCode::AlreadyDone),
        other => panic!("{other:?}"),
    }
    let logs = database.store.snapshot(officer().reader).logs(&[id], None).await.unwrap();
    assert_eq!(logs[0].version(), 2);
}

#[tokio::test]
async fn with_another_label_nothing_of_the_agreement_is_left_in_sight_not_even_what_was_believed() {
    let database = TestDatabase::create().await;
    let id = open(&database, "Exercises", Label::unclassified()).await.agreement.id();
    done(&database, id, sign(home(), "2020-02-01")).await.unwrap();
    done(&database, id, reclassified(Classification::Secret)).await.unwrap();
    for (clearance, sees) in [(Classification::Confidential, 0), (Classification::Secret, 1)] {
        let snapshot = database.store.snapshot(reader(clearance, None));
        assert_eq!(snapshot.logs(&[id], None).await.unwrap().len(), sees, "{clearance}");
    }
    let mut connection = AsyncPgConnection::establish(&database.url).await.unwrap();
    let labels: Vec<Labelled> =
        sql_query("SELECT DISTINCT classification FROM status_periods").load(&mut connection).await.unwrap();
    let labels: Vec<i16> = labels.into_iter().map(|row| row.classification).collect();
    assert_eq!(labels, [Classification::Secret.code()], "what was believed of it is as secret as it is now");
}

#[tokio::test]
async fn a_second_sending_gets_the_first_answer_and_another_request_under_the_key_is_a_conflict() {
    let database = TestDatabase::create().await;
    let id = AgreementId(new_id());
    let body = proposal("Exercises", Label::unclassified());
    let open = |provenance: Provenance, id: AgreementId| {
        let (store, body) = (database.store.clone(), body.clone());
        async move { store.open(&provenance, |number| Agreement::open(id, number, body, today())).await }
    };
    let first = open(sent("a", 1), id).await.unwrap();
    let again = open(sent("a", 1), AgreementId(new_id())).await.unwrap();
    assert!(!first.replayed && again.replayed);
    assert_eq!((first.agreement, first.acts), (again.agreement, again.acts));
    assert!(matches!(open(sent("a", 2), AgreementId(new_id())).await, Err(StoreError::IdempotencyConflict)));

    let change = |provenance: Provenance| {
        let (store, body) = (database.store.clone(), sign(home(), "2020-02-01"));
        async move { store.change(&provenance, id, Some(1), |a| a.decide(body, Stance::Intended, today())).await }
    };
    let first = change(sent("b", 1)).await.unwrap();
    done(&database, id, sign(partner(), "2020-02-02")).await.unwrap();
    let again = change(sent("b", 1)).await.unwrap();
    assert!(again.replayed, "the first answer comes before the check of the version");
    assert_eq!(first.agreement, again.agreement);
}

#[tokio::test]
async fn writers_at_once_keep_one_chain() {
    let database = TestDatabase::create().await;
    let id = open(&database, "Exercises", Label::unclassified()).await.agreement.id();
    let writers = (1..=12).map(|on| {
        let (store, body) = (database.store.clone(), sign(home(), &format!("2020-02-{on:02}")));
        tokio::spawn(async move { store.change(&officer(), id, None, |a| a.decide(body, Stance::Done, today())).await })
    });
    for writer in writers.collect::<Vec<_>>() {
        writer.await.unwrap().unwrap();
    }
    let verified = database.store.verify(|_| ()).await.unwrap();
    assert_eq!((verified.acts, verified.fault), (13, None));
}

#[tokio::test]
async fn what_is_absent_is_not_found() {
    let database = TestDatabase::create().await;
    let id = AgreementId(new_id());
    assert!(matches!(done(&database, id, sign(home(), "2020-02-01")).await, Err(StoreError::NotFound(of)) if of == id));
}
