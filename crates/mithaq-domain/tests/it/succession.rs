//! Succession of states to an agreement.

use mithaq_domain::act::{ActBody, ActDetails, ActEffect, ActKind, NoticePurpose, Succession, SuccessionManner};
use mithaq_domain::actor::ActorId;
use mithaq_domain::agreement::{Stance, StatusName as S};
use mithaq_domain::law::FindingCode as F;
use mithaq_domain::party::PartyRole;
use mithaq_domain::terms::{Bindingness, DurationRule, Terms};

use crate::book::*;

fn state(code: &str) -> ActorId {
    ActorId::of_code(code)
}

fn succeeds(successor: &str, predecessor: &str, on: &str) -> ActBody {
    let succession =
        Succession { predecessor: state(predecessor), successor: state(successor), manner: SuccessionManner::Agreed };
    reported(ActDetails::SuccessionRecorded(succession)).done_on(day(on))
}

fn in_force() -> Book {
    Book::ratified(Terms { duration: Some(DurationRule::Indefinite), ..terms() }, "2000-01-10", "2000-03-01")
}

fn denunciation(by: &str, received: &str) -> ActBody {
    notice(state(by), NoticePurpose::Denunciation, received)
}

#[test]
fn who_succeeds_a_party_by_agreement_acts_in_its_role_from_that_day_on() {
    let mut book = in_force();
    assert!(book.decide(denunciation("SSD", "2006-01-15"), Stance::Done).is_err(), "a stranger is no party");
    let notified =
        Succession { predecessor: counterpart(), successor: state("SSD"), manner: SuccessionManner::Notified };
    book.done(reported(ActDetails::SuccessionRecorded(notified)).done_on(day("2005-01-01")));
    assert!(book.decide(denunciation("SSD", "2006-01-15"), Stance::Done).is_err(), "it is not agreed on");

    assert_eq!(book.done(succeeds("SSD", "KEN", "2010-01-01")), []);
    assert_eq!(book.agreement.role_of(state("SSD")), Some(PartyRole::Counterpart));
    for (by, received) in [("SSD", "2009-06-01"), ("KEN", "2010-06-01")] {
        let findings = book.done(denunciation(by, received));
        assert_eq!(codes(&findings), [F::NotAParty], "{by} at {received}");
        assert_eq!(book.effect(ActKind::NoticeGiven), ActEffect::Contested);
    }
    book.done(denunciation("SSD", "2011-01-15"));
    assert_eq!(book.effect(ActKind::NoticeGiven), ActEffect::Effective);
    assert_eq!((book.status("2011-07-15"), book.status("2011-07-16")), (S::InForce, S::Denounced));
    // It takes back what its side has given.
    let notice = book.last(ActKind::NoticeGiven);
    let taken_back = reported(ActDetails::NoticeRevoked { notice }).by(state("SSD")).done_on(day("2011-02-01"));
    assert_eq!(book.done(taken_back), []);
    assert_eq!(book.status("2011-07-16"), S::InForce);
}

#[test]
fn who_stands_on_one_side_cannot_come_to_stand_on_the_other() {
    let mut book = in_force();
    book.done(succeeds("SSD", "KEN", "2005-01-01"));
    assert_eq!(codes(&book.done(succeeds("SSD", "JOR", "2006-01-01"))), [F::SuccessorIsOtherParty]);
    // What does not bind is nobody's to be confused about either.
    let terms = Terms { bindingness: Bindingness::NonBinding, ..terms() };
    let mut book = Book::ratified(terms, "2000-01-10", "2000-03-01");
    assert_eq!(codes(&book.done(succeeds("KEN", "KEN", "2005-01-01"))), [F::NothingSucceeded]);
}

#[test]
fn successions_follow_one_another_and_are_told_from_their_days_on() {
    let mut book = in_force();
    book.done(succeeds("SSD", "KEN", "2005-01-01"));
    assert_eq!(book.done(succeeds("UGA", "SSD", "2010-01-01")), []);
    for (actor, role) in [
        ("KEN", Some(PartyRole::Counterpart)),
        ("UGA", Some(PartyRole::Counterpart)),
        ("JOR", Some(PartyRole::Home)),
        ("EGY", None),
    ] {
        assert_eq!(book.agreement.role_of(state(actor)), role, "{actor}");
    }
    for (on, told) in [("2004-12-31", 0), ("2005-01-01", 1), ("2010-01-01", 2)] {
        assert_eq!(book.agreement.successions(day(on)).len(), told, "{on}");
    }
    assert_eq!(book.agreement.standing().parties, parties(), "the parties are those that made it");
}

#[test]
fn what_changes_nothing_is_recorded_without_effect() {
    let mut book = in_force();
    for (successor, predecessor, code) in
        [("KEN", "KEN", F::NothingSucceeded), ("JOR", "KEN", F::SuccessorIsOtherParty), ("SSD", "EGY", F::NotAParty)]
    {
        let findings = book.done(succeeds(successor, predecessor, "2005-01-01"));
        assert_eq!(codes(&findings), [code], "{successor} for {predecessor}");
        assert_eq!(book.effect(ActKind::SuccessionRecorded), ActEffect::Ineffective);
        assert_eq!(book.agreement.successions(today()), []);
    }
    // A circle of strangers ends, and makes nobody a party.
    book.done(succeeds("EGY", "SSD", "2005-01-01"));
    book.done(succeeds("SSD", "EGY", "2005-01-01"));
    assert_eq!(book.agreement.role_of(state("EGY")), None);
}
