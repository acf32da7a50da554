//! Documents that are asked for by an id or a hash.

use reqwest::{Client, Url};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::mithaq::Serving;
use crate::registry::Registry;

const QUERY: &str = "{ agreements { totalCount } }";
const MUTATION: &str = "mutation($input: ProposeAgreementInput!) { proposeAgreement(input: $input) { replayed } }";

async fn post(serving: &Serving, body: &Value) -> Value {
    Client::new().post(&serving.graphql).json(body).send().await.unwrap().json().await.unwrap()
}

fn named(document: &str) -> Value {
    let hash = hex::encode(Sha256::digest(document));
    json!({ "persistedQuery": { "version": 1, "sha256Hash": hash } })
}

#[tokio::test]
async fn a_document_that_was_sent_with_its_hash_is_answered_by_the_hash_and_kept_by_caches() {
    let registry = Registry::create().await.with("MITHAQ_GET", "on");
    let serving = registry.serve();
    let get = async |extensions: &Value| {
        let address = Url::parse_with_params(&serving.graphql, [("extensions", extensions.to_string())]).unwrap();
        reqwest::get(address).await.unwrap()
    };
    let unknown: Value = get(&named(QUERY)).await.json().await.unwrap();
    assert_eq!(unknown["errors"][0]["message"], "PersistedQueryNotFound", "clients look for these words: {unknown}");
    assert_eq!(unknown["errors"][0]["extensions"]["code"], "PERSISTED_QUERY_NOT_FOUND");
    for (accept, answered_as) in [
        ("application/graphql-response+json", "application/graphql-response+json; charset=utf-8"),
        ("text/event-stream", "text/event-stream; charset=utf-8"),
    ] {
        let asked = Client::new().post(&serving.graphql).header("accept", accept);
        let told = asked.json(&json!({ "extensions": named(QUERY) })).send().await.unwrap();
        // Some clients look into no answer of another status.
        assert_eq!((told.status().as_u16(), told.headers()["content-type"].to_str().unwrap()), (200, answered_as));
        assert!(told.text().await.unwrap().contains("PersistedQueryNotFound"));
    }
    let sent = post(&serving, &json!({ "query": QUERY, "extensions": named(QUERY) })).await;
    assert_eq!(sent["data"]["agreements"]["totalCount"], 0, "{sent}");
    let found = get(&named(QUERY)).await;
    assert_eq!(
        (found.status().as_u16(), found.headers()["cache-control"].to_str().unwrap()),
        (200, "public, no-cache")
    );
    assert!(found.headers().contains_key("etag"));
    assert_eq!(found.json::<Value>().await.unwrap(), sent);

    post(&serving, &json!({ "query": MUTATION, "extensions": named(MUTATION) })).await;
    assert_eq!(get(&named(MUTATION)).await.status().as_u16(), 405, "GET never writes, by whatever name");
    serving.stop();
    let registry = registry.with("MITHAQ_APQ", "off");
    let serving = registry.serve();
    let told = post(&serving, &json!({ "extensions": named(QUERY) })).await;
    assert_eq!(told["errors"][0]["message"], "PersistedQueryNotSupported", "{told}");
    serving.stop();
}

#[tokio::test]
async fn where_listed_documents_alone_are_answered_no_other_is() {
    let registry = Registry::create().await;
    let manifest = registry.folder().join("manifest.json");
    std::fs::write(&manifest, json!({ "count": QUERY }).to_string()).unwrap();
    let registry =
        registry.with("MITHAQ_TRUSTED_DOCUMENTS", manifest.to_str().unwrap()).with("MITHAQ_TRUSTED_ONLY", "on");
    let serving = registry.serve();
    for body in [json!({ "documentId": "count" }), json!({ "query": QUERY }), json!({ "extensions": named(QUERY) })] {
        let answer = post(&serving, &body).await;
        assert_eq!(answer["data"]["agreements"]["totalCount"], 0, "{body}: {answer}");
    }
    for body in [
        json!({ "documentId": "other" }),
        json!({ "query": "{ __schema { queryType { name } } }" }),
        json!({ "query": "{ agreements { totalCount } } " }),
        json!({ "query": "{ registryViewer { subject } }", "extensions": named("{ registryViewer { subject } }") }),
    ] {
        let answer = post(&serving, &body).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "FORBIDDEN", "{body}: {answer}");
        assert_eq!(answer.get("data"), None);
    }
    serving.stop();
}
