//! Days that come by themselves, and what the clock announces of them.

use mithaq_domain::act::{ActEffect, ActKind, NoticePurpose};
use mithaq_domain::agreement::StatusName as S;
use mithaq_domain::day::Period;
use mithaq_domain::terms::{DurationRule, Term, Terms};

use crate::book::*;

fn fixed() -> Terms {
    Terms { duration: Some(DurationRule::Fixed { term: Term::For(Period::years(2)) }), ..terms() }
}

#[test]
fn the_status_does_not_wait_for_the_clock_and_the_clock_changes_no_status() {
    let book = Book::ratified(fixed(), "2019-01-01", "2020-01-01");
    let agreement = &book.agreement;
    assert_eq!(agreement.next_due(), Some(day("2020-01-01")));
    assert_eq!(agreement.due(day("2019-12-31")).len(), 0);
    assert_eq!(agreement.due(day("2020-01-01")).len(), 1);
    let (announced, acts) = agreement.announce(day("2023-01-01")).unwrap().record(book.moment(), "clock").unwrap();
    let kinds: Vec<ActKind> = acts.iter().map(|act| act.body.kind()).collect();
    assert_eq!(kinds, [ActKind::EnteredIntoForce, ActKind::Expired]);
    assert!(announced.standing().effects().all(|effect| effect == ActEffect::Effective));
    for on in ["2019-06-01", "2020-01-01", "2021-12-31", "2022-01-01"] {
        assert_eq!(announced.on(day(on)).status, agreement.on(day(on)).status, "{on}");
    }
}

#[test]
fn the_clock_announces_each_day_once() {
    let book = Book::ratified(fixed(), "2019-01-01", "2020-01-01");
    let (announced, _) = book.agreement.announce(day("2023-01-01")).unwrap().record(book.moment(), "clock").unwrap();
    assert!(announced.announce(day("2030-01-01")).is_none());
    assert_eq!(announced.next_due(), None);
}

#[test]
fn announced_late_or_in_time_it_is_the_same() {
    let book = Book::ratified(fixed(), "2019-01-01", "2020-01-01");
    let at_once = book.agreement.announce(day("2023-01-01")).unwrap().record(book.moment(), "clock").unwrap().0;
    let (first, _) = book.agreement.announce(day("2020-01-01")).unwrap().record(book.moment(), "clock").unwrap();
    let step_by_step = first.announce(day("2022-01-01")).unwrap().record(book.moment(), "clock").unwrap().0;
    assert_eq!(at_once, step_by_step);
}

#[test]
fn a_notice_that_runs_out_is_announced_as_denounced() {
    let mut book = Book::ratified(terms(), "2019-01-01", "2020-01-01");
    book.done(notice(counterpart(), NoticePurpose::Denunciation, "2021-01-15"));
    let (agreement, acts) = book.agreement.announce(day("2026-01-01")).unwrap().record(book.moment(), "clock").unwrap();
    assert_eq!(acts.last().unwrap().body.kind(), ActKind::Denounced);
    assert_eq!(agreement.on(day("2021-07-16")).status, S::Denounced);
}

#[test]
fn tacit_renewals_are_announced_once_and_end_with_a_notice_in_time() {
    let mut book = Book::ratified(terms(), "2001-01-01", "2001-07-01");
    assert_eq!(book.agreement.due(day("2010-12-31")).len(), 1);
    let (announced, acts) = book.agreement.announce(day("2017-01-01")).unwrap().record(book.moment(), "clock").unwrap();
    let days: Vec<String> =
        acts.iter().map(|act| format!("{} {}", act.body.kind(), act.body.effective().unwrap().earliest)).collect();
    assert_eq!(days, ["ENTERED_INTO_FORCE 2001-07-01", "RENEWED 2011-07-01", "RENEWED 2016-07-01"]);
    assert!(announced.standing().effects().all(|effect| effect == ActEffect::Effective));
    assert!(announced.announce(day("2017-01-01")).is_none());
    assert_eq!(announced.next_due(), Some(day("2021-07-01")));

    // A notice that was received in time, and is learned of late, takes the ground from what was announced.
    book.agreement = announced;
    book.done(notice(counterpart(), NoticePurpose::NonRenewal, "2015-12-01"));
    assert_eq!(book.effect(ActKind::Renewed), ActEffect::Ineffective);
    assert_eq!(book.ends_on(), Some(day("2016-06-30")));
    assert_eq!(book.agreement.due(day("2026-01-01")).len(), 1);
}
