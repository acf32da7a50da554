//! The registers themselves, where they are at hand.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;
use std::time::Instant;

use mithaq_domain::act::{ActDetails, AgreementId, RelationKind};
use mithaq_domain::registry_number::RegistryNumber;
use mithaq_import::{Catalogue, DoubtCode, Outcome, RawRecord, Records, Register, Report, Verdict, interpret, judge};
use uuid::Uuid;

/// The folder named by `MITHAQ_SHARED_DATA`, or `shared/data` beside the repository.
#[allow(clippy::disallowed_methods, reason = "a test may look where the registers lie")]
fn registers() -> Option<PathBuf> {
    let beside = || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data"));
    let folder = std::env::var("MITHAQ_SHARED_DATA").map_or_else(|_| beside(), PathBuf::from);
    folder.is_dir().then_some(folder)
}

fn read(register: Register, file: &str) -> Option<Vec<RawRecord>> {
    let Some(folder) = registers() else {
        println!("skipped: there is no folder of registers; name it by MITHAQ_SHARED_DATA");
        return None;
    };
    let input = BufReader::new(File::open(folder.join(file)).unwrap());
    let started = Instant::now();
    let records: Vec<RawRecord> = Records::new(register, input).collect::<Result<_, _>>().unwrap();
    let understood = records.iter().filter(|record| interpret(record).is_ok()).count();
    let rate = f64::from(u32::try_from(records.len()).unwrap()) / started.elapsed().as_secs_f64();
    println!("{file}: {understood} understood, {rate:.0} records read and interpreted a second");
    Some(records)
}

fn import(records: &[RawRecord]) -> Report {
    let today = "2026-01-01".parse().unwrap();
    let started = Instant::now();
    let mut report = Report::default();
    for record in records {
        let id = AgreementId(Uuid::from_u128(7));
        let number = RegistryNumber::from_random(2026, 7);
        match judge(record, None, id, number).unwrap() {
            Verdict::Accept { change, warnings } => {
                let outcome = if warnings.is_empty() { Outcome::Accepted } else { Outcome::Warned };
                let codes = warnings.iter().map(|reason| reason.code);
                let (agreement, _) = change.unwrap().record("2026-01-01T00:00:00Z".parse().unwrap(), "test").unwrap();
                report.note(outcome, false, codes, Some(&agreement), today);
            }
            Verdict::Quarantine { reasons } => {
                report.note(Outcome::Quarantined, false, reasons.iter().map(|reason| reason.code), None, today);
            }
        }
    }
    report.seconds = started.elapsed().as_secs_f64();
    report
}

/// Of the records that name exactly two parties, at least 97 of a hundred are accepted.
fn assert_the_bar(report: &Report) {
    assert_eq!(report.accepted + report.quarantined, report.read);
    let with_two = report.read - report.reasons.get(DoubtCode::PartyCount.as_str()).copied().unwrap_or(0);
    println!("{}", report.table());
    println!("{} of {with_two} with two parties accepted", report.accepted);
    assert!(report.accepted * 100 >= with_two * 97, "{} of {with_two}", report.accepted);
}

#[test]
fn the_register_of_the_united_kingdom() {
    let Some(records) = read(Register::UkTreaties, "uk-treaties-bilateral.jsonl") else { return };
    assert_eq!(records.len(), 4_199);
    assert_the_bar(&import(&records));
}

#[test]
fn concordia() {
    let Some(records) = read(Register::Concordia, "concordia-bilateral.csv") else { return };
    assert_eq!(records.len(), 2_868);
    assert_the_bar(&import(&records));
}

/// How many agreements each register's titles relate to another, and of how many it is known which.
fn relations(register: Register, file: &str) -> BTreeMap<(RelationKind, bool), usize> {
    let records = read(register, file).unwrap_or_default();
    let id = |at: usize| AgreementId(Uuid::from_u128(u128::try_from(at).unwrap() + 1));
    let mut readings: Vec<_> = records.iter().map(|record| interpret(record).ok()).collect();
    let mut catalogue = Catalogue::new(register);
    for (at, reading) in readings.iter().enumerate() {
        if let Some(reading) = reading {
            catalogue.add_reading(id(at), reading);
        }
    }
    let mut told = BTreeMap::new();
    for (at, reading) in readings.iter_mut().enumerate().filter_map(|(at, reading)| Some((at, reading.as_mut()?))) {
        catalogue.name_related(id(at), reading);
        for body in &reading.bodies {
            if let ActDetails::Related(relation) = &body.details {
                assert_ne!(relation.to, Some(id(at)), "an agreement does nothing to itself");
                *told.entry((relation.relation, relation.to.is_some())).or_insert(0) += 1;
            }
        }
    }
    println!("{file}: {told:?}");
    told
}

#[test]
fn titles_relate_agreements_to_each_other() {
    for (register, file, at_least) in [
        (Register::UkTreaties, "uk-treaties-bilateral.jsonl", 300),
        (Register::Concordia, "concordia-bilateral.csv", 100),
    ] {
        let told = relations(register, file);
        let named: usize = told.iter().filter(|((_, named), _)| *named).map(|(_, count)| count).sum();
        assert!(told.is_empty() || named >= at_least, "{file}: {told:?}");
    }
}

#[test]
fn no_key_comes_twice() {
    for (register, file) in
        [(Register::UkTreaties, "uk-treaties-bilateral.jsonl"), (Register::Concordia, "concordia-bilateral.csv")]
    {
        let Some(records) = read(register, file) else { return };
        let keys: BTreeMap<&str, &RawRecord> = records.iter().map(|record| (record.key.as_str(), record)).collect();
        assert_eq!(keys.len(), records.len());
    }
}
