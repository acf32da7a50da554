//! Audiences that come while acts are recorded, and topics that are written anew.

use std::collections::BTreeMap;
use std::time::Duration;

use mithaq_domain::label::Classification as C;
use mithaq_events::{Publisher, Steps, events_topic, remove_topics, state_topic};
use mithaq_store::stream::Audience;
use serde_json::{Value, json};
use tokio::sync::watch;

use crate::book::{add, open, reclassify};
use crate::registry::{Registry, brokers, config, new_agreement};
use crate::topic::{delete, events, read};

fn late(registry: &Registry) -> Audience {
    Audience {
        name: format!("{}-late", registry.public),
        clearance: C::Restricted,
        ministry: None,
        every_ministry: false,
        generation: 1,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_late_has_everything_once_though_acts_are_recorded_meanwhile() {
    let registry = Registry::create().await;
    let (running, store) = (registry.run(), registry.database.store.clone());
    let agreements: Vec<_> = (0..6).map(|_| new_agreement()).collect();
    for (at, id) in agreements.iter().enumerate() {
        open(&store, *id, if at % 2 == 0 { C::Restricted } else { C::Secret }).await.unwrap();
    }
    let (stop, stopped) = watch::channel(false);
    let (store_too, told) = (store.clone(), agreements.clone());
    let writer = tokio::spawn(async move {
        let mut written = 0;
        while !*stopped.borrow() || written < 60 {
            add(&store_too, told[written % told.len()]).await.unwrap();
            written += 1;
        }
        written
    });
    tokio::time::sleep(Duration::from_millis(500)).await;
    let late = late(&registry);
    assert_eq!(store.stream().add_audience(&late).await.unwrap(), 3);
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    stop.send_replace(true);
    writer.await.unwrap();
    registry.drained().await;
    running.stop().await;

    let heard = events(&late.name);
    let sequences: Vec<i64> = heard.iter().map(|event| event.number("ce_sequence")).collect();
    assert_eq!(sequences, (1..=i64::try_from(heard.len()).unwrap()).collect::<Vec<_>>());
    let all = events(&registry.all);
    for id in agreements.iter().step_by(2) {
        let of = |events: &[crate::topic::Read]| -> Vec<(String, String)> {
            let of_it = events.iter().filter(|event| event.key == id.to_string());
            of_it.map(|event| (event.headers["ce_id"].clone(), event.headers["ce_type"].clone())).collect()
        };
        let (whole, heard) = (of(&all), of(&heard));
        assert_eq!(heard[0].1, "mithaq.agreement.disclosed.v1");
        let known = whole.iter().position(|(act, _)| *act == heard[0].0).unwrap();
        assert!(heard.len() > 1 && heard[1..] == whole[known + 1..], "an act is missing or told twice");
    }
    delete(vec![events_topic(&late.name), state_topic(&late.name)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recalled_agreement_is_not_in_the_new_topics_and_the_old_are_gone() {
    let registry = Registry::create().await;
    let (running, store) = (registry.run(), &registry.database.store);
    let (recalled, kept) = (new_agreement(), new_agreement());
    for id in [recalled, kept] {
        open(store, id, C::Unclassified).await.unwrap();
    }
    reclassify(store, recalled, C::Secret).await;
    registry.drained().await;
    store.stream().republish(&registry.public).await.unwrap();
    remove_topics(&brokers(), &[], &registry.public).await.unwrap();
    remove_topics(&brokers(), &[], &registry.public).await.expect("what is removed may be removed again");
    add(store, kept).await.unwrap();
    registry.drained().await;
    running.stop().await;
    let address = format!("{}.g2", registry.public);
    let heard = events(&address);
    assert!(heard.iter().all(|event| event.key == kept.to_string()));
    assert_eq!(heard.iter().map(|event| event.number("ce_sequence")).collect::<Vec<_>>(), [1, 2]);
    let states = last_states(&address);
    assert_eq!(states.keys().collect::<Vec<_>>(), [&kept.to_string()]);
    assert_eq!(states[&kept.to_string()]["revision"], json!(2));
    delete(vec![events_topic(&address), state_topic(&address)]);
}

fn last_states(address: &str) -> BTreeMap<String, Value> {
    read(&state_topic(address)).into_iter().map(|record| (record.key, record.data)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_topic_is_written_anew() {
    let registry = Registry::create().await;
    let store = &registry.database.store;
    for _ in 0..3 {
        open(store, new_agreement(), C::Unclassified).await.unwrap();
    }
    let running = registry.run();
    registry.drained().await;
    running.stop().await;
    // Lost with its disk: the publisher makes it anew, finds it behind, and says how to mend it.
    remove_topics(&brokers(), &[], &registry.public).await.unwrap();
    let publisher = Publisher::new(store.stream(), config(&registry.source(), Steps::default()));
    let mut status = publisher.status();
    let (stop, stopped) = watch::channel(false);
    let runs = tokio::spawn(async move { publisher.run(stopped).await });
    let stuck = status.wait_for(|status| status.audiences.get(&registry.public).is_some_and(|audience| audience.stuck));
    let fault = tokio::time::timeout(Duration::from_secs(30), stuck).await.unwrap().unwrap().audiences
        [&registry.public]
        .fault
        .clone()
        .unwrap();
    assert!(fault.contains("is behind") && fault.contains("mithaq audience republish"), "{fault}");
    store.stream().republish(&registry.public).await.unwrap();
    remove_topics(&brokers(), &[], &registry.public).await.unwrap();
    registry.drained().await;
    stop.send_replace(true);
    runs.await.unwrap();
    let address = format!("{}.g2", registry.public);
    assert_eq!(events(&address).len(), 3);
    delete(vec![events_topic(&address), state_topic(&address)]);
}
