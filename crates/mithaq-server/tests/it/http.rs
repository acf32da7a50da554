//! GraphQL over HTTP, to the letter.

use reqwest::header::{HeaderMap, HeaderValue};
use reqwest::{Client, Method, Response};
use serde_json::{Value, json};

use crate::mithaq::Serving;
use crate::registry::Registry;

const QUERY: &str = r#"{"query":"{ __typename }"}"#;
const JSON: &str = "application/json";
const RESPONSE: &str = "application/graphql-response+json";

async fn send(serving: &Serving, method: Method, headers: &[(&str, &str)], body: &str) -> Response {
    let mut request = Client::new().request(method, &serving.graphql).body(body.to_owned());
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.send().await.unwrap()
}

#[tokio::test]
async fn media_types_are_negotiated() {
    let registry = Registry::create().await;
    let serving = registry.serve();
    let broken = r#"{"query":"{"}"#;
    let unknown = r#"{"query":"{ nothing_of_the_kind }"}"#;
    for (content_type, accept, body, status, answered_as) in [
        (JSON, "", QUERY, 200, JSON),
        (JSON, "*/*", QUERY, 200, JSON),
        (JSON, JSON, QUERY, 200, JSON),
        (JSON, RESPONSE, QUERY, 200, RESPONSE),
        ("application/json; charset=utf-8", RESPONSE, QUERY, 200, RESPONSE),
        (JSON, "application/graphql-response+json, application/json;q=0.9", QUERY, 200, RESPONSE),
        (JSON, JSON, broken, 200, JSON),
        (JSON, RESPONSE, broken, 400, RESPONSE),
        (JSON, JSON, unknown, 200, JSON),
        (JSON, RESPONSE, unknown, 400, RESPONSE),
        (JSON, JSON, "{", 400, JSON),
        (JSON, JSON, "[]", 400, JSON),
        (JSON, JSON, "", 400, JSON),
        (JSON, JSON, r#"{"query":1}"#, 400, JSON),
        (JSON, "text/plain", QUERY, 406, JSON),
        ("text/plain", JSON, QUERY, 415, JSON),
        ("application/x-www-form-urlencoded", JSON, QUERY, 415, JSON),
        ("application/json; charset=utf-16", JSON, QUERY, 415, JSON),
    ] {
        let response = send(&serving, Method::POST, &[("content-type", content_type), ("accept", accept)], body).await;
        let found = response.headers()["content-type"].to_str().unwrap().to_owned();
        let case = format!("{content_type} {accept} {body}");
        assert_eq!(
            (response.status().as_u16(), found.as_str()),
            (status, &*format!("{answered_as}; charset=utf-8")),
            "{case}"
        );
        let answer: Value = response.json().await.unwrap();
        let refused = status != 200 || body != QUERY;
        assert_eq!(
            (answer.get("errors").is_some(), answer.get("data").is_none()),
            (refused, refused),
            "{case}: {answer}"
        );
    }
    serving.stop();
}

#[tokio::test]
async fn answers_are_kept_by_nobody_and_carry_the_request_id() {
    let registry = Registry::create().await;
    let serving = registry.serve();
    let headers = |headers: &HeaderMap<HeaderValue>, name: &str| headers[name].to_str().unwrap().to_owned();
    for (given, kept) in [("trace-7.a", true), ("a b", false), ("<script>", false)] {
        let response = send(&serving, Method::POST, &[("content-type", JSON), ("x-request-id", given)], QUERY).await;
        assert_eq!(headers(response.headers(), "x-request-id") == given, kept, "{given}");
        assert_eq!(headers(response.headers(), "cache-control"), "private, no-store");
        let vary: Vec<_> = response.headers().get_all("vary").iter().map(|vary| vary.to_str().unwrap()).collect();
        assert!(vary.join(", ").contains("Accept, Authorization"), "{vary:?}");
    }
    let compressed = [("content-type", JSON), ("accept-encoding", "gzip")];
    let long = r#"{"query":"{ __schema { types { name description } } }"}"#;
    let response = send(&serving, Method::POST, &compressed, long).await;
    assert_eq!(headers(response.headers(), "content-encoding"), "gzip");
    serving.stop();
}

#[tokio::test]
async fn get_is_off_unless_set_and_never_writes() {
    let registry = Registry::create().await;
    let serving = registry.serve();
    let asked = |serving: &Serving, query: &str| format!("{}?query={query}", serving.graphql);
    let off = reqwest::get(asked(&serving, "%7B__typename%7D")).await.unwrap();
    assert_eq!((off.status().as_u16(), &off.headers()["allow"]), (405, &HeaderValue::from_static("POST")));
    assert_eq!(send(&serving, Method::DELETE, &[], "").await.status().as_u16(), 405);
    serving.stop();

    let registry = registry.with("MITHAQ_GET", "on");
    let serving = registry.serve();
    let on = reqwest::get(asked(&serving, "%7B__typename%7D")).await.unwrap();
    assert_eq!(on.json::<Value>().await.unwrap(), json!({ "data": { "__typename": "Query" } }));
    let writes = reqwest::get(asked(&serving, "mutation%7B__typename%7D")).await.unwrap();
    assert_eq!(writes.status().as_u16(), 405);
    serving.stop();
}

#[tokio::test]
async fn what_is_gotten_without_a_token_may_be_kept_and_asked_for_again() {
    let registry = Registry::create().await.with("MITHAQ_GET", "on");
    let serving = registry.serve();
    let get = async |query: &str, headers: &[(&str, &str)]| {
        let address = reqwest::Url::parse_with_params(&serving.graphql, [("query", query)]).unwrap();
        let mut request = Client::new().get(address);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.send().await.unwrap()
    };
    let control = |response: &Response| response.headers()["cache-control"].to_str().unwrap().to_owned();
    let list = "{ agreements { totalCount } }";
    let first = get(list, &[]).await;
    assert_eq!((first.status().as_u16(), control(&first).as_str()), (200, "public, no-cache"));
    let tag = first.headers()["etag"].to_str().unwrap().to_owned();
    let again = get(list, &[("if-none-match", &tag)]).await;
    assert_eq!((again.status().as_u16(), control(&again).as_str()), (304, "public, no-cache"));
    assert_eq!(again.headers()["etag"], *tag);
    assert_eq!(again.text().await.unwrap(), "");
    let token = registry.token("secret");
    crate::book::propose(&serving, &token, "k1", "UNCLASSIFIED").await;
    let changed = get(list, &[("if-none-match", &tag)]).await;
    assert_eq!(changed.status().as_u16(), 200);
    assert_ne!(changed.headers()["etag"], &*tag);

    let lasting = get("{ country(code: \"KEN\") { name { value } } }", &[]).await;
    assert_eq!(control(&lasting), "public, max-age=3600");
    let bearer = format!("Bearer {token}");
    for (query, headers) in [
        (list, vec![("authorization", bearer.as_str()), ("if-none-match", "*")]),
        ("{ colour }", vec![]),
        ("{ agreement(id: \"7\") { id } }", vec![]),
    ] {
        let response = get(query, &headers).await;
        assert_eq!(control(&response), "private, no-store", "{query}");
        assert!(!response.headers().contains_key("etag"), "{query}");
    }
    serving.stop();
}

#[tokio::test]
async fn what_is_asked_for_beside_the_answer_is_answered() {
    let registry = Registry::create().await.with("MITHAQ_GET", "on");
    let serving = registry.serve();
    let list = "query($after: String) { agreementChanges(after: $after) { edges { cursor } } }";
    let body = json!({ "query": list, "extensions": { "position": true, "cost": true } });
    let post = [("content-type", JSON), ("accept", RESPONSE)];
    let answer: Value = send(&serving, Method::POST, &post, &body.to_string()).await.json().await.unwrap();
    // A page of twenty may come, each with its edge and what stands in it; it has none.
    let cost = json!({ "requested": 26, "limit": 10_000, "actual": 6 });
    assert_eq!(answer["extensions"]["cost"], cost, "{answer}");
    let position = answer["extensions"]["position"].as_str().unwrap_or_else(|| panic!("{answer}"));

    let address = reqwest::Url::parse_with_params(
        &serving.graphql,
        [
            ("query", list),
            ("variables", &json!({ "after": position }).to_string()),
            ("extensions", r#"{"position":true}"#),
        ],
    );
    let after: Value = reqwest::get(address.unwrap()).await.unwrap().json().await.unwrap();
    assert_eq!(after["data"]["agreementChanges"]["edges"], json!([]), "{after}");
    assert!(after["extensions"]["position"].is_string(), "{after}");
    let plain: Value = send(&serving, Method::POST, &post, QUERY).await.json().await.unwrap();
    assert_eq!(plain.get("extensions"), None);
    serving.stop();
}

#[tokio::test]
async fn a_browser_gets_graphiql_and_nothing_from_elsewhere() {
    let registry = Registry::create().await;
    let serving = registry.serve();
    let accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    let response = send(&serving, Method::GET, &[("accept", accept)], "").await;
    assert_eq!(response.status().as_u16(), 200);
    assert!(response.headers()["content-security-policy"].to_str().unwrap().contains("default-src 'none'"));
    let page = response.text().await.unwrap();
    let parts = |attribute: &str| {
        page.split(attribute).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let files = [parts("src=\""), parts("href=\"")].concat();
    assert_eq!(files.len(), 5, "{page}");
    for file in files {
        assert!(file.starts_with("/graphiql/"), "{file} is from elsewhere");
        let address = serving.graphql.replace("/graphql", &file);
        assert_eq!(reqwest::get(&address).await.unwrap().status().as_u16(), 200, "{file}");
    }
    serving.stop();
}

#[tokio::test]
async fn hostile_bodies_are_refused_before_they_cost_anything() {
    let registry = Registry::create().await;
    let serving = registry.serve();
    let post = [("content-type", JSON), ("accept", RESPONSE)];
    let code = |answer: Value| answer["errors"][0]["extensions"]["code"].clone();

    let long = format!(r#"{{"query":"{{ __typename }}","x":"{}"}}"#, "x".repeat(300 * 1024));
    let response = send(&serving, Method::POST, &post, &long).await;
    assert_eq!(response.status().as_u16(), 413);
    assert_eq!(code(response.json().await.unwrap()), "LIMIT_EXCEEDED");

    // Spread out, the first would never end; the second would take the parser's stack, and is not parsed.
    let bomb: Vec<String> = (0..60).map(|n| format!("fragment f{n} on Query{{...f{0} ...f{0}}}", n + 1)).collect();
    let bomb = format!("{{...f0}} {} fragment f60 on Query{{__typename}}", bomb.join(" "));
    let deep = format!("{}{}", "{a".repeat(5_000), "}".repeat(5_000));
    let aliases: Vec<String> = (0..5_000).map(|n| format!("a{n}:__typename")).collect();
    for (query, which) in [(bomb, "selections"), (deep, "nesting"), (format!("{{{}}}", aliases.join(" ")), "tokens")] {
        let response = send(&serving, Method::POST, &post, &json!({ "query": query }).to_string()).await;
        assert_eq!(response.status().as_u16(), 400);
        let answer: Value = response.json().await.unwrap();
        assert_eq!(code(answer.clone()), "LIMIT_EXCEEDED", "{answer}");
        assert_eq!(answer["errors"][0]["extensions"]["which"], which, "{answer}");
    }

    let batch = send(&serving, Method::POST, &post, &format!("[{QUERY},{QUERY}]")).await;
    assert_eq!(batch.status().as_u16(), 400);
    assert!(batch.text().await.unwrap().contains("several requests in one body"));
    serving.stop();
}

#[tokio::test]
async fn health_and_metrics_are_apart_from_the_api() {
    let registry = Registry::create().await;
    let serving = registry.serve();
    send(&serving, Method::POST, &[("content-type", JSON)], QUERY).await;
    let get = |path: &str| reqwest::get(format!("{}{path}", serving.admin));
    assert_eq!(get("/health/live").await.unwrap().status().as_u16(), 200);
    let ready = get("/health/ready").await.unwrap();
    assert_eq!(ready.status().as_u16(), 200);
    assert_eq!(ready.json::<Value>().await.unwrap()["ready"], true);
    let metrics = get("/metrics").await.unwrap().text().await.unwrap();
    for line in [
        "mithaq_http_requests_total{status=\"200\"} 1",
        "mithaq_clock_due 0",
        "mithaq_publication_lag_events{audience=\"public\"} 0",
    ] {
        assert!(metrics.lines().any(|found| found == line), "{line} is not in\n{metrics}");
    }
    let on_the_api = serving.graphql.replace("/graphql", "/metrics");
    assert_eq!(reqwest::get(on_the_api).await.unwrap().status().as_u16(), 404);
    serving.stop();
}

#[tokio::test]
async fn it_is_not_ready_where_the_schema_lacks_steps() {
    let registry = Registry::create().await;
    registry.database.tamper("DELETE FROM __diesel_schema_migrations WHERE version = (SELECT max(version) FROM __diesel_schema_migrations)").await;
    let serving = registry.serve();
    let response = reqwest::get(format!("{}/health/ready", serving.admin)).await.unwrap();
    assert_eq!(response.status().as_u16(), 503);
    let told = response.json::<Value>().await.unwrap()["reasons"][0].to_string();
    assert!(told.contains("mithaq migrate"), "{told}");
    serving.stop();
}
