//! Pages of agreements and of what else there is.

use mithaq_domain::act::{ActBody, ActDetails, AgreementId, Import, LegalBasis};
use mithaq_domain::actor::ActorId;
use mithaq_domain::agreement::Agreement;
use mithaq_domain::label::Label;
use mithaq_domain::party::{Parties, Party};
use mithaq_domain::terms::{Area, Bindingness, Form, Language, Terms, Title, Titles};
use mithaq_store::testing::officer as provenance;
use mithaq_store::{Decision, ImportRecord, Reasoned, StoreError};
use serde_json::{Value, json};

use crate::book::{Desk, code, new_id};

/// Records of a register, every third of which waits for a person.
pub(crate) async fn import(desk: &Desk, count: usize) {
    let records: Vec<ImportRecord> = (0..count)
        .map(|key| ImportRecord {
            register: "test".to_owned(),
            key: key.to_string(),
            raw: format!("record {key}"),
            sha256: [u8::try_from(key % 251).unwrap(); 32],
            facts: [0; 32],
            opens: AgreementId(new_id()),
        })
        .collect();
    let decide = |record: &ImportRecord, _: Option<&Agreement>, id, number| {
        let key: usize = record.key.parse().unwrap();
        if key % 3 == 2 {
            let reasons = vec![Reasoned { code: "PARTY_UNKNOWN".to_owned(), message: "no such party".to_owned() }];
            return Ok(Decision::Quarantine { reasons });
        }
        let change = Agreement::import(id, number, vec![imported(key)]).map_err(StoreError::from)?;
        Ok(Decision::Accept { change: Some(Box::new(change)), warnings: Vec::new() })
    };
    desk.database.store.import(&provenance(), &records, new_id, decide).await.unwrap();
}

fn imported(key: usize) -> ActBody {
    let partner = ["KEN", "EGY", "FRA"][key % 3];
    let import = Import {
        register: "test".to_owned(),
        key: key.to_string(),
        parties: Parties::try_new(Party::of(ActorId::of_code("JOR")), Party::of(ActorId::of_code(partner))).unwrap(),
        terms: Terms {
            titles: Titles::try_new(vec![Title {
                language: Language::english(),
                value: format!("Accord {:03}", 500 - key),
            }])
            .unwrap(),
            form: if key.is_multiple_of(2) { Form::Agreement } else { Form::Protocol },
            bindingness: Bindingness::Binding,
            areas: [Area::Trade].into(),
            consent: None,
            entry_into_force: None,
            duration: None,
            termination: None,
            survival: None,
            amendment: None,
        },
        label: Label::unclassified(),
        asserted_status: None,
        missing: Vec::new(),
        references: Vec::new(),
        doubts: Vec::new(),
    };
    ActBody::new(LegalBasis::Imported, ActDetails::Imported(Box::new(import)))
}

const WALK: &str = "query($first: Int, $after: String, $last: Int, $before: String, $orderBy: AgreementOrder, $filter: AgreementFilter) {
    page: agreements(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy, filter: $filter) {
        totalCount
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        edges { cursor node { id title { value } } at { status { name } } }
    } }";

fn titles(page: &Value) -> Vec<String> {
    let edges = page["edges"].as_array().unwrap().iter();
    edges.map(|edge| edge["node"]["title"]["value"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn pages_joined_are_the_whole_list_both_ways() {
    let desk = Desk::open().await;
    import(&desk, 36).await;
    for by in ["RECORDED", "TITLE", "SIGNED_ON"] {
        let order = json!({ "by": by, "direction": "DESCENDING" });
        let whole = desk.ask_with(WALK, json!({ "first": 100, "orderBy": order })).await;
        let whole = titles(&whole["data"]["page"]);
        assert_eq!(whole.len(), 24);

        let (mut forwards, mut after) = (Vec::new(), Value::Null);
        loop {
            let answer = desk.ask_with(WALK, json!({ "first": 7, "after": after, "orderBy": order })).await;
            let page = &answer["data"]["page"];
            assert_eq!(page["totalCount"], 24, "{answer}");
            assert_eq!(page["pageInfo"]["hasPreviousPage"], !forwards.is_empty());
            forwards.extend(titles(page));
            after = page["pageInfo"]["endCursor"].clone();
            if page["pageInfo"]["hasNextPage"] == false {
                break;
            }
        }
        assert_eq!(forwards, whole, "{by}");

        let (mut backwards, mut before): (Vec<String>, _) = (Vec::new(), Value::Null);
        loop {
            let answer = desk.ask_with(WALK, json!({ "last": 7, "before": before, "orderBy": order })).await;
            let page = &answer["data"]["page"];
            backwards.splice(0..0, titles(page));
            before = page["pageInfo"]["startCursor"].clone();
            if page["pageInfo"]["hasPreviousPage"] == false {
                break;
            }
        }
        assert_eq!(backwards, whole, "{by}");
    }
}

#[tokio::test]
async fn pages_are_of_the_list_as_it_was_when_it_was_begun() {
    let desk = Desk::open().await;
    let mut agreements = Vec::new();
    for number in 0..4 {
        agreements.push(desk.propose(&format!("Agreement {number}"), "UNCLASSIFIED").await);
    }
    let filter = json!({ "status": { "in": ["PROPOSED"] } });
    let first = desk.ask_with(WALK, json!({ "first": 2, "filter": filter })).await;
    assert_eq!(titles(&first["data"]["page"]), ["Agreement 0", "Agreement 1"]);
    desk.done("openNegotiation", &agreements[2], "openNegotiation", json!({ "on": "2020-02-01" })).await;
    desk.propose("Agreement 4", "UNCLASSIFIED").await;
    let after = &first["data"]["page"]["pageInfo"]["endCursor"];
    let second = desk.ask_with(WALK, json!({ "first": 2, "after": after, "filter": filter })).await;
    assert_eq!(titles(&second["data"]["page"]), ["Agreement 2", "Agreement 3"], "{second}");
    assert_eq!(second["data"]["page"]["totalCount"], 4);
    assert_eq!(second["data"]["page"]["edges"][0]["at"]["status"]["name"], "PROPOSED");
}

#[tokio::test]
async fn a_day_that_is_not_known_comes_last_either_way() {
    let desk = Desk::open().await;
    desk.propose("Not signed", "UNCLASSIFIED").await;
    desk.in_force("Signed first", "UNCLASSIFIED", "2021-05-01").await;
    desk.in_force("Signed later", "UNCLASSIFIED", "2022-05-01").await;
    for by in ["SIGNED_ON", "IN_FORCE_SINCE"] {
        for (direction, expected) in [
            ("ASCENDING", ["Signed first", "Signed later", "Not signed"]),
            ("DESCENDING", ["Signed later", "Signed first", "Not signed"]),
        ] {
            let order = json!({ "by": by, "direction": direction });
            for (size, from) in [("first", "after"), ("last", "before")] {
                let (mut joined, mut place) = (Vec::new(), Value::Null);
                for _ in expected {
                    let answer = desk.ask_with(WALK, json!({ size: 1, from: place, "orderBy": order })).await;
                    let page = &answer["data"]["page"];
                    joined.extend(titles(page));
                    place = page["pageInfo"]["endCursor"].clone();
                }
                if size == "last" {
                    joined.reverse();
                }
                assert_eq!(joined, expected, "{by} {direction} {size}");
            }
        }
    }
}

#[tokio::test]
async fn before_it_was_opened_an_agreement_stands_at_none() {
    let desk = Desk::open().await;
    desk.in_force("Agreement", "UNCLASSIFIED", "2021-05-01").await;
    desk.settle().await;
    let then = "2000-01-01T00:00:00Z";
    for (status, count) in [
        (json!({ "knownAt": then, "in": ["NONE"] }), 1),
        (json!({ "knownAt": then }), 1),
        (json!({ "knownAt": then, "in": ["NONE", "IN_FORCE"] }), 1),
        (json!({ "knownAt": then, "in": ["IN_FORCE"] }), 0),
        (json!({ "knownAt": then, "flags": ["CONSENT_PENDING"] }), 0),
        (json!({ "in": ["NONE"] }), 0),
    ] {
        let answer = desk.ask_with(WALK, json!({ "filter": { "status": status } })).await;
        assert_eq!(answer["data"]["page"]["totalCount"], count, "{status}: {answer}");
        let opposite = desk.ask_with(WALK, json!({ "filter": { "not": { "status": status } } })).await;
        assert_eq!(opposite["data"]["page"]["totalCount"], 1 - count, "not {status}: {opposite}");
    }
    let status = format!("{{ agreements {{ edges {{ node {{ status(knownAt: \"{then}\") {{ name }} }} }} }} }}");
    let answer = desk.ask(&status).await;
    assert_eq!(answer["data"]["agreements"]["edges"][0]["node"]["status"]["name"], "NONE", "{answer}");
}

#[tokio::test]
async fn before_it_was_opened_an_agreement_is_at_nothing_and_the_others_are_answered() {
    let desk = Desk::open().await;
    desk.propose("Older", "UNCLASSIFIED").await;
    desk.settle().await;
    let then = desk.ask("{ agreements { knownAt } }").await["data"]["agreements"]["knownAt"].clone();
    desk.propose("Younger", "UNCLASSIFIED").await;
    desk.settle().await;
    let list = "query($then: DateTime) { agreements {
        edges { node { title { value } at(knownAt: $then) { title { value } status { name } } status(knownAt: $then) { name } } } } }";
    let answer = desk.ask_with(list, json!({ "then": then })).await;
    let found = |title: &str, at: Value, status: &str| json!({ "node": { "title": { "value": title }, "at": at, "status": { "name": status } } });
    let older = json!({ "title": { "value": "Older" }, "status": { "name": "PROPOSED" } });
    let edges = json!([found("Older", older, "PROPOSED"), found("Younger", Value::Null, "NONE")]);
    assert_eq!(answer, json!({ "data": { "agreements": { "edges": edges } } }));
}

#[tokio::test]
async fn a_cursor_goes_with_its_own_list() {
    let desk = Desk::open().await;
    import(&desk, 12).await;
    let first = desk.ask_with(WALK, json!({ "first": 2, "filter": { "form": ["PROTOCOL"] } })).await;
    let after = &first["data"]["page"]["pageInfo"]["endCursor"];
    for variables in [
        json!({ "first": 2, "after": after }),
        json!({ "first": 2, "after": after, "filter": { "form": ["AGREEMENT"] } }),
        json!({ "first": 2, "after": after, "filter": { "form": ["PROTOCOL"] }, "orderBy": { "by": "TITLE" } }),
        json!({ "last": 2, "after": after, "filter": { "form": ["PROTOCOL"] } }),
        json!({ "first": 2, "after": "nonsense", "filter": { "form": ["PROTOCOL"] } }),
        json!({ "first": 0 }),
        json!({ "first": 2, "last": 2 }),
    ] {
        let answer = desk.ask_with(WALK, variables.clone()).await;
        assert_eq!(code(&answer), "BAD_USER_INPUT", "{variables}: {answer}");
        assert_eq!(answer["data"]["page"], Value::Null);
    }
    let answer = desk.ask_with(WALK, json!({ "first": 101 })).await;
    assert_eq!(code(&answer), "LIMIT_EXCEEDED");
}

#[tokio::test]
async fn filters_meet_what_they_say() {
    let desk = Desk::open().await;
    import(&desk, 12).await;
    desk.in_force("Agreement on water", "RESTRICTED", "2021-05-01").await;
    for (filter, expected) in [
        (json!({ "counterpart": [{ "country": "KEN" }] }), 5),
        (json!({ "parties": [{ "country": "JOR" }] }), 9),
        (json!({ "form": ["PROTOCOL"] }), 4),
        (json!({ "areas": { "hasAny": ["TRADE", "JOINT_EXERCISES"] } }), 9),
        (json!({ "areas": { "hasAll": ["MILITARY_TRAINING", "JOINT_EXERCISES"] } }), 1),
        (json!({ "status": { "in": ["IN_FORCE"] } }), 1),
        (json!({ "status": { "in": ["IN_FORCE"], "asOf": "2021-04-01" } }), 0),
        (json!({ "inForceDuring": { "from": "2030-01-01" } }), 1),
        (json!({ "signedDuring": { "from": "2021-01-01", "to": "2021-12-31" } }), 1),
        (json!({ "text": "WATER" }), 1),
        (json!({ "label": ["RESTRICTED"] }), 1),
        (json!({ "importedFrom": ["test"] }), 8),
        (json!({ "or": [{ "text": "water" }, { "form": ["PROTOCOL"] }] }), 5),
        (json!({ "not": { "importedFrom": ["test"] } }), 1),
        (json!({ "and": [{ "parties": [{ "country": "JOR" }] }, { "parties": [{ "country": "EGY" }] }] }), 4),
    ] {
        let answer = desk.ask_with(WALK, json!({ "filter": filter })).await;
        assert_eq!(answer["data"]["page"]["totalCount"], expected, "{filter}: {answer}");
    }
    let deep = json!({ "not": { "not": { "not": { "not": { "form": ["PROTOCOL"] } } } } });
    assert_eq!(code(&desk.ask_with(WALK, json!({ "filter": deep })).await), "LIMIT_EXCEEDED");
    let empty = desk.ask_with(WALK, json!({ "filter": { "form": [] } })).await;
    assert_eq!(code(&empty), "BAD_USER_INPUT");
}

#[tokio::test]
async fn the_quarantine_is_a_worklist() {
    let desk = Desk::open().await;
    import(&desk, 12).await;
    let list = "query($after: String) { importRecords(filter: { outcome: [QUARANTINED] }, first: 3, after: $after) {
        totalCount pageInfo { endCursor hasNextPage }
        edges { node { register key raw outcome reasons { code message } agreement { id } } } } }";
    let first = desk.ask_with(list, json!({})).await;
    let page = &first["data"]["importRecords"];
    assert_eq!(page["totalCount"], 4, "{first}");
    assert_eq!(page["edges"][0]["node"]["reasons"][0]["code"], "PARTY_UNKNOWN");
    assert_eq!(page["edges"][0]["node"]["agreement"], Value::Null);
    let second = desk.ask_with(list, json!({ "after": page["pageInfo"]["endCursor"] })).await;
    assert_eq!(second["data"]["importRecords"]["edges"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn counts_are_by_partner_area_year_and_status() {
    let desk = Desk::open().await;
    import(&desk, 12).await;
    desk.in_force("Agreement on water", "RESTRICTED", "2021-05-01").await;
    let counts = |group_by: &str| {
        format!(
            "{{ agreementStatistics(groupBy: {group_by}) {{ total overlapping truncated
            rows {{ count medianDaysToForce keys {{ dimension value label {{ value }} }} }} }} }}"
        )
    };
    let answer = desk.ask(&counts("[PARTNER]")).await;
    let told = &answer["data"]["agreementStatistics"];
    assert_eq!(told["total"], 9, "{answer}");
    assert_eq!(
        told["rows"][0]["keys"][0],
        json!({ "dimension": "PARTNER", "value": "KEN", "label": { "value": "Kenya" } })
    );
    assert_eq!(told["rows"][0]["count"], 5);
    let answer = desk.ask(&counts("[AREA]")).await;
    assert_eq!(answer["data"]["agreementStatistics"]["overlapping"], true);
    let answer = desk.ask(&counts("[STATUS, YEAR]")).await;
    let rows = answer["data"]["agreementStatistics"]["rows"].as_array().unwrap();
    let in_force = rows.iter().find(|row| row["keys"][0]["value"] == "IN_FORCE").unwrap();
    assert_eq!((&in_force["keys"][1]["value"], &in_force["medianDaysToForce"]), (&json!("2021"), &json!(0)));
    assert_eq!(code(&desk.ask(&counts("[AREA, AREA]")).await), "BAD_USER_INPUT");
}

#[tokio::test]
async fn actors_are_found_by_any_of_their_names() {
    let desk = Desk::open().await;
    let search = "query($search: String) { actors(search: $search, first: 5) { totalCount edges { node { __typename id
        name(languages: [\"fr\"]) { value language } ... on Country { code } ... on FormerState { code successors { name { value } } } } } } }";
    let found = desk.ask_with(search, json!({ "search": "egyp" })).await;
    assert_eq!(found["data"]["actors"]["edges"][0]["node"]["code"], "EGY", "{found}");
    let found = desk.ask_with(search, json!({ "search": "كينيا" })).await;
    assert_eq!(found["data"]["actors"]["edges"][0]["node"]["code"], "KEN", "{found}");
    let none = desk.ask("{ country(code: \"SUN\") { code } actor(ref: { country: \"XXX\" }) { id } }").await;
    assert_eq!(none, json!({ "data": { "country": null, "actor": null } }));
}

#[tokio::test]
async fn what_is_no_id_is_told_and_the_rest_answers() {
    let desk = Desk::open().await;
    let answer = desk.ask("{ agreement(id: \"7\") { id } registryViewer { subject } }").await;
    assert_eq!(code(&answer), "BAD_USER_INPUT");
    assert_eq!(answer["errors"][0]["path"], json!(["agreement"]));
    assert_eq!(answer["data"]["registryViewer"]["subject"], "officer", "other fields answer");
}
