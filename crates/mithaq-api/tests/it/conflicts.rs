//! Agreements whose clauses are opposed.

use serde_json::{Value, json};

use crate::book::{Desk, clerk, code, key};

const CONFLICT: &str = "fragment Told on AgreementConflict {
    between { title { value } } and { title { value } } areas ground
    opposed { debtors { ... on Country { code } } ground toDo { what agreement { title { value } } } toForbear { what subject state } }
    relations { relation of { title { value } } to { title { value } } }
    because { code rule { treaty article customary } } cure { value } }";

const REGISTER: &str = "query($filter: AgreementFilter, $asOf: Date, $knownAt: DateTime, $first: Int, $after: String) {
    conflicts(filter: $filter, asOf: $asOf, knownAt: $knownAt, first: $first, after: $after) {
        totalCount pageInfo { hasNextPage endCursor } edges { node { ...Told } } } }";

async fn oblige(desk: &Desk, agreement: &Value, kind: &str, subject: Option<&str>) -> Value {
    let what = if kind == "FORBEAR" { "Keep it secret" } else { "Report on it" };
    let owed = json!({ "debtor": "BOTH", "kind": kind, "what": what, "subject": subject, "clause": "7" });
    desk.done("addObligation", agreement, "addObligation", owed).await
}

/// What a query tells, which is to be no error.
fn told(answer: &Value) -> &Value {
    assert_eq!(answer["errors"], Value::Null, "{answer}");
    &answer["data"]
}

async fn across(desk: &Desk, variables: Value) -> Value {
    let answer = desk.ask_with(&format!("{REGISTER} {CONFLICT}"), variables).await;
    told(&answer)["conflicts"].clone()
}

/// The titles of each pair, and why they are laid beside each other.
fn pairs(conflicts: &Value) -> Vec<[&str; 3]> {
    let edges = conflicts["edges"].as_array().unwrap().iter();
    edges
        .map(|edge| {
            let node = &edge["node"];
            [&node["between"]["title"]["value"], &node["and"]["title"]["value"], &node["ground"]]
                .map(|value| value.as_str().unwrap())
        })
        .collect()
}

#[tokio::test]
async fn opposed_clauses_are_offered_for_review_to_who_may_see_both() {
    let desk = Desk::open().await;
    let one = desk.in_force("On reports", "UNCLASSIFIED", "2017-03-01").await;
    let other = desk.in_force("On secrets", "RESTRICTED", "2020-02-01").await;
    let third = desk.in_force("On silence", "UNCLASSIFIED", "2021-02-01").await;
    assert_eq!(across(&desk, json!({})).await["totalCount"], 0);
    oblige(&desk, &one, "REPORT", Some("Tests of weapons")).await;
    oblige(&desk, &other, "FORBEAR", Some("tests of weapons")).await;
    oblige(&desk, &third, "FORBEAR", None).await;
    let relation = json!({ "relation": "SUPPLEMENTS", "to": other["id"], "on": "2020-02-01" });
    desk.done("relateAgreement", &one, "relate", relation).await;

    let found = across(&desk, json!({})).await;
    assert_eq!(
        pairs(&found),
        [["On reports", "On secrets", "SAME_SUBJECT"], ["On reports", "On silence", "SAME_AREA"]],
        "{found}"
    );
    let first = &found["edges"][0]["node"];
    assert_eq!(first["areas"], json!(["MILITARY_TRAINING", "JOINT_EXERCISES"]));
    let opposed = json!([{
        "debtors": [{ "code": "JOR" }, { "code": "KEN" }], "ground": "SAME_SUBJECT",
        "toDo": { "what": "Report on it", "agreement": { "title": { "value": "On reports" } } },
        "toForbear": { "what": "Keep it secret", "subject": "tests of weapons", "state": "ACTIVE" },
    }]);
    assert_eq!(first["opposed"], opposed);
    assert_eq!(first["relations"][0]["relation"], "SUPPLEMENTS");
    assert_eq!(first["because"]["rule"], json!({ "treaty": "VCLT", "article": "30(3)", "customary": true }));
    assert!(first["cure"]["value"].as_str().unwrap().contains("Review"));

    let pages = across(&desk, json!({ "first": 1 })).await;
    assert_eq!((pairs(&pages).len(), &pages["pageInfo"]["hasNextPage"]), (1, &json!(true)));
    let rest = across(&desk, json!({ "first": 1, "after": pages["pageInfo"]["endCursor"] })).await;
    assert_eq!((pairs(&rest), &rest["totalCount"]), (vec![pairs(&found)[1]], &json!(2)));

    let hidden = desk.ask_as(clerk(), &format!("{REGISTER} {CONFLICT}"), json!({})).await;
    assert_eq!(pairs(&told(&hidden)["conflicts"]), [["On reports", "On silence", "SAME_AREA"]], "{hidden}");
    for (filter, count) in [
        (json!({ "counterpart": [{ "country": "KEN" }] }), 2),
        (json!({ "counterpart": [{ "country": "EGY" }] }), 0),
        (json!({ "label": ["UNCLASSIFIED"] }), 1),
    ] {
        assert_eq!(across(&desk, json!({ "filter": filter })).await["totalCount"], count, "{filter}");
    }
    assert_eq!(across(&desk, json!({ "asOf": "2020-12-31" })).await["totalCount"], 1, "the third is not in force");
    assert_eq!(across(&desk, json!({ "asOf": "2019-01-01" })).await["totalCount"], 0);
}

#[tokio::test]
async fn they_are_told_as_they_were_known_by_relationship_by_agreement_and_as_they_would_be() {
    let desk = Desk::open().await;
    let one = desk.in_force("On reports", "UNCLASSIFIED", "2017-03-01").await;
    let other = desk.in_force("On secrets", "UNCLASSIFIED", "2020-02-01").await;
    oblige(&desk, &one, "REPORT", None).await;
    let added = oblige(&desk, &other, "FORBEAR", None).await;
    desk.settle().await;
    let moment = told(&desk.ask("{ agreements { knownAt } }").await)["agreements"]["knownAt"].clone();
    let rectified = json!({
        "agreementId": other["id"], "idempotencyKey": key(), "stance": "DONE",
        "rectify": { "struckOut": added["acts"][0]["id"], "reason": "It was of another agreement" },
    });
    desk.act("rectifyEntry", rectified).await;
    desk.settle().await;
    assert_eq!(across(&desk, json!({})).await["totalCount"], 0, "the obligation is struck out");
    assert_eq!(across(&desk, json!({ "knownAt": moment })).await["totalCount"], 1, "it stood then");

    let between = "query($knownAt: DateTime) {
        relationship(between: { country: \"KEN\" }, and: { country: \"JOR\" }, knownAt: $knownAt) { conflicts { totalCount } } }";
    for (known_at, count) in [(Value::Null, 0), (moment.clone(), 1)] {
        let answer = desk.ask_with(between, json!({ "knownAt": known_at })).await;
        assert_eq!(told(&answer)["relationship"]["conflicts"]["totalCount"], count, "{answer}");
    }
    let of = "query($id: ID!, $knownAt: DateTime) { agreement(id: $id) { at(knownAt: $knownAt) { conflicts { edges { node { and { id } } } } } } }";
    let answer = desk.ask_with(of, json!({ "id": one["id"], "knownAt": moment })).await;
    assert_eq!(told(&answer)["agreement"]["at"]["conflicts"]["edges"][0]["node"]["and"]["id"], other["id"], "{answer}");

    let supposed = "query($id: ID!, $acts: [ActInput!]!) { simulateActs(agreementId: $id, acts: $acts) {
        refusals { code } before { conflicts { totalCount } }
        after { conflicts { totalCount edges { node { opposed { toForbear { what } } } } } } } }";
    let acts = json!([{ "addObligation": { "debtor": "HOME", "kind": "FORBEAR", "what": "Tell nobody", "on": "2026-07-01" } }]);
    let answer = desk.ask_with(supposed, json!({ "id": other["id"], "acts": acts })).await;
    let simulation = &told(&answer)["simulateActs"];
    assert_eq!((&simulation["refusals"], &simulation["before"]["conflicts"]["totalCount"]), (&json!([]), &json!(0)));
    assert_eq!(
        simulation["after"]["conflicts"]["edges"][0]["node"]["opposed"][0]["toForbear"]["what"], "Tell nobody",
        "{answer}"
    );
    assert_eq!(code(&desk.ask("{ conflicts(after: \"x\") { totalCount } }").await), "BAD_USER_INPUT");
}
