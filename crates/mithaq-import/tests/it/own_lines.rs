//! The registry's own lines.

use mithaq_import::DoubtCode;
use mithaq_import::jsonl::{Line, Lines};
use proptest::prelude::*;

const SAMPLE: &str = include_str!("../../../../sample/agreements.jsonl");

fn first() -> &'static str {
    SAMPLE.lines().next().unwrap()
}

#[test]
fn what_is_written_reads_back() {
    let mut written = Vec::new();
    for line in Lines::new(SAMPLE.as_bytes()) {
        line.unwrap().1.unwrap().write(&mut written).unwrap();
    }
    assert_eq!(String::from_utf8(written).unwrap(), SAMPLE);
}

#[test]
fn a_bad_line_is_told_by_its_number_and_reason() {
    let text = format!("\u{feff}{}\r\n\n{{\"version\": 2}}\n{}\n", first(), first());
    let told: Vec<(u64, Option<String>)> = Lines::new(text.as_bytes())
        .map(|line| line.unwrap())
        .map(|(number, line)| (number, line.err().map(|doubt| doubt.message)))
        .collect();
    assert_eq!(told.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [1, 3, 4]);
    assert!(told[1].1.as_ref().unwrap().contains("agreementId"), "{told:?}");
    assert!(told[0].1.is_none() && told[2].1.is_none());
}

#[test]
fn salt_and_hash_may_be_absent_and_not_wrong() {
    let mut value: serde_json::Value = serde_json::from_str(first()).unwrap();
    let object = value.as_object_mut().unwrap();
    object.remove("salt");
    object.remove("hash");
    let line: Line = value.to_string().parse().unwrap();
    assert_eq!((line.salt, line.hash), (None, None));
    for (field, wrong) in [("salt", "00"), ("hash", "no hexadecimal"), ("registryNumber", "MTQ-2026-AAAAA0")] {
        let mut value: serde_json::Value = serde_json::from_str(first()).unwrap();
        value[field] = wrong.into();
        let doubt = value.to_string().parse::<Line>().unwrap_err();
        assert_eq!(doubt.code, DoubtCode::LineMalformed, "{field}");
    }
}

proptest! {
    #[test]
    fn any_bytes_are_lines_or_told(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let blank = |line: &&[u8]| line.iter().all(u8::is_ascii_whitespace);
        let filled = bytes.split(|byte| *byte == b'\n').filter(|line| !blank(line)).count();
        let read = Lines::new(bytes.as_slice()).count();
        prop_assert!(read == filled || bytes.starts_with(b"\xEF\xBB\xBF"));
    }
}
