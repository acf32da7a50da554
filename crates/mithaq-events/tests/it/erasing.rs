//! Words erased by law or order: what is told after it, and again, does not say them.

use mithaq_domain::act::{ActDetails, ERASED};
use mithaq_domain::agreement::Stance;
use mithaq_domain::label::Classification as C;
use mithaq_events::{Replay, ReplayFrom, events_topic, replay, state_topic};
use mithaq_store::testing::officer;

use crate::book::{day, open, signature};
use crate::registry::{Registry, brokers, new_agreement, origin};
use crate::topic::{delete, events, read};

#[tokio::test(flavor = "multi_thread")]
async fn partners_are_told_of_an_erasure_and_nothing_that_is_told_after_it_has_the_words() {
    let registry = Registry::create().await;
    let (store, id) = (&registry.database.store, new_agreement());
    open(store, id, C::Unclassified).await.unwrap();
    let mut body = signature(mithaq_domain::actor::ActorId::of_code("JOR"));
    let ActDetails::Signed(signed) = &mut body.details else { unreachable!() };
    signed.signatory = Some("Xanthippe Person".to_owned());
    let decide =
        |agreement: &mithaq_domain::agreement::Agreement| agreement.decide(body, Stance::Done, day("2026-01-01"));
    let act = store.change(&officer(), id, None, decide).await.unwrap().acts[0].id;
    let running = registry.run();
    registry.drained().await;
    store.erase(act, "Court, 12/2026", "registrar").await.unwrap();
    registry.drained().await;
    running.stop().await;

    let told = events(&registry.public);
    assert!(told[1].data.to_string().contains("Xanthippe"), "what was told before is not called back");
    let erasure = &told[2];
    assert_eq!(erasure.headers["ce_type"], "mithaq.agreement.entry-erased.v1");
    assert_eq!(erasure.data["act"]["details"]["erased"], act.to_string());
    assert_eq!(erasure.data["status"]["before"], erasure.data["status"]["after"]);
    assert_eq!(read(&state_topic(&registry.public)).last().unwrap().data["sequence"], 3);

    let again = Replay {
        brokers: brokers(),
        kafka_settings: Vec::new(),
        origin: origin(&registry.source()),
        schema_registry: None,
        audience: registry.public.clone(),
        from: ReplayFrom::Sequence(1),
        agreement: None,
        to_topic: format!("{}.erased", events_topic(&registry.public)),
        goes_on: false,
    };
    replay(&store.stream(), &again).await.unwrap();
    let replayed = read(&again.to_topic);
    assert_eq!(replayed.len(), 3);
    assert!(replayed.iter().all(|event| !event.data.to_string().contains("Xanthippe")));
    assert!(replayed.iter().any(|event| event.data["act"]["details"]["signatory"] == ERASED));
    delete(vec![again.to_topic]);
}
