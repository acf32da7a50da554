//! The report: what is counted, and how it is written.

use expect_test::expect;
use mithaq_domain::act::AgreementId;
use mithaq_domain::registry_number::RegistryNumber;
use mithaq_import::{Outcome, Report, Verdict, judge};
use uuid::Uuid;

use crate::records::records;

fn report() -> Report {
    let rows = "titulo,parceiro,data,temas,status,vigor_int_em,pdf_url\n\
                Acordo,Japão,01/02/2001,Comércio,Em Vigor,01/02/2001,http://x/1\n\
                Acordo,Japão,01/02/2001,Comércio,Em Vigor,NA,http://x/2\n\
                Acordo,Atlântida,01/02/2001,Comércio,Em Vigor,NA,http://x/3\n";
    let today = "2026-01-01".parse().unwrap();
    let mut report = Report { seconds: 0.25, ..Report::default() };
    for record in records(mithaq_import::Register::Concordia, rows.as_bytes()) {
        let (id, number) = (AgreementId(Uuid::from_u128(7)), RegistryNumber::from_random(2026, 7));
        match judge(&record, None, id, number).unwrap() {
            Verdict::Accept { change, warnings } => {
                let agreement = change.unwrap().record("2026-01-01T00:00:00Z".parse().unwrap(), "import").unwrap().0;
                let outcome = if warnings.is_empty() { Outcome::Accepted } else { Outcome::Warned };
                report.note(outcome, false, warnings.iter().map(|reason| reason.code), Some(&agreement), today);
            }
            Verdict::Quarantine { reasons } => {
                report.note(Outcome::Quarantined, false, reasons.iter().map(|reason| reason.code), None, today);
            }
        }
    }
    report
}

#[test]
fn is_one_object_with_these_names() {
    expect![[r#"{"read":3,"accepted":2,"warned":1,"quarantined":1,"unchanged":0,"actorsUnresolved":1,"reasons":{"ACTOR_UNKNOWN":1,"STATUS_WITHOUT_DAY":1},"statusDiffers":[{"asserted":"IN_FORCE","derived":"UNKNOWN","rule":"FACTS_MISSING","count":1}],"seconds":0.25}"#]]
    .assert_eq(&serde_json::to_string(&report()).unwrap());
}

#[test]
fn is_a_table_on_a_terminal() {
    expect![[r"
        read                                                               3
        accepted                                                           2
          of these, with warnings                                          1
        quarantined                                                        1
        unchanged                                                          0
        with an actor that is not resolved                                 1

        reason
          ACTOR_UNKNOWN                                                    1
          STATUS_WITHOUT_DAY                                               1

        status: the register's, the derived one, by which rule
          IN_FORCE, UNKNOWN, FACTS_MISSING                                 1

        0.2 seconds
    "]]
    .assert_eq(&report().table());
}

#[test]
fn a_record_counts_once_under_each_reason_and_stays_in_the_sum_when_unchanged() {
    let mut report = Report::default();
    let today = "2026-01-01".parse().unwrap();
    report.note(Outcome::Warned, true, ["DATE_UNREADABLE", "DATE_UNREADABLE"], None, today);
    report.note(Outcome::Quarantined, true, ["TERRITORY_UNKNOWN", "ACTOR_UNKNOWN"], None, today);
    assert_eq!((report.read, report.accepted + report.quarantined, report.unchanged), (2, 2, 2));
    assert_eq!((report.reasons["DATE_UNREADABLE"], report.actors_unresolved), (1, 1));
}
