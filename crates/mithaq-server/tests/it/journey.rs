//! From an empty database to a partner, through the running binary.

use std::time::{Duration, Instant};

use mithaq_store::testing::TestDatabase;
use serde_json::{Value, json};

use crate::book::{propose, sign};
use crate::mithaq::{Serving, Settings, fail, run};
use crate::registry::{Registry, ask};

const STATUS: &str = "query ($id: ID!) { agreement(id: $id) { registryNumber status { name } parties { actor { ... on Country { code } } } } }";

async fn agreement(serving: &Serving, token: Option<&str>, id: &str) -> Value {
    let (status, body) = ask(serving, token, STATUS, json!({ "id": id })).await;
    assert!(status == 200 && body.get("errors").is_none(), "{body}");
    body["data"]["agreement"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signature_travels_from_a_mutation_to_a_partner() {
    let (registry, audiences) = Registry::create().await.with_kafka().await;
    let token = registry.token("secret");
    let serving = registry.serve();

    let proposed = propose(&serving, &token, "k1", "UNCLASSIFIED").await;
    assert_eq!((&proposed["refusals"], &proposed["replayed"]), (&json!([]), &json!(false)));
    let id = proposed["agreement"]["id"].as_str().unwrap();
    let again = propose(&serving, &token, "k1", "UNCLASSIFIED").await;
    assert_eq!((&again["agreement"]["id"], &again["replayed"]), (&json!(id), &json!(true)));
    sign(&serving, &token, id, "JOR").await;
    // A crash between two acts loses nothing and doubles nothing.
    serving.kill();
    let serving = registry.serve();
    let signed = sign(&serving, &token, id, "KEN").await;
    assert_eq!(signed["agreement"]["status"]["name"], "IN_FORCE", "{signed}");
    let read = agreement(&serving, None, id).await;
    assert_eq!(read["registryNumber"], proposed["agreement"]["registryNumber"]);
    assert_eq!(read["parties"], json!([{ "actor": { "code": "JOR" } }, { "actor": { "code": "KEN" } }]));

    // The fourth comes by itself: the clock announces it.
    let events = watch(&registry.settings, &audiences.public, 4);
    let kinds: Vec<_> = events.iter().map(|event| event["type"].as_str().unwrap()).collect();
    let expected = ["proposed", "signed", "signed", "entered-into-force"];
    assert_eq!(kinds, expected.map(|kind| format!("mithaq.agreement.{kind}.v1")));
    let sequences: Vec<_> =
        events.iter().map(|event| event["sequence"].as_str().unwrap().parse::<u64>().unwrap()).collect();
    assert_eq!(sequences, [1, 2, 3, 4]);
    assert_eq!(events[2]["data"]["status"], json!({ "before": "PROPOSED", "after": "IN_FORCE" }));
    let line =
        run(&registry.settings, &["tail", "--audience", &audiences.public, "--from", "beginning", "--limit", "1"]);
    assert!(line.contains("JOR-KEN") && line.contains(read["registryNumber"].as_str().unwrap()), "{line}");
    serving.stop();

    assert!(run(&registry.settings, &["verify"]).contains("4 acts of 1 agreements"));
    run(&registry.settings, &["rebuild"]);
    registry
        .database
        .tamper("UPDATE act_bodies SET body = replace(convert_from(body, 'UTF8'), 'The minister', 'Another')::bytea")
        .await;
    let told = fail(&registry.settings, &["verify"]);
    assert!(told.contains(id) && told.contains("the body is not the one that was recorded"), "{told}");
}

/// Watches an audience until so many events came.
fn watch(settings: &Settings, audience: &str, count: usize) -> Vec<Value> {
    let limit = count.to_string();
    let arguments = ["tail", "--audience", audience, "--from", "beginning", "--json", "--limit", &limit];
    let mut events: Vec<Value> =
        run(settings, &arguments).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    events.sort_by_key(|event| event["sequence"].as_str().unwrap().to_owned());
    events
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_caller_may_not_know_is_absent() {
    let registry = Registry::create().await;
    let serving = registry.serve();
    let (secret, restricted) = (registry.token("secret"), registry.token("restricted"));
    let hidden = propose(&serving, &secret, "k1", "SECRET").await;
    let open = propose(&serving, &secret, "k2", "UNCLASSIFIED").await;
    let hidden = hidden["agreement"]["id"].as_str().unwrap();
    let open = open["agreement"]["id"].as_str().unwrap();
    for (token, sees) in [(None, false), (Some(restricted.as_str()), false), (Some(secret.as_str()), true)] {
        assert_eq!(agreement(&serving, token, hidden).await.is_null(), !sees);
        assert!(!agreement(&serving, token, open).await.is_null());
        let (_, body) = ask(&serving, token, "{ agreements { totalCount } }", Value::Null).await;
        assert_eq!(body["data"]["agreements"]["totalCount"], if sees { 2 } else { 1 }, "{body}");
    }
    serving.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_writes_without_a_token() {
    let registry = Registry::create().await;
    let serving = registry.serve();
    let mutation = r#"mutation {
        openNegotiation(input: { agreementId: "x", idempotencyKey: "k", openNegotiation: { on: "2024-01-01" } }) { replayed }
    }"#;
    let (_, body) = ask(&serving, None, mutation, Value::Null).await;
    assert_eq!(body["errors"][0]["extensions"]["code"], "UNAUTHENTICATED", "{body}");
    serving.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_broker_acts_are_recorded_and_the_lag_shows() {
    let (registry, _audiences) = Registry::create().await.with_kafka().await;
    let registry = registry.with("MITHAQ_KAFKA_BROKERS", "127.0.0.1:9");
    let serving = registry.serve();
    propose(&serving, &registry.token("secret"), "k1", "UNCLASSIFIED").await;
    let waiting = |metrics: &str| {
        metrics
            .lines()
            .any(|line| line.starts_with("mithaq_publication_lag_events{audience=\"test-") && line.ends_with(" 1"))
    };
    let started = Instant::now();
    while !waiting(&reqwest::get(format!("{}/metrics", serving.admin)).await.unwrap().text().await.unwrap()) {
        assert!(started.elapsed() < Duration::from_secs(20), "the lag does not show");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let ready = reqwest::get(format!("{}/health/ready", serving.admin)).await.unwrap();
    assert_eq!(ready.status().as_u16(), 200, "the API works without Kafka");
    serving.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_database_is_migrated_once() {
    let server = TestDatabase::create().await;
    let (base, name) = server.url.rsplit_once('/').unwrap();
    let fresh = format!("{name}_fresh");
    server.tamper(&format!("CREATE DATABASE {fresh}")).await;
    let settings: Settings = vec![("DATABASE_URL", format!("{base}/{fresh}"))];
    assert!(run(&settings, &["migrate"]).contains("the schema is this program's now"));
    assert_eq!(run(&settings, &["migrate"]), "nothing to do: the schema is this program's\n");
    assert!(run(&settings, &["verify"]).contains("0 acts"));
    run(&settings, &["audience", "add", "interior", "--ministry", "MOI", "--clearance", "CONFIDENTIAL"]);
    assert!(run(&settings, &["audience", "list"]).contains("interior  CONFIDENTIAL  MOI"));
    assert!(fail(&settings, &["audience", "add", "interior", "--clearance", "SECRET"]).contains("already"));
    server.tamper(&format!("DROP DATABASE {fresh} WITH (FORCE)")).await;
}
