//! A broker that refuses one message: a stub takes its place, and nothing is skipped.

use std::time::Duration;

use mithaq_domain::act::{ActDetails, AgreementId};
use mithaq_domain::agreement::Agreement;
use mithaq_domain::label::Classification as C;
use mithaq_domain::terms::{Language, Title, Titles};
use mithaq_events::contract::{EventKind, event_schema, state_schema};
use mithaq_events::{AudienceStatus, events_topic, state_topic};
use mithaq_store::testing::officer;
use mithaq_store::{Changed, Store, StoreError};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::book::{add, body, day, open, reclassify};
use crate::registry::{Registry, new_agreement, random};
use crate::topic::{Read, events, limit, read};

/// Opens an agreement whose titles do not go into a small message, however they are compressed.
pub(crate) async fn open_long(store: &Store, id: AgreementId) -> Result<Changed, StoreError> {
    let mut body = body(C::Unclassified);
    let ActDetails::Proposed(proposal) = &mut body.details else { unreachable!() };
    let noise = || (0..100).map(|_| Uuid::from_u64_pair(random(), random()).simple().to_string()).collect();
    let title = |tag: &str| Title { language: Language::try_from(tag.to_owned()).unwrap(), value: noise() };
    proposal.terms.titles = Titles::try_new(["en", "ar", "fr"].map(title).to_vec()).unwrap();
    store.open(&officer(), |number| Agreement::open(id, number, body, day("2026-01-01"))).await
}

/// An object has all that its schema requires.
fn fits(schema: &Value, data: &Value) {
    for name in schema["required"].as_array().unwrap() {
        assert!(!data[name.as_str().unwrap()].is_null(), "{name} is missing in {data}");
    }
}

fn of(records: &[Read], id: AgreementId) -> Vec<&Read> {
    records.iter().filter(|record| record.key == id.to_string()).collect()
}

/// Makes the topics of the public audience, with small messages only.
async fn make_small(registry: &Registry, bytes: u32) {
    open(&registry.database.store, new_agreement(), C::Unclassified).await.unwrap();
    let running = registry.run();
    registry.drained().await;
    running.stop().await;
    limit(&events_topic(&registry.public), "delete", bytes).await;
    limit(&state_topic(&registry.public), "compact", bytes).await;
}

/// How the public audience is published to, once `is` says so.
async fn until(registry: &Registry, is: impl Fn(&AudienceStatus) -> bool) -> AudienceStatus {
    let running = registry.run();
    let mut status = running.publisher.status();
    let found = tokio::time::timeout(Duration::from_mins(3), async {
        loop {
            let found = status.borrow_and_update().audiences.get(&registry.public).cloned();
            if let Some(found) = found.filter(&is) {
                return found;
            }
            status.changed().await.unwrap();
        }
    });
    let found = found.await.unwrap();
    running.stop().await;
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_broker_refuses_is_told_as_a_stub_and_nothing_is_skipped() {
    let registry = Registry::create().await;
    let store = &registry.database.store;
    make_small(&registry, 4_000).await;
    let (long, short) = (new_agreement(), new_agreement());
    open(store, short, C::Unclassified).await.unwrap();
    for _ in 0..40 {
        add(store, short).await.unwrap();
    }
    open_long(store, long).await.unwrap();
    for round in 0..80 {
        add(store, if round == 3 { long } else { short }).await.unwrap();
    }
    // One that is hidden and then disclosed with all that it says.
    reclassify(store, long, C::Secret).await;
    reclassify(store, long, C::Unclassified).await;
    let status = until(&registry, |status| status.published == 125).await;
    assert_eq!((status.refusals, status.fault, status.events), (0, None, 124));

    let told = events(&registry.public);
    let sequences: Vec<i64> = told.iter().map(|event| event.number("ce_sequence")).collect();
    assert_eq!(sequences, (1..=125).collect::<Vec<_>>());
    let (whole, cut): (Vec<_>, Vec<_>) = told.iter().partition(|event| event.data["stub"].is_null());
    assert_eq!(cut.len(), 2, "of the others none is cut short: {}", whole.len());
    let stub = json!({ "reason": "TOO_LARGE", "address": "https://registry.example/graphql" });
    let [opened, disclosed] = cut[..] else { unreachable!() };
    assert_eq!(
        (&opened.headers["ce_type"], opened.number("ce_agreementrevision")),
        (&"mithaq.agreement.proposed.v1".to_owned(), 1)
    );
    assert_eq!((&opened.data["stub"], &opened.data["registryNumber"]), (&stub, &json!(opened.headers["ce_subject"])));
    assert_eq!(opened.data["act"]["details"], json!({ "kind": "PROPOSED" }));
    assert_eq!(
        (&opened.data["act"]["id"], &opened.data["status"]["after"]),
        (&json!(opened.headers["ce_id"]), &json!("PROPOSED"))
    );
    let kind = EventKind::all().find(|kind| kind.event_type() == opened.headers["ce_type"]).unwrap();
    fits(&event_schema(kind), &opened.data);
    assert_eq!(disclosed.headers["ce_type"], "mithaq.agreement.disclosed.v1");
    assert_eq!((&disclosed.data["stub"], &disclosed.data["status"]["after"]), (&stub, &json!("PROPOSED")));
    fits(&event_schema(EventKind::Disclosed), &disclosed.data);

    let compacted = read(&state_topic(&registry.public));
    let last = of(&compacted, long).pop().unwrap();
    assert_eq!((&last.data["stub"], &last.data["sequence"]), (&stub, &json!(125)));
    assert_eq!(last.data["titles"][0]["value"].as_str().unwrap().len(), 200);
    fits(&state_schema(), &last.data);
    assert!(of(&compacted, short).pop().unwrap().data["stub"].is_null());
    // Whose topics take it has the whole.
    let all = events(&registry.all);
    assert!(all.iter().all(|event| event.data["stub"].is_null()));
    assert_eq!(of(&all, long)[0].data["act"]["details"]["terms"]["titles"].as_array().unwrap().len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_even_a_stub_is_refused_it_is_said_and_goes_on_once_the_topic_is_mended() {
    let registry = Registry::create().await;
    make_small(&registry, 200).await;
    add(
        &registry.database.store,
        open(&registry.database.store, new_agreement(), C::Unclassified).await.unwrap().agreement.id(),
    )
    .await
    .unwrap();
    let stuck = until(&registry, |status| status.stuck).await;
    assert!(stuck.fault.as_ref().unwrap().contains("raise the topic's max.message.bytes"), "{stuck:?}");
    assert_eq!((stuck.published, stuck.stubs), (1, 0));
    limit(&events_topic(&registry.public), "delete", 1_048_588).await;
    limit(&state_topic(&registry.public), "compact", 1_048_588).await;
    let mended = until(&registry, |status| status.published == 3).await;
    assert_eq!((mended.stubs, mended.stuck), (0, false));
    assert!(events(&registry.public).iter().all(|event| event.data["stub"].is_null()));
}
