//! What falls due is recorded once, in legal order, and the same after a year as day by day.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use futures_util::future::join_all;
use mithaq_domain::act::{ActKind, AgreementId, LegalBasis, RecordedAct};
use mithaq_domain::agreement::{Agreement, Stance};
use mithaq_domain::day::Span;
use mithaq_store::testing::{TestDatabase, officer};
use serde_json::{Value, json};

use super::*;
use crate::moment::new_id;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn clock(database: &TestDatabase) -> Clock {
    Clock {
        store: database.store.clone(),
        zone: Zone::UTC,
        announcements: Arc::new(Announcements::default()),
        recorded: Arc::new(|| ()),
    }
}

/// An act as the log has it.
fn act(on: &str, by: Option<&str>, details: &Value) -> mithaq_domain::act::ActBody {
    let mut body = json!({ "basis": "REPORTED", "actionOn": { "value": on }, "details": details });
    if details["kind"] == "NOTICE_GIVEN" {
        body["receivedOn"] = json!({ "value": on });
    }
    if let Some(code) = by {
        body["by"] = json!(mithaq_domain::actor::ActorId::of_code(code).as_uuid());
    }
    serde_json::from_value(body).unwrap()
}

/// An agreement that lasts so, in force by signature on a day; whether the other party gives notice.
async fn in_force(database: &TestDatabase, on: &str, duration: Value, notice: Option<&str>) -> AgreementId {
    let party = |code: &str| json!({ "actor": mithaq_domain::actor::ActorId::of_code(code).as_uuid() });
    let terms = json!({
        "titles": [{ "language": "en", "value": "Agreement" }], "form": "AGREEMENT", "bindingness": "BINDING",
        "areas": ["JOINT_EXERCISES"], "consent": "SIGNATURE",
        "entryIntoForce": { "rule": "ON_DATE", "date": on }, "duration": duration,
        "termination": { "rule": "NOTICE", "period": { "count": 6, "unit": "MONTHS" } },
    });
    let proposal = json!({ "kind": "PROPOSED", "parties": { "home": party("JOR"), "counterpart": party("KEN") },
        "terms": terms, "label": { "classification": "SECRET", "releasableTo": ["MOD"] } });
    let (id, today) = (AgreementId(new_id()), day("2024-12-31"));
    let opened = act("2020-01-01", None, &proposal);
    database.store.open(&officer(), |number| Agreement::open(id, number, opened, today)).await.unwrap();
    let signed = json!({ "kind": "SIGNED", "office": "FOREIGN_MINISTER", "fullPowers": "UNKNOWN",
        "subjectToRatification": false, "adReferendum": false });
    let mut acts = vec![act("2020-02-01", Some("JOR"), &signed), act("2020-02-01", Some("KEN"), &signed)];
    let denounced = json!({ "kind": "NOTICE_GIVEN", "purpose": "DENUNCIATION" });
    acts.extend(notice.map(|received| act(received, Some("KEN"), &denounced)));
    for body in acts {
        database.store.change(&officer(), id, None, |a| a.decide(body, Stance::Done, today)).await.unwrap();
    }
    id
}

/// Agreements that enter into force, renew, run out and are left in the course of 2025.
async fn register(database: &TestDatabase) -> Vec<AgreementId> {
    let years = |count: u32| json!({ "count": count, "unit": "YEARS" });
    let tacit = json!({ "rule": "FIXED_THEN_TACIT", "initial": years(1), "renewal": { "count": 3, "unit": "MONTHS" },
        "nonRenewalNotice": { "count": 1, "unit": "MONTHS" } });
    let fixed = json!({ "rule": "FIXED", "term": { "FOR": years(4) } });
    let endless = json!({ "rule": "INDEFINITE" });
    vec![
        in_force(database, "2024-02-15", tacit.clone(), None).await,
        in_force(database, "2021-06-01", fixed, None).await,
        in_force(database, "2025-09-01", endless.clone(), None).await,
        in_force(database, "2021-01-01", endless, Some("2024-10-31")).await,
        in_force(database, "2024-07-31", tacit, None).await,
    ]
}

async fn logs(database: &TestDatabase, ids: &[AgreementId]) -> Vec<Agreement> {
    let mut logs = database.store.snapshot(officer().reader).logs(ids, None).await.unwrap();
    logs.sort_by_key(|agreement| ids.iter().position(|id| *id == agreement.id()));
    logs
}

fn announced(agreement: &Agreement) -> Vec<(ActKind, Option<Span>)> {
    let acts = agreement.acts().iter().filter(|act| act.body.basis == LegalBasis::Computed);
    acts.map(|act: &RecordedAct| (act.body.kind(), act.body.effective())).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn several_replicas_record_what_falls_due_once_and_in_legal_order() {
    let database = TestDatabase::create().await;
    let ids = register(&database).await;
    let before = logs(&database, &ids).await;
    let today = day("2025-12-31");
    let replicas: Vec<Clock> = (0..4).map(|_| clock(&database)).collect();
    for done in join_all(replicas.iter().map(|replica| replica.announce(today))).await {
        done.unwrap();
    }
    for (before, after) in before.iter().zip(logs(&database, &ids).await) {
        let due: Vec<_> = before.due(today).iter().map(|body| (body.kind(), body.effective())).collect();
        assert!(!due.is_empty() && due.is_sorted_by_key(|(_, on)| *on));
        assert_eq!(announced(&after), due);
        assert_eq!(after.next_due().filter(|next| *next <= today), None);
    }
    assert_eq!(database.store.due(today, 10).await.unwrap(), []);
    assert_eq!(database.store.verify(|_| ()).await.unwrap().fault, None);
}

#[tokio::test]
async fn after_a_year_of_downtime_the_same_acts_are_recorded_as_day_by_day() {
    let (daily, late) = (TestDatabase::create().await, TestDatabase::create().await);
    let (first, second) = (register(&daily).await, register(&late).await);
    let (every_day, once) = (clock(&daily), clock(&late));
    for today in day("2025-01-01").iter_days().take_while(|today| *today <= day("2025-12-31")) {
        every_day.announce(today).await.unwrap();
    }
    once.announce(day("2025-12-31")).await.unwrap();
    let (daily, late) = (logs(&daily, &first).await, logs(&late, &second).await);
    for (one, other) in daily.iter().zip(&late) {
        let bodies = |agreement: &Agreement| agreement.acts().iter().map(|act| act.body.clone()).collect::<Vec<_>>();
        assert_eq!(bodies(one), bodies(other), "the acts are the same; moments, places and hashes are not compared");
    }
    let kinds: Vec<ActKind> = daily.iter().flat_map(announced).map(|(kind, _)| kind).collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == ActKind::Renewed).count(), 4 + 2);
    for kind in [ActKind::Expired, ActKind::EnteredIntoForce, ActKind::Denounced] {
        assert!(kinds.contains(&kind), "{kind}: {kinds:?}");
    }
}

#[tokio::test]
async fn on_its_day_an_amendment_is_told_of_and_nothing_is_recorded_by_it() {
    let database = TestDatabase::create().await;
    let id = in_force(&database, "2021-01-01", json!({ "rule": "INDEFINITE" }), None).await;
    let clauses = json!([{ "clause": "9", "change": "ADDED", "text": "Yearly." }]);
    let mut amended = act("2024-01-01", None, &json!({ "kind": "AMENDED", "clauses": clauses }));
    amended.effective_on = Some(day("2099-01-01").into());
    let decide = |agreement: &Agreement| agreement.decide(amended, Stance::Done, day("2024-12-31"));
    database.store.change(&officer(), id, None, decide).await.unwrap();
    let before = logs(&database, &[id]).await;
    let (eve, on) = (day("2098-12-31"), day("2099-01-01"));
    assert_eq!(database.store.due_texts(eve, 10).await.unwrap(), []);
    assert_eq!(database.store.due_texts(on, 10).await.unwrap().len(), 1);
    let replicas: Vec<Clock> = (0..3).map(|_| clock(&database)).collect();
    for done in join_all(replicas.iter().map(|replica| replica.write_texts_of(on))).await {
        done.unwrap();
    }
    assert_eq!(database.store.due_texts(on, 10).await.unwrap(), []);
    assert_eq!(logs(&database, &[id]).await, before);
}

#[tokio::test]
async fn calendars_are_written_on_and_nothing_is_recorded_by_it() {
    let database = TestDatabase::create().await;
    let ids = register(&database).await;
    let later = day("2099-01-01");
    assert!(!database.store.due_calendars(later, 10).await.unwrap().is_empty());
    let before = logs(&database, &ids).await;
    clock(&database).write_calendars_on(later).await.unwrap();
    assert_eq!(database.store.due_calendars(later, 10).await.unwrap(), []);
    assert_eq!(logs(&database, &ids).await, before);
}
