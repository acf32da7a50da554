//! Documents as GraphQL tells of them.

use std::path::PathBuf;

use mithaq_api::Caller;
use mithaq_domain::document::{DocumentName, MediaType};
use mithaq_domain::label::Classification;
use mithaq_store::testing::officer as provenance;
use mithaq_store::{Announced, Archive, ArchiveConfig, NewDocument};
use serde_json::{Value, json};

use crate::book::*;

/// A hash that no document of the tests has.
const HASH: &str = "00000000000000000000000000000000000000000000000000000000000000ff";

async fn add(desk: &Desk, agreement: &Value, label: Classification, text: &'static str) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(new_id().to_string());
    let archive = Archive::open(&ArchiveConfig::Folder(folder.clone())).unwrap();
    let announced = Announced { media_type: MediaType::PlainText, limit: 100, hash: None };
    let mut upload = archive.upload(new_id(), announced).await.unwrap();
    upload.write(text.into()).await.unwrap();
    let document = NewDocument {
        agreement: agreement["id"].as_str().unwrap().parse().unwrap(),
        name: DocumentName::try_from(format!("{text}.txt")).unwrap(),
        language: Some("en".parse().unwrap()),
        classification: label,
    };
    let received = upload.finish().await.unwrap();
    desk.database.store.add_document(&provenance(), &archive, &document, &received).await.unwrap();
    std::fs::remove_dir_all(folder).unwrap();
    received.hash.to_string()
}

#[tokio::test]
async fn an_agreement_lists_the_documents_that_the_caller_may_see() {
    let desk = Desk::open().await;
    let agreement = desk.propose("Training", "UNCLASSIFIED").await;
    let hash = add(&desk, &agreement, Classification::Unclassified, "The text").await;
    add(&desk, &agreement, Classification::Secret, "The annex").await;
    let query = "query($id: ID!) { agreement(id: $id) { documents(first: 9) { totalCount edges { node {
        name mediaType size sha256 language label url } } } } }";
    let of = |answer: Value| answer["data"]["agreement"]["documents"].clone();
    let all = of(desk.ask_with(query, json!({ "id": agreement["id"] })).await);
    let (first, second) = (&all["edges"][0]["node"], &all["edges"][1]["node"]);
    assert_eq!(
        *first,
        json!({
            "name": "The text.txt", "mediaType": "text/plain", "size": 8, "sha256": hash, "language": "en",
            "label": "UNCLASSIFIED", "url": format!("/documents/{}/{hash}", agreement["id"].as_str().unwrap()),
        })
    );
    assert_eq!((&second["name"], &second["label"]), (&json!("The annex.txt"), &json!("SECRET")));
    let public = of(desk
        .ask_as(Caller::anonymous(Some(Classification::Unclassified)), query, json!({ "id": agreement["id"] }))
        .await);
    assert_eq!(public, json!({ "totalCount": 1, "edges": [{ "node": first }] }), "{public}");
}

#[tokio::test]
async fn an_act_leads_to_the_file_that_it_names() {
    let desk = Desk::open().await;
    let agreement = desk.propose("Training", "UNCLASSIFIED").await;
    let hash = add(&desk, &agreement, Classification::Unclassified, "The text").await;
    for (party, sha256) in [("JOR", hash.as_str()), ("KEN", HASH)] {
        let paper = json!({ "kind": "signed copy", "sha256": sha256 });
        let mut signature = signature(party, "2020-05-01");
        signature["instrument"] = paper;
        desk.done("signAgreement", &agreement, "sign", signature).await;
    }
    let query = "query($id: ID!) { agreement(id: $id) { history(kinds: [SIGNED], first: 2) {
        edges { node { instrument { sha256 document { name } } } } } } }";
    let answer = desk.ask_with(query, json!({ "id": agreement["id"] })).await;
    let papers: Vec<&Value> = answer["data"]["agreement"]["history"]["edges"]
        .as_array()
        .unwrap()
        .iter()
        .map(|edge| &edge["node"]["instrument"]["document"])
        .collect();
    assert_eq!(papers, [&json!({ "name": "The text.txt" }), &Value::Null], "{answer}");
}
