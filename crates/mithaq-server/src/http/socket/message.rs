//! The protocol's messages.

use mithaq_api::RequestBody;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::super::body;

/// What a client sends.
#[derive(Debug, PartialEq)]
pub(super) enum FromClient {
    /// It introduces itself.
    Init(Map<String, Value>),
    /// It asks whether anybody is there.
    Ping(Option<Value>),
    /// It is there.
    Pong,
    /// It asks for an operation, under a name.
    Subscribe(String, RequestBody),
    /// It wants no more of what it asked for under a name.
    Complete(String),
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
enum Wire {
    ConnectionInit {
        payload: Option<Map<String, Value>>,
    },
    Ping {
        payload: Option<Map<String, Value>>,
    },
    Pong {
        #[allow(dead_code, reason = "it may be there")]
        payload: Option<Map<String, Value>>,
    },
    Subscribe {
        id: String,
        payload: Map<String, Value>,
    },
    Complete {
        id: String,
    },
}

impl FromClient {
    /// Understands a message.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let wire = serde_json::from_str(text).map_err(|error| format!("Invalid message received: {error}"))?;
        Ok(match wire {
            Wire::ConnectionInit { payload } => Self::Init(payload.unwrap_or_default()),
            Wire::Ping { payload } => Self::Ping(payload.map(Value::Object)),
            Wire::Pong { payload: _ } => Self::Pong,
            Wire::Subscribe { id, .. } if id.is_empty() => return Err("Invalid message received: empty id".to_owned()),
            Wire::Subscribe { id, payload } => {
                let request =
                    body::request(payload).map_err(|refusal| format!("Invalid message: {}", refusal.message()))?;
                Self::Subscribe(id, request)
            }
            Wire::Complete { id } => Self::Complete(id),
        })
    }
}

/// The connection is acknowledged.
pub(super) fn acknowledged() -> String {
    json!({ "type": "connection_ack" }).to_string()
}

/// The registry is there.
pub(super) fn pong(payload: Option<Value>) -> String {
    match payload {
        Some(payload) => json!({ "type": "pong", "payload": payload }).to_string(),
        None => json!({ "type": "pong" }).to_string(),
    }
}

/// An answer, which is JSON already.
pub(super) fn next(id: &str, answer: &str) -> String {
    format!(r#"{{"id":{},"type":"next","payload":{answer}}}"#, Value::from(id))
}

/// Errors, which are a JSON list already. Nothing comes after them.
pub(super) fn errors(id: &str, errors: &str) -> String {
    format!(r#"{{"id":{},"type":"error","payload":{errors}}}"#, Value::from(id))
}

/// There is no more.
pub(super) fn complete(id: &str) -> String {
    json!({ "id": id, "type": "complete" }).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_message_is_understood() {
        let parsed = |text: &str| FromClient::parse(text).unwrap();
        assert_eq!(parsed(r#"{"type":"connection_init"}"#), FromClient::Init(Map::new()));
        assert_eq!(parsed(r#"{"type":"ping"}"#), FromClient::Ping(None));
        assert_eq!(parsed(r#"{"type":"pong","payload":{"a":1}}"#), FromClient::Pong);
        assert_eq!(parsed(r#"{"type":"complete","id":"1"}"#), FromClient::Complete("1".to_owned()));
        let asked = parsed(r#"{"type":"subscribe","id":"1","payload":{"query":"{ a }","variables":null}}"#);
        assert!(matches!(asked, FromClient::Subscribe(id, body) if id == "1" && body.query == "{ a }"));
    }

    #[test]
    fn what_is_not_of_the_protocol_is_refused() {
        for text in [
            "",
            "[]",
            r#"{"type":"start"}"#,
            r#"{"type":"subscribe","payload":{"query":"{ a }"}}"#,
            r#"{"type":"subscribe","id":"","payload":{"query":"{ a }"}}"#,
            r#"{"type":"subscribe","id":"1","payload":{}}"#,
            r#"{"type":"connection_init","payload":[]}"#,
        ] {
            assert!(FromClient::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn names_are_escaped() {
        let sent: Value = serde_json::from_str(&next("a\"b", "{}")).unwrap();
        assert_eq!(sent, json!({ "id": "a\"b", "type": "next", "payload": {} }));
    }
}
