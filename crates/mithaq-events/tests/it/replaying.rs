//! What was told is told again, in a topic of another name.

use mithaq_domain::label::Classification as C;
use mithaq_events::{PublishError, Replay, ReplayFrom, events_topic, replay};
use serde_json::json;

use crate::book::{add, open, reclassify};
use crate::registry::{Registry, brokers, new_agreement, origin};
use crate::topic::{Read, delete, read};

fn again(registry: &Registry, from: ReplayFrom, to: &str) -> Replay {
    Replay {
        brokers: brokers(),
        kafka_settings: Vec::new(),
        origin: origin(&registry.source()),
        schema_registry: None,
        audience: registry.public.clone(),
        from,
        agreement: None,
        to_topic: format!("{}.{to}", events_topic(&registry.public)),
        goes_on: false,
    }
}

fn by_sequence(topic: &str) -> Vec<Read> {
    let mut records = read(topic);
    records.sort_by_key(|record| record.number("ce_sequence"));
    records
}

#[tokio::test(flavor = "multi_thread")]
async fn from_a_sequence_a_moment_or_of_one_agreement_the_same_records_are_written() {
    let registry = Registry::create().await;
    let (store, stream) = (&registry.database.store, registry.database.store.stream());
    let ids = [new_agreement(), new_agreement()];
    for id in ids {
        open(store, id, C::Unclassified).await.unwrap();
    }
    for round in 0..8 {
        add(store, ids[round % 2]).await.unwrap();
    }
    let running = registry.run();
    registry.drained().await;
    let original = by_sequence(&events_topic(&registry.public));

    let mut part = again(&registry, ReplayFrom::Sequence(4), "part");
    assert_eq!(replay(&stream, &part).await.unwrap().events, 7);
    assert_eq!(by_sequence(&part.to_topic), original[3..]);
    // What was broken off goes on: nothing is doubled, and what came meanwhile is added.
    add(store, ids[0]).await.unwrap();
    registry.drained().await;
    let refused = replay(&stream, &part).await;
    assert!(matches!(refused, Err(PublishError::TopicNotEmpty { ends: 10, .. })), "{refused:?}");
    part.goes_on = true;
    let replayed = replay(&stream, &part).await.unwrap();
    assert_eq!((replayed.events, replayed.until), (1, 11));
    let original = by_sequence(&events_topic(&registry.public));
    assert_eq!(by_sequence(&part.to_topic), original[3..]);

    let moment = original[6].headers["ce_time"].parse().unwrap();
    let late = again(&registry, ReplayFrom::Moment(moment), "late");
    replay(&stream, &late).await.unwrap();
    assert_eq!(by_sequence(&late.to_topic), original[6..]);
    let of_one = Replay { agreement: Some(ids[1]), ..again(&registry, ReplayFrom::Sequence(1), "one") };
    assert_eq!(replay(&stream, &of_one).await.unwrap().events, 5);
    let revisions: Vec<_> = by_sequence(&of_one.to_topic).iter().map(|r| r.number("ce_agreementrevision")).collect();
    assert_eq!(revisions, [1, 2, 3, 4, 5]);
    running.stop().await;
    delete(vec![part.to_topic, late.to_topic, of_one.to_topic]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_left_sight_is_not_told_again() {
    let registry = Registry::create().await;
    let (store, stream) = (&registry.database.store, registry.database.store.stream());
    let id = new_agreement();
    open(store, id, C::Unclassified).await.unwrap();
    add(store, id).await.unwrap();
    reclassify(store, id, C::Secret).await;
    let running = registry.run();
    registry.drained().await;
    running.stop().await;
    let whole = again(&registry, ReplayFrom::Sequence(1), "whole");
    replay(&stream, &whole).await.unwrap();
    let told = by_sequence(&whole.to_topic);
    for (record, revision) in told.iter().zip(1..) {
        assert_eq!(record.headers["ce_type"], "mithaq.agreement.withdrawn.v1");
        assert_eq!(record.headers["ce_dataclassification"], "UNCLASSIFIED");
        assert_eq!(record.data, json!({ "__typename": "Agreement", "id": id.to_string(), "revision": revision }));
    }
    assert_eq!(told.len(), 3, "sequences and revisions have no gap");
    delete(vec![whole.to_topic]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_topic_that_is_published_to_is_refused() {
    let registry = Registry::create().await;
    let stream = registry.database.store.stream();
    for topic in [events_topic(&registry.public), format!("{}.g7", events_topic(&registry.all))] {
        let wrong = Replay { to_topic: topic, ..again(&registry, ReplayFrom::Sequence(1), "") };
        assert!(matches!(replay(&stream, &wrong).await, Err(PublishError::TopicOfAudience { .. })));
    }
}
