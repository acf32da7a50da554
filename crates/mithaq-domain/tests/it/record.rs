//! What is recorded beside an agreement's course: activities, reviews, texts, relations, registration, steps.

use mithaq_domain::act::{ActDetails, ActKind};
use mithaq_domain::agreement::{ActivityState, DeadlineKind, RegistrationState};
use mithaq_domain::label::Classification;
use serde_json::{Value, json};

use crate::book::*;

fn details(value: Value) -> ActDetails {
    serde_json::from_value(value).unwrap()
}

fn in_force() -> Book {
    Book::ratified(terms(), "2001-01-01", "2001-07-01")
}

#[test]
fn an_activity_is_planned_and_then_held_or_cancelled() {
    let mut book = in_force();
    let planned = |title| {
        let activity = json!({ "kind": "ACTIVITY_PLANNED", "activity": "JOINT_EXERCISE", "title": title, "from": { "value": "2027-05-01" } });
        reported(details(activity)).done_on(day("2026-01-01"))
    };
    book.done(planned("Desert wind"));
    let first = book.last(ActKind::ActivityPlanned);
    book.done(planned("Sea breeze"));
    let second = book.last(ActKind::ActivityPlanned);
    let held = json!({ "title": "Desert wind", "activity": "JOINT_EXERCISE", "from": { "value": "2026-05-03" } });
    let report = json!({ "kind": "ACTIVITY_HELD", "planned": first, "activity": held, "lessons": ["Bring water."] });
    book.done(reported(details(report)).done_on(day("2026-05-03")));
    book.done(reported(details(json!({ "kind": "ACTIVITY_CANCELLED", "planned": second }))).done_on(day("2026-06-01")));
    let activities = book.agreement.activities();
    let states: Vec<ActivityState> = activities.iter().map(|activity| activity.state).collect();
    assert_eq!(states, [ActivityState::Held, ActivityState::Cancelled]);
    assert_eq!(activities[0].lessons, ["Bring water."]);
    assert_eq!(activities[0].activity.from.value.to_string(), "2026-05-03");
}

#[test]
fn a_periodic_review_falls_due_again_when_it_is_concluded() {
    let mut book = in_force();
    let rule =
        json!({ "rule": "PERIODIC", "recurrence": { "rule": "FREQ=YEARLY;INTERVAL=5", "starts": "2006-07-01" } });
    book.done(reported(details(json!({ "kind": "REVIEW_SCHEDULED", "due": rule }))).done_on(day("2001-07-01")));
    let scheduled = book.last(ActKind::ReviewScheduled);
    let due = |book: &Book| {
        let all = book.agreement.deadlines(day("2001-07-01"), day("2020-01-01"));
        all.into_iter().find(|deadline| deadline.kind == DeadlineKind::ReviewDue).unwrap().on.day().unwrap()
    };
    assert_eq!(due(&book), day("2006-07-01"));
    let report =
        json!({ "kind": "REVIEW_CONCLUDED", "scheduled": scheduled, "findings": "It serves.", "decision": "KEEP" });
    book.done(reported(details(report)).done_on(day("2006-06-15")));
    assert_eq!(due(&book), day("2011-07-01"));
    let ahead = json!({ "kind": "REVIEW_CONCLUDED", "scheduled": scheduled, "dueOn": { "value": "2016-07-01" },
        "findings": "It serves.", "decision": "KEEP" });
    book.done(reported(details(ahead)).done_on(day("2011-06-15")));
    assert_eq!(due(&book), day("2011-07-01"), "what was concluded is another of its days");
}

#[test]
fn texts_clauses_relations_and_steps_are_read_back() {
    let mut book = in_force();
    let text =
        json!({ "kind": "TEXT_ADDED", "type": "CONSOLIDATED", "language": "en", "clauses": [{ "number": "9" }] });
    book.done(reported(details(text)).done_on(day("2010-01-01")));
    let amended = json!({ "kind": "AMENDED", "clauses": [{ "clause": "9", "change": "REPLACED", "text": "Yearly." }] });
    book.done(reported(details(amended)).effective_on(day("2010-01-01")));
    let unnamed = reported(details(json!({ "kind": "RELATED", "relation": "AMENDS" })));
    assert!(book.intend(unnamed).is_err());
    book.done(reported(details(
        json!({ "kind": "RELATED", "relation": "AMENDS", "toAsPrinted": "the 1999 agreement" }),
    )));
    let step = json!({ "kind": "DOMESTIC_STEP_TAKEN", "step": "DECREE", "reference": "12/2001" });
    book.done(reported(details(step)).by(counterpart()).done_on(day("2001-05-01")));
    assert_eq!(book.agreement.texts_on(day("2009-12-31")).count(), 0);
    assert_eq!(book.agreement.texts_on(day("2010-01-01")).count(), 1);
    let (act, from, change) = book.agreement.clause_changes().next().unwrap();
    assert_eq!(
        (act, from.unwrap().day(), change.clause.as_str()),
        (book.last(ActKind::Amended), Some(day("2010-01-01")), "9")
    );
    assert_eq!(book.agreement.relations().count(), 1);
    assert_eq!(book.agreement.domestic_steps().count(), 1);
}

#[test]
fn an_amendment_changes_what_the_agreement_says_from_its_day_on() {
    let mut book = in_force();
    let mut changed = serde_json::to_value(terms()).unwrap();
    changed["duration"] = json!({ "rule": "FIXED", "term": { "UNTIL": "2015-12-31" } });
    let amended = reported(details(json!({ "kind": "AMENDED", "terms": changed }))).effective_on(day("2012-01-01"));
    assert_eq!(book.ends_on(), None);
    book.done(amended);
    assert_eq!(book.ends_on(), Some(day("2015-12-31")));
    let standing = book.agreement.standing();
    assert_eq!(*standing.terms_on(day("2011-12-31")), standing.terms);
    assert_ne!(*standing.terms_on(day("2012-01-01")), standing.terms);
    // The term of 2011 began by itself under the old rule; none does under the new one.
    let begun: Vec<_> = standing.tacit_terms().map(|term| term.begins.day().unwrap()).collect();
    assert_eq!(begun, [day("2011-07-01")]);
}

#[test]
fn what_it_says_lasts_until_something_dated_ahead_holds() {
    let mut book = in_force();
    assert_eq!(book.agreement.text_until(day("2001-01-01")), None);
    let terms = serde_json::to_value(terms()).unwrap();
    let clause = json!([{ "clause": "9", "change": "REPLACED", "text": "Yearly." }]);
    let text = json!({ "kind": "TEXT_ADDED", "type": "TRANSLATION", "language": "fr", "clauses": [{ "number": "9" }] });
    for (said, on) in [
        (json!({ "kind": "AMENDED", "terms": terms }), "2012-01-01"),
        (json!({ "kind": "AMENDED", "clauses": clause }), "2013-01-01"),
        (json!({ "kind": "CORRECTED", "clauses": clause, "holdsFrom": { "value": "2014-01-01" } }), "2012-06-01"),
        (json!({ "kind": "CORRECTED", "clauses": clause }), "2016-01-01"),
        (text, "2015-01-01"),
    ] {
        book.done(reported(details(said)).effective_on(day(on)));
    }
    let turns = std::iter::successors(Some(day("2011-12-31")), |on| book.agreement.text_until(*on));
    let years = ["2012-01-01", "2013-01-01", "2014-01-01", "2015-01-01"].map(day);
    assert_eq!(turns.skip(1).collect::<Vec<_>>(), years, "what holds from the start has no day");
}

#[test]
fn registration_follows_the_last_decision_and_a_label_is_raised_at_once() {
    let mut book = in_force();
    let withheld = json!({ "kind": "REGISTRATION_WITHHELD", "authority": "MFA", "reason": "Secrecy" });
    book.done(reported(details(withheld)).done_on(day("2002-01-01")));
    book.done(reported(details(json!({ "kind": "REGISTERED", "number": "I-1" }))).done_on(day("2003-01-01")));
    assert_eq!(book.agreement.registration(day("2001-12-31")), RegistrationState::NotRegistered);
    assert!(matches!(book.agreement.registration(day("2002-06-01")), RegistrationState::Withheld(_)));
    assert!(matches!(book.agreement.registration(day("2003-01-01")), RegistrationState::Registered(_)));
    let label = json!({ "kind": "RECLASSIFIED", "label": { "classification": "SECRET" } });
    book.done(reported(details(label)));
    assert_eq!(book.agreement.standing().label.classification, Classification::Secret);
}

#[test]
fn clauses_stand_on_each_day_as_the_instruments_left_them() {
    let mut book = in_force();
    let text = |kind: &str, language: &str, authentic: bool| {
        json!({ "kind": "TEXT_ADDED", "type": kind, "language": language, "authentic": authentic, "clauses": [
            { "number": "8", "text": "Eight." }, { "number": "9", "heading": "Fees", "text": "Each pays half." },
        ] })
    };
    book.done(reported(details(text("ORIGINAL", "ar", true))));
    book.done(reported(details(text("TRANSLATION", "en", false))));
    let changes = json!([
        { "clause": "9", "change": "REPLACED", "text": "Kenya pays." }, { "clause": "8", "change": "DELETED" },
        { "clause": "9 bis", "change": "ADDED", "text": "In dollars." },
    ]);
    let amendment = json!({ "kind": "AMENDED", "means": "RATIFICATION", "clauses": changes });
    book.done(reported(details(amendment)).effective_on(day("2010-01-01")));
    let amended = book.last(ActKind::Amended);
    let corrected = json!({ "kind": "CORRECTED", "clauses": [{ "clause": "8", "change": "REPLACED", "text": "8." }] });
    book.done(reported(details(corrected)).done_on(day("2005-01-01")));
    let consolidated = json!({ "kind": "TEXT_ADDED", "type": "CONSOLIDATED", "language": "fr", "clauses": [
        { "number": "9", "text": "Le Kenya paie." } ] });
    book.done(reported(details(consolidated)).done_on(day("2010-02-01")));

    let told = |on: &str, language: &str| {
        let standing = book.agreement.clauses_on(day(on), &[language.parse().unwrap()]).unwrap();
        let clauses = standing.clauses.iter().map(|clause| (clause.number, clause.text.unwrap()));
        clauses.map(|(number, text)| format!("{number}: {text}")).collect::<Vec<_>>()
    };
    assert_eq!(told("2009-12-31", "ar"), ["8: 8.", "9: Each pays half."], "a correction holds from the start");
    assert_eq!(told("2010-01-01", "ar"), ["9: Kenya pays.", "9 bis: In dollars."]);
    assert_eq!(told("2010-01-01", "en"), ["9: Kenya pays.", "9 bis: In dollars."], "a translation is changed with it");
    assert_eq!(told("2010-02-01", "fr"), ["9: Le Kenya paie."], "both are worked in");
    assert_eq!(told("2010-02-01", "pt"), told("2010-01-01", "ar"), "the authentic text, where no other is wanted");
    let standing = book.agreement.clauses_on(day("2010-01-01"), &[]).unwrap();
    assert_eq!(standing.clauses[0].changed_by, [amended]);
    assert_eq!(standing.clauses[0].heading, Some("Fees"));
    assert_eq!(in_force().agreement.clauses_on(day("2010-01-01"), &[]), None);
}
