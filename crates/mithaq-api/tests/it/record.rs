//! What is recorded beside an agreement's course: texts, clauses, relations, domestic steps, registration.

use serde_json::{Value, json};

use crate::book::{Desk, clerk, signature};

#[tokio::test]
async fn texts_and_the_instruments_that_changed_their_clauses_are_told() {
    let desk = Desk::open().await;
    let agreement = desk.in_force("Agreement on training", "UNCLASSIFIED", "2020-05-01").await;
    let text = json!({
        "kind": "ORIGINAL", "language": "ar", "authentic": true, "prevails": true, "sha256": "AB".repeat(32),
        "clauses": [{ "number": "9", "heading": "Fees", "text": "Each pays half." }],
    });
    desk.done("addText", &agreement, "addText", text).await;
    let consolidated = json!({ "kind": "CONSOLIDATED", "language": "en", "on": "2024-03-01" });
    desk.done("addText", &agreement, "addText", consolidated).await;
    let amendment = json!({
        "on": "2024-01-01", "means": "RATIFICATION",
        "clauses": [{ "clause": "9", "change": "REPLACED", "text": "Kenya pays." }, { "clause": "10", "change": "DELETED" }],
    });
    desk.done("amendAgreement", &agreement, "amend", amendment).await;
    let query = "query($id: ID!) { agreement(id: $id) {
        now: at { texts { kind language authentic prevails sha256 clauses { number heading text } } }
        then: at(asOf: \"2024-02-01\") { texts { language } clauses { number text language changedBy { kind } } }
        before: at(asOf: \"2023-12-31\") { clauses(languages: [\"ar\", \"en\"]) { number heading text changedBy { id } } }
        clauseChanges { totalCount edges { node { clause change text holdsFrom { value } act { kind } } } }
        ninth: clauseChanges(clause: \"9\") { totalCount } } }";
    let answer = desk.ask_with(query, json!({ "id": agreement["id"] })).await;
    assert_eq!(answer["errors"], Value::Null, "{answer}");
    let told = &answer["data"]["agreement"];
    assert_eq!(told["now"]["texts"].as_array().unwrap().len(), 2);
    assert_eq!(told["now"]["texts"][0]["sha256"], "ab".repeat(32));
    assert_eq!(told["now"]["texts"][0]["clauses"][0]["heading"], "Fees");
    assert_eq!(told["then"]["texts"], json!([{ "language": "ar" }]));
    let ninth =
        json!([{ "number": "9", "text": "Kenya pays.", "language": "ar", "changedBy": [{ "kind": "AMENDED" }] }]);
    assert_eq!(told["then"]["clauses"], ninth);
    let ninth = json!([{ "number": "9", "heading": "Fees", "text": "Each pays half.", "changedBy": [] }]);
    assert_eq!(told["before"]["clauses"], ninth);
    let change = &told["clauseChanges"]["edges"][0]["node"];
    assert_eq!((&change["clause"], &change["text"]), (&json!("9"), &json!("Kenya pays.")));
    assert_eq!((&change["holdsFrom"]["value"], &change["act"]["kind"]), (&json!("2024-01-01"), &json!("AMENDED")));
    assert_eq!((&told["clauseChanges"]["totalCount"], &told["ninth"]["totalCount"]), (&json!(2), &json!(1)));
}

#[tokio::test]
async fn a_relation_is_told_to_whoever_may_know_of_the_other() {
    let desk = Desk::open().await;
    let parent = desk.propose("Framework agreement", "SECRET").await;
    let agreement = desk.propose("Implementing arrangement", "UNCLASSIFIED").await;
    let related = json!({ "relation": "IMPLEMENTS", "to": parent["id"], "endsWithOther": true });
    desk.done("relateAgreement", &agreement, "relate", related).await;
    let printed = json!({ "relation": "SUPPLEMENTS", "toAsPrinted": "the 1974 exchange of notes" });
    desk.done("relateAgreement", &agreement, "relate", printed).await;
    let query = "query($id: ID!) { agreement(id: $id) { relations { totalCount edges { node {
        relation endsWithOther toAsPrinted to { id } act { kind } } } } } }";
    let ours = desk.ask_with(query, json!({ "id": agreement["id"] })).await;
    let relations = &ours["data"]["agreement"]["relations"];
    assert_eq!(relations["totalCount"], 2, "{ours}");
    assert_eq!(relations["edges"][0]["node"]["to"]["id"], parent["id"]);
    assert_eq!(relations["edges"][0]["node"]["endsWithOther"], true);
    let theirs = desk.ask_as(clerk(), query, json!({ "id": agreement["id"] })).await;
    let relations = &theirs["data"]["agreement"]["relations"];
    assert_eq!(relations["totalCount"], 1, "the other is hidden from the clerk: {theirs}");
    assert_eq!(relations["edges"][0]["node"]["toAsPrinted"], "the 1974 exchange of notes");
}

#[tokio::test]
async fn what_carries_an_agreement_out_is_found_from_it_and_touched_by_its_end() {
    let desk = Desk::open().await;
    let parent = desk.in_force("Framework agreement", "UNCLASSIFIED", "2020-05-01").await;
    for (title, label) in [("Arrangement", "UNCLASSIFIED"), ("Secret arrangement", "SECRET")] {
        let arrangement = desk.propose(title, label).await;
        let related = json!({ "relation": "IMPLEMENTS", "to": parent["id"], "endsWithOther": true });
        desk.done("relateAgreement", &arrangement, "relate", related).await;
    }
    let query = "query($id: ID!, $acts: [ActInput!]!) {
        agreement(id: $id) { relatedBy { totalCount edges { node { relation endsWithOther of { title { value } } to { id } } } } }
        simulateActs(agreementId: $id, acts: $acts) { relatedAgreements { title { value } } } }";
    let acts = json!([{ "terminate": { "ground": "CONSENT_OF_BOTH", "on": "2026-09-01" } }]);
    let asked = json!({ "id": parent["id"], "acts": acts });
    let ours = desk.ask_with(query, asked.clone()).await;
    assert_eq!(ours["data"]["agreement"]["relatedBy"]["totalCount"], 2, "{ours}");
    let first = &ours["data"]["agreement"]["relatedBy"]["edges"][0]["node"];
    assert_eq!((&first["of"]["title"]["value"], &first["to"]["id"]), (&json!("Arrangement"), &parent["id"]));
    assert_eq!(ours["data"]["simulateActs"]["relatedAgreements"].as_array().unwrap().len(), 2);
    let theirs = desk.ask_as(clerk(), query, asked).await;
    assert_eq!(theirs["data"]["agreement"]["relatedBy"]["totalCount"], 1, "{theirs}");
    let touched = json!([{ "title": { "value": "Arrangement" } }]);
    assert_eq!(theirs["data"]["simulateActs"]["relatedAgreements"], touched);
}

#[tokio::test]
async fn an_agreement_is_not_related_to_itself_or_to_what_is_not_there() {
    let desk = Desk::open().await;
    let agreement = desk.propose("Agreement on training", "UNCLASSIFIED").await;
    let nowhere = json!("01890a5d-ac96-774b-bcce-b302099a8057");
    for (to, words) in [(&agreement["id"], "name another agreement"), (&nowhere, "there is no agreement")] {
        let relate = json!({ "relation": "AMENDS", "to": to });
        let input = json!({ "agreementId": agreement["id"], "idempotencyKey": crate::book::key(), "relate": relate });
        let answer = desk.try_act(crate::book::officer(), "relateAgreement", input).await;
        assert_eq!(crate::book::code(&answer), "BAD_USER_INPUT", "{answer}");
        let message = answer["errors"][0]["message"].as_str().unwrap();
        assert!(message.starts_with("input.relate.to") && message.contains(words), "{message}");
    }
}

#[tokio::test]
async fn whose_consent_is_awaited_since_when_and_after_which_step() {
    let desk = Desk::open().await;
    let agreement = desk.propose("Agreement on training", "UNCLASSIFIED").await;
    for party in ["JOR", "KEN"] {
        desk.done("signAgreement", &agreement, "sign", signature(party, "2026-01-10")).await;
    }
    for (step, on) in [("PARLIAMENTARY_APPROVAL", "2026-04-01"), ("GOVERNMENT_APPROVAL", "2026-02-01")] {
        let taken = json!({ "party": { "country": "KEN" }, "step": step, "on": on, "reference": "Law 7" });
        desk.done("recordDomesticStep", &agreement, "recordDomesticStep", taken).await;
    }
    let consent = json!({ "party": { "country": "JOR" }, "means": "RATIFICATION", "on": "2026-03-01" });
    desk.done("expressConsent", &agreement, "expressConsent", consent).await;
    let query = "query($id: ID!) { agreement(id: $id) {
        at { consentPending { on actor { ... on Country { code } } since daysWaiting lastStep { step reference on { value } } steps { step } } }
        then: at(asOf: \"2026-02-15\") { consentPending { on lastStep { step } } }
        domesticSteps { totalCount edges { node { by step act { kind } } } } } }";
    let answer = desk.ask_with(query, json!({ "id": agreement["id"] })).await;
    let told = &answer["data"]["agreement"];
    let pending = &told["at"]["consentPending"];
    assert_eq!(pending.as_array().unwrap().len(), 1, "{answer}");
    assert_eq!((&pending[0]["on"], &pending[0]["actor"]["code"]), (&json!("COUNTERPART"), &json!("KEN")));
    assert_eq!((&pending[0]["since"], &pending[0]["daysWaiting"]), (&json!("2026-01-10"), &json!(172)));
    assert_eq!(pending[0]["lastStep"]["step"], "PARLIAMENTARY_APPROVAL", "the last by its day, not by its entry");
    assert_eq!(pending[0]["steps"].as_array().unwrap().len(), 2);
    let then = json!([{ "on": "HOME", "lastStep": null }, { "on": "COUNTERPART", "lastStep": { "step": "GOVERNMENT_APPROVAL" } }]);
    assert_eq!(told["then"]["consentPending"], then);
    assert_eq!(told["domesticSteps"]["totalCount"], 2);

    let count = "query($consent: ConsentFilter!, $asOf: Date) {
        agreements(filter: { consent: $consent }, asOf: $asOf) { totalCount } }";
    for (consent, as_of, met) in [
        (json!({}), Value::Null, 1),
        (json!({ "pendingOn": { "country": "KEN" } }), Value::Null, 1),
        (json!({ "pendingOn": { "country": "JOR" } }), Value::Null, 0),
        (json!({ "pendingOn": { "country": "JOR" } }), json!("2026-02-15"), 1),
        (json!({ "pendingOn": { "country": "EGY" } }), Value::Null, 0),
        (json!({ "pendingOn": { "country": "KEN" }, "pendingSinceBefore": "2026-01-11" }), Value::Null, 1),
        (json!({ "pendingSinceBefore": "2026-01-10" }), Value::Null, 0),
    ] {
        let answer = desk.ask_with(count, json!({ "consent": consent, "asOf": as_of })).await;
        assert_eq!(answer["data"]["agreements"]["totalCount"], met, "{consent} {as_of}: {answer}");
    }
}

#[tokio::test]
async fn registration_is_told_as_of_a_day_and_withholding_is_warned_of() {
    let desk = Desk::open().await;
    let agreement = desk.in_force("Agreement on training", "UNCLASSIFIED", "2020-05-01").await;
    let withheld = json!({ "authority": "Ministry of Defence", "reason": "secrecy", "on": "2021-01-01" });
    let answer = desk.done("withholdRegistration", &agreement, "withholdRegistration", withheld).await;
    assert_eq!(answer["warnings"][0]["code"], "NOT_INVOCABLE", "{answer}");
    assert_eq!(answer["warnings"][0]["path"], json!(["input", "withholdRegistration", "authority"]));
    assert_eq!(answer["warnings"][0]["because"]["rule"]["treaty"], "UN_CHARTER");
    desk.done("registerAgreement", &agreement, "register", json!({ "on": "2024-01-01", "number": "I-12345" })).await;
    let query = "query($id: ID!) { agreement(id: $id) {
        before: at(asOf: \"2020-06-01\") { registration { state } }
        then: at(asOf: \"2022-01-01\") { registration { state withheldBy withheldBecause } }
        now: at { registration { state number } } } }";
    let answer = desk.ask_with(query, json!({ "id": agreement["id"] })).await;
    let told = &answer["data"]["agreement"];
    assert_eq!(told["before"]["registration"]["state"], "NOT_REGISTERED", "{answer}");
    let withheld = json!({ "state": "WITHHELD", "withheldBy": "Ministry of Defence", "withheldBecause": "secrecy" });
    assert_eq!(told["then"]["registration"], withheld);
    assert_eq!(told["now"]["registration"], json!({ "state": "REGISTERED", "number": "I-12345" }));
}
