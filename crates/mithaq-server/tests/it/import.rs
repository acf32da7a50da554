//! Another register's file, through the binary.

use serde_json::{Value, json};

use crate::book::record;
use crate::mithaq::run;
use crate::registry::Registry;

#[tokio::test(flavor = "multi_thread")]
async fn what_a_record_relates_to_is_named_and_an_old_import_gains_it() {
    let registry = Registry::create().await;
    let file = registry.folder().join("register.jsonl");
    let treaty = |key: &str, title: &str, day: &str| {
        json!({"uuid": key, "title": title, "subject": "TRADE", "country_name": "SWITZERLAND ; UNITED KINGDOM",
               "signed_event_date": day, "definative_eif_event_date": day})
    };
    // The one that is amended stands further on.
    let amending = treaty("0005d9bc", "Protocol amending the Convention of 3 May 1930", "01/02/1938");
    let amended = treaty("0017db42", "Convention on Extradition", "03/05/1930");
    let import = |records: &[&Value]| -> Value {
        let lines: Vec<String> = records.iter().map(ToString::to_string).collect();
        std::fs::write(&file, lines.join("\n")).unwrap();
        let report = run(&registry.settings, &["import", "uk-treaties", file.to_str().unwrap(), "--json"]);
        serde_json::from_str(&report).unwrap()
    };
    let log = || run(&registry.settings, &["export", "jsonl"]);
    let related = |log: &str| -> Vec<Value> {
        let acts = log.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        acts.map(|act| act["body"]["details"].clone()).filter(|details| details["kind"] == "RELATED").collect()
    };
    // At first the register has the one without the other.
    let first = import(&[&amending]);
    assert_eq!(first["reasons"]["CITED_NOT_FOUND"], 1, "{first}");
    assert_eq!(related(&log())[0]["toAsPrinted"], "Convention of 3 May 1930");
    let both = import(&[&amending, &amended]);
    assert_eq!((&both["accepted"], &both["unchanged"]), (&json!(2), &json!(0)), "{both}");
    let after = log();
    let named = related(&after).pop().unwrap();
    let target = after.lines().find(|line| line.contains("Extradition")).unwrap();
    assert_eq!(named["to"], serde_json::from_str::<Value>(target).unwrap()["agreementId"], "{named}");
    assert_eq!(import(&[&amending, &amended])["unchanged"], 2);
    // A program that kept no digest, and knew of no relations.
    registry.database.tamper("UPDATE import_records SET facts = NULL").await;
    assert_eq!(import(&[&amending, &amended])["unchanged"], 2);
    assert_eq!(log(), after);
}

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
