//! What would come of acts, and which may be done.

use mithaq_domain::act::{ActDetails, ActKind, EndGround, NoticePurpose, Renewal};
use mithaq_domain::agreement::StatusName as S;
use mithaq_domain::day::Period;
use mithaq_domain::law::FindingCode as F;
use mithaq_domain::terms::{DurationRule, Terms};
use serde_json::json;

use crate::book::*;

#[test]
fn acts_that_lie_ahead_are_tried_one_after_the_other() {
    let duration = Some(DurationRule::FixedThenExpress { initial: Period::years(30) });
    let book = Book::ratified(Terms { duration, ..terms() }, "2001-01-01", "2001-07-01");
    let renewed = reported(ActDetails::Renewed(Renewal { period: Some(Period::years(5)), until: None }))
        .done_on(day("2031-01-01"))
        .effective_on(day("2031-07-01"));
    let end = reported(ActDetails::Terminated { ground: EndGround::ConsentOfBoth, clauses: Vec::new() })
        .effective_on(day("2033-01-01"));
    let late = notice(home(), NoticePurpose::Denunciation, "2034-01-01");
    let simulation = book.agreement.simulate(&[renewed, end.clone(), late], today());
    let statuses: Vec<(S, S)> = simulation.steps.iter().map(|step| (step.before, step.after)).collect();
    assert_eq!(statuses, [(S::Expired, S::InForce), (S::InForce, S::Terminated), (S::Terminated, S::Terminated)]);
    assert_eq!(simulation.steps[2].findings[0].code, F::StatusForbids);
    assert!(simulation.is_refused());
    assert_eq!(simulation.after.standing().ends_on.unwrap().day(), Some(day("2032-12-31")));
    assert_eq!(book.status("2033-01-01"), S::Expired);

    // Without the renewal there is nothing left to terminate.
    let simulation = book.agreement.simulate(&[end], today());
    assert!(simulation.is_refused());
}

#[test]
fn what_may_be_done_follows_from_the_rules_that_judge_it() {
    use ActKind as K;
    let signed = {
        let mut book = Book::open(terms());
        book.done(sign(home(), "2020-01-10"));
        book
    };
    let in_force = Book::ratified(terms(), "2001-01-01", "2001-08-01");
    for (book, kind, allowed) in [
        (&signed, K::Signed, false),
        (&signed, K::ConsentExpressed, true),
        (&signed, K::NoticeGiven, false),
        (&signed, K::Abandoned, true),
        (&signed, K::EnteredIntoForce, false),
        (&signed, K::Registered, false),
        (&signed, K::ReservationAccepted, false),
        (&in_force, K::Signed, false),
        (&in_force, K::NoticeGiven, true),
        (&in_force, K::NoticeRevoked, false),
        (&in_force, K::Suspended, true),
        (&in_force, K::Resumed, false),
        (&in_force, K::Terminated, true),
        (&in_force, K::Amended, true),
        (&in_force, K::Renewed, false),
        (&in_force, K::BreachClaimed, true),
        (&in_force, K::Invalidated, true),
        (&in_force, K::EnteredIntoForce, false),
        (&in_force, K::Revived, false),
        (&in_force, K::Registered, true),
        (&in_force, K::ObligationWaived, false),
    ] {
        let available = book.agreement.available(home(), today());
        let found = available.iter().find(|available| available.kind == kind).unwrap();
        assert_eq!(found.forbidden.is_none(), allowed, "{kind}: {:?}", found.forbidden);
    }
}

#[test]
fn only_who_is_owed_may_waive_and_only_what_is_planned_can_be_cancelled() {
    let mut book = Book::ratified(terms(), "2000-01-10", "2001-07-01");
    let owed = json!({ "kind": "OBLIGATION_ADDED", "debtor": "HOME", "obligation": "REPORT", "what": "Losses",
        "due": { "rule": "CONTINUING" } });
    book.done(reported(serde_json::from_value(owed).unwrap()).done_on(day("2001-07-01")));
    let forbidden = |book: &Book, actor, kind| {
        let available = book.agreement.available(actor, today());
        available.into_iter().find(|available| available.kind == kind).unwrap().forbidden.is_some()
    };
    for kind in [ActKind::ObligationWaived, ActKind::ObligationBreachAlleged] {
        assert!(forbidden(&book, home(), kind), "{kind}: home owes it");
        assert!(!forbidden(&book, counterpart(), kind), "{kind}: it is owed to the counterpart");
    }
    let planned = json!({ "kind": "ACTIVITY_PLANNED", "activity": "JOINT_EXERCISE", "title": "Eager Lion",
        "from": { "value": "2026-09-01" } });
    book.done(reported(serde_json::from_value(planned).unwrap()).done_on(day("2026-01-01")));
    assert!(!forbidden(&book, home(), ActKind::ActivityCancelled));
    let cancelled = json!({ "kind": "ACTIVITY_CANCELLED", "planned": book.last(ActKind::ActivityPlanned) });
    book.done(reported(serde_json::from_value(cancelled).unwrap()).done_on(day("2026-02-01")));
    assert!(forbidden(&book, home(), ActKind::ActivityCancelled));
}
