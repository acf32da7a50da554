//! The days that come, of one agreement.

use serde_json::{Value, json};

use crate::book::{Desk, code};

const DEADLINES: &str = "query($id: ID!, $from: Date, $to: Date, $first: Int, $after: String) { agreement(id: $id) {
    deadlines(from: $from, to: $to, first: $first, after: $after) {
        totalCount pageInfo { hasNextPage endCursor }
        edges { node { id kind on { value } daysLeft agreement { id } act { kind } obligation { what }
            otherReading { on text { value } }
            because { code text { value } rule { article } } } } } } }";

#[tokio::test]
async fn the_last_day_for_a_notice_is_told_with_the_clause_that_gives_it() {
    let desk = Desk::open().await;
    let agreement = desk.in_force("Agreement on training", "UNCLASSIFIED", "2020-05-01").await;
    let asked = json!({ "id": agreement["id"], "to": "2030-12-31" });
    let answer = desk.ask_with(DEADLINES, asked).await;
    let deadlines = &answer["data"]["agreement"]["deadlines"];
    assert_eq!(deadlines["totalCount"], 2, "{answer}");
    let [by, renewal] = [0, 1].map(|at| &deadlines["edges"][at]["node"]);
    assert_eq!((&by["kind"], &by["on"]["value"]), (&json!("NON_RENEWAL_NOTICE_BY"), &json!("2029-10-30")), "{by}");
    assert_eq!((&renewal["kind"], &renewal["on"]["value"]), (&json!("TACIT_RENEWAL"), &json!("2030-05-01")));
    assert_eq!(by["daysLeft"], 1217, "from 1 July 2026");
    assert_eq!(by["because"][0]["rule"]["article"], "54(a)");
    assert!(by["because"][0]["text"]["value"].as_str().unwrap().contains("received by 2029-10-30"));
    assert_eq!(by["agreement"]["id"], agreement["id"]);
    let nothing = desk.ask_with(DEADLINES, json!({ "id": agreement["id"] })).await;
    assert_eq!(nothing["data"]["agreement"]["deadlines"]["totalCount"], 0, "nothing comes within a year");
}

#[tokio::test]
async fn deadlines_come_in_pages_that_join_to_the_whole() {
    let desk = Desk::open().await;
    let agreement = desk.in_force("Agreement on training", "UNCLASSIFIED", "2020-05-01").await;
    let (mut after, mut days) = (Value::Null, Vec::new());
    loop {
        let asked = json!({ "id": agreement["id"], "to": "2050-12-31", "first": 3, "after": after });
        let answer = desk.ask_with(DEADLINES, asked).await;
        let page = &answer["data"]["agreement"]["deadlines"];
        assert_eq!(page["totalCount"], 10, "{answer}");
        let edges = page["edges"].as_array().unwrap();
        days.extend(edges.iter().map(|edge| edge["node"]["on"]["value"].as_str().unwrap().to_owned()));
        if page["pageInfo"]["hasNextPage"] == false {
            break;
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
    assert_eq!(days.len(), 10);
    assert!(days.is_sorted(), "{days:?}");
}

#[tokio::test]
async fn days_that_end_before_they_begin_or_go_on_for_ever_are_refused() {
    let desk = Desk::open().await;
    let agreement = desk.propose("Agreement on trade", "UNCLASSIFIED").await;
    for (from, to, words) in
        [("2027-01-01", "2026-12-31", "before 2027-01-01"), ("2026-01-01", "2099-01-01", "until 2076-07-01")]
    {
        let answer = desk.ask_with(DEADLINES, json!({ "id": agreement["id"], "from": from, "to": to })).await;
        assert_eq!(code(&answer), "BAD_USER_INPUT", "{answer}");
        assert!(answer["errors"][0]["message"].as_str().unwrap().contains(words), "{answer}");
        assert_eq!(answer["data"]["agreement"]["deadlines"], Value::Null, "the agreement stands");
    }
}
