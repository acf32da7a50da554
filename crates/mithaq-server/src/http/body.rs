//! The body of a request: bytes that become a GraphQL request.

use std::time::Duration;

use actix_web::web::{BytesMut, Payload};
use futures_util::StreamExt;
use mithaq_api::RequestBody;
use serde_json::{Map, Value};

use super::refusal::Refusal;

/// How many bytes a body may have. A thousand entity representations take 71 KB.
pub(crate) const BODY_MAX: usize = 256 * 1024;

/// How long a client may take to send it.
const PATIENCE: Duration = Duration::from_secs(10);

/// Reads a body, and no more of it than is allowed.
///
/// # Errors
/// Where it is too long, comes too slowly or breaks off.
pub(crate) async fn read(announced: Option<usize>, payload: &mut Payload) -> Result<BytesMut, Refusal> {
    if announced.is_some_and(|length| length > BODY_MAX) {
        return Err(Refusal::TooLarge(BODY_MAX));
    }
    let reading = async {
        let mut body = BytesMut::new();
        while let Some(chunk) = payload.next().await {
            let chunk = chunk.map_err(|_| Refusal::Body("the body breaks off".to_owned()))?;
            if body.len() + chunk.len() > BODY_MAX {
                return Err(Refusal::TooLarge(BODY_MAX));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    };
    tokio::time::timeout(PATIENCE, reading).await.map_err(|_| Refusal::TooSlow)?
}

/// Understands a body: one GraphQL request as a JSON object.
///
/// # Errors
/// What of it is not as it must be.
pub(crate) fn parse(bytes: &[u8]) -> Result<RequestBody, Refusal> {
    let value: Value = serde_json::from_slice(bytes).map_err(|error| {
        Refusal::Body(if bytes.is_empty() {
            "there is no body: send {\"query\": \"...\"}".to_owned()
        } else {
            format!("the body is not JSON: {error}")
        })
    })?;
    match value {
        Value::Object(members) => request(members),
        Value::Array(_) => Err(Refusal::Body(
            "several requests in one body are not accepted: send each by itself, or ask for several fields in one query"
                .to_owned(),
        )),
        other => Err(Refusal::Body(format!("the body must be a JSON object; it is {}", kind(&other)))),
    }
}

/// A request from its members. Those that are unknown are passed over, as the specification asks.
///
/// # Errors
/// The first member that is absent or of the wrong kind.
pub(crate) fn request(mut members: Map<String, Value>) -> Result<RequestBody, Refusal> {
    let query = match members.remove("query") {
        Some(Value::String(query)) => Some(query),
        None | Some(Value::Null) => None,
        Some(other) => return Err(wrong("query", "a string", &other)),
    };
    let document_id = text(&mut members, "documentId")?;
    let operation_name = text(&mut members, "operationName")?;
    let variables = object(&mut members, "variables")?;
    let extensions = object(&mut members, "extensions")?;
    let is_named = document_id.is_some()
        || extensions
            .as_ref()
            .and_then(|extensions| extensions.get("persistedQuery"))
            .is_some_and(|named| !named.is_null());
    if query.is_none() && !is_named {
        return Err(Refusal::Body("query is missing: the body must have the document under it".to_owned()));
    }
    Ok(RequestBody { query: query.unwrap_or_default(), document_id, operation_name, variables, extensions })
}

fn text(members: &mut Map<String, Value>, name: &str) -> Result<Option<String>, Refusal> {
    match members.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text).filter(|text| !text.is_empty())),
        Some(other) => Err(wrong(name, "a string or null", &other)),
    }
}

fn object(members: &mut Map<String, Value>, name: &str) -> Result<Option<Map<String, Value>>, Refusal> {
    match members.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Object(object)) => Ok(Some(object)),
        Some(other) => Err(wrong(name, "an object or null", &other)),
    }
}

fn wrong(name: &str, rule: &str, found: &Value) -> Refusal {
    Refusal::Body(format!("{name} must be {rule}; it is {}", kind(found)))
}

const fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(body: &str) -> String {
        parse(body.as_bytes()).unwrap_err().message()
    }

    #[test]
    fn unknown_members_are_passed_over_and_null_is_absent() {
        let body =
            r#"{"query": "{ a }", "variables": null, "operationName": null, "extensions": {"cost": true}, "id": 1}"#;
        let body = parse(body.as_bytes()).unwrap();
        assert_eq!((body.query.as_str(), body.variables, body.operation_name), ("{ a }", None, None));
        assert_eq!(body.extensions.unwrap()["cost"], Value::Bool(true));
    }

    #[test]
    fn a_document_that_is_named_need_not_be_there() {
        let by_id = parse(br#"{"documentId": "sha256:00"}"#).unwrap();
        assert_eq!((by_id.query.as_str(), by_id.document_id.as_deref()), ("", Some("sha256:00")));
        let by_hash = br#"{"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "00"}}}"#;
        assert_eq!(parse(by_hash).unwrap().query, "");
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert!(refused("").contains("there is no body"));
        assert!(refused("{ \"not a JSON").contains("not JSON"));
        assert!(refused("[{\"query\": \"{ a }\"}]").contains("several requests"));
        assert!(refused("7").contains("a number"));
        assert!(refused("{}").contains("query is missing"));
        assert!(refused("{\"extensions\": {\"persistedQuery\": null}}").contains("query is missing"));
        assert!(refused("{\"query\": null}").contains("query is missing"));
        assert!(refused("{\"documentId\": 7}").contains("documentId must be a string or null"));
        assert!(refused("{\"query\": 7}").contains("query must be a string; it is a number"));
        assert!(refused("{\"query\": \"{ a }\", \"variables\": []}").contains("variables must be an object"));
        assert!(refused("{\"query\": \"{ a }\", \"operationName\": {}}").contains("operationName must be a string"));
        assert!(refused("{\"query\": \"{ a }\", \"extensions\": false}").contains("extensions must be an object"));
        assert!(refused(&format!("{{\"query\": {}1{}}}", "[".repeat(200), "]".repeat(200))).contains("not JSON"));
    }
}
