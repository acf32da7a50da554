//! What is recorded is published: once, in order, in the form that the contract promises.

use std::time::Duration;

use mithaq_domain::label::Classification as C;
use mithaq_events::{events_topic, state_topic};
use serde_json::{Value, json};

use crate::book::{add, open};
use crate::registry::{Registry, new_agreement};
use crate::topic::{events, read};

#[tokio::test(flavor = "multi_thread")]
async fn events_have_the_promised_form() {
    let registry = Registry::create().await;
    let store = &registry.database.store;
    let opened = open(store, new_agreement(), C::Unclassified).await.unwrap();
    let signed = add(store, opened.agreement.id()).await.unwrap();
    let running = registry.run();
    registry.drained().await;
    running.stop().await;
    let events = events(&registry.public);
    assert_eq!(events.len(), 2);
    let event = &events[1];
    assert_eq!(event.key, opened.agreement.id().to_string());
    let act = &signed.acts[0];
    for (header, value) in [
        ("ce_specversion", "1.0".to_owned()),
        ("ce_id", act.id.to_string()),
        ("ce_source", registry.source()),
        ("ce_type", "mithaq.agreement.signed.v1".to_owned()),
        ("ce_subject", opened.agreement.number().to_string()),
        ("ce_time", act.recorded_at.to_rfc3339_opts(chrono::SecondsFormat::Micros, true)),
        ("ce_sequence", "00000000000000000002".to_owned()),
        ("ce_agreementrevision", "2".to_owned()),
        ("ce_dataschema", "urn:mithaq:schema:agreement.signed.v1".to_owned()),
        ("ce_dataclassification", "UNCLASSIFIED".to_owned()),
        ("ce_partitionkey", event.key.clone()),
        ("content-type", "application/json".to_owned()),
    ] {
        assert_eq!(event.headers[header], value, "{header}");
    }
    assert_eq!(event.data["__typename"], "Agreement");
    assert_eq!(event.data["id"], json!(event.key));
    assert_eq!(event.data["act"]["details"]["kind"], "SIGNED");
    assert_eq!(event.data["status"], json!({ "before": "PROPOSED", "after": "PROPOSED" }));
    assert_eq!(event.data["parties"][1]["code"], "GBR");
    assert_eq!(event.data["effectiveOn"]["value"], "2020-02-01");
    assert!(event.data["because"][0]["text"].is_string());
    let states = read(&state_topic(&registry.public));
    let last = states.last().unwrap();
    assert_eq!((&last.key, &last.data["revision"], &last.data["sequence"]), (&event.key, &json!(2), &json!(2)));
    assert_eq!(last.data["timeline"][0]["status"], Value::from("PROPOSED"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_hidden_leaves_no_hole() {
    let registry = Registry::create().await;
    let store = &registry.database.store;
    let running = registry.run();
    for classification in [C::Unclassified, C::Secret, C::Unclassified, C::Confidential, C::Unclassified] {
        let id = new_agreement();
        open(store, id, classification).await.unwrap();
        add(store, id).await.unwrap();
    }
    registry.drained().await;
    running.stop().await;
    let (public, all) = (events(&registry.public), events(&registry.all));
    let sequences =
        |events: &[crate::topic::Read]| events.iter().map(|event| event.number("ce_sequence")).collect::<Vec<_>>();
    assert_eq!(sequences(&public), (1..=6).collect::<Vec<_>>());
    assert_eq!(sequences(&all), (1..=10).collect::<Vec<_>>());
    assert!(public.iter().all(|event| event.headers["ce_dataclassification"] == "UNCLASSIFIED"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_topic_ahead_of_the_database_or_behind_it_is_refused_and_named() {
    let registry = Registry::create().await;
    let id = new_agreement();
    open(&registry.database.store, id, C::Unclassified).await.unwrap();
    let running = registry.run();
    registry.drained().await;
    running.stop().await;
    // The database is restored from a backup that does not know of the event.
    registry.database.tamper(&format!("DELETE FROM audience_feed WHERE audience = '{}'", registry.public)).await;
    registry.database.tamper("UPDATE publication SET published_sequence = 0").await;
    let ahead = fault(&registry).await;
    assert!(
        ahead.contains("is ahead: it ends with sequence 1") && ahead.contains(&events_topic(&registry.public)),
        "{ahead}"
    );
    // The topic is cut off.
    registry.database.tamper("UPDATE publication SET published_sequence = 5").await;
    registry
        .database
        .tamper(&format!(
            "INSERT INTO audience_feed SELECT '{}', n, 1, 1, '{id}', n FROM generate_series(1, 5) n",
            registry.public
        ))
        .await;
    let behind = fault(&registry).await;
    assert!(behind.contains("is behind") && behind.contains("mithaq audience republish"), "{behind}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_went_on_after_it_was_restored_is_refused_and_named() {
    let registry = Registry::create().await;
    let store = &registry.database.store;
    open(store, new_agreement(), C::Unclassified).await.unwrap();
    let running = registry.run();
    registry.drained().await;
    running.stop().await;
    // It is restored from before the event, and another act is recorded, which reaches the topic's sequence.
    for table in ["audience_feed", "feed"] {
        registry.database.tamper(&format!("DELETE FROM {table}")).await;
    }
    registry.database.tamper("UPDATE publication SET published_sequence = 0").await;
    open(store, new_agreement(), C::Unclassified).await.unwrap();
    let forked = fault(&registry).await;
    assert!(forked.contains("another history: its event of sequence 1 is not the database's"), "{forked}");
}

/// What keeps the public audience from being published to.
async fn fault(registry: &Registry) -> String {
    let running = registry.run();
    let mut status = running.publisher.status();
    let fault = tokio::time::timeout(Duration::from_secs(30), async {
        loop {
            let found = status.borrow_and_update().audiences.get(&registry.public).cloned();
            if let Some(audience) = found.filter(|audience| audience.fault.is_some()) {
                assert!(audience.stuck);
                return audience.fault.unwrap();
            }
            status.changed().await.unwrap();
        }
    });
    let fault = fault.await.unwrap();
    running.stop().await;
    fault
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_broker_acts_go_on_and_wait() {
    let registry = Registry::create().await;
    let config = mithaq_events::PublisherConfig {
        brokers: Some("127.0.0.1:9".to_owned()),
        ..crate::registry::config(&registry.source(), mithaq_events::Steps::default())
    };
    let publisher = mithaq_events::Publisher::new(registry.database.store.stream(), config);
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let task = tokio::spawn(async move { publisher.run(stopped).await });
    open(&registry.database.store, new_agreement(), C::Unclassified).await.unwrap();
    let stream = registry.database.store.stream();
    let waiting = async {
        while stream.lag().await.unwrap().iter().filter(|lag| lag.events == 1).count() != 2 {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), waiting).await.expect("sequenced for both audiences, and waiting");
    stop.send_replace(true);
    tokio::time::timeout(Duration::from_secs(40), task).await.expect("it stops").unwrap();
    let running = registry.run();
    registry.drained().await;
    running.stop().await;
    assert_eq!(events(&registry.public).len(), 1);
}
