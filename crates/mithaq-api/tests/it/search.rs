//! Search through GraphQL.

use mithaq_api::Caller;
use mithaq_domain::label::Classification;
use serde_json::{Value, json};

use crate::book::{Desk, code};

const SEARCH: &str =
    "query($text: String!, $languages: [Language!], $filter: AgreementFilter, $first: Int, $after: String) {
    page: searchAgreements(text: $text, languages: $languages, filter: $filter, first: $first, after: $after) {
        totalCount asOf
        pageInfo { hasNextPage hasPreviousPage endCursor }
        edges { cursor node { id title { value } } at { status { name } }
                highlights { where language clause whole segments { text hit } } }
    } }";

fn titles(answer: &Value) -> Vec<&str> {
    let edges = answer["data"]["page"]["edges"].as_array().unwrap().iter();
    edges.map(|edge| edge["node"]["title"]["value"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn hits_come_ranked_marked_and_filtered() {
    let desk = Desk::open().await;
    desk.propose("Patrols at sea", "UNCLASSIFIED").await;
    desk.in_force("Patrols, patrols and more patrols", "UNCLASSIFIED", "2020-05-01").await;
    desk.propose("Medicine", "UNCLASSIFIED").await;
    let answer = desk.ask_with(SEARCH, json!({ "text": "patrol Kenya", "languages": ["en"] })).await;
    assert_eq!(titles(&answer), ["Patrols, patrols and more patrols", "Patrols at sea"], "{answer}");
    let page = &answer["data"]["page"];
    assert_eq!((&page["totalCount"], &page["asOf"]), (&json!(2), &json!("2026-07-01")));
    let highlights = &page["edges"][1]["highlights"];
    assert_eq!(
        highlights[0],
        json!({ "where": "TITLE", "language": "en", "clause": null, "whole": true,
                "segments": [{ "text": "Patrols", "hit": true }, { "text": " at sea", "hit": false }] })
    );
    assert_eq!(highlights[1]["where"], "PARTY");
    let in_force = json!({ "text": "patrol", "filter": { "status": { "in": ["IN_FORCE"] } } });
    assert_eq!(titles(&desk.ask_with(SEARCH, in_force).await), ["Patrols, patrols and more patrols"]);
    let arabic = desk.ask_with(SEARCH, json!({ "text": "الاتّفاقيات" })).await;
    assert_eq!(arabic["data"]["page"]["totalCount"], 3);
    let marked = &arabic["data"]["page"]["edges"][0]["highlights"][0];
    assert_eq!(marked["segments"], json!([{ "text": "اتفاقية", "hit": true }]));
}

#[tokio::test]
async fn pages_go_on_by_cursors_of_the_same_search_alone() {
    let desk = Desk::open().await;
    for title in ["Patrols one", "Patrols two", "Patrols three"] {
        desk.propose(title, "UNCLASSIFIED").await;
    }
    let mut found = Vec::new();
    let mut after = Value::Null;
    loop {
        let answer = desk.ask_with(SEARCH, json!({ "text": "patrols", "first": 2, "after": after })).await;
        found.extend(titles(&answer).into_iter().map(str::to_owned));
        let info = &answer["data"]["page"]["pageInfo"];
        after = info["endCursor"].clone();
        if info["hasNextPage"] == false {
            break;
        }
    }
    found.sort();
    assert_eq!(found, ["Patrols one", "Patrols three", "Patrols two"]);
    let elsewhere = desk.ask_with(SEARCH, json!({ "text": "patrol", "after": after })).await;
    assert_eq!(code(&elsewhere), "BAD_USER_INPUT");
}

#[tokio::test]
async fn what_is_hidden_is_not_found() {
    let desk = Desk::open().await;
    desk.propose("Patrols in the open", "UNCLASSIFIED").await;
    desk.propose("Patrols in secret", "SECRET").await;
    let anyone = Caller::anonymous(Some(Classification::Unclassified));
    for text in ["patrols", "Kenya", "secret"] {
        let answer = desk.ask_as(anyone.clone(), SEARCH, json!({ "text": text })).await;
        let expected: &[&str] = if text == "secret" { &[] } else { &["Patrols in the open"] };
        assert_eq!(titles(&answer), expected);
        assert_eq!(answer["data"]["page"]["totalCount"], expected.len());
    }
}

#[tokio::test]
async fn a_search_that_says_nothing_is_refused() {
    let desk = Desk::open().await;
    for (variables, field) in [
        (json!({ "text": " – " }), "text"),
        (json!({ "text": "x".repeat(401) }), "text"),
        (json!({ "text": "patrols", "languages": [] }), "languages"),
    ] {
        let answer = desk.ask_with(SEARCH, variables).await;
        assert_eq!(code(&answer), "BAD_USER_INPUT");
        assert!(answer["errors"][0]["message"].as_str().unwrap().starts_with(field), "{answer}");
    }
}
