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
