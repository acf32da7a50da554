//! Clauses that end, or are void, apart from the rest.

use mithaq_domain::act::{
    ActDetails, ActEffect, ActKind, Amendment, ClauseChange, ClauseChangeKind, Debtor, DueRule, EndGround, NoticeOfEnd,
    NoticePurpose, Obligation, ObligationKind, Outliving, SuspensionGround,
};
use mithaq_domain::agreement::{DeadlineKind, ErasureRefused, ObligationState as O, StatusFlag};
use mithaq_domain::day::Period;
use mithaq_domain::law::{FindingCode as F, Touched};
use mithaq_domain::terms::{ConsentMeans, DurationRule, Terms};

use crate::book::*;

/// In force since 1 March 2000 without end, with a duty under clause 9 that outlives it for two years.
fn in_force() -> Book {
    let mut book =
        Book::ratified(Terms { duration: Some(DurationRule::Indefinite), ..terms() }, "2000-01-10", "2000-03-01");
    let secrecy = Obligation {
        debtor: Debtor::Both,
        obligation: ObligationKind::Forbear,
        what: "Disclose nothing".to_owned(),
        subject: None,
        clause: Some("9".to_owned()),
        due: DueRule::Continuing,
        owner: None,
        outlives: Some(Outliving { period: Some(Period::years(2)) }),
        humanitarian: false,
    };
    book.done(reported(ActDetails::ObligationAdded(Box::new(secrecy))).done_on(day("2000-03-01")));
    book
}

fn clauses(numbers: &[&str]) -> Vec<String> {
    numbers.iter().map(|number| (*number).to_owned()).collect()
}

fn leave(book: &mut Book, numbers: &[&str], received: &str) {
    let mut body = notice(counterpart(), NoticePurpose::Denunciation, received);
    body.details = ActDetails::NoticeGiven(NoticeOfEnd {
        purpose: NoticePurpose::Denunciation,
        stated_last_day: None,
        implied_right: None,
        clauses: clauses(numbers),
        part_allowed_by: Some("Article 30".to_owned()),
    });
    assert_eq!(book.done(body), []);
}

fn end(book: &mut Book, ground: EndGround, numbers: &[&str], on: &str) -> Vec<F> {
    let details = ActDetails::Terminated { ground, clauses: clauses(numbers) };
    codes(&book.done(reported(details).effective_on(day(on))))
}

fn state(book: &Book, on: &str) -> O {
    book.agreement.obligations(day(on))[0].state.unwrap()
}

#[test]
fn a_notice_of_a_part_brings_about_nothing_once_the_whole_has_ended() {
    let mut book = in_force();
    leave(&mut book, &["9"], "2001-07-15");
    assert_eq!(end(&mut book, EndGround::ConsentOfBoth, &[], "2001-10-01"), []);
    assert_eq!((state(&book, "2003-09-30"), state(&book, "2003-10-01")), (O::Surviving, O::Released));
    let deadlines = book.agreement.deadlines(day("2001-10-01"), day("2003-01-01"));
    assert!(deadlines.iter().all(|deadline| deadline.kind != DeadlineKind::NoticeEnds), "{deadlines:?}");
    assert!(!book.flags("2001-10-01").contains(&StatusFlag::NoticeRunning));
    assert_eq!(book.agreement.touched("9", day("2002-06-01")), None);
}

#[test]
fn a_part_ends_by_the_text_or_by_the_notice_that_it_is_left() {
    let mut book = in_force();
    leave(&mut book, &["9"], "2001-07-15");
    assert_eq!(end(&mut book, EndGround::OwnTerms, &["9"], "2002-01-16"), [], "the notice has run");
    assert_eq!(end(&mut book, EndGround::OwnTerms, &["12"], "2005-01-01"), [F::ClausesMustBeSeparable]);
    assert_eq!(book.effect(ActKind::Terminated), ActEffect::Effective);
    assert_eq!(
        end(&mut book, EndGround::MaterialBreach, &["13"], "2005-01-01").last(),
        Some(&F::ClausesMustBeSeparable)
    );
    assert_eq!(book.agreement.touched("12(3)", day("2005-01-01")), Some(Touched::Ended));
    assert_eq!(book.agreement.touched("12", day("2004-12-31")), None);
    assert!(!book.flags("2002-02-01").contains(&StatusFlag::PartiesDispute));
}

#[test]
fn an_amendment_puts_a_clause_anew() {
    let mut book = in_force();
    end(&mut book, EndGround::ConsentOfBoth, &["9", "10"], "2001-01-01");
    assert_eq!(state(&book, "2002-12-31"), O::Surviving);
    let anew = ClauseChange {
        clause: "9".to_owned(),
        change: ClauseChangeKind::Added,
        text: Some("Nothing is disclosed.".to_owned()),
    };
    let amendment = Amendment { means: Some(ConsentMeans::Ratification), terms: None, clauses: vec![anew] };
    book.done(reported(ActDetails::Amended(Box::new(amendment))).done_on(day("2002-06-01")));
    assert_eq!((state(&book, "2002-05-31"), state(&book, "2002-06-01")), (O::Surviving, O::Active));
    assert_eq!(book.agreement.touched("9", day("2002-06-01")), None);
    assert_eq!(book.agreement.touched("10", day("2002-06-01")), Some(Touched::Ended));
}

#[test]
fn what_ends_is_suspended_no_longer() {
    let mut book = in_force();
    let details = ActDetails::Suspended { ground: SuspensionGround::ConsentOfBoth, clauses: clauses(&["9"]) };
    book.done(reported(details).effective_on(day("2001-01-01")));
    assert!(book.flags("2001-06-01").contains(&StatusFlag::PartlySuspended));
    end(&mut book, EndGround::ConsentOfBoth, &["9"], "2002-01-01");
    assert!(!book.flags("2002-01-01").contains(&StatusFlag::PartlySuspended));
    assert_eq!(book.agreement.touched("9", day("2002-01-01")), Some(Touched::Ended));
}

#[test]
fn an_erasure_leaves_which_clauses_have_ended() {
    let mut book = in_force();
    end(&mut book, EndGround::ConsentOfBoth, &["9"], "2001-01-01");
    let act = book.last(ActKind::Terminated);
    let refused = book.agreement.erase(act, "An order".to_owned()).unwrap_err();
    assert_eq!(refused, ErasureRefused::NoWords(act), "which clauses is not a word that can go");
}
