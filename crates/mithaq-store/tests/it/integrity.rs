//! What is stored is what was recorded.

use diesel::sql_types::Text;
use diesel::{QueryableByName, sql_query};
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use mithaq_domain::act::{ActBody, ActDetails, LegalBasis};
use mithaq_domain::label::Label;
use mithaq_store::testing::TestDatabase;
use serde_json::json;

use crate::book::*;

#[derive(QueryableByName)]
struct Dump {
    #[diesel(sql_type = Text)]
    rows: String,
}

async fn dump(database: &TestDatabase) -> String {
    let mut connection = AsyncPgConnection::establish(&database.url).await.unwrap();
    let mut dump = String::new();
    for (table, order) in [
        ("agreements", "id"),
        ("agreement_areas", "agreement_id, area"),
        ("agreement_relations", "agreement_id, act_id"),
        ("agreement_words", "agreement_id, language"),
        ("status_periods", "agreement_id, known_from, legal_from"),
        ("label_changes", "agreement_id, version"),
        ("deadlines", "agreement_id, earliest, kind"),
        ("obligations", "agreement_id, act_id, legal_from"),
        ("activities", "agreement_id, act_id"),
    ] {
        let rows: Dump = sql_query(format!(
            "SELECT COALESCE(string_agg(t::text, E'\\n' ORDER BY {order}), '') AS rows FROM {table} t"
        ))
        .get_result(&mut connection)
        .await
        .unwrap();
        assert!(!rows.rows.is_empty(), "{table} is empty, so nothing is compared");
        dump.push_str(&rows.rows);
    }
    dump
}

#[tokio::test]
async fn a_rebuild_changes_nothing() {
    let database = TestDatabase::create().await;
    let one = in_force(&database, "One", Label::unclassified(), "2020-02-01", "2020-02-11").await;
    in_force(
        &database,
        "Two",
        label(mithaq_domain::label::Classification::Secret, &["MOD"]),
        "2020-05-01",
        "2020-05-31",
    )
    .await;
    let relabelled = in_force(&database, "Four", Label::unclassified(), "2020-05-01", "2020-05-31").await;
    done(&database, relabelled, reclassified(mithaq_domain::label::Classification::Secret)).await.unwrap();
    for details in [
        json!({ "kind": "OBLIGATION_ADDED", "debtor": "HOME", "obligation": "REPORT", "what": "A report",
            "due": { "rule": "RECURRING", "recurrence": { "rule": "FREQ=YEARLY", "starts": "2021-01-01" } } }),
        json!({ "kind": "ACTIVITY_PLANNED", "activity": "EXCHANGE", "title": "A visit", "from": { "value": "2021-05" } }),
    ] {
        let details: ActDetails = serde_json::from_value(details).unwrap();
        let body = ActBody::new(LegalBasis::Reported, details).done_on(day("2021-01-01"));
        done(&database, relabelled, body).await.unwrap();
    }
    done(&database, relabelled, implements(one)).await.unwrap();
    let before = dump(&database).await;
    assert_eq!(database.store.rebuild(|_| ()).await.unwrap().agreements, 3);
    assert_eq!(dump(&database).await, before);
    done(&database, open(&database, "Three", Label::unclassified()).await.agreement.id(), sign(home(), "2020-01-02"))
        .await
        .unwrap();
}

#[tokio::test]
async fn tampering_is_found_and_named() {
    for (tampering, word) in [
        ("UPDATE acts SET recorded_by = 'someone' WHERE version = 2", "entry"),
        ("UPDATE act_bodies SET body = replace(convert_from(body, 'UTF8'), '2020-02-01', '2020-02-02')::bytea", "body"),
        ("UPDATE acts SET type = 6 WHERE version = 2", "another kind"),
        ("DELETE FROM acts WHERE version = 3", "does not follow"),
        ("DELETE FROM acts WHERE version = 5", "does not end"),
        ("UPDATE agreements SET version = 4", "does not end"),
    ] {
        let database = TestDatabase::create().await;
        in_force(&database, "One", Label::unclassified(), "2020-02-01", "2020-02-11").await;
        assert_eq!(database.store.verify(|_| ()).await.unwrap().fault, None);
        database.tamper(tampering).await;
        let fault = database.store.verify(|_| ()).await.unwrap().fault.unwrap();
        assert!(fault.message.contains(word), "{tampering}: {fault:?}");
    }
}
