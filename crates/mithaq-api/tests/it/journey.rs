//! An agreement from its mandate to its end, by mutations alone.

use std::sync::atomic::Ordering;

use chrono::NaiveDate;
use mithaq_domain::act::{ActBody, ActDetails, AgreementId, Amendment, LegalBasis};
use mithaq_domain::agreement::{Agreement, Stance};
use mithaq_domain::terms::{Area, Language, Title, Titles};
use mithaq_store::testing::officer as provenance;
use serde_json::{Value, json};

use crate::book::{Desk, key, mandate, ratification, signature, today};

#[tokio::test]
async fn from_mandate_to_end() {
    let desk = Desk::open().await;
    let agreement = desk.propose("Agreement on joint exercises", "RESTRICTED").await;
    assert_eq!(agreement["status"]["name"], "PROPOSED");
    let steps = [
        ("openNegotiation", "openNegotiation", json!({ "on": "2020-02-01" }), "NEGOTIATING"),
        ("initialAgreement", "initial", json!({ "party": { "country": "JOR" }, "on": "2020-03-01" }), "NEGOTIATING"),
        (
            "initialAgreement",
            "initial",
            json!({ "party": { "country": "KEN" }, "on": "2020-03-01" }),
            "TEXT_AUTHENTICATED",
        ),
        ("signAgreement", "sign", signature("JOR", "2020-05-01"), "TEXT_AUTHENTICATED"),
        ("signAgreement", "sign", signature("KEN", "2020-05-02"), "SIGNED"),
        ("expressConsent", "expressConsent", ratification("JOR", "2021-01-01"), "SIGNED"),
        ("expressConsent", "expressConsent", ratification("KEN", "2021-02-01"), "IN_FORCE"),
        ("suspendAgreement", "suspend", json!({ "ground": "CONSENT_OF_BOTH", "on": "2024-01-01" }), "SUSPENDED"),
        ("resumeAgreement", "resume", json!({ "on": "2025-01-01" }), "IN_FORCE"),
        ("terminateAgreement", "terminate", json!({ "ground": "CONSENT_OF_BOTH", "on": "2026-06-01" }), "TERMINATED"),
    ];
    for (mutation, field, act, status) in steps {
        let done = desk.done(mutation, &agreement, field, act).await;
        assert_eq!(done["agreement"]["status"]["name"], status, "after {mutation}: {done}");
        assert_eq!(done["acts"][0]["effect"], "EFFECTIVE", "{done}");
    }
    assert_eq!(desk.recorded.load(Ordering::SeqCst), 11, "the publisher is woken after each act");

    let told = desk
        .ask_with(
            "query($id: ID!) { agreement(id: $id) {
                title(languages: [\"ar\"]) { value language rightToLeft }
                parties { role actor { id name { value } ... on Country { code } } authority }
                then: status(asOf: \"2023-06-01\") { name since { value } because { code text { value } act { kind }
                    rule { treaty article customary } } }
                before: at(asOf: \"2020-04-01\") { status { name } inForceSince { value } endsOn { value } terms { form } }
                now: at { inForceSince { value } endsOn { value } version }
                version
                history(first: 2) { totalCount pageInfo { hasNextPage endCursor } edges { node {
                    kind actionOn { value } by { ... on Country { code } } details { ... on ProposalDetails { mandate terms {
                        entryIntoForce { rule offset { from } } duration { rule nonRenewalNotice { count unit } }
                        termination { rule countsFrom } } } } } } }
            } }",
            json!({ "id": agreement["id"] }),
        )
        .await;
    assert_eq!(told["errors"], Value::Null, "{told}");
    let told = &told["data"]["agreement"];
    assert_eq!(told["title"], json!({ "value": "اتفاقية", "language": "ar", "rightToLeft": true }));
    assert_eq!(told["parties"][1]["actor"]["code"], "KEN");
    assert_eq!(told["then"]["name"], "IN_FORCE");
    assert_eq!(told["then"]["since"]["value"], "2021-02-01");
    assert_eq!(told["then"]["because"][0]["rule"], json!({ "treaty": "VCLT", "article": "24(1)", "customary": true }));
    assert_eq!(told["before"]["status"]["name"], "TEXT_AUTHENTICATED");
    assert_eq!(told["now"]["endsOn"]["value"], "2026-05-31");
    assert_eq!(told["now"]["version"], told["version"]);
    assert_eq!(told["history"]["totalCount"], 11);
    let proposal = &told["history"]["edges"][0]["node"]["details"];
    assert_eq!(proposal["mandate"], "Cabinet 12/2020");
    assert_eq!(proposal["terms"]["duration"]["nonRenewalNotice"], json!({ "count": 6, "unit": "MONTHS" }));
}

#[tokio::test]
async fn a_notice_is_given_and_taken_back() {
    let desk = Desk::open().await;
    let agreement = desk.in_force("Agreement on training", "UNCLASSIFIED", "2020-05-01").await;
    let notice = json!({
        "party": { "country": "KEN" }, "purpose": "DENUNCIATION", "sentOn": "2026-06-01", "receivedOn": "2026-06-10",
    });
    let given = desk.done("giveNotice", &agreement, "giveNotice", notice).await;
    assert_eq!(given["agreement"]["status"]["flags"], json!(["NOTICE_RUNNING", "EXPIRING"]));
    let revocation = json!({ "party": { "country": "KEN" }, "notice": given["acts"][0]["id"], "on": "2026-06-20" });
    let revoked = desk.done("revokeNotice", &agreement, "revokeNotice", revocation).await;
    assert_eq!(revoked["agreement"]["status"]["flags"], json!([]), "{revoked}");
}

#[tokio::test]
async fn a_wrong_entry_is_replaced_and_another_struck_out() {
    let desk = Desk::open().await;
    let agreement = desk.propose("Agreement on health", "UNCLASSIFIED").await;
    let wrong = desk.done("signAgreement", &agreement, "sign", signature("JOR", "2021-05-01")).await;
    let correction = json!({ "corrects": wrong["acts"][0]["id"], "act": { "sign": signature("JOR", "2021-06-01") } });
    let corrected = desk.done("correctAct", &agreement, "correct", correction).await;
    assert_eq!(corrected["refusals"], json!([]));
    let rectification = json!({ "struckOut": corrected["acts"][0]["id"], "reason": "signed nothing" });
    desk.done("rectifyEntry", &agreement, "rectify", rectification).await;
    let history = desk
        .ask_with(
            "query($id: ID!) { agreement(id: $id) { history(kinds: [SIGNED]) { edges { node {
                effect actionOn { value } corrects { id } correctedBy { kind details { ... on ReferenceDetails { reason } } }
            } } } } }",
            json!({ "id": agreement["id"] }),
        )
        .await;
    let edges = &history["data"]["agreement"]["history"]["edges"];
    assert_eq!(edges[1]["node"]["corrects"]["id"], wrong["acts"][0]["id"]);
    assert_eq!(edges[1]["node"]["effect"], "RECTIFIED");
    assert_eq!(edges[1]["node"]["correctedBy"]["details"]["reason"], "signed nothing");
    assert_eq!(edges[0]["node"]["effect"], "EFFECTIVE", "what it took the place of stands again");
    assert_eq!(edges[0]["node"]["correctedBy"], Value::Null);
}

#[tokio::test]
async fn what_was_believed_is_told_as_it_was() {
    let desk = Desk::open().await;
    let agreement = desk.propose("Agreement on borders", "UNCLASSIFIED").await;
    let status =
        "query($id: ID!, $knownAt: DateTime) { agreement(id: $id) { status(knownAt: $knownAt) { name knownAt } } }";
    let before = desk.ask_with(status, json!({ "id": agreement["id"] })).await;
    let moment = before["data"]["agreement"]["status"]["knownAt"].clone();
    desk.done("openNegotiation", &agreement, "openNegotiation", json!({ "on": "2020-02-01" })).await;

    let asked = desk.ask_with(status, json!({ "id": agreement["id"], "knownAt": moment })).await;
    assert_eq!(crate::book::code(&asked), "BAD_USER_INPUT", "nobody has noted yet that all of it is known: {asked}");
    assert!(asked["errors"][0]["message"].as_str().unwrap().contains("the latest moment that can be answered"));

    desk.settle().await;
    let asked = desk.ask_with(status, json!({ "id": agreement["id"], "knownAt": moment })).await;
    assert_eq!(asked["data"]["agreement"]["status"]["name"], "PROPOSED", "{asked}");
    let now = desk.ask_with(status, json!({ "id": agreement["id"] })).await;
    assert_eq!(now["data"]["agreement"]["status"]["name"], "NEGOTIATING");
}

#[tokio::test]
async fn an_amended_agreement_says_on_each_day_what_it_then_said() {
    let desk = Desk::open().await;
    let agreement = desk.in_force("Agreement on borders", "UNCLASSIFIED", "2020-05-01").await;
    let id: AgreementId = agreement["id"].as_str().unwrap().parse().unwrap();
    let amend = |agreement: &Agreement| {
        let mut terms = agreement.standing().terms.clone();
        let title = Title { language: Language::english(), value: "Agreement on crossings".to_owned() };
        (terms.titles, terms.areas) = (Titles::try_new(vec![title]).unwrap(), [Area::Borders].into());
        let amendment = Amendment { means: None, terms: Some(terms), clauses: Vec::new() };
        let body = ActBody::new(LegalBasis::Reported, ActDetails::Amended(Box::new(amendment)));
        agreement.decide(body.effective_on("2024-01-01".parse::<NaiveDate>().unwrap()), Stance::Done, today())
    };
    desk.database.store.change(&provenance(), id, None, amend).await.unwrap();
    let told = desk
        .ask_with(
            "query($id: ID!) { agreement(id: $id) {
                title { value } areas
                before: at(asOf: \"2023-12-31\") { title { value } areas terms { titles { value } } }
                after: at(asOf: \"2024-01-01\") { title { value } areas terms { titles { value } } }
                history(kinds: [AMENDED]) { edges { node { kind details { ... on AmendmentDetails {
                    means changes { clause } amendedTerms { areas } } } } } }
            } }",
            json!({ "id": agreement["id"] }),
        )
        .await;
    let told = &told["data"]["agreement"];
    let crossings = json!({ "value": "Agreement on crossings" });
    assert_eq!((&told["title"], &told["areas"]), (&crossings, &json!(["BORDERS"])), "{told}");
    assert_eq!((&told["after"]["title"], &told["after"]["areas"]), (&crossings, &json!(["BORDERS"])));
    assert_eq!(told["after"]["terms"]["titles"], json!([crossings]));
    assert_eq!(told["before"]["title"]["value"], "Agreement on borders");
    assert_eq!(told["before"]["areas"], json!(["MILITARY_TRAINING", "JOINT_EXERCISES"]));
    assert_eq!(told["before"]["terms"]["titles"][0]["value"], "Agreement on borders");
    let details = &told["history"]["edges"][0]["node"]["details"];
    assert_eq!(*details, json!({ "means": null, "changes": [], "amendedTerms": { "areas": ["BORDERS"] } }));
}

#[tokio::test]
async fn several_mutations_run_in_order_and_each_sees_the_one_before() {
    let desk = Desk::open().await;
    let agreement = desk.propose("Agreement on culture", "UNCLASSIFIED").await;
    let negotiation = json!({ "on": "2020-02-01" });
    let input = json!({ "agreementId": agreement["id"], "idempotencyKey": key(), "openNegotiation": negotiation });
    let sign =
        json!({ "agreementId": agreement["id"], "idempotencyKey": key(), "sign": signature("KEN", "2021-01-01") });
    let answer = desk
        .ask_with(
            "mutation($propose: ProposeAgreementInput!, $open: OpenNegotiationInput!, $sign: SignAgreementInput!) {
                proposeAgreement(input: $propose) { agreement { status { name } } }
                openNegotiation(input: $open) { agreement { status { name } history { totalCount } } }
                signAgreement(input: $sign) { agreement { history { totalCount } } }
            }",
            json!({
                "propose": { "idempotencyKey": key(), "propose": mandate("Another", "UNCLASSIFIED") },
                "open": input, "sign": sign,
            }),
        )
        .await;
    let data = &answer["data"];
    assert_eq!(data["proposeAgreement"]["agreement"]["status"]["name"], "PROPOSED", "{answer}");
    assert_eq!(data["openNegotiation"]["agreement"]["history"]["totalCount"], 2);
    assert_eq!(data["signAgreement"]["agreement"]["history"]["totalCount"], 3);
}

#[tokio::test]
async fn a_field_that_fails_leaves_no_query_of_its_sibling_behind() {
    let desk = Desk::open().await;
    let agreement = desk.propose("Training", "UNCLASSIFIED").await;
    let query = "query($id: ID!) { agreement(id: $id) {
        now: status(asOf: \"2025-05-22\") { name }
        then: status(asOf: \"2025-05-22\", knownAt: \"2999-01-01T00:00:00Z\") { name } } }";
    let answer = desk.ask_with(query, json!({ "id": agreement["id"] })).await;
    assert_eq!(answer["errors"][0]["path"], json!(["agreement", "then"]), "{answer}");
}
