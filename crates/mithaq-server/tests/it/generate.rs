//! A registry that is made up, through the binary.

use serde_json::Value;

use crate::mithaq::run;
use crate::registry::Registry;

/// What is said of every act, apart from identities and moments.
fn bodies(exported: &str) -> Vec<String> {
    let acts = exported.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let mut bodies: Vec<String> = acts.map(|act| act["body"].to_string()).collect();
    bodies.sort();
    bodies
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_seed_gives_the_same_register_marked_as_generated_and_nothing_twice() {
    let (one, other) = (Registry::create().await, Registry::create().await);
    let generate = ["generate", "700", "--seed", "7"];
    assert!(run(&one.settings, &generate).starts_with("700 of 700 agreements are new"));
    assert!(run(&one.settings, &generate).starts_with("0 of 700 agreements are new"));
    run(&other.settings, &["generate", "300", "--seed", "7"]);
    assert!(run(&other.settings, &generate).starts_with("400 of 700 agreements are new"), "it goes on");
    let exported = run(&one.settings, &["export", "jsonl"]);
    assert_eq!(bodies(&exported), bodies(&run(&other.settings, &["export", "jsonl"])));
    for line in exported.lines().filter(|line| line.contains("\"kind\":\"IMPORTED\"")) {
        assert!(line.contains("\"register\":\"generated\"") && line.contains("(generated 7-"), "{line}");
    }
    assert!(run(&one.settings, &["verify"]).contains("of 700 agreements"));
}
