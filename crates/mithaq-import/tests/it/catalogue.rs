//! What is documented is what there is.

use mithaq_import::DoubtCode;

const DOCUMENT: &str = include_str!("../../../../docs/import.md");

#[test]
fn the_catalogue_of_reasons_is_whole() {
    let rows =
        |line: &&str| line.starts_with("| `") && (line.contains("| quarantine |") || line.contains("| warning |"));
    let documented: Vec<&str> = DOCUMENT.lines().filter(rows).collect();
    let expected: Vec<String> = DoubtCode::ALL
        .iter()
        .map(|code| {
            let weight = if code.quarantines() { "quarantine" } else { "warning" };
            format!("| `{code}` | {weight} | {} |", code.meaning())
        })
        .collect();
    assert_eq!(documented, expected);
}

#[test]
fn every_field_of_a_line_and_of_the_report_is_documented() {
    let sample = include_str!("../../../../sample/agreements.jsonl");
    let line: serde_json::Value = serde_json::from_str(sample.lines().next().unwrap()).unwrap();
    let report = serde_json::to_value(mithaq_import::Report::default()).unwrap();
    for field in [line, report].iter().flat_map(|value| value.as_object().unwrap().keys()) {
        assert!(DOCUMENT.contains(&format!("| `{field}` |")), "{field} is not documented");
    }
}
