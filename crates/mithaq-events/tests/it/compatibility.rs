//! The contract keeps what it promised when it was last released: whoever reads today's events by yesterday's contract is
//! right, and so is whoever reads yesterday's, which stay in the topics, by today's. What may change is what is added
//! and may be absent, and what is said of things.

use std::collections::BTreeSet;

use mithaq_events::contract::{EventKind, asyncapi, event_schema, state_schema};
use serde_json::{Value, json};

/// What only explains.
const SAID: [&str; 4] = ["title", "description", "$comment", "info"];

/// Objects to which names may be added.
const OPEN: [&str; 5] = ["properties", "messages", "channels", "operations", "parameters"];

/// What breaks a consumer in the step from one document to another, each with where it is.
fn breaks(old: &Value, new: &Value) -> Vec<String> {
    let mut found = Vec::new();
    compare("", "", old, new, &mut found);
    found
}

fn compare(path: &str, name: &str, old: &Value, new: &Value, found: &mut Vec<String>) {
    match (old, new) {
        _ if SAID.contains(&name) => {}
        (Value::Object(old), Value::Object(new)) => {
            // What stands in an open object are names, whatever they are.
            let open = OPEN.contains(&name);
            for (name, old) in old {
                let (path, keyword) = (format!("{path}/{name}"), if open { "" } else { name.as_str() });
                match new.get(name) {
                    Some(new) => compare(&path, keyword, old, new, found),
                    None if SAID.contains(&keyword) => {}
                    None => found.push(format!("{path} is removed")),
                }
            }
            let added = new.keys().filter(|name| !old.contains_key(*name) && !SAID.contains(&name.as_str()) && !open);
            found.extend(added.map(|name| format!("{path}/{name} is added")));
        }
        (Value::Array(old), Value::Array(new)) if ["required", "examples", "enum"].contains(&name) => {
            let of = |values: &[Value]| values.iter().map(ToString::to_string).collect::<BTreeSet<_>>();
            let (old, new) = (of(old), of(new));
            found.extend(old.difference(&new).map(|value| format!("{path}: {value} is removed")));
            // Values that are examples of an open list may be added.
            if name != "examples" {
                found.extend(new.difference(&old).map(|value| format!("{path}: {value} is added")));
            }
        }
        _ if old == new => {}
        _ => found.push(format!("{path} is {new}, and was {old}")),
    }
}

/// The contract as it was last released, a document a line.
fn released() -> Vec<Value> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../contracts/released.jsonl");
    std::fs::read_to_string(path).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The contract as it is now.
fn current() -> Vec<Value> {
    EventKind::all().map(event_schema).chain([state_schema(), asyncapi()]).collect()
}

/// What tells documents apart.
fn id(document: &Value) -> &str {
    document["$id"].as_str().unwrap_or("asyncapi")
}

#[test]
fn nothing_that_was_released_is_broken() {
    let current = current();
    let mut found = Vec::new();
    for old in released() {
        match current.iter().find(|new| id(new) == id(&old)) {
            Some(new) => found.extend(breaks(&old, new).into_iter().map(|what| format!("{}{what}", id(&old)))),
            None => found.push(format!("{} is removed", id(&old))),
        }
    }
    assert!(
        found.is_empty(),
        "consumers of the released contract would break; give what changes a new event type, or add beside it:\n{}",
        found.join("\n")
    );
}

#[test]
fn all_that_is_released_now_was_compared() {
    let released = released();
    assert!(released.len() > 40);
    assert!(
        ["asyncapi", "urn:mithaq:schema:agreement.state.v1", "urn:mithaq:schema:agreement.signed.v1"]
            .iter()
            .all(|wanted| released.iter().any(|document| id(document) == *wanted))
    );
}

/// A schema of today, with something done to it.
fn altered(alter: impl FnOnce(&mut Value)) -> Vec<String> {
    let old = event_schema(EventKind::all().next().unwrap());
    let mut new = old.clone();
    alter(&mut new);
    assert_ne!(old, new, "nothing is altered");
    breaks(&old, &new)
}

#[test]
fn what_breaks_a_consumer_is_found() {
    let remove = |schema: &mut Value, name: &str| drop(schema["properties"].as_object_mut().unwrap().remove(name));
    for (found, wanted) in [
        (altered(|schema| remove(schema, "effectiveOn")), "/properties/effectiveOn is removed"),
        (
            altered(|schema| schema["properties"]["revision"]["type"] = json!("string")),
            "/properties/revision/type is \"string\", and was \"integer\"",
        ),
        (
            altered(|schema| schema["required"].as_array_mut().unwrap().push(json!("effectiveOn"))),
            "/required: \"effectiveOn\" is added",
        ),
        (
            altered(|schema| schema["required"].as_array_mut().unwrap().retain(|name| name != "because")),
            "/required: \"because\" is removed",
        ),
        (
            altered(|schema| {
                let values = &mut schema["properties"]["status"]["properties"]["after"]["examples"];
                values.as_array_mut().unwrap().retain(|value| value != "IN_FORCE");
            }),
            "/properties/status/properties/after/examples: \"IN_FORCE\" is removed",
        ),
        (
            altered(|schema| schema["properties"]["parties"]["items"]["properties"]["code"]["maxLength"] = json!(3)),
            "/properties/parties/items/properties/code/maxLength is added",
        ),
    ] {
        assert_eq!(found, [wanted]);
    }
}

#[test]
fn what_breaks_a_reader_of_topics_is_found() {
    let (old, mut new) = (asyncapi(), asyncapi());
    new["channels"]["events"]["bindings"]["kafka"]["partitions"] = json!(24);
    new["channels"]["state"]["address"] = json!("state.{audience}");
    new["components"]["messages"].as_object_mut().unwrap().remove("signed");
    let signed = &mut new["components"]["messages"]["expired"]["headers"]["properties"];
    signed.as_object_mut().unwrap().remove("ce_sequence");
    assert_eq!(
        breaks(&old, &new),
        [
            "/channels/events/bindings/kafka/partitions is 24, and was 12",
            "/channels/state/address is \"state.{audience}\", and was \"mithaq.agreement.state.v1.{audience}\"",
            "/components/messages/expired/headers/properties/ce_sequence is removed",
            "/components/messages/signed is removed",
        ]
    );
}

#[test]
fn what_is_added_and_may_be_absent_breaks_nobody() {
    let found = altered(|schema| {
        schema["properties"]["news"] = json!({ "type": "string", "description": "News." });
        schema["properties"]["status"]["properties"]["after"]["examples"].as_array_mut().unwrap().push(json!("NEW"));
        schema["description"] = json!("Said better.");
    });
    assert_eq!(found, Vec::<String>::new());
}
