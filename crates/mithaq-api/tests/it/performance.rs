//! What is owed, done and reviewed under an agreement.

use serde_json::{Value, json};

use crate::book::{Desk, code};

async fn told(desk: &Desk, agreement: &Value, fields: &str) -> Value {
    let query = format!("query($id: ID!) {{ agreement(id: $id) {{ {fields} }} }}");
    let answer = desk.ask_with(&query, json!({ "id": agreement["id"] })).await;
    assert_eq!(answer["errors"], Value::Null, "{answer}");
    answer["data"]["agreement"].clone()
}

#[tokio::test]
async fn an_obligation_falls_due_again_and_again_until_it_is_given_up() {
    let desk = Desk::open().await;
    let agreement = desk.in_force("Agreement on training", "UNCLASSIFIED", "2020-05-01").await;
    let owed = json!({
        "debtor": "COUNTERPART", "kind": "REPORT", "what": "A yearly report", "clause": "12(3)", "owner": "Directorate 4",
        "fallsDue": { "recurring": { "rule": "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31", "starts": "2024-01-01" } },
    });
    let added = desk.done("addObligation", &agreement, "addObligation", owed).await;
    let id = &added["acts"][0]["id"];
    let fulfilled = json!({ "obligation": id, "on": "2024-12-20", "evidence": "Note 14" });
    desk.done("fulfilObligation", &agreement, "fulfilObligation", fulfilled).await;

    let fields = "obligations { totalCount edges { node { id debtor kind what clause owner outlives
            fallsDue { recurrence { rule starts } } agreement { id } state nextDue { value }
            then: state(asOf: \"2025-06-01\") before: state(asOf: \"2020-01-01\")
            history { totalCount edges { node { kind details { ... on FulfilmentDetails { evidence } } } } } } } }
        late: obligations(states: [OVERDUE]) { totalCount }
        active: obligations(states: [ACTIVE], asOf: \"2025-06-01\") { totalCount }
        deadlines(first: 1) { edges { node { kind on { value } daysLeft obligation { id what } } } }";
    let now = told(&desk, &agreement, fields).await;
    let owed = &now["obligations"]["edges"][0]["node"];
    assert_eq!((&owed["id"], &owed["agreement"]["id"]), (id, &agreement["id"]));
    assert_eq!((&owed["state"], &owed["nextDue"]["value"]), (&json!("OVERDUE"), &json!("2025-12-31")), "{owed}");
    assert_eq!((&owed["then"], &owed["before"]), (&json!("ACTIVE"), &json!("NOT_YET_BINDING")));
    assert_eq!(owed["fallsDue"]["recurrence"]["starts"], "2024-01-01");
    assert_eq!(owed["history"]["totalCount"], 2);
    assert_eq!(owed["history"]["edges"][1]["node"]["details"]["evidence"], "Note 14");
    assert_eq!((&now["late"]["totalCount"], &now["active"]["totalCount"]), (&json!(1), &json!(1)));
    let deadline = &now["deadlines"]["edges"][0]["node"];
    assert_eq!((&deadline["kind"], &deadline["obligation"]["id"]), (&json!("OBLIGATION_DUE"), id));
    assert_eq!(deadline["daysLeft"], -182, "it is late");

    let waiver = json!({ "party": { "country": "KEN" }, "obligation": id, "on": "2026-02-01" });
    let answer = desk.done("waiveObligation", &agreement, "waiveObligation", waiver).await;
    assert_eq!(answer["acts"][0]["effect"], "INEFFECTIVE", "who owes it cannot waive it: {answer}");
    let waiver = json!({ "party": { "country": "JOR" }, "obligation": id, "on": "2026-02-01" });
    desk.done("waiveObligation", &agreement, "waiveObligation", waiver).await;
    let entity = "query($keys: [_Any!]!) { _entities(representations: $keys) { ... on Obligation { state what } } }";
    let answer = desk.ask_with(entity, json!({ "keys": [{ "__typename": "Obligation", "id": id }] })).await;
    assert_eq!(answer["data"]["_entities"], json!([{ "state": "WAIVED", "what": "A yearly report" }]), "{answer}");
}

#[tokio::test]
async fn a_breach_is_alleged_by_who_is_owed() {
    let desk = Desk::open().await;
    let agreement = desk.in_force("Agreement on training", "UNCLASSIFIED", "2020-05-01").await;
    let owed = json!({ "debtor": "COUNTERPART", "kind": "PAY", "what": "Fees", "fallsDue": { "once": "2026-12-01" } });
    let added = desk.done("addObligation", &agreement, "addObligation", owed).await;
    let alleged = json!({ "party": { "country": "JOR" }, "obligation": added["acts"][0]["id"], "facts": "Unpaid.", "on": "2026-06-01" });
    desk.done("allegeObligationBreach", &agreement, "allegeObligationBreach", alleged).await;
    let now = told(&desk, &agreement, "obligations { edges { node { state } } } status { name }").await;
    assert_eq!(now["obligations"]["edges"][0]["node"]["state"], "BREACH_ALLEGED");
    assert_eq!(now["status"]["name"], "IN_FORCE", "an allegation ends nothing");
}

#[tokio::test]
async fn an_activity_is_planned_and_held_and_another_cancelled() {
    let desk = Desk::open().await;
    let agreement = desk.in_force("Agreement on training", "UNCLASSIFIED", "2020-05-01").await;
    let plan = |title: &str| json!({ "activity": { "kind": "JOINT_EXERCISE", "title": title, "from": "2026-05-01", "to": "2026-05-09" } });
    let first = desk.done("planActivity", &agreement, "planActivity", plan("Desert wind")).await;
    let second = desk.done("planActivity", &agreement, "planActivity", plan("Sea breeze")).await;
    let (first, second) = (&first["acts"][0]["id"], &second["acts"][0]["id"]);
    let report = json!({
        "planned": first, "held": { "kind": "JOINT_EXERCISE", "title": "Desert wind", "from": "2026-05-03", "place": "Aqaba" },
        "outcome": "Held.", "lessons": ["Bring water."],
    });
    desk.done("reportActivity", &agreement, "reportActivity", report).await;
    let cancelled = json!({ "planned": second, "reason": "Storm", "on": "2026-05-01" });
    desk.done("cancelActivity", &agreement, "cancelActivity", cancelled).await;
    let fields =
        "activities { totalCount edges { node { id kind state title from { value } to { value } place outcome lessons
            history { totalCount } agreement { id } } } }
        held: activities(states: [HELD]) { edges { node { id } } }
        courses: activities(kinds: [TRAINING_COURSE]) { totalCount }";
    let now = told(&desk, &agreement, fields).await;
    assert_eq!(now["activities"]["totalCount"], 2);
    let held = &now["activities"]["edges"][0]["node"];
    assert_eq!((&held["id"], &held["state"], &held["from"]["value"]), (first, &json!("HELD"), &json!("2026-05-03")));
    assert_eq!((&held["lessons"], &held["history"]["totalCount"]), (&json!(["Bring water."]), &json!(2)));
    assert_eq!(now["activities"]["edges"][1]["node"]["state"], "CANCELLED");
    assert_eq!(now["held"]["edges"], json!([{ "node": { "id": first } }]));
    assert_eq!(now["courses"]["totalCount"], 0);
}

#[tokio::test]
async fn a_review_falls_due_and_comes_to_a_decision() {
    let desk = Desk::open().await;
    let agreement = desk.in_force("Agreement on training", "UNCLASSIFIED", "2020-05-01").await;
    let rule = json!({ "periodic": { "rule": "FREQ=YEARLY;INTERVAL=5", "starts": "2025-05-01" } });
    let plan = json!({ "due": rule, "owner": "Directorate 4", "on": "2020-06-01" });
    let scheduled = desk.done("scheduleReview", &agreement, "scheduleReview", plan).await;
    let report = json!({ "scheduled": scheduled["acts"][0]["id"], "findings": "It serves.", "decision": "KEEP", "on": "2025-06-01" });
    desk.done("concludeReview", &agreement, "concludeReview", report).await;
    let fields =
        "reviews { edges { node { dueOn { value } decisions act { kind details { ... on ReviewPlanDetails { owner } } }
        conclusions { details { ... on ReviewReportDetails { findings } } } } } }";
    let now = told(&desk, &agreement, fields).await;
    let review = &now["reviews"]["edges"][0]["node"];
    assert_eq!((&review["dueOn"]["value"], &review["decisions"]), (&json!("2030-05-01"), &json!(["KEEP"])), "{now}");
    assert_eq!(review["act"]["details"]["owner"], "Directorate 4");
    assert_eq!(review["conclusions"][0]["details"]["findings"], "It serves.");
}

#[tokio::test]
async fn a_rule_that_is_no_recurrence_and_a_day_before_the_first_are_named() {
    let desk = Desk::open().await;
    let agreement = desk.in_force("Agreement on training", "UNCLASSIFIED", "2020-05-01").await;
    let due = json!({ "recurring": { "rule": "EVERY=YEAR", "starts": "2024-01-01" } });
    let owed = json!({ "debtor": "BOTH", "kind": "ACT", "what": "x", "fallsDue": due });
    let activity =
        json!({ "activity": { "kind": "EXCHANGE", "title": "x", "from": "2026-05-09", "to": "2026-05-01" } });
    for (field, act, place) in [
        ("addObligation", owed, "input.addObligation.fallsDue.recurring.rule"),
        ("planActivity", activity, "input.planActivity.activity.to"),
    ] {
        let input = json!({ "agreementId": agreement["id"], "idempotencyKey": crate::book::key(), field: act });
        let answer = desk.try_act(crate::book::officer(), field, input).await;
        assert_eq!(code(&answer), "BAD_USER_INPUT", "{answer}");
        assert!(answer["errors"][0]["message"].as_str().unwrap().starts_with(place), "{answer}");
    }
}
