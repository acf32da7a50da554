//! What is a record and what is not, in files that are not as they should be.

use mithaq_import::{DoubtCode as D, Records, Register, interpret};
use proptest::prelude::*;

use crate::records::records;

fn fates(register: Register, text: &str) -> Vec<Result<usize, Vec<D>>> {
    records(register, text.as_bytes())
        .iter()
        .map(|record| {
            interpret(record)
                .map(|reading| reading.bodies.len())
                .map_err(|doubts| doubts.iter().map(|doubt| doubt.code).collect())
        })
        .collect()
}

const LINE: &str =
    r#"{"uuid": "a", "title": "T", "country_name": "FRANCE; UNITED KINGDOM", "signed_event_date": "01/01/1965"}"#;

#[test]
fn a_bad_line_is_a_record_in_quarantine_and_the_next_is_read() {
    let next = LINE.replace("\"a\"", "\"b\"");
    for bad in ["{", "[1]", "nonsense", "\"text\"", "{\"uuid\": }"] {
        let fates = fates(Register::UkTreaties, &format!("{bad}\n\n{next}\n"));
        assert_eq!(fates, [Err(vec![D::LineMalformed]), Ok(3)], "{bad}");
    }
}

#[test]
fn marks_and_ends_of_lines_do_not_matter() {
    let plain = records(Register::UkTreaties, format!("{LINE}\n").as_bytes());
    for text in [format!("\u{feff}{LINE}\r\n"), LINE.to_owned(), format!("\r\n\r\n{LINE}\r\n\r\n")] {
        let other = records(Register::UkTreaties, text.as_bytes());
        assert_eq!((other.len(), other[0].sha256), (1, plain[0].sha256), "{text:?}");
    }
}

#[test]
fn a_key_that_comes_again_is_quarantined_under_a_key_of_its_own() {
    let twice = records(Register::UkTreaties, format!("{LINE}\n{LINE}\n").as_bytes());
    assert_eq!([&twice[0].key, &twice[1].key], ["a", "a#2"]);
    assert!(interpret(&twice[0]).is_ok());
    assert_eq!(interpret(&twice[1]).unwrap_err()[0].code, D::KeyRepeated);
}

#[test]
fn what_is_not_utf_8_is_quarantined_and_can_be_stored() {
    let records = records(Register::UkTreaties, b"{\"uuid\": \"\xff\0\"}\n");
    assert!(!records[0].raw.contains('\0'));
    assert_eq!(interpret(&records[0]).unwrap_err()[0].code, D::EncodingWrong);
    let nul = LINE.replace("\"T\"", "\"T\\u0000\"");
    assert_eq!(fates(Register::UkTreaties, &nul), [Err(vec![D::EncodingWrong])]);
}

const HEADER: &str = "titulo,parceiro,data,status,vigor_int_em,pdf_url";
const ROW: &str = "Acordo,Japão,01/02/2001,Em Vigor,01/02/2001,http://x/1";

#[test]
fn columns_may_come_in_any_order_and_number() {
    let other = "x,pdf_url,VIGOR_INT_EM,status,data,parceiro,\"titulo\"\n?,http://x/1,01/02/2001,Em Vigor,01/02/2001,Japão,Acordo\n";
    assert_eq!(fates(Register::Concordia, other), [Ok(4)]);
    assert_eq!(fates(Register::Concordia, &format!("\u{feff}{HEADER}\r\n{ROW}\r\n")), [Ok(4)]);
}

#[test]
fn a_row_that_does_not_fit_its_header_is_quarantined() {
    assert_eq!(fates(Register::Concordia, &format!("{HEADER}\na,b\n{ROW}\n")), [Err(vec![D::ColumnCount]), Ok(4)]);
    assert_eq!(fates(Register::Concordia, "titulo,data\nAcordo,2001\n"), [Err(vec![D::ColumnMissing])]);
}

#[test]
fn a_value_may_hold_commas_marks_and_lines() {
    let row = ROW.replace("Acordo", "\"Acordo \"\"x\"\",\nsobre y\"");
    let read = records(Register::Concordia, format!("{HEADER}\n{row}\n{}\n", ROW.replace("/1", "/2")).as_bytes());
    assert_eq!(read.len(), 2);
    assert_eq!(read[0].raw, row);
}

#[test]
fn a_quotation_that_is_never_closed_costs_one_line() {
    let open = ROW.replace("Acordo", "\"Acordo").replace("/1", "/2");
    assert_eq!(
        fates(Register::Concordia, &format!("{HEADER}\n{open}\n{ROW}\n{}\n", ROW.replace("/1", "/3"))),
        [Err(vec![D::LineMalformed]), Ok(4), Ok(4)]
    );
}

#[test]
fn without_an_address_a_hash_and_an_ordinal_stand_for_the_key() {
    let row = ROW.replace("http://x/1", "NA");
    let read = records(Register::Concordia, format!("{HEADER}\n{row}\n{row}\n").as_bytes());
    assert_ne!(read[0].key, read[1].key);
    assert!(read[0].key.starts_with("made:") && read[0].key.ends_with("-1") && read[1].key.ends_with("-2"));
    assert_eq!(interpret(&read[1]).unwrap().warnings[0].code, D::KeyMissing);
}

fn any_line() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..60),
        Just(LINE.as_bytes().to_vec()),
        Just(ROW.as_bytes().to_vec()),
        "[a-zA-Z0-9\",; \\\\{}:\r]{0,60}".prop_map(String::into_bytes),
        ("[A-Z;, ()]{0,20}", "[0-9/]{0,10}", "[ -~à-ü]{0,150}").prop_map(|(names, date, text)| {
            let line = serde_json::json!({
                "uuid": date, "country_name": names, "title": text, "subject": text, "signed_event_date": date,
            });
            line.to_string().into_bytes()
        }),
        ("[A-Za-zà-ü() -]{0,20}", "[0-9/]{0,10}", "[A-Za-z ]{0,20}")
            .prop_map(|(partner, date, status)| format!("T,{partner},{date},{status},{date},NA").into_bytes()),
    ]
}

proptest! {
    #[test]
    fn any_bytes_are_records_that_are_accepted_or_quarantined(
        lines in proptest::collection::vec(any_line(), 0..12),
        with_header in any::<bool>(),
    ) {
        let mut text = if with_header { format!("{HEADER}\n").into_bytes() } else { Vec::new() };
        text.extend(lines.join(&b'\n'));
        for register in [Register::UkTreaties, Register::Concordia] {
            let mut keys = std::collections::BTreeSet::new();
            let (mut read, mut accepted, mut quarantined) = (0, 0, 0);
            for record in Records::new(register, text.as_slice()) {
                let record = record.unwrap();
                read += 1;
                prop_assert!(keys.insert(record.key.clone()), "{} comes twice", record.key);
                match interpret(&record) {
                    Ok(reading) => {
                        prop_assert!(reading.warnings.iter().all(|doubt| !doubt.code.quarantines()));
                        accepted += 1;
                    }
                    Err(doubts) => {
                        prop_assert!(doubts.iter().any(|doubt| doubt.code.quarantines()), "{doubts:?}");
                        quarantined += 1;
                    }
                }
            }
            prop_assert_eq!(accepted + quarantined, read);
        }
    }

    #[test]
    fn rows_are_read_as_the_csv_crate_reads_them(values in proptest::collection::vec("[ -~à-ü\n\"]{0,20}", 2..8)) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let mut header = vec!["titulo".to_owned(), "parceiro".to_owned()];
        header.extend((2..values.len()).map(|column| format!("c{column}")));
        writer.write_record(&header).unwrap();
        writer.write_record(&values).unwrap();
        let written = writer.into_inner().unwrap();
        let read = records(Register::Concordia, &written);
        prop_assert!(read.len() <= 1);
        for record in &read {
            let malformed = |code| matches!(code, D::LineMalformed | D::ColumnCount);
            prop_assert!(interpret(record).err().is_none_or(|doubts| !doubts.iter().any(|doubt| malformed(doubt.code))));
        }
    }
}
