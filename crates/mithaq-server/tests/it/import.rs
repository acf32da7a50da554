//! Another register's file, through the binary.

use serde_json::{Value, json};

use crate::book::record;
use crate::mithaq::run;
use crate::registry::Registry;

#[tokio::test(flavor = "multi_thread")]
async fn every_record_is_accounted_for_and_a_second_import_changes_nothing() {
    let registry = Registry::create().await;
    let file = registry.folder().join("register.jsonl");
    let good = record("0005d9bc-dfe5-4f47-84a2-d7ed6d724ae5", "SWITZERLAND ; UNITED KINGDOM");
    let unknown = record("0017db42-f31e-432c-8f61-1d462d4e522b", "RURITANIA ; UNITED KINGDOM");
    std::fs::write(&file, format!("{good}\n{unknown}\nnot JSON\n")).unwrap();
    let import = || -> Value {
        let report = run(&registry.settings, &["import", "uk-treaties", file.to_str().unwrap(), "--json"]);
        serde_json::from_str(&report).unwrap()
    };
    let first = import();
    assert_eq!(
        (&first["read"], &first["accepted"], &first["quarantined"]),
        (&json!(3), &json!(1), &json!(2)),
        "{first}"
    );
    assert_eq!(first["actorsUnresolved"], 1, "{first}");
    let exported = run(&registry.settings, &["export", "jsonl"]);
    let second = import();
    assert_eq!((&second["unchanged"], &second["accepted"], &second["quarantined"]), (&json!(3), &json!(1), &json!(2)));
    assert_eq!(run(&registry.settings, &["export", "jsonl"]), exported);
}
