//! Who is believed.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use crate::mithaq::{fail, run};
use crate::registry::{Registry, ask};

const TYPENAME: &str = "{ __typename }";

/// A token of the registry's own key, with these arguments.
fn signed(registry: &Registry, arguments: &[&str]) -> String {
    run(&registry.settings, &[&["token", "--subject", "clerk"], arguments].concat()).trim().to_owned()
}

#[tokio::test]
async fn a_token_that_is_not_believed_is_never_taken_for_none() {
    let registry = Registry::create().await;
    let other = Registry::create().await;
    let serving = registry.serve();
    let good = registry.token("secret");
    let [header, claims, signature] = good.split('.').collect::<Vec<_>>().try_into().unwrap();
    let unsigned = BASE64_URL_SAFE_NO_PAD.encode(r#"{"alg":"none","typ":"JWT"}"#);
    let hmac = BASE64_URL_SAFE_NO_PAD.encode(r#"{"alg":"HS256","typ":"JWT","kid":"development"}"#);
    let more = claims_with(claims, "clearance", &json!("SECRET "));
    for (token, why) in [
        ("nonsense".to_owned(), "cannot be read"),
        (format!("{unsigned}.{claims}."), "cannot be read"),
        (format!("{hmac}.{claims}.{signature}"), "algorithm"),
        (format!("{header}.{more}.{signature}"), "signature"),
        (other.token("secret"), "signature"),
    ] {
        let (status, body) = ask(&serving, Some(&token), TYPENAME, Value::Null).await;
        assert_eq!((status, &body["errors"][0]["extensions"]["code"]), (401, &json!("UNAUTHENTICATED")), "{body}");
        assert!(body["errors"][0]["message"].as_str().unwrap().contains(why), "{body} does not tell of {why}");
        assert!(body.get("data").is_none());
    }
    assert_eq!(ask(&serving, Some(&good), TYPENAME, Value::Null).await.0, 200);
    assert_eq!(ask(&serving, None, TYPENAME, Value::Null).await.0, 200);
    serving.stop();
}

fn claims_with(claims: &str, name: &str, value: &Value) -> String {
    let mut claims: Value = serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(claims).unwrap()).unwrap();
    claims[name] = value.clone();
    BASE64_URL_SAFE_NO_PAD.encode(claims.to_string())
}

#[tokio::test]
async fn an_expired_token_is_refused_with_a_challenge() {
    let registry = Registry::create().await;
    let serving = registry.serve();
    let token = signed(&registry, &["--for", "0s"]);
    // Clocks may differ by a few seconds.
    tokio::time::sleep(std::time::Duration::from_secs(7)).await;
    let request = reqwest::Client::new().post(&serving.graphql).bearer_auth(token);
    let response = request.json(&json!({ "query": TYPENAME })).send().await.unwrap();
    assert_eq!(response.status().as_u16(), 401);
    let challenge = response.headers()["www-authenticate"].to_str().unwrap().to_owned();
    assert!(challenge.starts_with("Bearer ") && challenge.contains("expired"), "{challenge}");
    serving.stop();
}

#[tokio::test]
async fn another_audience_s_token_is_refused() {
    let registry = Registry::create().await;
    let token = registry.token("secret");
    let registry = registry.with("MITHAQ_TOKEN_AUDIENCE", "another");
    let serving = registry.serve();
    let (status, body) = ask(&serving, Some(&token), TYPENAME, Value::Null).await;
    assert_eq!(status, 401);
    assert!(body["errors"][0]["message"].as_str().unwrap().contains("audience"), "{body}");
    serving.stop();
}

#[tokio::test]
async fn nobody_is_answered_without_a_token_unless_the_operator_says_so() {
    let registry = Registry::create().await.without("MITHAQ_ANONYMOUS");
    let serving = registry.serve();
    assert_eq!(ask(&serving, None, TYPENAME, Value::Null).await.0, 401);
    assert_eq!(ask(&serving, Some(&registry.token("unclassified")), TYPENAME, Value::Null).await.0, 200);
    serving.stop();
}

#[tokio::test]
async fn development_tokens_are_signed_for_the_development_issuer_only() {
    let registry = Registry::create().await.with("MITHAQ_TOKEN_ISSUER", "https://login.example");
    let told = fail(&registry.settings, &["token", "--subject", "clerk"]);
    assert!(told.contains("mithaq-dev") && told.contains("https://login.example"), "{told}");
}
