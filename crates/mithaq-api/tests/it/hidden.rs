//! What a caller may not see is, for that caller, not there at all.

use mithaq_api::{Caller, Scope};
use mithaq_domain::label::Classification;
use serde_json::{Value, json};

use crate::book::{Desk, caller, clerk, code, key, signature};

#[tokio::test]
async fn a_hidden_agreement_is_absent_everywhere() {
    let desk = Desk::open().await;
    let open = desk.in_force("Open agreement", "UNCLASSIFIED", "2021-05-01").await;
    let secret = desk.in_force("Hidden agreement", "SECRET", "2021-05-01").await;
    let act = desk
        .ask_with(
            "query($id: ID!) { agreement(id: $id) { history(last: 1) { edges { node { id } } } } }",
            json!({ "id": secret["id"] }),
        )
        .await;
    let act = &act["data"]["agreement"]["history"]["edges"][0]["node"]["id"];

    let told = desk
        .ask_as(
            clerk(),
            "query($id: ID!, $number: String!, $keys: [_Any!]!) {
                agreement(id: $id) { id history { totalCount } }
                agreementByRegistryNumber(registryNumber: $number) { id }
                agreements { totalCount edges { node { id } } }
                found: agreements(filter: { text: \"hidden\" }) { totalCount }
                country(code: \"KEN\") { agreements { totalCount } }
                agreementStatistics(groupBy: [PARTNER]) { total rows { count } }
                _entities(representations: $keys) { __typename ... on Agreement { id } }
            }",
            json!({
                "id": secret["id"], "number": secret["registryNumber"],
                "keys": [
                    { "__typename": "Agreement", "id": secret["id"] },
                    { "__typename": "Agreement", "registryNumber": secret["registryNumber"] },
                    { "__typename": "Act", "id": act },
                    { "__typename": "Agreement", "id": open["id"] },
                ],
            }),
        )
        .await;
    assert_eq!(told["errors"], Value::Null, "{told}");
    let data = &told["data"];
    assert_eq!(data["agreement"], Value::Null);
    assert_eq!(data["agreementByRegistryNumber"], Value::Null);
    assert_eq!(data["agreements"]["totalCount"], 1);
    assert_eq!(data["agreements"]["edges"][0]["node"]["id"], open["id"]);
    assert_eq!(data["found"]["totalCount"], 0);
    assert_eq!(data["country"]["agreements"]["totalCount"], 1);
    assert_eq!(data["agreementStatistics"], json!({ "total": 1, "rows": [{ "count": 1 }] }));
    assert_eq!(data["_entities"], json!([null, null, null, { "__typename": "Agreement", "id": open["id"] }]));

    let absent =
        desk.ask_as(clerk(), "{ agreement(id: \"0195d2c4-0000-7000-8000-000000000000\") { id } }", json!({})).await;
    assert_eq!(absent, json!({ "data": { "agreement": null } }));
}

#[tokio::test]
async fn a_hidden_agreement_cannot_be_written_to() {
    let desk = Desk::open().await;
    let secret = desk.propose("Hidden agreement", "SECRET").await;
    let sign =
        |id: &Value| json!({ "agreementId": id, "idempotencyKey": key(), "sign": signature("JOR", "2021-01-01") });
    let hidden = desk.try_act(clerk(), "signAgreement", sign(&secret["id"])).await;
    let nowhere = json!("0195d2c4-0000-7000-8000-000000000000");
    let absent = desk.try_act(clerk(), "signAgreement", sign(&nowhere)).await;
    assert_eq!((code(&hidden), code(&absent)), ("NOT_FOUND", "NOT_FOUND"));
    let text = |answer: &Value, id: &Value| {
        answer["errors"][0]["message"].as_str().unwrap().replace(id.as_str().unwrap(), "ID")
    };
    assert_eq!(text(&hidden, &secret["id"]), text(&absent, &nowhere));
}

#[tokio::test]
async fn who_is_cleared_for_nothing_reads_nothing() {
    let desk = Desk::open().await;
    desk.propose("Open agreement", "UNCLASSIFIED").await;
    let list = "{ agreements { totalCount } registryViewer { subject clearance mayWrite } }";
    let nobody = desk.ask_as(Caller::anonymous(None), list, json!({})).await;
    assert_eq!(code(&nobody), "UNAUTHENTICATED");
    assert_eq!(nobody["data"]["agreements"], Value::Null);
    assert_eq!(nobody["data"]["registryViewer"], json!({ "subject": null, "clearance": null, "mayWrite": false }));
    let anyone = desk.ask_as(Caller::anonymous(Some(Classification::Unclassified)), list, json!({})).await;
    assert_eq!(anyone["data"]["agreements"]["totalCount"], 1);
}

#[tokio::test]
async fn a_reclassified_agreement_is_out_of_sight_for_who_may_no_longer_know_of_it() {
    let desk = Desk::open().await;
    let agreement = desk.in_force("Open agreement", "UNCLASSIFIED", "2021-05-01").await;
    let seen = "query($id: ID!) { agreement(id: $id) { status(asOf: \"2022-01-01\") { name } } }";
    let before = desk.ask_as(clerk(), seen, json!({ "id": agreement["id"] })).await;
    assert_eq!(before["data"]["agreement"]["status"]["name"], "IN_FORCE");
    desk.done("reclassifyAgreement", &agreement, "reclassify", json!({ "label": "SECRET", "on": "2026-01-01" })).await;
    let after = desk.ask_as(clerk(), seen, json!({ "id": agreement["id"] })).await;
    assert_eq!(after, json!({ "data": { "agreement": null } }));
    desk.done("reclassifyAgreement", &agreement, "reclassify", json!({ "label": "UNCLASSIFIED" })).await;
    assert_eq!(desk.ask_as(clerk(), seen, json!({ "id": agreement["id"] })).await, before);
}

#[tokio::test]
async fn nobody_hides_from_oneself_what_one_reclassifies() {
    let desk = Desk::open().await;
    let agreement = desk.propose("Open agreement", "UNCLASSIFIED").await;
    let input = json!({
        "agreementId": agreement["id"], "idempotencyKey": key(), "reclassify": { "label": "SECRET" },
    });
    let writer = caller(Classification::Confidential, &[Scope::Read, Scope::Write]);
    let answer = desk.try_act(writer, "reclassifyAgreement", input).await;
    assert_eq!(code(&answer), "FORBIDDEN", "{answer}");
}
