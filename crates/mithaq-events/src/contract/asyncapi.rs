//! The contract as an AsyncAPI 3 document.

use serde_json::{Map, Value, json};

use super::headers::header;
use super::kind::EventKind;

/// The AsyncAPI document. JSON is YAML too, so that it needs no writer of its own.
#[must_use]
pub fn asyncapi() -> Value {
    let messages: Map<String, Value> = EventKind::all().map(|kind| (kind.slug(), message(kind))).collect();
    let names = messages.keys().map(|name| (name.clone(), json!({ "$ref": format!("#/components/messages/{name}") })));
    let of_channel: Map<String, Value> = names.collect();
    json!({
        "asyncapi": "3.0.0",
        "info": {
            "title": "Mithaq: agreements",
            "version": "1.0.0",
            "description": "Every legal act that an audience may know of: once, in order, in the form of CloudEvents 1.0. Read committed records only (isolation.level=read_committed).",
            "license": { "name": "Apache-2.0" },
        },
        "defaultContentType": "application/json",
        "channels": {
            "events": {
                "address": "mithaq.agreement.events.v1.{audience}",
                "description": "One event for each act. The key is the agreement's id, so that the events of an agreement are in one partition and in order.",
                "parameters": { "audience": { "description": "Who may read the topic; the local stack has public and registry. Topics that were written anew after a recall end in .g2, .g3, ..." } },
                "messages": of_channel,
                "bindings": { "kafka": { "partitions": crate::topics::PARTITIONS, "topicConfiguration": { "cleanup.policy": ["delete"] }, "bindingVersion": "0.5.0" } },
            },
            "state": {
                "address": "mithaq.agreement.state.v1.{audience}",
                "description": "The agreement as the audience sees it; compacted by the agreement's id.",
                "parameters": { "audience": { "description": "Who may read the topic." } },
                "messages": { "state": { "$ref": "#/components/messages/state" } },
                "bindings": { "kafka": { "partitions": crate::topics::PARTITIONS, "topicConfiguration": { "cleanup.policy": ["compact"] }, "bindingVersion": "0.5.0" } },
            },
        },
        "operations": {
            "receiveEvents": { "action": "send", "channel": { "$ref": "#/channels/events" } },
            "receiveState": { "action": "send", "channel": { "$ref": "#/channels/state" } },
        },
        "components": {
            "messages": with_state(messages),
        },
    })
}

fn with_state(mut messages: Map<String, Value>) -> Map<String, Value> {
    messages.insert(
        "state".to_owned(),
        json!({
            "name": "state",
            "title": "The agreement's state",
            "contentType": "application/json",
            "headers": state_headers(),
            "payload": { "$ref": "./agreement.state.v1.json" },
            "bindings": { "kafka": key() },
        }),
    );
    messages
}

fn message(kind: EventKind) -> Value {
    json!({
        "name": kind.event_type(),
        "title": kind.slug(),
        "contentType": "application/json",
        "headers": headers(kind),
        "payload": { "$ref": format!("./agreement.{}.v1.json", kind.slug()) },
        "bindings": { "kafka": key() },
    })
}

fn key() -> Value {
    json!({ "key": { "type": "string", "format": "uuid", "description": "The agreement's id." }, "bindingVersion": "0.5.0" })
}

fn text(description: &str) -> Value {
    json!({ "type": "string", "description": description })
}

/// Headers of a state, and of a record without a value too, by which an agreement leaves the topic.
fn state_headers() -> Value {
    json!({
        "type": "object",
        "properties": {
            header::SEQUENCE: text("The sequence of the event that the state follows: 20 digits."),
            header::REVISION: text("The revision of that event."),
            header::CLASSIFICATION: text("The agreement's classification, as the audience sees or last saw it."),
            header::CONTENT_TYPE: { "const": "application/json", "description": "The form of the data." },
        },
    })
}

fn headers(kind: EventKind) -> Value {
    json!({
        "type": "object",
        "properties": {
            header::SPECVERSION: { "const": "1.0", "description": "The version of CloudEvents." },
            header::ID: text("The id of the act, or of the act by which the audience lost or gained sight."),
            header::SOURCE: text("The registry's URI."),
            header::TYPE: { "const": kind.event_type(), "description": "The event's type." },
            header::SUBJECT: text("The agreement's registry number."),
            header::TIME: text("The moment at which the act was recorded: RFC 3339, UTC, to the microsecond."),
            header::SEQUENCE: text("The event's place in the topic over all its partitions: 20 digits, from 1, without gaps."),
            header::REVISION: text("The event's place among those of its agreement: from 1, without gaps."),
            header::DATASCHEMA: text("The URI of the JSON Schema."),
            header::CLASSIFICATION: text("The agreement's classification."),
            header::PARTITIONKEY: text("The record's key."),
            header::CONTENT_TYPE: { "const": "application/json", "description": "The form of the data." },
        },
    })
}
