//! The sample register: invented agreements of Jordan, built act by act through the domain.
//!
//! `UPDATE_EXPECT=1 cargo test -p mithaq-import sample` writes it anew.

mod archive;
mod beyond;
mod defence;
mod framework;
mod life;

use std::collections::{BTreeMap, BTreeSet};

use expect_test::expect_file;
use mithaq_domain::act::{ActEffect, AgreementId, RecordedAct, SealedAct};
use mithaq_domain::agreement::{Agreement, StatusFlag, StatusName};
use mithaq_domain::label::Classification;
use mithaq_import::jsonl::{Line, Lines};

use life::{Life, last_day};

fn lives() -> Vec<Life> {
    let mut lives = defence::lives();
    lives.extend(beyond::lives());
    lives.extend(archive::lives());
    lives.extend(framework::lives());
    for life in &mut lives {
        life.catch_up(last_day());
    }
    lives
}

/// Every act, in the order in which the registry learned of them.
fn register() -> String {
    let mut lines: Vec<Line> = lives()
        .iter()
        .flat_map(|life| life.sealed.iter().map(|sealed| Line::of(life.agreement.number().clone(), sealed)))
        .collect();
    lines.sort_by_key(|line| (line.recorded_at, line.agreement_id, line.version));
    let mut text = Vec::new();
    for line in lines {
        line.write(&mut text).unwrap();
    }
    String::from_utf8(text).unwrap()
}

/// The agreements that lines amount to.
fn agreements(text: &str) -> Vec<Agreement> {
    let mut logs: BTreeMap<AgreementId, (Line, Vec<RecordedAct>)> = BTreeMap::new();
    for line in Lines::new(text.as_bytes()) {
        let line = line.unwrap().1.unwrap();
        let log = logs.entry(line.agreement_id).or_insert_with(|| (line.clone(), Vec::new()));
        log.1.push(line.into_act());
    }
    let replay = |(id, (line, acts)): (AgreementId, (Line, Vec<RecordedAct>))| {
        Agreement::replay(id, line.registry_number, acts).unwrap()
    };
    logs.into_iter().map(replay).collect()
}

#[test]
fn is_what_the_domain_makes_of_it() {
    expect_file!["../../../../../sample/agreements.jsonl"].assert_eq(&register());
}

#[test]
fn reads_back_with_its_chains_of_hashes() {
    let mut last: BTreeMap<AgreementId, SealedAct> = BTreeMap::new();
    for line in Lines::new(register().as_bytes()) {
        let line = line.unwrap().1.unwrap();
        let (salt, hash) = (line.salt.unwrap(), line.hash.unwrap());
        let id = line.agreement_id;
        let before = last.get(&id);
        let sealed = SealedAct::seal(line.into_act(), salt, before.map_or([0; 32], |before| before.hash));
        assert_eq!(sealed.hash, hash);
        assert_eq!(sealed.verify(before), Ok(()));
        last.insert(id, sealed);
    }
}

#[test]
fn shows_every_kind_of_life() {
    let agreements = agreements(&register());
    assert!(agreements.len() >= 30, "{}", agreements.len());
    let today = last_day().date_naive();
    let statuses: BTreeSet<StatusName> = agreements.iter().map(|agreement| agreement.on(today).status).collect();
    for status in [
        StatusName::Proposed,
        StatusName::Negotiating,
        StatusName::TextAuthenticated,
        StatusName::Signed,
        StatusName::InForce,
        StatusName::Suspended,
        StatusName::Expired,
        StatusName::Terminated,
        StatusName::Denounced,
        StatusName::Superseded,
        StatusName::Abandoned,
        StatusName::Unknown,
    ] {
        assert!(statuses.contains(&status), "no agreement is {status}");
    }
    let flags: BTreeSet<StatusFlag> =
        agreements.iter().flat_map(|agreement| agreement.on(today).flags.clone()).collect();
    for flag in [StatusFlag::ConsentPending, StatusFlag::InterimDuty, StatusFlag::NoticeRunning, StatusFlag::Expiring] {
        assert!(flags.contains(&flag), "no agreement has the flag {flag}");
    }
    let labels: BTreeSet<Classification> =
        agreements.iter().map(|agreement| agreement.standing().label.classification).collect();
    assert_eq!(labels.len(), Classification::ALL.len());
}

#[test]
fn every_act_has_its_effect_or_the_law_says_why_not() {
    for agreement in agreements(&register()) {
        let titles = &agreement.standing().terms.titles;
        for (act, judgement) in agreement.acts().iter().zip(&agreement.standing().judgements) {
            let told = judgement.effect == ActEffect::Effective || !judgement.findings.is_empty();
            assert!(told || judgement.effect == ActEffect::Rectified, "{titles:?}: {:?} {judgement:?}", act.body);
        }
    }
}

#[test]
fn every_number_and_identity_is_its_own() {
    let agreements = agreements(&register());
    let numbers: BTreeSet<_> = agreements.iter().map(|agreement| agreement.number().as_str().to_owned()).collect();
    assert_eq!(numbers.len(), agreements.len());
    assert!(agreements.iter().all(|agreement| agreement.due(last_day().date_naive()).is_empty()));
}
