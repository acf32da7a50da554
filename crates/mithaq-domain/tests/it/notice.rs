//! Notices of end (VCLT 54, 56, 67, 68, 78).

use mithaq_domain::act::{ActBody, ActDetails, ActEffect, ActKind, NoticeOfEnd, NoticePurpose as N};
use mithaq_domain::agreement::{Stance, StatusFlag, StatusName as S};
use mithaq_domain::day::{Anchor, LegalDay, Period};
use mithaq_domain::law::FindingCode as F;
use mithaq_domain::terms::{DurationRule, Term, TerminationRule, Terms};

use crate::book::*;

#[test]
fn a_notice_of_non_renewal_counts_where_it_is_received_in_time() {
    // In force on 1 July 2001: terms end on 30 June 2011, 2016, 2021, ...
    for (received, ends) in [
        ("2010-12-29", Some("2011-06-30")),
        ("2010-12-30", Some("2011-06-30")),
        ("2010-12-31", None),
        ("2011-06-30", None),
        ("2011-07-01", Some("2016-06-30")),
        ("2015-12-30", Some("2016-06-30")),
        ("2015-12-31", None),
    ] {
        let mut book = Book::ratified(terms(), "2001-01-01", "2001-07-01");
        book.done(notice(counterpart(), N::NonRenewal, received));
        assert_eq!(book.ends_on(), ends.map(day), "{received}");
        let expected = if ends.is_some() { ActEffect::Effective } else { ActEffect::Ineffective };
        assert_eq!(book.effect(ActKind::NoticeGiven), expected, "{received}");
        assert_eq!(
            book.flags("2011-07-02").contains(&StatusFlag::DayArguable),
            ends.is_none() && received < "2011-07-02"
        );
    }
}

#[test]
fn a_denunciation_runs_from_receipt_dispatch_or_date() {
    // Sent on 12 January, received on 15 January 2010.
    for (counts_from, ends) in [(Anchor::Receipt, "2010-07-15"), (Anchor::Dispatch, "2010-07-12")] {
        let termination = Some(TerminationRule::Notice { period: Period::months(6), counts_from });
        let mut book = Book::ratified(Terms { termination, ..terms() }, "2001-01-01", "2001-07-01");
        book.done(notice(counterpart(), N::Denunciation, "2010-01-15"));
        assert_eq!(book.ends_on(), Some(day(ends)));
        assert_eq!(book.status(ends), S::InForce);
        assert_eq!(book.agreement.on(day(ends).succ_opt().unwrap()).status, S::Denounced);
        assert!(book.flags(ends).contains(&StatusFlag::NoticeRunning));
        assert!(!book.flags("2010-07-17").contains(&StatusFlag::NoticeRunning));
    }
}

#[test]
fn leaving_where_the_text_gives_no_right() {
    let fixed = Some(DurationRule::Fixed { term: Term::For(Period::years(30)) });
    let indefinite = Some(DurationRule::Indefinite);
    let implied = |stated: Option<&str>| NoticeOfEnd {
        purpose: N::Denunciation,
        stated_last_day: stated.map(|text| LegalDay::from(day(text))),
        implied_right: Some("An alliance, terminable by its nature".to_owned()),
    };
    let silent_notice = NoticeOfEnd { implied_right: None, ..implied(None) };
    for (termination, duration, given, finding, ends) in [
        (TerminationRule::ConsentOnly, &indefinite, implied(None), Some(F::NoRightToLeave), None),
        (TerminationRule::Silent, &indefinite, silent_notice.clone(), Some(F::NoRightToLeave), None),
        (TerminationRule::Silent, &fixed, implied(None), Some(F::NoRightToLeave), Some("2031-06-30")),
        (TerminationRule::Silent, &indefinite, implied(None), None, Some("2011-01-15")),
        (TerminationRule::Silent, &indefinite, implied(Some("2012-12-31")), None, Some("2012-12-31")),
        (
            TerminationRule::Silent,
            &indefinite,
            implied(Some("2010-06-30")),
            Some(F::NoticeTooShort),
            Some("2011-01-15"),
        ),
    ] {
        let terms = Terms { termination: Some(termination.clone()), duration: duration.clone(), ..terms() };
        let mut book = Book::ratified(terms, "2001-01-01", "2001-07-01");
        let body = |by| ActBody {
            received_on: Some(day("2010-01-15").into()),
            ..reported(ActDetails::NoticeGiven(given.clone())).by(by)
        };
        let ours = book.agreement.decide(body(home()), Stance::Intended, today());
        assert_eq!(ours.err().map(|refused| refused.0[0].code), finding, "{termination:?} {given:?}");
        book.done(body(counterpart()));
        assert_eq!(book.ends_on(), ends.map(day), "{termination:?} {given:?}");
    }
}

#[test]
fn a_notice_can_be_taken_back_until_it_takes_effect() {
    for (on, ends, effect) in
        [("2010-07-15", None, ActEffect::Effective), ("2010-07-16", Some("2010-07-15"), ActEffect::Ineffective)]
    {
        let mut book = Book::ratified(terms(), "2001-01-01", "2001-07-01");
        book.done(notice(counterpart(), N::Denunciation, "2010-01-15"));
        let notice = book.last(ActKind::NoticeGiven);
        book.done(reported(ActDetails::NoticeRevoked { notice }).by(counterpart()).done_on(day(on)));
        assert_eq!(book.effect(ActKind::NoticeRevoked), effect, "{on}");
        assert_eq!(book.ends_on(), ends.map(day), "{on}");
    }
}

#[test]
fn a_notice_that_was_only_sent_has_no_effect_until_its_receipt_is_recorded() {
    let sent = |by| ActBody {
        received_on: None,
        sent_on: Some(day("2010-12-28").into()),
        ..notice(by, N::NonRenewal, "2010-12-28")
    };
    let mut book = Book::ratified(terms(), "2001-01-01", "2001-07-01");
    assert_eq!(book.intend(sent(home())).unwrap_err(), [F::CountedDayNotRecorded]);
    assert_eq!(codes(&book.done(sent(counterpart()))), [F::CountedDayNotRecorded]);
    assert_eq!(book.effect(ActKind::NoticeGiven), ActEffect::Ineffective);
    assert_eq!(book.ends_on(), None);
    let known = book.last(ActKind::NoticeGiven);
    book.done(notice(counterpart(), N::NonRenewal, "2010-12-30").correcting(known));
    assert_eq!(book.ends_on(), Some(day("2011-06-30")));
}

#[test]
fn a_notice_has_its_place_on_the_day_of_receipt_and_is_taken_back_after_it() {
    let mut book = Book::ratified(terms(), "2001-01-01", "2001-07-01");
    book.done(notice(counterpart(), N::Denunciation, "2010-01-15").effective_on(day("2010-07-16")));
    let notice = book.last(ActKind::NoticeGiven);
    book.done(reported(ActDetails::NoticeRevoked { notice }).by(counterpart()).done_on(day("2010-03-01")));
    assert_eq!(book.status("2011-01-01"), S::InForce);
}

#[test]
fn there_is_nothing_to_leave_before_force() {
    let mut book = Book::open(terms());
    assert_eq!(book.intend(notice(home(), N::Denunciation, "2010-01-15")).unwrap_err(), [F::StatusForbids]);
}
