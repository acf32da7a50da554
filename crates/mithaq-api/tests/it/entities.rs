//! What gateways ask for.

use serde_json::{Value, json};

use crate::book::Desk;

const ASK: &str = "query($keys: [_Any!]!) { _entities(representations: $keys) { __typename
    ... on Agreement { id registryNumber title { value } }
    ... on Country { code name { value } }
    ... on FormerState { id }
    ... on Act { id kind agreement { id } }
} }";

#[tokio::test]
async fn each_key_is_answered_for_itself() {
    let desk = Desk::open().await;
    let one = desk.propose("One", "UNCLASSIFIED").await;
    let other = desk.propose("Other", "UNCLASSIFIED").await;
    let kenya = desk.ask("{ country(code: \"KEN\") { id } }").await["data"]["country"]["id"].clone();
    let signed = desk.done("signAgreement", &one, "sign", crate::book::signature("JOR", "2021-01-01")).await;
    let answer = desk
        .ask_with(
            ASK,
            json!({ "keys": [
                { "__typename": "Agreement", "id": one["id"] },
                { "__typename": "Agreement", "registryNumber": other["registryNumber"] },
                { "__typename": "Agreement", "id": one["id"], "registryNumber": one["registryNumber"] },
                { "__typename": "Agreement", "id": one["id"], "registryNumber": other["registryNumber"] },
                { "__typename": "Agreement", "id": "not an id" },
                { "__typename": "Agreement", "id": "0195d2c4-0000-7000-8000-000000000000" },
                { "__typename": "Country", "code": "KEN" },
                { "__typename": "Country", "id": kenya },
                { "__typename": "Country", "id": kenya, "code": "EGY" },
                { "__typename": "Country", "code": "XXX" },
                { "__typename": "Actor", "id": kenya },
                { "__typename": "Act", "id": signed["acts"][0]["id"] },
                { "__typename": "Submarine", "id": "7" },
                { "id": "7" },
            ] }),
        )
        .await;
    let found = &answer["data"]["_entities"];
    assert_eq!(found[0]["title"]["value"], "One", "{answer}");
    assert_eq!(found[1]["id"], other["id"]);
    assert_eq!(found[2]["id"], one["id"]);
    assert_eq!(found[6]["name"]["value"], "Kenya");
    assert_eq!((&found[7]["code"], &found[10]["code"]), (&json!("KEN"), &json!("KEN")));
    assert_eq!((&found[11]["kind"], &found[11]["agreement"]["id"]), (&json!("SIGNED"), &one["id"]));
    for none in [3, 4, 5, 8, 9, 12, 13] {
        assert_eq!(found[none], Value::Null, "{none}");
    }
    let mut paths: Vec<&Value> = answer["errors"].as_array().unwrap().iter().map(|error| &error["path"]).collect();
    paths.sort_by_key(|path| path[1].as_u64());
    let at = |index: u64| json!(["_entities", index]);
    assert_eq!(paths, [&at(3), &at(4), &at(8), &at(12), &at(13)], "{answer}");
}

#[tokio::test]
async fn a_thousand_may_be_asked_for_and_not_one_more() {
    let desk = Desk::open().await;
    let agreement = desk.propose("One", "UNCLASSIFIED").await;
    let key = json!({ "__typename": "Agreement", "id": agreement["id"] });
    let ask = "query($keys: [_Any!]!) { _entities(representations: $keys) { ... on Agreement { id } } }";
    let answer = desk.ask_with(ask, json!({ "keys": vec![key.clone(); 1000] })).await;
    assert_eq!(answer["data"]["_entities"].as_array().map(Vec::len), Some(1000), "{}", answer["errors"]);
    let answer = desk.ask_with(ask, json!({ "keys": vec![key; 1001] })).await;
    assert_eq!(crate::book::code(&answer), "LIMIT_EXCEEDED");
    assert_eq!(answer.get("data"), None);
}
