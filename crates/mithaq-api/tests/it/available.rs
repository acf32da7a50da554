//! Which acts may be done now, and why the rest may not.

use mithaq_api::Scope;
use mithaq_domain::label::Classification;
use serde_json::{Value, json};

use crate::book::{Desk, caller};

const AVAILABLE: &str = "query($id: ID!) { agreement(id: $id) { availableActs {
    kind allowed refusal { code message { value } path cure { value } because { rule { treaty article } } } } } }";

#[tokio::test]
async fn a_button_knows_whether_it_may_be_pressed_and_why_not() {
    let desk = Desk::open().await;
    let agreement = desk.in_force("Agreement on joint exercises", "UNCLASSIFIED", "2020-05-01").await;
    let answer = desk.ask_with(AVAILABLE, json!({ "id": agreement["id"] })).await;
    let acts = answer["data"]["agreement"]["availableActs"].as_array().unwrap();
    let of = |kind: &str| acts.iter().find(|act| act["kind"] == kind).unwrap_or_else(|| panic!("{kind}: {answer}"));
    let allowed =
        ["AMENDED", "SUSPENDED", "TERMINATED", "NOTICE_GIVEN", "BREACH_CLAIMED", "REGISTERED", "RECLASSIFIED"];
    for kind in allowed {
        assert_eq!(of(kind)["allowed"], true, "{}", of(kind));
        assert_eq!(of(kind)["refusal"], Value::Null);
    }
    for (kind, code, article) in [
        ("SIGNED", "ALREADY_DONE", json!("12")),
        ("PROVISIONALLY_APPLIED", "STATUS_FORBIDS", json!("25(1)")),
        ("OBLIGATION_WAIVED", "NO_SUCH_ACT", Value::Null),
    ] {
        assert_eq!(of(kind)["allowed"], false, "{}", of(kind));
        let refusal = &of(kind)["refusal"];
        assert_eq!(refusal["code"], code, "{refusal}");
        assert_eq!(refusal["because"]["rule"]["article"], article, "{refusal}");
        assert!(!refusal["message"]["value"].as_str().unwrap().is_empty());
    }
    assert!(acts.iter().all(|act| act["kind"] != "IMPORTED"), "what nobody can record is no button");
}

#[tokio::test]
async fn who_may_not_write_is_offered_nothing() {
    let desk = Desk::open().await;
    let agreement = desk.propose("Agreement on trade", "UNCLASSIFIED").await;
    let reader = caller(Classification::Secret, &[Scope::Read]);
    let answer = desk.ask_as(reader, AVAILABLE, json!({ "id": agreement["id"] })).await;
    assert_eq!(answer, json!({ "data": { "agreement": { "availableActs": null } } }));
}
