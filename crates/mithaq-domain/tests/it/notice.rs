//! Notices of end (VCLT 54, 56, 67, 68, 78).

use mithaq_domain::act::{ActBody, ActDetails, ActEffect, ActKind, NoticeOfEnd, NoticePurpose as N};
use mithaq_domain::agreement::{Stance, StatusFlag, StatusName as S};
use mithaq_domain::day::{Anchor, LegalDay, PartialDate, Period};
use mithaq_domain::law::{FindingCode as F, Weight};
use mithaq_domain::terms::{Bindingness, DurationRule, Term, TerminationRule, Terms};

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

fn tacit(initial: Period, renewal: Period, maximum_renewals: Option<u32>, notice: Period) -> Terms {
    let duration = DurationRule::FixedThenTacit { initial, renewal, maximum_renewals, non_renewal_notice: notice };
    Terms { duration: Some(duration), ..terms() }
}

#[test]
fn notice_as_long_as_the_term_is_given_in_the_term_before() {
    // Five years, then year by year unless notice twelve months before: terms end on 30 June 2006, 2007, ...
    for (received, ends) in [
        ("2005-06-30", "2006-06-30"),
        ("2005-07-01", "2007-06-30"),
        ("2006-06-30", "2007-06-30"),
        ("2006-07-01", "2008-06-30"),
        ("2010-06-30", "2011-06-30"),
    ] {
        let yearly = tacit(Period::years(5), Period::years(1), None, Period::months(12));
        let mut book = Book::ratified(yearly, "2001-01-01", "2001-07-01");
        book.done(notice(counterpart(), N::NonRenewal, received));
        assert_eq!(book.ends_on(), Some(day(ends)), "{received}");
    }
}

#[test]
fn a_notice_of_non_renewal_may_be_for_a_later_term_that_it_states() {
    let mut book = Book::ratified(terms(), "2001-01-01", "2001-07-01");
    let given = NoticeOfEnd {
        purpose: N::NonRenewal,
        stated_last_day: Some(day("2016-06-30").into()),
        implied_right: None,
        clauses: Vec::new(),
        part_allowed_by: None,
    };
    let body =
        ActBody { details: ActDetails::NoticeGiven(given), ..notice(counterpart(), N::NonRenewal, "2010-03-01") };
    book.done(body);
    assert_eq!(book.ends_on(), Some(day("2016-06-30")));
}

#[test]
fn after_the_last_term_there_is_no_renewal_to_stop() {
    let last = tacit(Period::years(5), Period::years(5), Some(0), Period::months(6));
    let mut book = Book::ratified(last, "2001-01-01", "2001-07-01");
    assert_eq!(book.intend(notice(home(), N::NonRenewal, "2006-06-01")).unwrap_err(), [F::NotProvidedFor]);
}

#[test]
fn a_notice_of_which_it_is_not_known_whether_it_was_late_leaves_the_time_after_unknown() {
    // To be received by 30 December 2010.
    let mut body = notice(counterpart(), N::NonRenewal, "2010-12-30");
    body.received_on = Some("2010-12".parse::<PartialDate>().unwrap().into());
    let mut book = Book::ratified(terms(), "2001-01-01", "2001-07-01");
    book.agreement = book.agreement.append(vec![body]).unwrap().record(book.moment(), "import").unwrap().0;
    assert_eq!(book.status("2011-06-30"), S::InForce);
    assert_eq!(book.status("2011-07-01"), S::Unknown);
    assert!(book.flags("2011-01-01").contains(&StatusFlag::DayArguable));
}

#[test]
fn what_does_not_bind_is_left_by_its_own_terms_and_no_article_is_cited() {
    use Bindingness::{NonBinding, Undetermined};
    let silent = Some(TerminationRule::Silent);
    let three_months = Some(TerminationRule::Notice { period: Period::months(3), counts_from: Anchor::Receipt });
    // Received on 15 January 2010.
    for (bindingness, termination, stated, told, ends) in [
        (NonBinding, &silent, Some("2010-03-31"), None, Some("2010-03-31")),
        (NonBinding, &silent, None, None, Some("2010-01-15")),
        (Undetermined, &silent, Some("2010-03-31"), Some((F::NoRightToLeave, Weight::Warns)), Some("2010-03-31")),
        (
            NonBinding,
            &three_months,
            Some("2010-01-31"),
            Some((F::NoticeTooShort, Weight::RefusesIntent)),
            Some("2010-04-15"),
        ),
        (
            Undetermined,
            &three_months,
            Some("2010-01-31"),
            Some((F::NoticeTooShort, Weight::RefusesIntent)),
            Some("2010-04-15"),
        ),
        (Undetermined, &Some(TerminationRule::ConsentOnly), None, Some((F::NoRightToLeave, Weight::Bars)), None),
    ] {
        let duration = Some(DurationRule::Indefinite);
        let terms = Terms { bindingness, termination: termination.clone(), duration, ..terms() };
        let mut book = Book::ratified(terms, "2001-01-01", "2001-07-01");
        let given = NoticeOfEnd {
            purpose: N::Denunciation,
            stated_last_day: stated.map(|text| LegalDay::from(day(text))),
            implied_right: None,
            clauses: Vec::new(),
            part_allowed_by: None,
        };
        let body =
            ActBody { details: ActDetails::NoticeGiven(given), ..notice(counterpart(), N::Denunciation, "2010-01-15") };
        book.done(body);
        let judged = book.agreement.judgement(book.last(ActKind::NoticeGiven)).unwrap();
        let found = judged.findings.first().map(|finding| (finding.code, finding.weight));
        assert_eq!(found, told, "{bindingness} {termination:?}");
        assert_eq!(book.ends_on(), ends.map(day), "{bindingness} {termination:?}");
        let cites = judged.findings.iter().any(|finding| finding.provision.is_some());
        assert_eq!(cites, told.is_some() && bindingness == Undetermined, "{bindingness} {termination:?}");
    }
}

#[test]
fn a_late_notice_is_late_by_the_own_terms_of_what_does_not_bind() {
    for bindingness in [Bindingness::NonBinding, Bindingness::Undetermined] {
        let mut book = Book::ratified(Terms { bindingness, ..terms() }, "2001-01-01", "2001-07-01");
        assert_eq!(book.intend(notice(home(), N::NonRenewal, "2010-12-31")).unwrap_err(), [F::NoticeLate]);
        book.done(notice(counterpart(), N::NonRenewal, "2010-12-31"));
        assert_eq!(book.effect(ActKind::NoticeGiven), ActEffect::Ineffective, "{bindingness}");
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
    let tacit = terms().duration;
    let until_event = Some(DurationRule::UntilEvent { event: "the mission ends".to_owned() });
    let implied = |stated: Option<&str>| NoticeOfEnd {
        purpose: N::Denunciation,
        stated_last_day: stated.map(|text| LegalDay::from(day(text))),
        implied_right: Some("An alliance, terminable by its nature".to_owned()),
        clauses: Vec::new(),
        part_allowed_by: None,
    };
    let silent_notice = NoticeOfEnd { implied_right: None, ..implied(None) };
    for (termination, duration, given, finding, ends) in [
        (TerminationRule::ConsentOnly, &indefinite, implied(None), Some(F::NoRightToLeave), None),
        (TerminationRule::Silent, &indefinite, silent_notice.clone(), Some(F::NoRightToLeave), None),
        (TerminationRule::Silent, &fixed, implied(None), Some(F::NoRightToLeave), Some("2031-06-30")),
        (TerminationRule::Silent, &tacit, implied(None), Some(F::NoRightToLeave), None),
        (TerminationRule::Silent, &until_event, implied(None), Some(F::NoRightToLeave), None),
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
        if let (None, Some(ends)) = (finding, ends) {
            let ended = book.agreement.on(day(ends).succ_opt().unwrap());
            assert_eq!(ended.reasons[0].provision.unwrap().to_string(), "VCLT 56(2)");
        }
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
