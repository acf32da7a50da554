//! What would come of acts that nobody records.

use std::sync::atomic::Ordering;

use serde_json::{Value, json};

use crate::book::{Desk, clerk, code, signature};

const SIMULATE: &str =
    "query($id: ID!, $version: String, $acts: [ActInput!]!) { simulateActs(agreementId: $id, expectedVersion: $version, acts: $acts) {
        basedOnVersion
        acts { kind effect before after effectiveOn { value } details { ... on TerminationDetails { ground } } }
        refusals { code message { value } path cure { value } because { rule { article } } }
        warnings { code path because { rule { article } } }
        before { status { name } endsOn { value } }
        after { asOf status { name because { text { value } } } endsOn { value } title { value } version }
        then: after(asOf: \"2027-06-01\") { status { name flags } }
        survivingObligations { id what }
        relatedAgreements { id title { value } }
    } }";

#[tokio::test]
async fn several_acts_in_a_row_are_tried_and_nothing_is_written() {
    let desk = Desk::open().await;
    let agreement = desk.in_force("Agreement on training", "UNCLASSIFIED", "2020-05-01").await;
    let recorded = desk.recorded.load(Ordering::SeqCst);
    let acts = json!([
        { "suspend": { "ground": "CONSENT_OF_BOTH", "on": "2026-09-01" } },
        { "resume": { "on": "2026-10-01" } },
        { "terminate": { "ground": "CONSENT_OF_BOTH", "on": "2027-01-01" } },
    ]);
    let answer = desk.ask_with(SIMULATE, json!({ "id": agreement["id"], "acts": acts })).await;
    let told = &answer["data"]["simulateActs"];
    assert_eq!(told["refusals"], json!([]), "{answer}");
    let turns: Vec<(&Value, &Value)> =
        told["acts"].as_array().unwrap().iter().map(|act| (&act["before"], &act["after"])).collect();
    let (force, suspended, ended) = (&json!("IN_FORCE"), &json!("SUSPENDED"), &json!("TERMINATED"));
    assert_eq!(turns, [(force, suspended), (suspended, force), (force, ended)], "{told}");
    assert_eq!(told["acts"][2]["details"]["ground"], "CONSENT_OF_BOTH");
    assert_eq!(told["before"]["status"]["name"], "IN_FORCE");
    assert_eq!(told["after"]["asOf"], "2027-01-01");
    assert_eq!((&told["after"]["status"]["name"], &told["after"]["endsOn"]["value"]), (ended, &json!("2026-12-31")));
    assert_eq!(told["after"]["version"], told["basedOnVersion"]);
    assert_eq!(told["then"]["status"]["name"], "TERMINATED");

    assert_eq!(desk.recorded.load(Ordering::SeqCst), recorded);
    let query = "query($id: ID!) { agreement(id: $id) { version status { name } history { totalCount } } }";
    let now = desk.ask_with(query, json!({ "id": agreement["id"] })).await;
    let now = &now["data"]["agreement"];
    assert_eq!(now["history"]["totalCount"], 5, "nothing is written");
    assert_eq!((&now["version"], &now["status"]["name"]), (&told["basedOnVersion"], force));
}

#[tokio::test]
async fn what_is_refused_is_named_by_its_place_and_the_rest_is_tried_without_it() {
    let desk = Desk::open().await;
    let agreement = desk.propose("Agreement on training", "UNCLASSIFIED").await;
    let mut unauthorised = signature("JOR", "2026-08-01");
    unauthorised["office"] = json!("DEFENCE_MINISTER");
    unauthorised["fullPowersState"] = json!("ABSENT");
    let mut doubtful = signature("KEN", "2026-08-02");
    doubtful["office"] = json!("DEFENCE_MINISTER");
    let acts = json!([{ "openNegotiation": { "on": "2026-07-15" } }, { "sign": unauthorised }, { "sign": doubtful }]);
    let answer = desk.ask_with(SIMULATE, json!({ "id": agreement["id"], "acts": acts })).await;
    let told = &answer["data"]["simulateActs"];
    let refusal = &told["refusals"][0];
    assert_eq!(refusal["code"], "FULL_POWERS_MISSING", "{answer}");
    assert_eq!(refusal["path"], json!(["acts", "1", "sign", "fullPowersState"]));
    assert_eq!(refusal["because"]["rule"]["article"], "8");
    assert!(refusal["cure"]["value"].as_str().is_some());
    let effects: Vec<&Value> = told["acts"].as_array().unwrap().iter().map(|act| &act["effect"]).collect();
    assert_eq!(effects, [&json!("EFFECTIVE"), &Value::Null, &json!("EFFECTIVE")]);
    assert_eq!(told["warnings"][0]["code"], "FULL_POWERS_UNKNOWN");
    assert_eq!(told["warnings"][0]["path"], json!(["acts", "2", "sign", "fullPowersState"]));
    assert_eq!(told["after"]["status"]["name"], "NEGOTIATING");
}

#[tokio::test]
async fn a_notice_that_would_come_too_late_is_refused_with_the_last_day_in_time() {
    let desk = Desk::open().await;
    let agreement = desk.in_force("Agreement on training", "UNCLASSIFIED", "2020-05-01").await;
    let notice = |on: &str| {
        json!([{ "giveNotice": {
        "party": { "country": "JOR" }, "purpose": "NON_RENEWAL", "receivedOn": on } }])
    };
    let late = desk.ask_with(SIMULATE, json!({ "id": agreement["id"], "acts": notice("2029-10-31") })).await;
    let refusal = &late["data"]["simulateActs"]["refusals"][0];
    assert_eq!(refusal["code"], "NOTICE_LATE", "{late}");
    assert!(refusal["message"]["value"].as_str().unwrap().contains("2029-10-30"), "{refusal}");
    assert_eq!(refusal["path"], json!(["acts", "0", "giveNotice", "receivedOn"]));
    let in_time = desk.ask_with(SIMULATE, json!({ "id": agreement["id"], "acts": notice("2029-10-30") })).await;
    let told = &in_time["data"]["simulateActs"];
    assert_eq!(told["refusals"], json!([]), "{in_time}");
    assert_eq!(told["after"]["endsOn"]["value"], "2030-04-30", "{told}");
}

#[tokio::test]
async fn the_agreement_that_would_take_its_place_is_told_of_where_it_may_be_seen() {
    let desk = Desk::open().await;
    let agreement = desk.in_force("Agreement on training", "UNCLASSIFIED", "2020-05-01").await;
    let open = desk.in_force("Second agreement on training", "UNCLASSIFIED", "2025-05-01").await;
    let secret = desk.in_force("Secret agreement on training", "SECRET", "2025-05-01").await;
    let by = |later: &Value| json!([{ "supersede": { "by": later["id"], "on": "2026-08-01" } }]);
    let told = desk.ask_with(SIMULATE, json!({ "id": agreement["id"], "acts": by(&open) })).await;
    assert_eq!(told["data"]["simulateActs"]["relatedAgreements"][0]["id"], open["id"], "{told}");
    assert_eq!(told["data"]["simulateActs"]["after"]["status"]["name"], "SUPERSEDED");
    let hidden = desk.ask_as(clerk(), SIMULATE, json!({ "id": agreement["id"], "acts": by(&secret) })).await;
    assert_eq!(code(&hidden), "BAD_USER_INPUT", "{hidden}");
    let words = hidden["errors"][0]["message"].as_str().unwrap();
    assert!(words.contains("acts[0].supersede.by: there is no agreement"), "{words}");
}

#[tokio::test]
async fn what_would_outlive_the_end_is_told() {
    let desk = Desk::open().await;
    let agreement = desk.in_force("Agreement on training", "UNCLASSIFIED", "2020-05-01").await;
    for (what, outlives) in
        [("secrecy", json!({ "period": { "count": 5, "unit": "YEARS" } })), ("courses", Value::Null)]
    {
        let owed = json!({ "debtor": "BOTH", "kind": "FORBEAR", "what": what, "outlives": outlives });
        desk.done("addObligation", &agreement, "addObligation", owed).await;
    }
    let acts = json!([{ "giveNotice": { "party": { "country": "JOR" }, "purpose": "DENUNCIATION",
        "receivedOn": "2026-08-01", "statedLastDay": "2027-03-31" } }]);
    let answer = desk.ask_with(SIMULATE, json!({ "id": agreement["id"], "acts": acts })).await;
    let told = &answer["data"]["simulateActs"];
    assert_eq!(told["after"]["endsOn"]["value"], "2027-03-31", "{answer}");
    let surviving = told["survivingObligations"].as_array().unwrap();
    assert_eq!(surviving.iter().map(|owed| &owed["what"]).collect::<Vec<_>>(), ["secrecy"], "{told}");
}

#[tokio::test]
async fn another_version_than_the_one_read_and_a_hidden_agreement_are_no_basis() {
    let desk = Desk::open().await;
    let agreement = desk.propose("Agreement on training", "SECRET").await;
    let acts = json!([{ "openNegotiation": { "on": "2026-07-15" } }]);
    let hidden = desk.ask_as(clerk(), SIMULATE, json!({ "id": agreement["id"], "acts": acts })).await;
    assert_eq!(hidden, json!({ "data": { "simulateActs": null } }));
    desk.done("openNegotiation", &agreement, "openNegotiation", json!({ "on": "2020-02-01" })).await;
    let asked = json!({ "id": agreement["id"], "version": agreement["version"], "acts": acts });
    assert_eq!(code(&desk.ask_with(SIMULATE, asked).await), "STALE_VERSION");
}
