//! Requests as a whole: what is refused at once, and what runs how often.

use std::sync::atomic::Ordering;

use mithaq_api::{AnswerKind, RequestBody};
use serde_json::{Value, json};

use crate::book::{Desk, code, key, mandate, officer, read, signature};

#[tokio::test]
async fn a_fragment_bomb_is_refused_before_it_is_spread_out() {
    use std::fmt::Write;
    let desk = Desk::open().await;
    // Spread out, it would never end.
    let mut bomb = "{ ...f0 }".to_owned();
    for level in 0..60 {
        write!(bomb, " fragment f{level} on Query {{ ...f{0} ...f{0} }}", level + 1).unwrap();
    }
    bomb.push_str(" fragment f60 on Query { registryViewer { subject } }");
    let answer = desk.answer(officer(), &bomb, json!({})).await;
    assert_eq!(answer.kind, AnswerKind::RequestError);
    let answer = read(&answer);
    assert_eq!((code(&answer), &answer["errors"][0]["extensions"]["which"]), ("LIMIT_EXCEEDED", &json!("selections")));
}

#[tokio::test]
async fn what_is_not_of_the_schema_is_a_request_error() {
    let desk = Desk::open().await;
    for query in ["{", "{ colour }", "{ agreement }", "query A { registryViewer { subject } } query B { __typename }"] {
        let answer = desk.ask(query).await;
        assert_eq!(answer.get("data"), None, "{query}: {answer}");
        assert_eq!(code(&answer), "BAD_USER_INPUT", "{query}: {answer}");
    }
}

#[tokio::test]
async fn a_document_that_is_known_is_answered_as_one_that_is_new() {
    let desk = Desk::open().await;
    let id = desk.propose("Agreement", "UNCLASSIFIED").await["id"].clone();
    let query =
        "query A($id: ID!, $first: Int, $order: AgreementOrder, $filter: AgreementFilter, $skip: Boolean = false) {
        agreement(id: $id) { title { value } at @skip(if: $skip) { status { name } } }
        agreements(first: $first, orderBy: $order, filter: $filter) { edges { node { id } } } }
        query B { registryViewer { subject } }";
    let send = async |query: &str, operation: Option<&str>, variables: &Value| {
        let operation_name = operation.map(str::to_owned);
        let variables = variables.as_object().cloned();
        desk.send(RequestBody { query: query.to_owned(), operation_name, variables, ..RequestBody::default() }).await
    };
    let good = json!({ "id": id, "first": 1 });
    for number in 0..3 {
        assert_eq!(send(query, Some("A"), &good).await["data"]["agreement"]["title"]["value"], "Agreement", "{number}");
    }
    for (operation, variables) in [
        (Some("A"), json!({ "id": id, "first": 2, "skip": true, "order": { "by": "TITLE" } })),
        (Some("A"), json!({})),
        (Some("A"), json!({ "id": { "not": "an id" } })),
        (Some("A"), json!({ "id": id, "first": "one" })),
        (Some("A"), json!({ "id": id, "first": 1_000 })),
        (Some("A"), json!({ "id": id, "order": { "by": "COLOUR" } })),
        (Some("A"), json!({ "id": id, "order": { "direction": "ASCENDING" } })),
        (Some("A"), json!({ "id": id, "filter": { "colour": 1 } })),
        (Some("A"), json!({ "id": id, "filter": { "form": null, "parties": [{ "country": "KEN", "id": "7" }] } })),
        (Some("A"), json!({ "id": id, "skip": "yes" })),
        (Some("B"), json!({})),
        (None, json!({})),
        (Some("C"), json!({})),
    ] {
        let new = send(&format!("{query} # {variables} {operation:?}"), operation, &variables).await;
        assert_eq!(send(query, operation, &variables).await, new, "{operation:?} {variables}");
    }
}

#[tokio::test]
async fn a_mutation_twice_under_one_name_runs_once() {
    let desk = Desk::open().await;
    let agreement = desk.propose("Agreement", "UNCLASSIFIED").await;
    let sign = |key: String| json!({ "agreementId": agreement["id"], "idempotencyKey": key, "sign": signature("JOR", "2021-01-01") });
    let answer = desk
        .ask_with(
            "mutation($input: SignAgreementInput!) {
                signAgreement(input: $input) { replayed }
                signAgreement(input: $input) { acts { kind } warnings { code } }
            }",
            json!({ "input": sign(key()) }),
        )
        .await;
    assert_eq!(answer["data"]["signAgreement"]["replayed"], false, "{answer}");
    assert_eq!(answer["data"]["signAgreement"]["acts"], json!([{ "kind": "SIGNED" }]));
    assert_eq!(desk.recorded.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn an_error_nulls_its_parent_and_leaves_the_rest() {
    let desk = Desk::open().await;
    let agreement = desk.propose("Agreement", "UNCLASSIFIED").await;
    desk.settle().await;
    let answer = desk
        .ask_with(
            "query($id: ID!) {
                z: agreement(id: $id) { registryNumber status(knownAt: \"2999-01-01T00:00:00Z\") { name } }
                a: agreement(id: $id) { title { value } form }
            }",
            json!({ "id": agreement["id"] }),
        )
        .await;
    assert_eq!(answer["data"]["z"], Value::Null, "an error in a non-null field goes up to the first that may be null");
    assert_eq!(answer["errors"][0]["path"], json!(["z", "status"]));
    assert_eq!(answer["data"]["a"], json!({ "title": { "value": "Agreement" }, "form": "AGREEMENT" }));
    let body =
        desk.answer(officer(), "{ z: registryViewer { subject } a: __typename m: __typename }", json!({})).await.body;
    assert_eq!(body, r#"{"data":{"z":{"subject":"officer"},"a":"Query","m":"Query"}}"#, "in the order asked");
}

#[tokio::test]
async fn a_database_that_does_not_answer_is_unavailable_and_nothing_of_it_is_told() {
    let desk = Desk::open().await;
    desk.database.tamper("ALTER TABLE agreements RENAME TO hidden_agreements").await;
    let answer = desk.answer(officer(), "{ agreements { edges { cursor } } }", json!({})).await;
    assert!(answer.body.contains("UNAVAILABLE"), "{}", answer.body);
    assert!(!answer.body.contains("relation"), "{}", answer.body);
}

#[tokio::test]
async fn cost_is_told_to_who_asks() {
    let desk = Desk::open().await;
    for title in ["Agreement", "Another agreement"] {
        desk.propose(title, "UNCLASSIFIED").await;
    }
    // Five for the list, one for its edges, and one for each edge and each agreement, of which ten may come and two do.
    for (query, requested, actual) in [
        ("{ agreements(first: 10) { edges { node { id } } } }", 26, 10),
        ("{ a: agreements(first: 10) { ...E } } fragment E on AgreementConnection { edges { node { id } } }", 26, 10),
        ("{ agreements(first: 10) { totalCount edges @skip(if: true) { node { id } } } }", 46, 25),
        ("{ actor(ref: { country: \"KEN\" }) { ... on Country { name { value } } ... on Territory { id } } }", 2, 2),
        (
            "{ agreements(first: 10) { totalCount @skip(if: true) ...F } } fragment F on AgreementConnection { totalCount }",
            45,
            25,
        ),
        ("{ actor(ref: { country: \"KEN\" }) { ... on Actor { ... on Country { name { value } } } } }", 2, 2),
        ("{ agreement(id: \"00000000-0000-7000-8000-000000000000\") { parties { role } } }", 4, 1),
    ] {
        let body = json!({ "query": query, "extensions": { "cost": true } });
        let answer = desk.send(serde_json::from_value(body).unwrap()).await;
        let cost = json!({ "requested": requested, "limit": 10_000, "actual": actual });
        assert_eq!(answer["extensions"]["cost"], cost, "{query}: {answer}");
    }
    let dear = "{ a: agreements(first: 100) { edges { node { history(first: 100) { edges { node { id } } } } } } }";
    assert_eq!(code(&desk.ask(dear).await), "LIMIT_EXCEEDED");
}

/// A key of an agreement that there is not.
const NOWHERE: &str = "{ __typename: \"Agreement\", id: \"00000000-0000-7000-8000-000000000000\" }";

#[tokio::test]
async fn what_is_too_dear_is_so_however_its_arguments_are_given() {
    let desk = Desk::open().await;
    let nested = "{ agreements(first: $n) { edges { node { history(first: $n) { edges { node { id } } } } } } }";
    let below = "{ ... on Agreement { history(first: 100) { edges { node { id } } } } }";
    let many = |entry: &str| vec![entry; 50].join(" ");
    let keys = many(NOWHERE);
    let partly = many(&NOWHERE.replace("\"00000000-0000-7000-8000-000000000000\"", "$id"));
    let statistics = "{ a: agreementStatistics(groupBy: [PARTNER, YEAR, STATUS]) { rows { count keys { value } } }
           b: agreementStatistics(groupBy: [PARTNER, AREA, STATUS]) { rows { count keys { value } } } }";
    for (query, variables) in [
        (nested.replace("$n", "100"), json!({})),
        (format!("query($n: Int) {nested}"), json!({ "n": 100 })),
        (format!("query($n: Int = 100) {nested}"), json!({})),
        (format!("{{ _entities(representations: [{keys}]) {below} }}"), json!({})),
        (format!("query($keys: [_Any!]! = [{keys}]) {{ _entities(representations: $keys) {below} }}"), json!({})),
        (format!("query($id: ID!) {{ _entities(representations: [{partly}]) {below} }}"), json!({ "id": "7" })),
        (format!("query($id: ID = \"7\") {{ _entities(representations: [{partly}]) {below} }}"), json!({})),
        (statistics.to_owned(), json!({})),
    ] {
        let answer = desk.ask_with(&query, variables).await;
        assert_eq!(code(&answer), "LIMIT_EXCEEDED", "{query}: {answer}");
        assert_eq!(answer["errors"][0]["extensions"]["which"], "cost", "{query}: {answer}");
    }
}

#[tokio::test]
async fn an_operation_never_comes_to_more_than_it_was_let_in_for() {
    let desk = Desk::open().await;
    let agreements = [("Agreement", "2021-05-01"), ("Another agreement", "2022-05-01"), ("A third", "2023-05-01")];
    for (title, on) in agreements {
        desk.in_force(title, "UNCLASSIFIED", on).await;
    }
    let ids = desk.ask("{ agreements { edges { node { id } } } }").await;
    let id = ids["data"]["agreements"]["edges"][0]["node"]["id"].clone();
    let key = format!("{{ __typename: \"Agreement\", id: {id} }}");
    let below = "{ ... on Agreement { history(first: $n) { edges { node { id } } } } }";
    for (query, variables) in [
        ("query($n: Int = 2) { agreements(first: $n) { edges { node { history(first: $n) { edges { node { id } } } } } } }".to_owned(), json!({})),
        ("query($n: Int = 1) { agreements(first: $n) { edges { node { id } } } }".to_owned(), json!({ "n": 3 })),
        ("query($n: Int = 2) { agreements(last: $n) { edges { node { id } } } }".to_owned(), json!({ "n": null })),
        (
            format!("query($n: Int = 2, $keys: [_Any!]! = [{key} {key}]) {{ _entities(representations: $keys) {below} }}"),
            json!({}),
        ),
        (
            format!("query($n: Int = 2, $id: ID = {id}) {{ _entities(representations: [{key} {{ __typename: \"Agreement\", id: $id }}]) {below} }}"),
            json!({}),
        ),
        (
            "{ agreementStatistics(groupBy: [PARTNER, YEAR, STATUS]) { rows { count keys { value label { value } actor { id name { value } } } } } }".to_owned(),
            json!({}),
        ),
    ] {
        let body = json!({ "query": query, "variables": variables, "extensions": { "cost": true } });
        let answer = desk.send(serde_json::from_value(body).unwrap()).await;
        let cost = |which: &str| answer["extensions"]["cost"][which].as_u64().unwrap_or_else(|| panic!("{query}: {answer}"));
        assert_eq!(answer.get("errors"), None, "{query}: {answer}");
        assert!(cost("actual") > 1 && cost("requested") >= cost("actual"), "{query}: {answer}");
    }
}

#[tokio::test]
async fn what_is_left_out_of_the_variables_has_its_default_in_directives_too() {
    let desk = Desk::open().await;
    let query = "query($yes: Boolean = true) {
        a: registryViewer @include(if: $yes) { subject } b: registryViewer @skip(if: $yes) { subject } }";
    for (variables, expected) in [
        (json!({}), json!({ "a": { "subject": "officer" } })),
        (json!({ "yes": true }), json!({ "a": { "subject": "officer" } })),
        (json!({ "yes": false }), json!({ "b": { "subject": "officer" } })),
    ] {
        let answer = desk.ask_with(query, variables.clone()).await;
        assert_eq!(answer["data"], expected, "{variables}: {answer}");
    }
}

#[tokio::test]
async fn a_version_says_nothing_of_how_many_acts_there_were() {
    let desk = Desk::open().await;
    let opening = || json!({ "idempotencyKey": key(), "propose": mandate("Agreement", "UNCLASSIFIED") });
    let one = desk.act("proposeAgreement", opening()).await;
    let other = desk.act("proposeAgreement", opening()).await;
    assert_ne!(one["agreement"]["version"], other["agreement"]["version"]);
}
