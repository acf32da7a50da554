//! Succession of states to an agreement.

use mithaq_domain::act::{ActBody, ActDetails, ActEffect, ActKind, NoticePurpose, Succession, SuccessionManner};
use mithaq_domain::actor::ActorId;
use mithaq_domain::agreement::StatusName as S;
use mithaq_domain::law::FindingCode as F;
use mithaq_domain::party::PartyRole;
use mithaq_domain::terms::{DurationRule, Terms};

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

#[test]
fn who_succeeds_a_party_acts_in_its_role() {
    let mut book = in_force();
    let denunciation = || notice(state("SSD"), NoticePurpose::Denunciation, "2006-01-15");
    let refused = book.decide(denunciation(), mithaq_domain::agreement::Stance::Done);
    assert!(refused.is_err() || book.effect(ActKind::NoticeGiven) == ActEffect::Contested, "a stranger is no party");

    let mut book = in_force();
    assert_eq!(book.done(succeeds("SSD", "KEN", "2005-01-01")), []);
    assert_eq!(book.agreement.role_of(state("SSD")), Some(PartyRole::Counterpart));
    book.done(denunciation());
    assert_eq!(book.effect(ActKind::NoticeGiven), ActEffect::Effective);
    assert_eq!((book.status("2006-07-15"), book.status("2006-07-16")), (S::InForce, S::Denounced));
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
