//! A calendar written ahead says what is asked for day by day.

use mithaq_domain::act::{ActDetails, ActKind, EndGround};
use mithaq_domain::agreement::{Agreement, CalendarEntry, Deadline, DeadlineKind as K};
use serde_json::json;

use crate::book::*;

fn between(calendar: &[CalendarEntry], from: &str, to: &str) -> Vec<Deadline> {
    let told = calendar.iter().filter(|entry| entry.stays_open || entry.deadline.on.latest >= day(from));
    let mut told: Vec<Deadline> =
        told.map(|entry| entry.deadline.clone()).filter(|deadline| deadline.on.earliest <= day(to)).collect();
    told.sort_by_key(|deadline| (deadline.on, deadline.kind));
    told
}

fn days(agreement: &Agreement, kind: K, until: &str) -> Vec<String> {
    let entries = agreement.calendar(day(until)).into_iter().map(|entry| entry.deadline);
    entries.filter(|deadline| deadline.kind == kind).map(|deadline| deadline.on.latest.to_string()).collect()
}

fn details(value: serde_json::Value) -> ActDetails {
    serde_json::from_value(value).unwrap()
}

fn yearly_report() -> Book {
    let mut book = Book::ratified(terms(), "2001-01-01", "2001-07-01");
    let recurrence = json!({ "rule": "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31", "starts": "2024-01-01" });
    let added = json!({ "kind": "OBLIGATION_ADDED", "debtor": "HOME", "obligation": "REPORT", "what": "A yearly report",
        "due": { "rule": "RECURRING", "recurrence": recurrence } });
    book.done(reported(details(added)).done_on(day("2024-01-01")));
    book
}

#[test]
fn how_an_obligation_stands_over_time_is_how_it_stands_on_each_day() {
    let mut book = yearly_report();
    let obligation = book.last(ActKind::ObligationAdded);
    let fulfilled = json!({ "kind": "OBLIGATION_FULFILLED", "obligation": obligation });
    book.done(reported(details(fulfilled)).done_on(day("2025-02-05")));
    let suspended = json!({ "kind": "SUSPENDED", "ground": "CONSENT_OF_BOTH" });
    book.done(reported(details(suspended)).effective_on(day("2025-06-01")));
    book.done(reported(ActDetails::Resumed).effective_on(day("2025-08-01")));
    book.done(
        reported(ActDetails::Terminated { ground: EndGround::ConsentOfBoth, clauses: Vec::new() })
            .effective_on(day("2026-03-01")),
    );
    let course = book.agreement.obligation_courses();
    assert!(course.len() > 6, "{course:?}");
    for days in 0..2_000 {
        let on = day("2023-01-01") + chrono::Days::new(days);
        let told: Vec<_> =
            course.iter().filter(|period| period.from <= on && period.to.is_none_or(|to| on < to)).collect();
        assert_eq!(told.len(), 1, "{on}: {course:?}");
        assert_eq!(Some(&told[0].standing), book.agreement.obligation(obligation, on).as_ref(), "{on}");
    }
}

#[test]
fn it_says_what_is_asked_for_day_by_day() {
    let book = yearly_report();
    let calendar = book.agreement.calendar(day("2040-12-31"));
    for (from, to) in [("2026-07-01", "2027-07-01"), ("2026-01-01", "2040-12-31"), ("2031-01-01", "2031-01-01")] {
        assert_eq!(between(&calendar, from, to), book.agreement.deadlines(day(from), day(to)), "{from} to {to}");
    }
}

#[test]
fn a_series_without_end_is_written_one_entry_beyond_its_horizon() {
    let book = yearly_report();
    assert_eq!(
        days(&book.agreement, K::ObligationDue, "2026-06-01"),
        ["2024-12-31", "2025-12-31", "2026-12-31"],
        "and the last of them lies beyond"
    );
    assert_eq!(days(&book.agreement, K::NonRenewalNoticeBy, "2016-01-01"), ["2010-12-30", "2015-12-30", "2020-12-30"]);
    let on: Vec<K> = book
        .agreement
        .calendar(day("2026-06-01"))
        .into_iter()
        .filter(|entry| entry.goes_on)
        .map(|entry| entry.deadline.kind)
        .collect();
    assert_eq!(on, [K::NonRenewalNoticeBy, K::ObligationDue]);
}

#[test]
fn what_is_fulfilled_waived_or_past_the_end_is_no_deadline() {
    let mut book = yearly_report();
    let obligation = book.last(ActKind::ObligationAdded);
    let fulfilled =
        json!({ "kind": "OBLIGATION_FULFILLED", "obligation": obligation, "dueOn": { "value": "2025-12-31" } });
    book.done(reported(details(fulfilled)).done_on(day("2026-01-05")));
    assert_eq!(days(&book.agreement, K::ObligationDue, "2026-06-01"), ["2024-12-31", "2026-12-31"]);
    let waived = json!({ "kind": "OBLIGATION_WAIVED", "obligation": obligation });
    book.done(reported(details(waived)).by(counterpart()).done_on(day("2026-02-01")));
    assert_eq!(days(&book.agreement, K::ObligationDue, "2026-06-01"), Vec::<String>::new());

    let mut book = Book::ratified(terms(), "2001-01-01", "2001-07-01");
    let review = json!({ "kind": "REVIEW_SCHEDULED", "due": { "rule": "ONCE", "on": { "value": "2030-01-01" } } });
    book.done(reported(details(review)).done_on(day("2024-01-01")));
    assert_eq!(days(&book.agreement, K::ReviewDue, "2026-06-01"), ["2030-01-01"]);
    book.done(
        reported(ActDetails::Terminated { ground: EndGround::ConsentOfBoth, clauses: Vec::new() })
            .effective_on(day("2025-01-01")),
    );
    assert_eq!(days(&book.agreement, K::ReviewDue, "2026-06-01"), Vec::<String>::new());
}

#[test]
fn days_of_tacit_terms_carry_the_other_reading() {
    let book = Book::ratified(terms(), "2001-01-01", "2001-07-01");
    let deadline = |book: &Book, kind, on: &str| {
        let all = book.agreement.deadlines(day(on), day(on));
        let found = all.into_iter().find(|deadline| deadline.kind == kind).unwrap();
        found.other.and_then(|reading| reading.on)
    };
    // Six months before 30 June is 30 December; six months from 31 December have run by 30 June too.
    assert_eq!(deadline(&book, K::NonRenewalNoticeBy, "2010-12-30"), Some(day("2010-12-31")));
    assert_eq!(deadline(&book, K::TacitRenewal, "2011-07-01"), None);
    let leap = Book::ratified(terms(), "2000-01-01", "2000-02-29");
    assert_eq!(deadline(&leap, K::TacitRenewal, "2010-02-28"), Some(day("2010-03-01")));
}
