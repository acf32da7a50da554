//! The feed: page by page, and as it comes.

use std::sync::Arc;
use std::time::Duration;

use mithaq_api::{Api, Caller, Event, RequestBody, Subgraph, Subscribed};
use serde_json::{Value, json};
use tokio::sync::watch;

use crate::book::{Desk, clerk, code, officer, request, signature};

const CHANGES: &str = "query($filter: ChangeFilter, $first: Int, $after: String, $last: Int, $before: String) {
    agreementChanges(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
        edges { cursor node { cursor kind agreementId agreement { id } act { kind } before after } }
        pageInfo { hasNextPage hasPreviousPage endCursor } } }";

const CHANGED: &str = "subscription($filter: ChangeFilter, $after: String) {
    agreementChanged(filter: $filter, after: $after) { cursor kind agreementId act { kind } before after } }";

/// Follows the feed while the test runs.
fn follow(desk: &Desk) -> watch::Sender<bool> {
    let (stop, stopped) = watch::channel(false);
    let api: Arc<Api> = Arc::clone(&desk.api);
    tokio::spawn(async move { api.follow(stopped).await });
    stop
}

fn subscribe(desk: &Desk, caller: Caller, variables: Value) -> Subscribed {
    subscribe_to(desk, caller, CHANGED, variables)
}

fn subscribe_to(desk: &Desk, caller: Caller, query: &str, variables: Value) -> Subscribed {
    let Value::Object(variables) = variables else { unreachable!("variables are an object") };
    let body = RequestBody { query: query.to_owned(), variables: Some(variables), ..RequestBody::default() };
    desk.api.subscribe(&request(caller, body)).unwrap()
}

async fn next(subscribed: &mut Subscribed) -> Value {
    let event = tokio::time::timeout(Duration::from_secs(10), subscribed.next()).await.unwrap();
    match event {
        Some(Event::Next(body)) => serde_json::from_str::<Value>(&body).unwrap()["data"]["agreementChanged"].clone(),
        other => panic!("{other:?}"),
    }
}

async fn refused(subscribed: &mut Subscribed) -> Value {
    match subscribed.next().await {
        Some(Event::Refused(errors)) => json!({ "errors": serde_json::from_str::<Value>(&errors).unwrap() }),
        other => panic!("{other:?}"),
    }
}

fn kinds(answer: &Value) -> Vec<&str> {
    let edges = answer["data"]["agreementChanges"]["edges"].as_array().unwrap_or_else(|| panic!("{answer}"));
    edges.iter().map(|edge| edge["node"]["act"]["kind"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn changes_come_in_order_with_the_status_before_and_after() {
    let desk = Desk::open().await;
    let agreement = desk.in_force("Agreement", "UNCLASSIFIED", "2021-05-01").await;
    desk.sequence().await;
    let answer = desk.ask_with(CHANGES, json!({})).await;
    assert_eq!(kinds(&answer)[..3], ["PROPOSED", "SIGNED", "SIGNED"]);
    let edges = answer["data"]["agreementChanges"]["edges"].as_array().unwrap();
    assert!(
        edges
            .iter()
            .all(|edge| edge["node"]["agreementId"] == agreement["id"] && edge["cursor"] == edge["node"]["cursor"])
    );
    let (first, last) = (&edges[0]["node"], &edges[edges.len() - 1]["node"]);
    assert_eq!((first["before"].as_str(), first["after"].as_str()), (Some("NONE"), Some("PROPOSED")));
    assert_eq!((last["before"].as_str(), last["after"].as_str()), (Some("SIGNED"), Some("IN_FORCE")), "{last}");
}

/// A query with the state that its answer is of.
async fn ask_with_position(desk: &Desk, caller: Caller, query: &str) -> Value {
    let extensions = json!({ "position": true }).as_object().cloned();
    let body = RequestBody { query: query.to_owned(), extensions, ..RequestBody::default() };
    serde_json::from_str(&desk.api.execute(request(caller, body)).await.body).unwrap()
}

#[tokio::test]
async fn the_position_of_an_answer_is_where_to_go_on_from() {
    let desk = Desk::open().await;
    let agreement = desk.propose("Agreement", "UNCLASSIFIED").await;
    desk.sequence().await;
    let list = "{ agreements { totalCount } registryViewer { subject } }";
    let before = ask_with_position(&desk, officer(), list).await;
    let position = before["extensions"]["position"].clone();
    assert!(position.as_str().is_some_and(|token| token.len() > 40), "{before}");
    assert_eq!(before["extensions"].get("cost"), None);

    let answer = desk.ask_with(CHANGES, json!({ "after": position })).await;
    assert_eq!(kinds(&answer), Vec::<&str>::new(), "all of it is in the answer");
    desk.done("signAgreement", &agreement, "sign", signature("JOR", "2021-01-01")).await;
    desk.sequence().await;
    // It goes with every filter, backwards too, and with a subscription.
    for filter in [Value::Null, json!({ "act": ["SIGNED"] })] {
        let answer = desk.ask_with(CHANGES, json!({ "after": position, "filter": filter })).await;
        assert_eq!(kinds(&answer), ["SIGNED"], "{filter}");
    }
    let earlier = desk.ask_with(CHANGES, json!({ "last": 5, "before": position })).await;
    assert_eq!(kinds(&earlier), ["PROPOSED"]);
    let _stop = follow(&desk);
    let mut subscribed = subscribe(&desk, officer(), json!({ "after": position }));
    assert_eq!(next(&mut subscribed).await["act"]["kind"], "SIGNED");

    let twice = [ask_with_position(&desk, clerk(), list).await, ask_with_position(&desk, clerk(), list).await];
    assert_eq!(twice[0]["extensions"]["position"].as_str().map(str::len), position.as_str().map(str::len));
}

#[tokio::test]
async fn the_position_of_a_mutation_is_after_its_act_or_before_it_but_never_past_another() {
    let desk = Desk::open().await;
    let agreement = desk.propose("Agreement", "UNCLASSIFIED").await;
    desk.sequence().await;
    let sign = format!(
        "mutation {{ signAgreement(input: {{ agreementId: {}, idempotencyKey: \"k\", stance: DONE, sign: {{ party: {{ country: \"JOR\" }},
            on: \"2021-01-01\", signatory: \"A. B.\", office: FOREIGN_MINISTER, place: \"Amman\" }} }}) {{ acts {{ kind }} }} }}",
        agreement["id"]
    );
    let signed = ask_with_position(&desk, officer(), &sign).await;
    assert_eq!(signed["data"]["signAgreement"]["acts"][0]["kind"], "SIGNED", "{signed}");
    desk.sequence().await;
    // The act had no place in the feed when it was answered, so it is told again.
    let answer = desk.ask_with(CHANGES, json!({ "after": signed["extensions"]["position"] })).await;
    assert_eq!(kinds(&answer), ["SIGNED"]);
}

#[tokio::test]
async fn who_may_read_nothing_gets_no_position() {
    let desk = Desk::open().await;
    let answer = ask_with_position(&desk, Caller::anonymous(None), "{ registryViewer { subject } }").await;
    assert_eq!(code(&answer), "UNAUTHENTICATED", "{answer}");
    assert_eq!(answer.get("extensions"), None);
    let broken = ask_with_position(&desk, officer(), "{ colour }").await;
    assert_eq!((broken.get("data"), broken.get("extensions")), (None, None), "{broken}");
}

#[tokio::test]
async fn pages_joined_are_the_feed_in_both_directions_without_what_is_hidden() {
    let desk = Desk::open().await;
    let open = desk.in_force("Open", "UNCLASSIFIED", "2021-05-01").await;
    desk.in_force("Hidden", "SECRET", "2021-05-01").await;
    desk.propose("Open too", "UNCLASSIFIED").await;
    desk.sequence().await;
    let whole = desk.ask_as(clerk(), CHANGES, json!({})).await;
    let all = kinds(&whole);
    assert_eq!(all.len(), 6, "five acts of the first, one of the third: {whole}");
    for (size, from) in [("first", "after"), ("last", "before")] {
        let (mut joined, mut cursor) = (Vec::new(), Value::Null);
        loop {
            let page = desk.ask_as(clerk(), CHANGES, json!({ size: 4, from: cursor })).await;
            let edges = page["data"]["agreementChanges"]["edges"].as_array().unwrap().clone();
            let info = &page["data"]["agreementChanges"]["pageInfo"];
            let more = if size == "first" { "hasNextPage" } else { "hasPreviousPage" };
            if size == "first" {
                cursor = edges.last().unwrap()["cursor"].clone();
                joined.extend(edges);
            } else {
                cursor = edges[0]["cursor"].clone();
                joined.splice(0..0, edges);
            }
            if info[more] == false {
                break;
            }
        }
        assert_eq!(json!(joined), whole["data"]["agreementChanges"]["edges"], "{size}");
    }
    let of_one = desk.ask_with(CHANGES, json!({ "filter": { "agreementId": [open["id"]], "act": ["SIGNED"] } })).await;
    assert_eq!(kinds(&of_one), ["SIGNED", "SIGNED"]);
    let later = desk.ask_with(CHANGES, json!({ "filter": { "recordedSince": "2999-01-01T00:00:00Z" } })).await;
    assert_eq!(kinds(&later), Vec::<&str>::new());
}

#[tokio::test]
async fn a_subscriber_is_told_of_each_act_once_across_reconnects() {
    let desk = Desk::open().await;
    let _following = follow(&desk);
    let agreement = desk.propose("Agreement", "UNCLASSIFIED").await;
    desk.sequence().await;
    let first = desk.ask_with(CHANGES, json!({})).await["data"]["agreementChanges"]["pageInfo"]["endCursor"].clone();

    let mut subscribed = subscribe(&desk, officer(), json!({ "after": first }));
    desk.done("signAgreement", &agreement, "sign", signature("JOR", "2021-05-01")).await;
    desk.sequence().await;
    let signed = next(&mut subscribed).await;
    assert_eq!((&signed["kind"], &signed["act"]["kind"]), (&json!("RECORDED"), &json!("SIGNED")));
    drop(subscribed);

    // Nobody listens meanwhile, so that this is read from the database.
    tokio::time::sleep(Duration::from_millis(100)).await;
    let other = desk.propose("Other", "UNCLASSIFIED").await;
    desk.sequence().await;
    let mut subscribed = subscribe(&desk, officer(), json!({ "after": signed["cursor"] }));
    assert_eq!(next(&mut subscribed).await["agreementId"], other["id"]);
    desk.done("signAgreement", &agreement, "sign", signature("KEN", "2021-05-01")).await;
    desk.sequence().await;
    let signed = next(&mut subscribed).await;
    assert_eq!((&signed["agreementId"], &signed["act"]["kind"]), (&agreement["id"], &json!("SIGNED")));

    // From now on, without a cursor.
    let mut fresh = subscribe(&desk, officer(), json!({}));
    let told = tokio::time::timeout(Duration::from_millis(200), fresh.next()).await;
    assert!(told.is_err(), "{told:?}");
    desk.propose("Newest", "UNCLASSIFIED").await;
    desk.sequence().await;
    assert_eq!(next(&mut fresh).await["act"]["kind"], "PROPOSED");
}

#[tokio::test]
async fn what_is_hidden_or_not_wanted_is_not_told() {
    let desk = Desk::open().await;
    let _following = follow(&desk);
    let mut told = subscribe(&desk, clerk(), json!({}));
    let mut signatures = subscribe(&desk, officer(), json!({ "filter": { "act": ["SIGNED"] } }));
    let waiting = async { tokio::time::timeout(Duration::from_millis(200), told.next()).await.is_err() };
    let waiting_too = async { tokio::time::timeout(Duration::from_millis(200), signatures.next()).await.is_err() };
    assert_eq!(tokio::join!(waiting, waiting_too), (true, true));
    let hidden = desk.propose("Hidden", "SECRET").await;
    desk.done("signAgreement", &hidden, "sign", signature("JOR", "2021-05-01")).await;
    let open = desk.propose("Open", "UNCLASSIFIED").await;
    desk.sequence().await;
    assert_eq!(next(&mut told).await["agreementId"], open["id"]);
    assert_eq!(next(&mut signatures).await["agreementId"], hidden["id"]);
}

#[tokio::test]
async fn a_cursor_goes_with_its_filter_alone() {
    let desk = Desk::open().await;
    desk.propose("Agreement", "UNCLASSIFIED").await;
    desk.sequence().await;
    let cursor = desk.ask_with(CHANGES, json!({})).await["data"]["agreementChanges"]["pageInfo"]["endCursor"].clone();
    let filter = json!({ "act": ["SIGNED"] });
    let page = desk.ask_with(CHANGES, json!({ "after": cursor, "filter": filter })).await;
    assert_eq!((code(&page), &page["data"]["agreementChanges"]), ("BAD_USER_INPUT", &Value::Null));
    let mut subscribed = subscribe(&desk, officer(), json!({ "after": cursor, "filter": filter }));
    assert_eq!(code(&refused(&mut subscribed).await), "BAD_USER_INPUT");
    let mut nobody = subscribe(&desk, Caller::anonymous(None), json!({}));
    assert_eq!(code(&refused(&mut nobody).await), "UNAUTHENTICATED");
}

#[tokio::test]
async fn a_subscription_of_one_field_in_several_places_is_followed_once() {
    let desk = Desk::open().await;
    for title in ["Agreement", "Another agreement", "A third"] {
        desk.propose(title, "UNCLASSIFIED").await;
    }
    desk.sequence().await;
    let all = desk.ask_with(CHANGES, json!({})).await;
    let cursor = |at: usize| all["data"]["agreementChanges"]["edges"][at]["cursor"].clone();
    let _stop = follow(&desk);
    for query in [
        "subscription($after: String) { ...F } fragment F on Subscription { agreementChanged(after: $after) { cursor kind } }",
        "subscription($after: String) { ...F ...F } fragment F on Subscription { agreementChanged(after: $after) { cursor kind } }",
        "subscription($after: String) {
            agreementChanged(after: $after) { cursor } ... on Subscription { agreementChanged(after: $after) { kind } } }",
    ] {
        let mut subscribed = subscribe_to(&desk, officer(), query, json!({ "after": cursor(0) }));
        for at in 1..3 {
            assert_eq!(next(&mut subscribed).await, json!({ "cursor": cursor(at), "kind": "RECORDED" }), "{query}");
        }
    }
}

#[tokio::test]
async fn a_subscription_has_one_root_field_and_is_not_executed() {
    let desk = Desk::open().await;
    for query in [
        "subscription { agreementChanged { cursor } }",
        "subscription { a: agreementChanged { cursor } b: agreementChanged { cursor } }",
        "subscription { ...F b: agreementChanged { cursor } } fragment F on Subscription { agreementChanged { cursor } }",
    ] {
        let answer = desk.ask(query).await;
        assert_eq!((code(&answer), answer.get("data")), ("BAD_USER_INPUT", None), "{answer}");
    }
}
