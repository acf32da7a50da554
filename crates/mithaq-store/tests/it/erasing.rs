//! Words erased by law or order are nowhere any more, and the log still holds.

use mithaq_domain::act::{ActBody, ActDetails, ActId, AgreementId, ERASED};
use mithaq_domain::agreement::Agreement;
use mithaq_domain::label::Label;
use mithaq_store::Restored;
use mithaq_store::testing::{TestDatabase, officer};
use uuid::Uuid;

use crate::book::*;

const NAME: &str = "Xanthippe";

fn signed(by: mithaq_domain::actor::ActorId) -> ActBody {
    let mut body = sign(by, "2020-02-01");
    let ActDetails::Signed(signature) = &mut body.details else { unreachable!() };
    signature.signatory = Some(format!("{NAME} Person"));
    body
}

/// How many rows of the whole database say a word.
async fn rows_with(database: &TestDatabase, word: &str) -> String {
    let mut session = database.session().await;
    let tables = session.value("SELECT string_agg(tablename, ' ') FROM pg_tables WHERE schemaname = 'public'").await;
    let mut found = Vec::new();
    for table in tables.split(' ') {
        // Bytes are shown in hexadecimal, so bodies are looked through as text.
        let text = if table == "act_bodies" { "convert_from(t.body, 'UTF8')" } else { "t::text" };
        let rows = session.value(&format!("SELECT count(*) FROM {table} t WHERE {text} ILIKE '%{word}%'")).await;
        if rows != "0" {
            found.push(format!("{table} {rows}"));
        }
    }
    found.join(", ")
}

async fn log(database: &TestDatabase, id: AgreementId) -> Agreement {
    let snapshot = database.store.snapshot(officer().reader);
    let log = snapshot.logs(&[id], None).await.unwrap().remove(0);
    snapshot.finish().await.unwrap();
    log
}

#[tokio::test]
async fn what_is_erased_is_nowhere_and_the_log_holds() {
    let database = TestDatabase::create().await;
    let opened = open(&database, &format!("Treaty of {NAME}"), Label::unclassified()).await;
    let id = opened.agreement.id();
    let other = in_force(&database, "Other", Label::unclassified(), "2020-02-01", "2020-02-11").await;
    let acts = [done(&database, id, signed(home())).await.unwrap().acts, opened.acts].concat();
    let before = log(&database, id).await;
    assert!(rows_with(&database, NAME).await.contains("act_bodies 2"));

    for act in &acts {
        let erased = database.store.erase(act.id, "Court, 12/2026", "registrar").await.unwrap();
        assert_eq!((erased.agreement, erased.gone), (id, 1));
    }
    assert_eq!(rows_with(&database, NAME).await, "");
    let verified = database.store.verify(|_| ()).await.unwrap();
    assert_eq!((verified.fault, verified.erased), (None, 2));
    let after = log(&database, id).await;
    assert_eq!(after.terms().titles.as_slice()[0].value, ERASED);
    assert_eq!(after.version(), before.version() + 2);
    assert_eq!(after.on(today()).status, before.on(today()).status);
    // What is written anew is what was written, and the policies are back.
    database.store.rebuild(|_| ()).await.unwrap();
    assert_eq!(database.store.verify(|_| ()).await.unwrap().fault, None);
    done(&database, id, sign(partner(), "2020-02-01")).await.unwrap();
    assert_eq!(log(&database, other).await.id(), other);
    let forced = "SELECT count(*) FROM pg_class WHERE relrowsecurity AND NOT relforcerowsecurity";
    assert_eq!(database.session().await.value(forced).await, "0");
}

#[tokio::test]
async fn an_erased_log_is_exported_and_restored_to_the_same_chain() {
    let database = TestDatabase::create().await;
    let id = open(&database, "One", Label::unclassified()).await.agreement.id();
    let act = done(&database, id, signed(home())).await.unwrap().acts[0].id;
    database.store.erase(act, "Court", "registrar").await.unwrap();
    let entries = export(&database).await;
    assert_eq!(entries.iter().filter(|entry| entry.erased.is_some() && entry.salt.is_none()).count(), 1);
    let empty = TestDatabase::create().await;
    let restored = empty.store.restore(&officer(), entries.clone()).await.unwrap();
    assert!(restored.iter().all(|outcome| *outcome == Restored::Added), "{restored:?}");
    let verified = empty.store.verify(|_| ()).await.unwrap();
    assert_eq!((verified.fault, verified.erased), (None, 1));
    assert_eq!(export(&empty).await, entries);
}

#[tokio::test]
async fn words_that_are_changed_or_gone_without_an_entry_are_found() {
    for tampering in [
        "UPDATE act_bodies SET erased = true",
        "UPDATE act_bodies SET body = replace(convert_from(body, 'UTF8'), '[erased]', 'Another')::bytea WHERE erased",
        "UPDATE act_bodies SET erased = false WHERE erased",
    ] {
        let database = TestDatabase::create().await;
        let id = open(&database, "One", Label::unclassified()).await.agreement.id();
        let act = done(&database, id, signed(home())).await.unwrap().acts[0].id;
        database.store.erase(act, "Court", "registrar").await.unwrap();
        assert_eq!(database.store.verify(|_| ()).await.unwrap().fault, None);
        database.tamper(tampering).await;
        assert!(database.store.verify(|_| ()).await.unwrap().fault.is_some(), "{tampering}");
    }
}

#[tokio::test]
async fn an_act_that_is_not_there_is_told() {
    let database = TestDatabase::create().await;
    let absent = ActId(Uuid::nil());
    let refused = database.store.erase(absent, "Court", "registrar").await.unwrap_err();
    assert_eq!(refused.to_string(), format!("the agreement has no act {absent}"));
}
