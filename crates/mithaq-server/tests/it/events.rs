//! Subscriptions by server-sent events, on the running binary. Those by WebSocket are tested with the official clients:
//! dev/gateway/tests.

use std::time::Duration;

use reqwest::{Client, Response};
use serde_json::{Value, json};

use crate::book::{propose, sign};
use crate::mithaq::{Serving, run};
use crate::registry::{Registry, ask};

const CHANGED: &str = "subscription($after: String) { agreementChanged(after: $after) { cursor kind act { kind } } }";

async fn subscribe(serving: &Serving, token: Option<&str>, after: &Value) -> Response {
    let mut request = Client::new()
        .post(&serving.graphql)
        .header("accept", "text/event-stream")
        .json(&json!({ "query": CHANGED, "variables": { "after": after } }));
    if let Some(token) = token {
        request = request.bearer_auth(token);
    }
    request.send().await.unwrap()
}

/// The next event that is no mere sign of life: its name and its data. None where the stream ends.
async fn event(stream: &mut Response, read: &mut String) -> Option<(String, Value)> {
    loop {
        if let Some((event, rest)) = read.split_once("\n\n") {
            let (event, rest) = (event.to_owned(), rest.to_owned());
            *read = rest;
            let line = |name: &str| event.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
            if let Some(name) = line("event:") {
                let data = line("data:").filter(|data| !data.is_empty());
                return Some((name.to_owned(), data.map_or(Value::Null, |data| serde_json::from_str(data).unwrap())));
            }
            continue;
        }
        let chunk = tokio::time::timeout(Duration::from_secs(20), stream.chunk()).await.unwrap().ok()??;
        read.push_str(std::str::from_utf8(&chunk).unwrap());
    }
}

#[tokio::test]
async fn every_act_is_told_once_across_a_restart() {
    let registry = Registry::create().await.with("MITHAQ_KAFKA_BROKERS", "none");
    let token = registry.token("secret");
    let serving = registry.serve();
    let proposed = propose(&serving, &token, "one", "UNCLASSIFIED").await;
    let agreement = proposed["agreement"]["id"].as_str().unwrap();
    let page = "{ agreementChanges(last: 1) { pageInfo { endCursor } } }";
    let cursor = loop {
        let (_, answer) = ask(&serving, Some(&token), page, json!({})).await;
        let cursor = answer["data"]["agreementChanges"]["pageInfo"]["endCursor"].clone();
        if cursor != Value::Null {
            break cursor;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    };

    let (mut stream, mut read) = (subscribe(&serving, Some(&token), &cursor).await, String::new());
    assert_eq!(stream.headers()["content-type"], "text/event-stream; charset=utf-8");
    sign(&serving, &token, agreement, "JOR").await;
    let (name, told) = event(&mut stream, &mut read).await.unwrap();
    assert_eq!((name.as_str(), &told["data"]["agreementChanged"]["act"]["kind"]), ("next", &json!("SIGNED")));
    let cursor = &told["data"]["agreementChanged"]["cursor"];
    serving.stop();
    assert_eq!(event(&mut stream, &mut read).await, None, "without complete, there is more");

    let serving = registry.serve();
    sign(&serving, &token, agreement, "KEN").await;
    let (mut stream, mut read) = (subscribe(&serving, Some(&token), cursor).await, String::new());
    let (_, told) = event(&mut stream, &mut read).await.unwrap();
    assert_eq!(told["data"]["agreementChanged"]["kind"], "RECORDED", "{told}");
    let more = tokio::time::timeout(Duration::from_millis(300), event(&mut stream, &mut read)).await;
    assert!(more.is_err(), "{more:?}");
    serving.stop();
}

#[tokio::test]
async fn what_cannot_be_subscribed_to_is_told_and_completed() {
    let registry = Registry::create().await.with("MITHAQ_SUBSCRIBERS", "1");
    let serving = registry.serve();
    let (mut stream, mut read) = (subscribe(&serving, None, &json!("nonsense")).await, String::new());
    let (_, told) = event(&mut stream, &mut read).await.unwrap();
    assert_eq!(told["errors"][0]["extensions"]["code"], "BAD_USER_INPUT", "{told}");
    assert_eq!(event(&mut stream, &mut read).await, Some(("complete".to_owned(), Value::Null)));
    drop(stream);
    assert_eq!(subscribe(&serving, Some("nonsense"), &Value::Null).await.status().as_u16(), 401);

    let held = loop {
        let held = subscribe(&serving, None, &Value::Null).await;
        if held.status().is_success() {
            break held;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    };
    let refused = subscribe(&serving, None, &Value::Null).await;
    assert_eq!((refused.status().as_u16(), &refused.headers()["retry-after"]), (503, &"30".parse().unwrap()));
    let figures = reqwest::get(format!("{}/metrics", serving.admin)).await.unwrap().text().await.unwrap();
    assert!(figures.contains("mithaq_subscribers 1\n"), "{figures}");
    drop(held);
    serving.stop();
}

#[tokio::test]
async fn a_token_that_runs_out_ends_the_subscription() {
    let registry = Registry::create().await;
    let serving = registry.serve();
    let token = run(&registry.settings, &["token", "--subject", "clerk", "--for", "1s"]);
    let (mut stream, mut read) = (subscribe(&serving, Some(token.trim()), &Value::Null).await, String::new());
    let (_, told) = event(&mut stream, &mut read).await.unwrap();
    assert_eq!(told["errors"][0]["extensions"]["code"], "UNAUTHENTICATED", "{told}");
    assert_eq!(event(&mut stream, &mut read).await, Some(("complete".to_owned(), Value::Null)));
    serving.stop();
}
