//! Audiences, by the command line and on the real broker.

use std::time::{Duration, Instant};

use serde_json::Value;

use crate::book::{propose, sign};
use crate::mithaq::{Serving, Settings, command, fail, run};
use crate::registry::{Registry, remove_topics};

/// The types of an audience's first events, in order.
fn types(settings: &Settings, audience: &str, count: &str) -> Vec<String> {
    let told = run(settings, &["tail", "--audience", audience, "--from", "beginning", "--json", "--limit", count]);
    let mut events: Vec<Value> = told.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    events.sort_by_key(|event| event["sequence"].as_str().unwrap().to_owned());
    let kind = |event: &Value| event["type"].as_str().unwrap().trim_start_matches("mithaq.agreement.").to_owned();
    events.iter().map(kind).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_audience_comes_is_written_anew_and_goes() {
    let (registry, audiences) = Registry::create().await.with_kafka().await;
    let (settings, token) = (&registry.settings, registry.token("secret"));
    let serving = registry.serve();
    let proposed = propose(&serving, &token, "k1", "CONFIDENTIAL").await;
    let id = proposed["agreement"]["id"].as_str().unwrap();
    assert_eq!(types(settings, &audiences.all, "1"), ["proposed.v1"]);
    let name = format!("{}-interior", audiences.public);
    let added = run(settings, &["audience", "add", &name, "--ministry", "MOI", "--clearance", "CONFIDENTIAL"]);
    assert!(added.contains("1 agreements to be told of") && added.contains(&format!("events.v1.{name} ")), "{added}");
    sign(&serving, &token, id, "JOR").await;
    assert_eq!(types(settings, &name, "2"), ["disclosed.v1", "signed.v1"]);

    let anew = run(settings, &["audience", "republish", &name]);
    assert!(anew.contains("2 events to be told anew") && anew.contains(&format!("events.v1.{name}.g2 ")), "{anew}");
    assert_eq!(types(settings, &format!("{name}.g2"), "2"), ["disclosed.v1", "signed.v1"]);
    let listed = run(settings, &["audience", "list"]);
    assert!(listed.contains(&format!("{name}  CONFIDENTIAL  MOI  mithaq.agreement.events.v1.{name}.g2")), "{listed}");

    let topic = format!("mithaq.agreement.events.v1.{name}.again");
    let replay = |from: &str| ["replay", "--audience", &name, "--from", from, "--to-topic", &topic].map(str::to_owned);
    let replayed = run(settings, &replay("2").each_ref().map(String::as_str));
    assert_eq!(replayed, format!("{topic}: 1 events, up to sequence 2\n"));
    assert_eq!(types(settings, &format!("{name}.again"), "1"), ["signed.v1"]);
    let wrong = command(settings, &replay("yesterday").each_ref().map(String::as_str)).output().unwrap();
    assert!(
        String::from_utf8_lossy(&wrong.stderr).contains("a sequence such as 1200, or a moment such as"),
        "{wrong:?}"
    );
    remove_topics(&format!("{name}.again")).await;

    run(settings, &["audience", "remove", &name]);
    assert!(!run(settings, &["audience", "list"]).contains(&name));
    let unknown = fail(settings, &["audience", "remove", &name]);
    assert!(unknown.contains(&format!("there is no audience {name}: ")), "{unknown}");
    assert!(fail(settings, &["audience", "remove", &audiences.all]).contains("the registry's own audience"));
    serving.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stuck_publication_is_told_until_it_is_mended() {
    let (registry, audiences) = Registry::create().await.with_kafka().await;
    let behind = format!("UPDATE publication SET published_sequence = 7 WHERE audience = '{}'", audiences.public);
    registry.database.tamper(&behind).await;
    let serving = registry.serve();
    let told = until(&serving, "/health/ready", "is stuck").await;
    assert!(told.contains("\"ready\":false") && told.contains("mithaq audience republish"), "{told}");
    let figures = until(&serving, "/metrics", "mithaq_publication_refusals_total{").await;
    let line = |name: &str| format!("{name}{{audience=\"{}\"}} 1\n", audiences.public);
    assert!(figures.contains(&line("mithaq_publication_stuck")), "{figures}");
    assert!(figures.contains("mithaq_publisher_take_overs_total 1\n"), "{figures}");

    run(&registry.settings, &["audience", "republish", &audiences.public]);
    until(&serving, "/health/ready", "\"ready\":true").await;
    propose(&serving, &registry.token("secret"), "k1", "UNCLASSIFIED").await;
    until(&serving, "/metrics", &line("mithaq_published_batches_total")).await;
    until(&serving, "/metrics", &line("mithaq_published_events_total")).await;
    serving.stop();
    remove_topics(&format!("{}.g2", audiences.public)).await;
}

/// What operators are told, once it says something.
async fn until(serving: &Serving, path: &str, wanted: &str) -> String {
    let started = Instant::now();
    loop {
        let told = reqwest::get(format!("{}{path}", serving.admin)).await.unwrap().text().await.unwrap();
        if told.contains(wanted) {
            return told;
        }
        assert!(started.elapsed() < Duration::from_secs(30), "{path} does not say {wanted}: {told}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}
