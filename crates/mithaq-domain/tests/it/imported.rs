//! What other registers say, and what they leave out.

use mithaq_domain::act::{
    ActBody, ActDetails, ActEffect, ActKind, Consent, DomesticStep, DomesticStepKind, EndGround, EntryRectified,
    FullPowers, Import, MissingFact, Office, SuspensionGround,
};
use mithaq_domain::agreement::StatusName as S;
use mithaq_domain::label::Label;
use mithaq_domain::law::{FindingCode, Provision};
use mithaq_domain::party::PartyRole as P;
use mithaq_domain::terms::{Bindingness, ConsentMeans, Terms};

use crate::book::*;

fn import(missing: Vec<MissingFact>) -> ActBody {
    import_by(None, missing)
}

fn import_by(consent: Option<ConsentMeans>, missing: Vec<MissingFact>) -> ActBody {
    let terms = Terms {
        bindingness: Bindingness::Binding,
        consent,
        entry_into_force: None,
        duration: None,
        termination: None,
        ..terms()
    };
    imported(ActDetails::Imported(Box::new(Import {
        register: "test".to_owned(),
        key: "1".to_owned(),
        parties: parties(),
        terms,
        label: Label::unclassified(),
        asserted_status: None,
        missing,
        references: Vec::new(),
        doubts: Vec::new(),
    })))
}

fn signed(on: &str) -> Vec<ActBody> {
    let signature = || imported(ActDetails::Signed(signature(Office::Unknown, FullPowers::Unknown)));
    let on: mithaq_domain::day::PartialDate = on.parse().unwrap();
    vec![signature().by(home()).done_on(on), signature().by(counterpart()).done_on(on)]
}

fn force(on: &str) -> ActBody {
    let on: mithaq_domain::day::PartialDate = on.parse().unwrap();
    imported(ActDetails::EnteredIntoForce { applies_from: None }).effective_on(on)
}

fn taken_over(missing: Vec<MissingFact>, acts: impl IntoIterator<Item = ActBody>) -> Book {
    Book::import(std::iter::once(import(missing)).chain(acts).collect())
}

#[test]
fn signed_and_in_force_by_the_days_given() {
    let book = taken_over(vec![], signed("1938-11-04").into_iter().chain([force("1938-12-30")]));
    assert_eq!(book.status("1938-11-03"), S::None);
    assert_eq!(book.status("1938-11-04"), S::Signed);
    assert_eq!(book.status("1938-12-30"), S::InForce);
    let missing = &book.agreement.on(day("1950-01-01")).missing;
    assert!(missing.contains(&MissingFact::DurationRule), "{missing:?}");
}

#[test]
fn without_a_day_of_force_it_is_unknown_and_says_so() {
    let book = taken_over(vec![], signed("1902-05-31"));
    let period = book.agreement.on(day("1910-01-01"));
    assert_eq!(period.status, S::Unknown);
    assert_eq!(period.missing, [MissingFact::EntryIntoForceDay]);
}

#[test]
fn without_any_day_it_is_unknown_throughout() {
    let book = taken_over(vec![], []);
    assert_eq!(book.status("1500-01-01"), S::Unknown);
    assert!(book.agreement.on(day("1500-01-01")).missing.contains(&MissingFact::SignatureDay));
}

#[test]
fn a_partial_date_is_unknown_inside_and_never_rounded() {
    let book = taken_over(vec![], signed("1999-05-03").into_iter().chain([force("1999-06")]));
    for (on, status) in
        [("1999-05-31", S::Signed), ("1999-06-01", S::Unknown), ("1999-06-29", S::Unknown), ("1999-06-30", S::InForce)]
    {
        assert_eq!(book.status(on), status, "{on}");
    }
    assert_eq!(book.agreement.on(day("1999-06-15")).missing, [MissingFact::EntryIntoForceDay]);
}

#[test]
fn in_force_before_signature_is_told_and_not_forbidden() {
    let book = taken_over(vec![], signed("1960-05-01").into_iter().chain([force("1960-01-01")]));
    assert_eq!(book.status("1960-01-01"), S::InForce);
    assert_eq!(book.effect(ActKind::EnteredIntoForce), ActEffect::Effective);
    let finding = &book.agreement.judgement(book.last(ActKind::EnteredIntoForce)).unwrap().findings[0];
    assert_eq!(finding.provision.unwrap().to_string(), "VCLT 28");
}

#[test]
fn ended_before_it_began_is_contested() {
    let end = imported(ActDetails::Terminated { ground: EndGround::Unknown, clauses: Vec::new() })
        .effective_on(day("1950-01-01"));
    let book = taken_over(vec![], signed("1960-05-01").into_iter().chain([force("1960-06-01"), end]));
    assert_eq!(book.effect(ActKind::Terminated), ActEffect::Contested);
    assert_eq!(book.status("1970-01-01"), S::InForce);
}

#[test]
fn days_known_only_roughly_leave_exact_ones_exact() {
    let ended = |on: &str| {
        let on: mithaq_domain::day::PartialDate = on.parse().unwrap();
        imported(ActDetails::Terminated { ground: EndGround::Unknown, clauses: Vec::new() }).effective_on(on)
    };
    let paused = |details, on: &str| {
        let on: mithaq_domain::day::PartialDate = on.parse().unwrap();
        imported(details).effective_on(on)
    };
    let suspended =
        || paused(ActDetails::Suspended { ground: SuspensionGround::Unknown, clauses: Vec::new() }, "1960-06-01");
    let abandoned = paused(ActDetails::Abandoned { reason: None }, "1955-01-01");
    for (acts, statuses) in [
        (
            [signed("1960-02-01"), vec![force("1960-05-01"), ended("1960")]].concat(),
            vec![("1960-04-30", S::Signed), ("1960-08-01", S::Unknown), ("1961-01-01", S::Terminated)],
        ),
        (
            [signed("1960-02-01"), vec![force("1960"), ended("1960-09-01")]].concat(),
            vec![("1960-02-15", S::Unknown), ("1960-08-31", S::Unknown), ("1960-09-01", S::Terminated)],
        ),
        (
            [signed("1960-05"), vec![force("1960-05-03")]].concat(),
            vec![("1960-05-02", S::Unknown), ("1960-05-10", S::InForce), ("1960-06-10", S::InForce)],
        ),
        (
            [signed("1960-02-01"), vec![force("1960-05-01"), suspended(), paused(ActDetails::Resumed, "1960")]]
                .concat(),
            vec![("1960-05-31", S::InForce), ("1960-08-01", S::Unknown), ("1961-01-01", S::InForce)],
        ),
        (vec![ended("1950-01-01")], vec![("1949-12-31", S::Unknown), ("1950-01-01", S::Terminated)]),
        (
            [signed("1950-01-01"), vec![abandoned]].concat(),
            vec![("1954-12-31", S::Unknown), ("1960-01-01", S::Abandoned)],
        ),
    ] {
        let book = taken_over(vec![], acts);
        for (on, status) in statuses {
            assert_eq!(book.status(on), status, "{on} {book:?}");
        }
        assert!(book.agreement.standing().effects().all(|effect| effect == ActEffect::Effective), "{book:?}");
    }
}

#[test]
fn an_end_without_a_day_leaves_the_time_after_force_unknown() {
    let book = taken_over(vec![MissingFact::EndDay], signed("1960-05-01").into_iter().chain([force("1960-06-01")]));
    assert_eq!(book.status("1960-05-20"), S::Signed);
    assert_eq!(book.status("1961-01-01"), S::Unknown);
    assert_eq!(book.agreement.on(day("1961-01-01")).missing, [MissingFact::EndDay]);
}

#[test]
fn an_act_without_a_day_has_no_place_and_the_article_says_why_its_day_matters() {
    let ended = ActDetails::Terminated { ground: EndGround::ConsentOfBoth, clauses: Vec::new() };
    let suspended = ActDetails::Suspended { ground: SuspensionGround::ConsentOfBoth, clauses: Vec::new() };
    for (undated, kind, article) in [
        (imported(ended), ActKind::Terminated, "54"),
        (imported(suspended), ActKind::Suspended, "57"),
        (imported(ActDetails::EnteredIntoForce { applies_from: None }), ActKind::EnteredIntoForce, "24(1)"),
    ] {
        let book = taken_over(vec![], signed("1938-11-04").into_iter().chain([undated]));
        let judged = book.agreement.judgement(book.last(kind)).unwrap();
        assert_eq!(judged.effect, ActEffect::Ineffective, "{kind}");
        assert_eq!(codes(&judged.findings), [FindingCode::DayNotStated], "{kind}");
        assert_eq!(judged.findings[0].provision, Some(Provision::vclt(article)), "{kind}");
    }
}

#[test]
fn a_correction_takes_the_place_of_the_entry_and_is_known_from_then_on() {
    let mut book = taken_over(vec![], signed("1938-11-04").into_iter().chain([force("1938-12-30")]));
    let before = book.moment();
    let wrong = book.last(ActKind::EnteredIntoForce);
    let change = book.agreement.append(vec![force("1939-01-30").correcting(wrong)]).unwrap();
    book.agreement = change.record(before + chrono::TimeDelta::days(1), "import").unwrap().0;
    assert_eq!(book.agreement.judgement(wrong).unwrap().effect, ActEffect::Rectified);
    assert_eq!(book.status("1939-01-15"), S::Signed);
    assert_eq!(book.agreement.as_known_at(before).unwrap().on(day("1939-01-15")).status, S::InForce);
}

#[test]
fn an_entry_that_is_struck_out_counts_no_more() {
    let mut book = taken_over(vec![], signed("1938-11-04").into_iter().chain([force("1938-12-30")]));
    let struck_out = book.last(ActKind::EnteredIntoForce);
    book.done(reported(ActDetails::EntryRectified(EntryRectified { struck_out, reason: "Misread.".to_owned() })));
    assert_eq!(book.status("1940-01-01"), S::Unknown);
    assert_eq!(book.effect(ActKind::EnteredIntoForce), ActEffect::Rectified);
}

#[test]
fn a_consent_without_a_day_lies_between_signature_and_what_is_known_after_it() {
    let ratified = |basis: fn(ActDetails) -> ActBody, by| {
        basis(ActDetails::ConsentExpressed(Consent { means: ConsentMeans::Ratification })).by(by)
    };
    let on = |by: mithaq_domain::actor::ActorId, day: &str| {
        let day: mithaq_domain::day::PartialDate = day.parse().unwrap();
        ratified(imported, by).effective_on(day)
    };
    // The registry learns of all of it on 1 July 2026.
    for (acts, effect, pending) in [
        (
            [signed("2011-03-03"), vec![ratified(imported, home())]].concat(),
            ActEffect::Effective,
            vec![
                ("2011-03-03", vec![P::Home, P::Counterpart]),
                ("2026-06-30", vec![P::Home, P::Counterpart]),
                ("2026-07-01", vec![P::Counterpart]),
                ("2030-01-01", vec![P::Counterpart]),
            ],
        ),
        (
            [signed("2011"), vec![ratified(imported, counterpart())]].concat(),
            ActEffect::Effective,
            vec![("2011-12-31", vec![P::Home, P::Counterpart]), ("2026-07-01", vec![P::Home])],
        ),
        (
            [signed("2011-03-03"), vec![ratified(imported, home()), on(counterpart(), "2012-01-01")]].concat(),
            ActEffect::Effective,
            vec![("2012-01-01", vec![P::Home]), ("2026-07-01", vec![])],
        ),
        // In force, so that it had consented by then.
        (
            [signed("2011-03-03"), vec![ratified(imported, home()), force("2015-01-01")]].concat(),
            ActEffect::Effective,
            vec![("2014-12-31", vec![P::Home, P::Counterpart]), ("2015-01-01", vec![])],
        ),
        // Nobody has signed yet: there is nothing that it could have consented to.
        (vec![ratified(imported, home())], ActEffect::Ineffective, vec![("2026-07-01", vec![])]),
    ] {
        let acts = std::iter::once(import_by(Some(ConsentMeans::Ratification), vec![MissingFact::Consent])).chain(acts);
        let book = Book::import(acts.collect());
        assert_eq!(book.effect(ActKind::ConsentExpressed), effect, "{book:?}");
        for (on, roles) in pending {
            let found: Vec<P> = book.agreement.on(day(on)).pending_on.iter().copied().collect();
            assert_eq!(found, roles, "{on} {book:?}");
        }
    }
}

#[test]
fn a_domestic_step_without_a_day_counts_and_binds_nobody() {
    let step = DomesticStep { step: DomesticStepKind::ParliamentaryApproval, reference: None };
    let taken = imported(ActDetails::DomesticStepTaken(step)).by(home());
    let book = taken_over(vec![MissingFact::Consent], signed("2011-03-03").into_iter().chain([taken]));
    assert_eq!(book.effect(ActKind::DomesticStepTaken), ActEffect::Effective);
    assert_eq!(book.agreement.domestic_steps().count(), 1);
}
