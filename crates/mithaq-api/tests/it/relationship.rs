//! All that binds two actors.

use serde_json::{Value, json};

use crate::book::{Desk, clerk, code};

const RELATIONSHIP: &str = "query($and: ActorRef!, $asOf: Date, $knownAt: DateTime) {
    relationship(between: { country: \"JOR\" }, and: $and, asOf: $asOf, knownAt: $knownAt) {
        between { ... on Country { code } } and { ... on Country { code } } asOf
        inForceCount inForceByArea { area defence inForce } depth { areas areasBeyondDefence inForceBeyondDefence }
        history { on inForce }
        agreements { totalCount edges { at { status { name } } } }
        consentPending { totalCount edges { node { title { value } } at { consentPending { on since daysWaiting medianDaysToForce } } } }
        upcoming(to: \"2027-12-31\") { totalCount edges { node { kind on { value } } } } } }";

fn told(answer: &Value) -> &Value {
    assert_eq!(answer["errors"], Value::Null, "{answer}");
    &answer["data"]["relationship"]
}

#[tokio::test]
async fn it_tells_what_is_in_force_how_it_came_what_comes_and_what_is_awaited() {
    let desk = Desk::open().await;
    desk.in_force("On training", "UNCLASSIFIED", "2017-03-01").await;
    desk.in_force("On exercises", "RESTRICTED", "2020-02-01").await;
    let pending = desk.propose("On logistics", "UNCLASSIFIED").await;
    for party in ["JOR", "KEN"] {
        desk.done("signAgreement", &pending, "sign", crate::book::signature(party, "2021-03-01")).await;
    }
    let with = json!({ "and": { "country": "KEN" } });
    let answer = desk.ask_with(RELATIONSHIP, with.clone()).await;
    let all = told(&answer);
    assert_eq!((&all["between"]["code"], &all["and"]["code"]), (&json!("JOR"), &json!("KEN")));
    assert_eq!(all["inForceCount"], 2);
    assert_eq!(
        all["inForceByArea"],
        json!([{ "area": "MILITARY_TRAINING", "defence": true, "inForce": 2 }, { "area": "JOINT_EXERCISES", "defence": true, "inForce": 2 }])
    );
    assert_eq!(all["depth"]["areasBeyondDefence"], json!([]));
    assert_eq!(all["depth"]["inForceBeyondDefence"], 0);
    assert_eq!(all["history"], json!([{ "on": "2017-03-01", "inForce": 1 }, { "on": "2020-02-01", "inForce": 2 }]));
    assert_eq!(all["agreements"]["totalCount"], 3);
    assert_eq!(all["consentPending"]["totalCount"], 1);
    let awaited = &all["consentPending"]["edges"][0];
    assert_eq!(awaited["node"]["title"]["value"], "On logistics");
    let sides: Vec<&Value> = awaited["at"]["consentPending"].as_array().unwrap().iter().map(|one| &one["on"]).collect();
    assert_eq!(sides, ["HOME", "COUNTERPART"]);
    assert_eq!(awaited["at"]["consentPending"][0]["medianDaysToForce"], 0, "the others were in force at once");
    assert_eq!(
        all["upcoming"]["edges"][0]["node"],
        json!({ "kind": "NON_RENEWAL_NOTICE_BY", "on": { "value": "2026-08-28" } })
    );

    let then = desk.ask_with(RELATIONSHIP, json!({ "and": { "country": "KEN" }, "asOf": "2019-01-01" })).await;
    assert_eq!((&told(&then)["inForceCount"], &told(&then)["consentPending"]["totalCount"]), (&json!(1), &json!(0)));
    let hidden = desk.ask_as(clerk(), RELATIONSHIP, with).await;
    assert_eq!((&told(&hidden)["inForceCount"], &told(&hidden)["history"].as_array().unwrap().len()), (&json!(1), &1));
    let other = desk.ask_with(RELATIONSHIP, json!({ "and": { "country": "EGY" } })).await;
    assert_eq!((&told(&other)["inForceCount"], &told(&other)["agreements"]["totalCount"]), (&json!(0), &json!(0)));
}

#[tokio::test]
async fn it_is_of_two_actors_that_are_known() {
    let desk = Desk::open().await;
    for country in ["JOR", "XXX"] {
        let answer = desk.ask_with(RELATIONSHIP, json!({ "and": { "country": country } })).await;
        assert_eq!(code(&answer), "BAD_USER_INPUT", "{answer}");
    }
}

#[tokio::test]
async fn what_is_learned_later_leaves_what_was_believed_before() {
    let desk = Desk::open().await;
    desk.in_force("On training", "UNCLASSIFIED", "2017-03-01").await;
    let ended = desk.in_force("On exercises", "UNCLASSIFIED", "2018-02-01").await;
    desk.settle().await;
    let with = json!({ "and": { "country": "KEN" }, "asOf": "2025-06-01" });
    let query = RELATIONSHIP.replace("asOf\n", "asOf knownAt\n");
    let before = desk.ask_with(&query, with.clone()).await;
    let moment = &told(&before)["knownAt"];
    // It is learned only now that one of them ended years ago.
    let end = json!({ "ground": "CONSENT_OF_BOTH", "on": "2022-01-01" });
    desk.done("terminateAgreement", &ended, "terminate", end).await;
    desk.settle().await;
    let now = desk.ask_with(&query, with).await;
    let then = json!({ "and": { "country": "KEN" }, "asOf": "2025-06-01", "knownAt": moment });
    let then = desk.ask_with(&query, then).await;
    assert_eq!((&told(&now)["inForceCount"], &told(&then)["inForceCount"]), (&json!(1), &json!(2)), "{now} {then}");
    let turns = |answer: &Value| told(answer)["history"].as_array().unwrap().len();
    assert_eq!((turns(&now), turns(&then)), (3, 2), "an end is a turn");
    for field in ["inForceCount", "inForceByArea", "depth", "history", "agreements"] {
        assert_eq!(told(&then)[field], told(&before)[field], "{field}");
    }
}
