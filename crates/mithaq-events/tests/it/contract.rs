//! The contract is what `contracts/` says.

use expect_test::expect_file;
use mithaq_events::contract::{EventKind, asyncapi, event_schema, state_schema};
use serde_json::Value;

fn pretty(value: &Value) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap();
    text.push('\n');
    text
}

#[test]
fn the_contract_is_the_pinned_one() {
    expect_file!["../../../../contracts/asyncapi.yaml"].assert_eq(&pretty(&asyncapi()));
    expect_file!["../../../../contracts/agreement.state.v1.json"].assert_eq(&pretty(&state_schema()));
    for kind in EventKind::all() {
        let slug = kind.slug();
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../contracts");
        expect_test::expect_file![format!("{path}/agreement.{slug}.v1.json")].assert_eq(&pretty(&event_schema(kind)));
    }
}

#[test]
fn every_field_is_described() {
    fn check(path: &str, schema: &Value) {
        let Some(properties) = schema.get("properties").and_then(Value::as_object) else { return };
        for (name, property) in properties {
            let path = format!("{path}.{name}");
            assert!(property.get("description").and_then(Value::as_str).is_some_and(|text| !text.is_empty()), "{path}");
            check(&path, property);
            if let Some(items) = property.get("items") {
                check(&path, items);
            }
        }
    }
    for kind in EventKind::all() {
        check(&kind.slug(), &event_schema(kind));
    }
    check("state", &state_schema());
}
