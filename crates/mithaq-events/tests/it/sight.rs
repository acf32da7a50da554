//! What an audience is told of agreements that it may not know of, or not always.

use mithaq_domain::act::AgreementId;
use mithaq_domain::label::Classification as C;
use mithaq_events::contract::{Form, Records, Stubs, Wire, records};
use mithaq_events::state_topic;
use mithaq_store::testing::{TestDatabase, officer};
use mithaq_store::{Entry, Store, StoreError};
use serde_json::{Value, json};

use crate::book::{add, open, reclassify, relate};
use crate::registry::{Registry, new_agreement, origin, random};
use crate::topic::{events, read};

#[tokio::test(flavor = "multi_thread")]
async fn who_loses_sight_gets_no_content_and_a_tombstone_and_who_gains_it_gets_all() {
    let registry = Registry::create().await;
    let store = &registry.database.store;
    let id = new_agreement();
    open(store, id, C::Unclassified).await.unwrap();
    let running = registry.run();
    registry.drained().await;
    reclassify(store, id, C::Secret).await;
    add(store, id).await.unwrap();
    registry.drained().await;
    let tombstone = read(&state_topic(&registry.public)).pop().unwrap();
    assert_eq!((&tombstone.key, &tombstone.data), (&id.to_string(), &Value::Null));
    reclassify(store, id, C::Unclassified).await;
    registry.drained().await;
    running.stop().await;

    let public = events(&registry.public);
    let told: Vec<_> = public
        .iter()
        .map(|event| {
            let number = |name| event.number(name);
            (number("ce_sequence"), number("ce_agreementrevision"), event.headers["ce_type"].as_str())
        })
        .collect();
    assert_eq!(
        told,
        [
            (1, 1, "mithaq.agreement.proposed.v1"),
            (2, 2, "mithaq.agreement.withdrawn.v1"),
            (3, 1, "mithaq.agreement.disclosed.v1")
        ]
    );
    assert_eq!(public[1].data, json!({ "__typename": "Agreement", "id": id.to_string(), "revision": 2 }));
    assert!(public.iter().all(|event| event.headers["ce_dataclassification"] == "UNCLASSIFIED"));
    assert_eq!(public[2].data["status"], json!({ "before": "NONE", "after": "PROPOSED" }));
    assert_eq!(public[2].data["titles"][0]["value"], "Agreement on exercises");
    let state = read(&state_topic(&registry.public)).pop().unwrap();
    assert_eq!((&state.data["revision"], &state.data["sequence"]), (&json!(1), &json!(3)));
    assert_eq!(events(&registry.all).len(), 4, "the registry's own audience is told of every act, and nothing else");
}

/// All that an audience is told, in one batch.
async fn told(database: &TestDatabase, audience: &str) -> Records {
    let stream = database.store.stream();
    let lease = stream.take_lease("publisher", "test").await.unwrap().unwrap();
    while stream.sequence(&lease, 0).await.unwrap().acts > 0 {}
    stream.release(&lease).await.unwrap();
    let batch = stream.entries_after(audience, 0, u16::MAX).await.unwrap();
    let form = Form { origin: &origin("urn:mithaq:test"), wire: &Wire::Json };
    records(form, &batch.entries, &batch.agreements, Stubs::default()).unwrap()
}

/// Something happens to one of the agreements; those at odd places are secret for all their life.
async fn happen(store: &Store, agreements: &mut Vec<AgreementId>, choice: u64) {
    let at = usize::try_from(choice >> 8).unwrap() % (agreements.len() + 1);
    let Some(id) = agreements.get(at).copied() else {
        let id = new_agreement();
        open(store, id, if agreements.len().is_multiple_of(2) { C::Unclassified } else { C::Secret }).await.unwrap();
        agreements.push(id);
        return;
    };
    match choice % 4 {
        0 if at.is_multiple_of(2) => {
            reclassify(store, id, if choice & 16 == 0 { C::Secret } else { C::Unclassified }).await;
        }
        1 => {
            let other = agreements[usize::try_from(choice >> 16).unwrap() % agreements.len()];
            relate(store, id, other, choice & 32 == 0).await;
        }
        _ => drop(add(store, id).await.unwrap()),
    }
}

#[tokio::test]
async fn records_are_byte_for_byte_the_same_whether_hidden_agreements_exist_or_not() {
    let with = TestDatabase::create().await;
    let mut agreements = Vec::new();
    let seed = random();
    for step in 0..120 {
        // A linear congruence suffices to mix what happens, and the seed tells how.
        let choice = seed.wrapping_add(step).wrapping_mul(6_364_136_223_846_793_005).rotate_left(31);
        happen(&with.store, &mut agreements, choice & 0xffff_ffff).await;
    }
    let (mut visible, mut hidden): (Vec<Entry>, usize) = (Vec::new(), 0);
    with.store
        .export(|entry| {
            let place = agreements.iter().position(|id| *id == entry.act.agreement).unwrap();
            if place.is_multiple_of(2) {
                visible.push(entry);
            } else {
                hidden += 1;
            }
            Ok::<_, StoreError>(())
        })
        .await
        .unwrap();
    assert!(hidden > 10 && visible.len() > 10, "seed {seed}: {hidden} hidden, {} seen", visible.len());
    let without = TestDatabase::create().await;
    without.store.restore(&officer(), visible).await.unwrap();
    let (one, other) = (told(&with, "public").await, told(&without, "public").await);
    assert!(!one.events.is_empty());
    assert_eq!(one, other, "seed {seed}");
    let text: String =
        one.events.iter().filter_map(|event| std::str::from_utf8(event.value.as_deref()?).ok()).collect();
    for id in agreements.iter().skip(1).step_by(2) {
        assert!(!text.contains(&id.to_string()), "seed {seed}: {id} is hidden, and named");
    }
}

#[tokio::test]
async fn another_agreement_is_named_to_who_was_told_of_it() {
    let database = TestDatabase::create().await;
    let (seen, hidden, of) = (new_agreement(), new_agreement(), new_agreement());
    open(&database.store, seen, C::Unclassified).await.unwrap();
    open(&database.store, hidden, C::Secret).await.unwrap();
    open(&database.store, of, C::Unclassified).await.unwrap();
    for (other, supersedes) in [(seen, false), (hidden, false), (seen, true), (hidden, true)] {
        relate(&database.store, of, other, supersedes).await;
    }
    let named = |records: Records| -> Vec<Value> {
        let data = records.events.iter().map(|event| serde_json::from_slice(event.value.as_deref().unwrap()).unwrap());
        let details = data.map(|data: Value| data["act"]["details"].clone());
        details.filter_map(|details| Some(details.get("to").or(details.get("by"))?.clone())).collect()
    };
    let ids = |ids: &[AgreementId]| -> Vec<Value> { ids.iter().map(|id| json!(id.to_string())).collect() };
    assert_eq!(named(told(&database, "public").await), ids(&[seen, seen]));
    assert_eq!(named(told(&database, "registry").await), ids(&[seen, hidden, seen, hidden]));
}
