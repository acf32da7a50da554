//! The registry's own format: what leaves one registry is the same in another.

use crate::book::{propose, record, sign};
use crate::mithaq::{command, run};
use crate::registry::Registry;

#[tokio::test(flavor = "multi_thread")]
async fn what_is_exported_and_imported_into_an_empty_registry_gives_the_same_feed() {
    let (one, other) = (Registry::create().await, Registry::create().await);
    let serving = one.serve();
    let token = one.token("secret");
    let mut ids = Vec::new();
    for label in ["UNCLASSIFIED", "SECRET", "RESTRICTED"] {
        let proposed = propose(&serving, &token, label, label).await;
        ids.push(proposed["agreement"]["id"].as_str().unwrap().to_owned());
    }
    // Acts of several agreements, one among the other.
    sign(&serving, &token, &ids[1], "KEN").await;
    serving.stop();

    let file = one.folder().join("all.jsonl").display().to_string();
    run(&one.settings, &["export", "jsonl", &file]);
    let report = run(&other.settings, &["import", "jsonl", &file, "--json"]);
    assert!(report.contains("\"read\":4,\"accepted\":4,") && report.contains("\"unchanged\":0"), "{report}");
    let exported = std::fs::read_to_string(&file).unwrap();
    assert_eq!(run(&other.settings, &["export", "jsonl"]), exported);
    assert!(run(&other.settings, &["verify"]).contains("4 acts of 3 agreements"));
    assert!(run(&other.settings, &["import", "jsonl", &file, "--json"]).contains("\"unchanged\":4"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_log_leaves_and_comes_in_parts() {
    let (one, other) = (Registry::create().await, Registry::create().await);
    let file = |name: &str| one.folder().join(name).display().to_string();
    let records: Vec<String> = (0..1_200)
        .map(|n| record(&format!("00000000-0000-4000-8000-{n:012}"), "SWITZERLAND ; UNITED KINGDOM").to_string())
        .collect();
    std::fs::write(file("register.jsonl"), records.join("\n")).unwrap();
    run(&one.settings, &["import", "uk-treaties", &file("register.jsonl")]);
    run(&one.settings, &["export", "jsonl", &file("all.jsonl")]);
    run(&other.settings, &["import", "jsonl", &file("all.jsonl")]);
    let exported = run(&other.settings, &["export", "jsonl"]);
    assert!(exported == std::fs::read_to_string(file("all.jsonl")).unwrap(), "the logs differ");
    assert!(run(&other.settings, &["verify"]).contains("of 1200 agreements"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_cannot_stand_is_named_and_fails() {
    let registry = Registry::create().await;
    let file = registry.folder().join("bad.jsonl");
    std::fs::write(&file, "\n{\"agreementId\": 7}\n").unwrap();
    let output = command(&registry.settings, &["import", "jsonl", file.to_str().unwrap(), "--json"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let (out, errors) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(errors.contains("line 2: "), "{errors}");
    assert!(out.contains("\"read\":1,\"accepted\":0,\"warned\":0,\"quarantined\":1"), "{out}");
}
