//! The days that come, across the register.

use chrono::NaiveDate;
use mithaq_domain::act::{ActBody, ActDetails, AgreementId, LegalBasis};
use mithaq_domain::actor::ActorId;
use mithaq_domain::agreement::{Agreement, Stance};
use mithaq_store::testing::officer as provenance;
use serde_json::{Value, json};

use crate::book::{Desk, clerk, code, today};

/// Records an act by its details, as the log has them.
pub(crate) async fn record(desk: &Desk, agreement: &Value, on: &str, details: Value) -> Value {
    record_of(desk, agreement, None, on, details).await
}

async fn record_of(desk: &Desk, agreement: &Value, by: Option<ActorId>, on: &str, details: Value) -> Value {
    let id = AgreementId(agreement["id"].as_str().unwrap().parse().unwrap());
    let details: ActDetails = serde_json::from_value(details).unwrap();
    let mut body = ActBody::new(LegalBasis::Reported, details).done_on(on.parse::<NaiveDate>().unwrap());
    body.by = by;
    let decide = |agreement: &Agreement| agreement.decide(body, Stance::Done, today());
    let changed = desk.database.store.change(&provenance(), id, None, decide).await.unwrap();
    json!(changed.acts[0].id)
}

const DEADLINES: &str = "query($from: Date, $to: Date!, $kinds: [DeadlineKind!], $filter: AgreementFilter, $first: Int, $after: String) {
    deadlines(from: $from, to: $to, kinds: $kinds, filter: $filter, first: $first, after: $after) {
        totalCount pageInfo { hasNextPage hasPreviousPage endCursor }
        edges { node { kind on { value } daysLeft agreement { title { value } } obligation { what owner state nextDue { value } }
            act { kind } because { code text { value } act { kind } rule { article } } } } } }";

fn yearly_report() -> Value {
    json!({ "kind": "OBLIGATION_ADDED", "debtor": "HOME", "obligation": "REPORT", "what": "A yearly report", "owner": "Desk 4",
        "due": { "rule": "RECURRING", "recurrence": { "rule": "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31", "starts": "2025-01-01" } } })
}

fn told(answer: &Value) -> Vec<[&str; 3]> {
    let edges = answer["data"]["deadlines"]["edges"].as_array().unwrap_or_else(|| panic!("{answer}"));
    let nodes = edges.iter().map(|edge| &edge["node"]);
    nodes
        .map(|node| {
            [&node["kind"], &node["on"]["value"], &node["agreement"]["title"]["value"]]
                .map(|said| said.as_str().unwrap())
        })
        .collect()
}

#[tokio::test]
async fn all_that_comes_is_told_in_calendar_order_and_what_is_overdue_first() {
    let desk = Desk::open().await;
    let old = desk.in_force("On training", "UNCLASSIFIED", "2017-03-01").await;
    desk.in_force("On exercises", "RESTRICTED", "2017-02-01").await;
    record(&desk, &old, "2025-01-01", yearly_report()).await;
    let asked = json!({ "to": "2027-02-28" });
    let answer = desk.ask_with(DEADLINES, asked.clone()).await;
    assert_eq!(
        told(&answer),
        [
            ["OBLIGATION_DUE", "2025-12-31", "On training"],
            ["NON_RENEWAL_NOTICE_BY", "2026-07-31", "On exercises"],
            ["NON_RENEWAL_NOTICE_BY", "2026-08-28", "On training"],
            ["OBLIGATION_DUE", "2026-12-31", "On training"],
            ["TACIT_RENEWAL", "2027-02-01", "On exercises"],
        ]
    );
    assert_eq!(answer["data"]["deadlines"]["totalCount"], 5);
    let overdue = &answer["data"]["deadlines"]["edges"][0]["node"];
    assert_eq!(overdue["daysLeft"], -182);
    assert_eq!(
        overdue["obligation"],
        json!({ "what": "A yearly report", "owner": "Desk 4", "state": "OVERDUE", "nextDue": { "value": "2025-12-31" } })
    );
    assert_eq!(overdue["because"][0]["act"]["kind"], "OBLIGATION_ADDED");
    let notice = &answer["data"]["deadlines"]["edges"][1]["node"];
    assert_eq!((&notice["obligation"], &notice["because"][0]["rule"]["article"]), (&Value::Null, &json!("54(a)")));

    let hidden = desk.ask_as(clerk(), DEADLINES, asked).await;
    assert_eq!((told(&hidden).len(), &hidden["data"]["deadlines"]["totalCount"]), (3, &json!(3)));
}

#[tokio::test]
async fn kinds_and_filters_narrow_them_and_pages_join() {
    let desk = Desk::open().await;
    for month in 1..=3 {
        desk.in_force(&format!("Number {month}"), "UNCLASSIFIED", &format!("2017-{month:02}-01")).await;
    }
    let to = "2036-12-31";
    let whole = desk.ask_with(DEADLINES, json!({ "to": to })).await;
    assert_eq!(told(&whole).len(), 14, "{whole}");
    let kinds = desk.ask_with(DEADLINES, json!({ "to": to, "kinds": ["TACIT_RENEWAL"] })).await;
    assert_eq!(told(&kinds).len(), 6);
    let filter = json!({ "text": "two or three", "counterpart": [{ "country": "KEN" }] });
    assert_eq!(told(&desk.ask_with(DEADLINES, json!({ "to": to, "filter": filter })).await).len(), 0);
    let filter = json!({ "text": "number", "status": { "in": ["IN_FORCE"] } });
    assert_eq!(told(&desk.ask_with(DEADLINES, json!({ "to": to, "filter": filter })).await).len(), 14);
    let (mut after, mut joined) = (Value::Null, Vec::new());
    loop {
        let page = desk.ask_with(DEADLINES, json!({ "to": to, "first": 5, "after": after })).await;
        joined.extend(told(&page).into_iter().map(|row| row.map(str::to_owned)));
        after = page["data"]["deadlines"]["pageInfo"]["endCursor"].clone();
        if page["data"]["deadlines"]["pageInfo"]["hasNextPage"] == false {
            break;
        }
    }
    assert_eq!(joined, told(&whole));
    let moved = desk.ask_with(DEADLINES, json!({ "to": "2036-12-30", "after": after })).await;
    assert_eq!(code(&moved), "BAD_USER_INPUT", "a cursor goes with its own list");
}

#[tokio::test]
async fn a_range_that_cannot_be_answered_for_is_refused() {
    let desk = Desk::open().await;
    for (asked, words) in [
        (json!({ "to": "2037-01-01" }), "until 2036-12-31"),
        (json!({ "to": "2026-06-30" }), "before 2026-07-01"),
        (json!({ "to": "2027-01-01", "kinds": [] }), "name one"),
    ] {
        let answer = desk.ask_with(DEADLINES, asked).await;
        assert_eq!(code(&answer), "BAD_USER_INPUT", "{answer}");
        assert!(answer["errors"][0]["message"].as_str().unwrap().contains(words), "{answer}");
    }
}

const OBLIGATIONS: &str = "query($filter: ObligationFilter, $asOf: Date, $first: Int, $after: String) {
    obligations(filter: $filter, asOf: $asOf, first: $first, after: $after) {
        totalCount pageInfo { hasNextPage endCursor }
        edges { node { what owner kind state(asOf: $asOf) nextDue { value } agreement { title { value } } } } } }";

fn owed(answer: &Value) -> Vec<&str> {
    let edges = answer["data"]["obligations"]["edges"].as_array().unwrap_or_else(|| panic!("{answer}"));
    edges.iter().map(|edge| edge["node"]["what"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn what_is_owed_is_listed_by_who_owes_it_who_answers_for_it_and_how_it_stands() {
    let desk = Desk::open().await;
    let first = desk.in_force("On training", "UNCLASSIFIED", "2017-03-01").await;
    let second = desk.in_force("On exercises", "RESTRICTED", "2017-02-01").await;
    record(&desk, &first, "2025-01-01", yearly_report()).await;
    for (what, debtor, kind, on) in
        [("To host", "COUNTERPART", "HOST", "2026-07-20"), ("To pay", "BOTH", "PAY", "2028-01-01")]
    {
        let added = json!({ "kind": "OBLIGATION_ADDED", "debtor": debtor, "obligation": kind, "what": what,
            "due": { "rule": "ONCE", "on": { "value": on } } });
        record(&desk, &second, "2025-01-01", added).await;
    }
    let trust = json!({ "kind": "OBLIGATION_ADDED", "debtor": "BOTH", "obligation": "FORBEAR", "what": "To keep secrets",
        "due": { "rule": "CONTINUING" } });
    record(&desk, &second, "2025-01-01", trust).await;
    for (filter, expected) in [
        (json!({}), vec!["A yearly report", "To host", "To pay", "To keep secrets"]),
        (json!({ "state": ["OVERDUE"] }), vec!["A yearly report"]),
        (json!({ "due": { "from": "2026-07-01", "to": "2026-07-31" } }), vec!["To host"]),
        (json!({ "due": { "from": "2026-07-01" } }), vec!["To host", "To pay"]),
        (json!({ "debtor": [{ "country": "JOR" }] }), vec!["A yearly report", "To pay", "To keep secrets"]),
        (json!({ "owner": ["Desk 4"] }), vec!["A yearly report"]),
        (json!({ "kind": ["PAY", "HOST"], "state": ["ACTIVE", "OVERDUE"] }), vec!["To host", "To pay"]),
        (json!({ "agreements": { "text": "training" } }), vec!["A yearly report"]),
    ] {
        let answer = desk.ask_with(OBLIGATIONS, json!({ "filter": filter })).await;
        assert_eq!(owed(&answer), expected, "{filter}: {answer}");
        assert_eq!(answer["data"]["obligations"]["totalCount"], expected.len(), "{filter}");
    }
    let later = desk.ask_with(OBLIGATIONS, json!({ "filter": { "state": ["OVERDUE"] }, "asOf": "2026-07-21" })).await;
    assert_eq!(owed(&later), ["A yearly report", "To host"]);
    assert_eq!(later["data"]["obligations"]["edges"][1]["node"]["state"], "OVERDUE");
    let page = desk.ask_with(OBLIGATIONS, json!({ "first": 3 })).await;
    let after = &page["data"]["obligations"]["pageInfo"]["endCursor"];
    assert_eq!(owed(&desk.ask_with(OBLIGATIONS, json!({ "first": 3, "after": after })).await), ["To keep secrets"]);
    let hidden = desk.ask_as(clerk(), OBLIGATIONS, json!({})).await;
    assert_eq!((owed(&hidden), &hidden["data"]["obligations"]["totalCount"]), (vec!["A yearly report"], &json!(1)));
}

const ACTIVITIES: &str = "query($filter: ActivityFilter, $first: Int, $last: Int) {
    activities(filter: $filter, first: $first, last: $last) {
        totalCount edges { node { title kind state from { value } outcome lessons agreement { title { value } } } } } }";

fn held(answer: &Value) -> Vec<&str> {
    let edges = answer["data"]["activities"]["edges"].as_array().unwrap_or_else(|| panic!("{answer}"));
    edges.iter().map(|edge| edge["node"]["title"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn what_is_done_is_listed_by_its_days_with_outcomes_and_lessons() {
    let desk = Desk::open().await;
    let first = desk.in_force("On training", "UNCLASSIFIED", "2017-03-01").await;
    let second = desk.in_force("On exercises", "RESTRICTED", "2017-02-01").await;
    let planned = |title: &str, from: &str| json!({ "kind": "ACTIVITY_PLANNED", "activity": "JOINT_EXERCISE", "title": title, "from": { "value": from } });
    record(&desk, &second, "2025-01-01", planned("Sea breeze", "2027-05")).await;
    let wind = record(&desk, &second, "2025-01-01", planned("Desert wind", "2026-05-02")).await;
    let course = json!({ "title": "A course", "activity": "TRAINING_COURSE", "from": { "value": "2025-03-01" }, "to": { "value": "2025-04-30" } });
    record(&desk, &first, "2025-05-01", json!({ "kind": "ACTIVITY_HELD", "activity": course })).await;
    let report = json!({ "kind": "ACTIVITY_HELD", "planned": wind, "outcome": "As planned.", "lessons": ["Bring water."],
        "activity": { "title": "Desert wind", "activity": "JOINT_EXERCISE", "from": { "value": "2026-05-03" } } });
    record(&desk, &second, "2026-05-04", report).await;
    for (filter, expected) in [
        (json!({}), vec!["A course", "Desert wind", "Sea breeze"]),
        (json!({ "state": ["PLANNED"] }), vec!["Sea breeze"]),
        (json!({ "kind": ["TRAINING_COURSE"] }), vec!["A course"]),
        (json!({ "during": { "from": "2025-04-15", "to": "2026-05-02" } }), vec!["A course"]),
        (json!({ "during": { "from": "2027-05-20" } }), vec!["Sea breeze"]),
        (json!({ "withLessons": true }), vec!["Desert wind"]),
        (json!({ "agreements": { "text": "water" } }), vec!["Desert wind", "Sea breeze"]),
    ] {
        let answer = desk.ask_with(ACTIVITIES, json!({ "filter": filter })).await;
        assert_eq!(held(&answer), expected, "{filter}: {answer}");
        assert_eq!(answer["data"]["activities"]["totalCount"], expected.len(), "{filter}");
    }
    let answer = desk.ask_with(ACTIVITIES, json!({ "filter": { "withLessons": true } })).await;
    let node = &answer["data"]["activities"]["edges"][0]["node"];
    assert_eq!((&node["outcome"], &node["lessons"]), (&json!("As planned."), &json!(["Bring water."])));
    assert_eq!(held(&desk.ask_with(ACTIVITIES, json!({ "last": 1 })).await), ["Sea breeze"]);
    assert_eq!(held(&desk.ask_as(clerk(), ACTIVITIES, json!({})).await), ["A course"]);
}

#[tokio::test]
async fn agreements_are_found_by_the_consent_that_they_await_and_by_registration() {
    let desk = Desk::open().await;
    let list = "query($filter: AgreementFilter, $asOf: Date) { agreements(filter: $filter, asOf: $asOf) { totalCount edges { node { title { value } } } } }";
    let registered = desk.in_force("Registered", "UNCLASSIFIED", "2017-03-01").await;
    record(&desk, &registered, "2018-01-01", json!({ "kind": "REGISTERED", "number": "I-1" })).await;
    let withheld = desk.in_force("Withheld", "UNCLASSIFIED", "2017-03-01").await;
    let decision = json!({ "kind": "REGISTRATION_WITHHELD", "authority": "The Minister", "reason": "Secrecy." });
    record(&desk, &withheld, "2018-01-01", decision).await;
    for (title, on) in [("Both", "2021-03-01"), ("One", "2022-03-01")] {
        let pending = desk.propose(title, "UNCLASSIFIED").await;
        for party in ["JOR", "KEN"] {
            desk.done("signAgreement", &pending, "sign", crate::book::signature(party, on)).await;
        }
        if title == "One" {
            let ratified = crate::book::ratification("JOR", "2023-01-01");
            desk.done("expressConsent", &pending, "expressConsent", ratified).await;
            for (step, on) in [("GOVERNMENT_APPROVAL", "2023-05-01"), ("PARLIAMENTARY_APPROVAL", "2024-05-01")] {
                let step = json!({ "kind": "DOMESTIC_STEP_TAKEN", "step": step });
                record_of(&desk, &pending, Some(ActorId::of_code("KEN")), on, step).await;
            }
        }
    }
    for (filter, as_of, expected) in [
        (json!({ "registration": ["REGISTERED"] }), None, vec!["Registered"]),
        (json!({ "registration": ["WITHHELD", "REGISTERED"] }), None, vec!["Registered", "Withheld"]),
        (json!({ "registration": ["NOT_REGISTERED"] }), None, vec!["Both", "One"]),
        (json!({ "consent": {} }), None, vec!["Both", "One"]),
        (json!({ "consent": { "pendingOn": { "country": "JOR" } } }), None, vec!["Both"]),
        (json!({ "consent": { "pendingOn": { "country": "JOR" } } }), Some("2022-12-31"), vec!["Both", "One"]),
        (json!({ "consent": { "pendingOn": { "country": "KEN" } } }), None, vec!["Both", "One"]),
        (json!({ "consent": { "pendingSinceBefore": "2022-01-01" } }), None, vec!["Both"]),
        (json!({ "consent": { "lastStep": ["PARLIAMENTARY_APPROVAL"] } }), None, vec!["One"]),
        (json!({ "consent": { "lastStep": ["GOVERNMENT_APPROVAL"] } }), None, vec![]),
        (json!({ "not": { "consent": {} } }), None, vec!["Registered", "Withheld"]),
    ] {
        let answer = desk.ask_with(list, json!({ "filter": filter, "asOf": as_of })).await;
        let edges = answer["data"]["agreements"]["edges"].as_array().unwrap_or_else(|| panic!("{filter}: {answer}"));
        let titles: Vec<&str> = edges.iter().map(|edge| edge["node"]["title"]["value"].as_str().unwrap()).collect();
        assert_eq!(titles, expected, "{filter} on {as_of:?}");
    }
}
