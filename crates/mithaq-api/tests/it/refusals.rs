//! What the law refuses is data; everything else is an error with a code.

use mithaq_api::{Caller, Scope};
use mithaq_domain::label::Classification;
use serde_json::{Value, json};

use crate::book::{Desk, caller, clerk, code, key, mandate, officer, signature};

fn signing(agreement: &Value, sign: &Value) -> Value {
    json!({ "agreementId": agreement["id"], "idempotencyKey": key(), "sign": sign })
}

#[tokio::test]
async fn the_law_says_no_as_data_and_nothing_is_written() {
    let desk = Desk::open().await;
    let agreement = desk.propose("Agreement on defence", "UNCLASSIFIED").await;
    let mut sign = signature("JOR", "2021-01-01");
    sign["office"] = json!("DEFENCE_MINISTER");
    sign["fullPowersState"] = json!("ABSENT");
    let refused = desk.act("signAgreement", signing(&agreement, &sign)).await;
    let refusal = &refused["refusals"][0];
    assert_eq!(refusal["code"], "FULL_POWERS_MISSING");
    assert_eq!(refusal["path"], json!(["input", "sign", "fullPowersState"]));
    assert_eq!(refusal["because"]["rule"]["article"], "8");
    assert!(refusal["cure"]["value"].as_str().unwrap().contains("full powers"));
    assert_eq!(refused["acts"], json!([]));
    assert_eq!(refused["agreement"]["version"], agreement["version"], "nothing is written");

    let mut done = signing(&agreement, &sign);
    done["stance"] = json!("DONE");
    let recorded = desk.act("signAgreement", done).await;
    assert_eq!(recorded["acts"][0]["effect"], "UNCONFIRMED", "what was done is recorded");
    assert_eq!(recorded["warnings"][0]["code"], "FULL_POWERS_MISSING");
    assert_eq!(recorded["refusals"], json!([]));
}

#[tokio::test]
async fn a_correction_to_another_label_hides_the_agreement() {
    let desk = Desk::open().await;
    let agreement = desk.propose("Agreement on defence", "UNCLASSIFIED").await;
    let history = "query($id: ID!) { agreement(id: $id) { history { edges { node { id } } } } }";
    let history = desk.ask_with(history, json!({ "id": agreement["id"] })).await;
    let proposed = &history["data"]["agreement"]["history"]["edges"][0]["node"]["id"];
    let correction = json!({ "corrects": proposed, "act": { "propose": mandate("Agreement on defence", "SECRET") } });
    let input = json!({ "agreementId": agreement["id"], "idempotencyKey": key(), "correct": correction });
    let corrected = desk.act("correctAct", input).await;
    assert_eq!(corrected["refusals"], json!([]), "{corrected}");
    let seen =
        desk.ask_as(clerk(), "query($id: ID!) { agreement(id: $id) { id } }", json!({ "id": agreement["id"] })).await;
    assert_eq!(seen, json!({ "data": { "agreement": null } }));
}

#[tokio::test]
async fn what_the_other_party_did_is_a_fact() {
    let desk = Desk::open().await;
    let agreement = desk.in_force("Agreement on trade", "UNCLASSIFIED", "2016-09-01").await;
    let notice =
        |party: &str| json!({ "party": { "country": party }, "purpose": "NON_RENEWAL", "receivedOn": "2026-04-30" });
    let input =
        |party: &str| json!({ "agreementId": agreement["id"], "idempotencyKey": key(), "giveNotice": notice(party) });
    let ours = desk.act("giveNotice", input("JOR")).await;
    assert_eq!(ours["refusals"][0]["code"], "NOTICE_LATE", "{ours}");
    assert_eq!(ours["refusals"][0]["path"], json!(["input", "giveNotice", "receivedOn"]));
    let theirs = desk.act("giveNotice", input("KEN")).await;
    assert_eq!(theirs["acts"][0]["effect"], "INEFFECTIVE", "{theirs}");
}

#[tokio::test]
async fn a_correction_tells_where_its_replacement_is_refused() {
    let desk = Desk::open().await;
    let agreement = desk.propose("Agreement on energy", "UNCLASSIFIED").await;
    let signed = desk.done("signAgreement", &agreement, "sign", signature("JOR", "2021-01-01")).await;
    let correction = json!({ "corrects": signed["acts"][0]["id"], "act": { "sign": signature("JOR", "2099-01-01") } });
    let input = json!({ "agreementId": agreement["id"], "idempotencyKey": key(), "correct": correction });
    let refused = desk.act("correctAct", input).await;
    assert_eq!(refused["refusals"][0]["code"], "DAY_IN_FUTURE");
    assert_eq!(refused["refusals"][0]["path"], json!(["input", "correct", "act", "sign", "on"]));
}

#[tokio::test]
async fn a_stale_version_writes_nothing() {
    let desk = Desk::open().await;
    let agreement = desk.propose("Agreement on transport", "UNCLASSIFIED").await;
    let mut input = signing(&agreement, &signature("JOR", "2021-01-01"));
    input["expectedVersion"] = agreement["version"].clone();
    desk.act("signAgreement", input).await;
    let mut input = signing(&agreement, &signature("KEN", "2021-01-01"));
    input["expectedVersion"] = agreement["version"].clone();
    let stale = desk.try_act(officer(), "signAgreement", input).await;
    assert_eq!(code(&stale), "STALE_VERSION", "{stale}");
    assert_eq!(stale["data"]["done"], Value::Null);

    let other = desk.propose("Another", "UNCLASSIFIED").await;
    let mut input = signing(&agreement, &signature("KEN", "2021-01-01"));
    input["expectedVersion"] = other["version"].clone();
    let foreign = desk.try_act(officer(), "signAgreement", input).await;
    assert_eq!(code(&foreign), "BAD_USER_INPUT", "a version goes with its agreement");
}

#[tokio::test]
async fn a_second_sending_gets_the_first_answer() {
    let desk = Desk::open().await;
    let agreement = desk.propose("Agreement on finance", "UNCLASSIFIED").await;
    let input = signing(&agreement, &signature("JOR", "2021-01-01"));
    let first = desk.act("signAgreement", input.clone()).await;
    let second = desk.act("signAgreement", input.clone()).await;
    assert_eq!(first["replayed"], false);
    assert_eq!(second["replayed"], true);
    assert_eq!(second["acts"], first["acts"]);

    let mut other = input;
    other["sign"]["place"] = json!("Nairobi");
    let conflict = desk.try_act(officer(), "signAgreement", other).await;
    assert_eq!(code(&conflict), "IDEMPOTENCY_CONFLICT", "{conflict}");

    let opening = json!({ "idempotencyKey": key(), "propose": mandate("Opened once", "UNCLASSIFIED") });
    let first = desk.act("proposeAgreement", opening.clone()).await;
    let second = desk.act("proposeAgreement", opening).await;
    assert_eq!(second["replayed"], true);
    assert_eq!(first["agreement"]["id"], second["agreement"]["id"]);
}

#[tokio::test]
async fn writing_needs_a_token_with_its_scope_and_a_label_that_the_writer_may_see() {
    let desk = Desk::open().await;
    let opening = |label| json!({ "idempotencyKey": key(), "propose": mandate("Agreement", label) });
    for (who, label, expected) in [
        (Caller::anonymous(Some(Classification::Unclassified)), "UNCLASSIFIED", "UNAUTHENTICATED"),
        (caller(Classification::Secret, &[Scope::Read]), "UNCLASSIFIED", "FORBIDDEN"),
        (caller(Classification::Secret, &[Scope::Write]), "UNCLASSIFIED", "FORBIDDEN"),
        (clerk(), "RESTRICTED", "FORBIDDEN"),
    ] {
        let answer = desk.try_act(who.clone(), "proposeAgreement", opening(label)).await;
        assert_eq!(code(&answer), expected, "{who:?}: {answer}");
    }
}

#[tokio::test]
async fn bad_input_names_the_field_and_the_way_out() {
    let desk = Desk::open().await;
    let agreement = desk.propose("Agreement on taxation", "UNCLASSIFIED").await;
    for (change, part) in [
        (json!({ "party": { "country": "XXX" } }), "input.sign.party: no actor is known as \"XXX\""),
        (json!({ "party": { "country": "JOR", "id": "x" } }), "exactly one of"),
        (json!({ "on": "2021-02-30" }), "$input.sign.on: \"2021-02-30\" is not a day"),
        (json!({ "signatory": " " }), "input.sign.signatory: it is blank"),
        (json!({ "office": "KING" }), "not a value of Office"),
        (json!({ "colour": "red" }), "there is no such field"),
    ] {
        let mut sign = signature("JOR", "2021-01-01");
        for (name, value) in change.as_object().unwrap() {
            sign[name] = value.clone();
        }
        let answer = desk.try_act(officer(), "signAgreement", signing(&agreement, &sign)).await;
        assert_eq!(code(&answer), "BAD_USER_INPUT", "{answer}");
        let message = answer["errors"][0]["message"].as_str().unwrap();
        assert!(message.contains(part), "{part:?} in {message:?}");
    }
}

#[tokio::test]
async fn a_character_that_no_text_can_have_is_bad_input() {
    let desk = Desk::open().await;
    let mut texts = mandate("Agreement\0", "UNCLASSIFIED");
    texts["mandate"] = json!("Cabinet\0 12/2020");
    for (key, propose) in [("a\0b", mandate("Agreement", "UNCLASSIFIED")), ("fine", texts)] {
        let input = json!({ "idempotencyKey": key, "propose": propose });
        let answer = desk.try_act(officer(), "proposeAgreement", input).await;
        assert_eq!(code(&answer), "BAD_USER_INPUT", "{answer}");
        assert!(answer["errors"][0]["message"].as_str().unwrap().contains("U+0000"), "{answer}");
    }
}
