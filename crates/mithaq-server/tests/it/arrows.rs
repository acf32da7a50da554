//! The house: which crate may know of which, as docs/architecture.md draws it.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

/// Every arrow that is drawn: from who uses to what is used.
const ARROWS: [(&str, &[&str]); 6] = [
    ("mithaq-domain", &[]),
    ("mithaq-store", &["mithaq-domain"]),
    ("mithaq-events", &["mithaq-domain", "mithaq-store"]),
    ("mithaq-import", &["mithaq-domain"]),
    ("mithaq-api", &["mithaq-domain", "mithaq-store"]),
    ("mithaq-server", &["mithaq-domain", "mithaq-store", "mithaq-events", "mithaq-import", "mithaq-api"]),
];

/// What belongs to one crate alone, by the beginning of its name.
const OWNED: [(&str, &str); 6] = [
    ("diesel", "mithaq-store"),
    ("tokio-postgres", "mithaq-store"),
    ("object_store", "mithaq-store"),
    ("rdkafka", "mithaq-events"),
    ("async-graphql", "mithaq-api"),
    ("actix", "mithaq-server"),
];

/// What each crate of the workspace depends on, in the program, in its build and in its tests.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let asked = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--locked", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(asked.status.success(), "{}", String::from_utf8_lossy(&asked.stderr));
    let metadata: Value = serde_json::from_slice(&asked.stdout).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let package = |package: &Value| {
        let used = package["dependencies"].as_array().unwrap().iter().map(|used| text(&used["name"]));
        (text(&package["name"]), used.collect())
    };
    metadata["packages"].as_array().unwrap().iter().map(package).collect()
}

#[test]
fn only_the_arrows_that_are_drawn() {
    let found = dependencies();
    let crates: BTreeSet<&str> = found.keys().map(String::as_str).collect();
    assert_eq!(crates, ARROWS.iter().map(|(name, _)| *name).collect(), "a crate that is not on the map");
    for (name, allowed) in ARROWS {
        let arrows = found[name].iter().filter(|used| used.starts_with("mithaq-") && *used != name);
        let undrawn: Vec<_> = arrows.filter(|used| !allowed.contains(&used.as_str())).collect();
        assert!(undrawn.is_empty(), "{name} must not know of {undrawn:?}: see docs/architecture.md");
    }
}

#[test]
fn each_library_of_the_outside_belongs_to_one_crate() {
    for (name, used) in dependencies() {
        for (library, owner) in OWNED {
            let uses = used.iter().find(|used| used.starts_with(library));
            assert!(name == owner || uses.is_none(), "{uses:?} belongs to {owner}, and {name} uses it");
        }
    }
}
