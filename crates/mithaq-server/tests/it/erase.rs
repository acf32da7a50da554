//! Words taken out by law or order.

use serde_json::json;

use crate::book::{propose, sign};
use crate::mithaq::{fail, run};
use crate::registry::{Registry, ask};

const LAST_ACT: &str = "query($id: ID!) { agreement(id: $id) { history(last: 1) { edges { node { id } } } } }";

#[tokio::test(flavor = "multi_thread")]
async fn the_words_of_an_act_are_erased_by_order_and_the_log_still_holds() {
    let registry = Registry::create().await;
    let serving = registry.serve();
    let token = registry.token("secret");
    let proposed = propose(&serving, &token, "one", "UNCLASSIFIED").await;
    let agreement = proposed["agreement"]["id"].as_str().unwrap();
    sign(&serving, &token, agreement, "KEN").await;
    let (_, told) = ask(&serving, Some(&token), LAST_ACT, json!({ "id": agreement })).await;
    let act = told["data"]["agreement"]["history"]["edges"][0]["node"]["id"].as_str().unwrap();
    serving.stop();
    assert!(run(&registry.settings, &["export", "jsonl"]).contains("The minister"));

    let by_order =
        |act: &str| ["erase", act, "--order", "Administrative Court, 12/2026", "--by", "registrar"].map(str::to_owned);
    let unknown = by_order("00000000-0000-4000-8000-000000000000");
    let refused = fail(&registry.settings, &unknown.each_ref().map(String::as_str));
    assert!(refused.contains("nothing is erased"), "{refused}");
    assert!(run(&registry.settings, &["export", "jsonl"]).contains("The minister"));

    let report = run(&registry.settings, &by_order(act).each_ref().map(String::as_str));
    assert!(report.contains(act) && report.contains("texts are erased") && report.contains("republish"), "{report}");
    let exported = run(&registry.settings, &["export", "jsonl"]);
    assert!(!exported.contains("The minister") && exported.contains("Administrative Court, 12/2026"), "{exported}");
    let verified = run(&registry.settings, &["verify"]);
    assert!(
        verified.contains("3 acts of 1 agreements") && verified.contains("of 1 of them words are erased"),
        "{verified}"
    );
}
