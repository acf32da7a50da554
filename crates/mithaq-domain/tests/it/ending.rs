//! Terms, suspension and the end (VCLT 54, 57, 59, 70, 72).

use mithaq_domain::act::{
    ActBody, ActDetails, ActEffect, ActKind, EndGround, NoticePurpose, Supersession, SupersessionExtent,
    SuspensionGround,
};
use mithaq_domain::actor::ActorId;
use mithaq_domain::agreement::{Stance, StatusFlag, StatusName as S};
use mithaq_domain::day::Period;
use mithaq_domain::law::{FindingCode as F, Provision};
use mithaq_domain::terms::{DurationRule, Form, Term, TerminationRule, Terms};

use crate::book::*;

fn lasting(duration: DurationRule) -> Book {
    Book::ratified(Terms { duration: Some(duration), ..terms() }, "2000-01-01", "2000-02-29")
}

#[test]
fn a_term_ends_on_the_eve_of_its_anniversary() {
    let tacit = |maximum_renewals| DurationRule::FixedThenTacit {
        initial: Period::years(4),
        renewal: Period::years(1),
        maximum_renewals,
        non_renewal_notice: Period::months(3),
    };
    // In force on 29 February 2000; later terms are counted from there, never from the last end.
    for (duration, ends) in [
        (DurationRule::Fixed { term: Term::For(Period::years(1)) }, Some("2001-02-27")),
        (DurationRule::Fixed { term: Term::For(Period::years(4)) }, Some("2004-02-28")),
        (DurationRule::Fixed { term: Term::For(Period::days(30)) }, Some("2000-03-29")),
        (DurationRule::Fixed { term: Term::Until(day("2005-12-31")) }, Some("2005-12-31")),
        (DurationRule::FixedThenExpress { initial: Period::months(18) }, Some("2001-08-28")),
        (tacit(Some(0)), Some("2004-02-28")),
        (tacit(Some(1)), Some("2005-02-27")),
        (tacit(Some(4)), Some("2008-02-28")),
        (
            DurationRule::FixedThenTacit {
                initial: Period::years(1),
                renewal: Period::months(12),
                maximum_renewals: Some(3),
                non_renewal_notice: Period::months(3),
            },
            Some("2004-02-28"),
        ),
        (tacit(None), None),
        (DurationRule::Indefinite, None),
        (DurationRule::UntilEvent { event: "the mission ends".to_owned() }, None),
    ] {
        let book = lasting(duration.clone());
        assert_eq!(book.ends_on(), ends.map(day), "{duration:?}");
        if let Some(ends) = ends.map(day) {
            assert_eq!(book.agreement.on(ends).status, S::InForce);
            assert_eq!(book.agreement.on(ends.succ_opt().unwrap()).status, S::Expired);
            assert!(book.agreement.on(ends).flags.contains(&StatusFlag::Expiring));
        }
    }
}

#[test]
fn suspension_pauses_and_the_term_runs_on() {
    let mut book = lasting(DurationRule::Fixed { term: Term::For(Period::years(2)) });
    let suspend = |on| {
        reported(ActDetails::Suspended { ground: SuspensionGround::ConsentOfBoth, clauses: Vec::new() })
            .effective_on(day(on))
    };
    book.done(suspend("2001-05-01"));
    assert_eq!(book.status("2001-04-30"), S::InForce);
    assert_eq!(book.status("2001-05-01"), S::Suspended);
    assert_eq!(book.intend(suspend("2001-06-01")).unwrap_err(), [F::StatusForbids]);
    assert_eq!(book.ends_on(), Some(day("2002-02-27")));
    book.done(reported(ActDetails::Resumed).effective_on(day("2001-09-01")));
    assert_eq!(book.status("2001-09-01"), S::InForce);
    assert_eq!(book.status("2002-02-28"), S::Expired);
}

#[test]
fn both_may_end_it_at_any_time() {
    let mut book = lasting(DurationRule::Indefinite);
    let end = |ground| reported(ActDetails::Terminated { ground, clauses: Vec::new() }).effective_on(day("2010-01-01"));
    assert_eq!(book.intend(end(EndGround::Event)).unwrap_err(), [F::NotProvidedFor]);
    book.intend(end(EndGround::ConsentOfBoth)).unwrap();
    assert_eq!(book.status("2010-01-01"), S::Terminated);
    assert_eq!(book.ends_on(), Some(day("2009-12-31")));
    assert_eq!(book.agreement.on(day("2010-01-01")).reasons[0].provision.unwrap().to_string(), "VCLT 54(b)");
}

#[test]
fn an_end_needs_its_ground() {
    use EndGround::{ConsentOfBoth, OwnTerms, Unknown};
    let notice = terms().termination;
    // What we intend is refused; the same, claimed by the other party, is contested.
    for (termination, ground, against) in [
        (notice.clone(), OwnTerms, (F::NoticeNotRun, "54(a)")),
        (Some(TerminationRule::ConsentOnly), OwnTerms, (F::NotProvidedFor, "54(a)")),
        (None, OwnTerms, (F::TermsNotRecorded, "54(a)")),
        (notice.clone(), Unknown, (F::GroundNotStated, "42(2)")),
        (notice, ConsentOfBoth, (F::OneSided, "54(b)")),
    ] {
        let mut book = Book::ratified(Terms { termination, ..terms() }, "2001-01-01", "2001-07-01");
        let end = |by| {
            reported(ActDetails::Terminated { ground, clauses: Vec::new() }).by(by).effective_on(day("2010-01-01"))
        };
        let refused = book.agreement.decide(end(home()), Stance::Intended, today()).unwrap_err();
        let found = (refused.0[0].code, refused.0[0].provision.unwrap().article);
        assert_eq!(found, against, "{ground}");
        book.done(end(counterpart()));
        assert_eq!(book.effect(ActKind::Terminated), ActEffect::Contested, "{ground}");
        assert_eq!(book.status("2010-06-01"), S::InForce, "{ground}");
        assert!(book.flags("2010-06-01").contains(&StatusFlag::PartiesDispute), "{ground}");
    }
}

#[test]
fn a_notice_that_has_run_is_termination_under_the_own_terms() {
    let mut book = lasting(DurationRule::Indefinite);
    book.done(notice(home(), NoticePurpose::Denunciation, "2010-01-15"));
    let end = |on| {
        reported(ActDetails::Terminated { ground: EndGround::OwnTerms, clauses: Vec::new() })
            .by(home())
            .effective_on(day(on))
    };
    assert_eq!(book.intend(end("2010-07-15")).unwrap_err(), [F::NoticeNotRun]);
    book.intend(end("2010-07-16")).unwrap();
    assert_eq!(book.effect(ActKind::Terminated), ActEffect::Effective);
}

#[test]
fn a_suspension_needs_its_ground() {
    use SuspensionGround::{ConsentOfBoth, OwnTerms, Unknown};
    let book = lasting(DurationRule::Indefinite);
    for (ground, refused) in [
        (Unknown, Err(vec![F::GroundNotStated])),
        (ConsentOfBoth, Err(vec![F::OneSided])),
        (OwnTerms, Ok(vec![F::NotProvidedFor])),
    ] {
        let body =
            reported(ActDetails::Suspended { ground, clauses: Vec::new() }).by(home()).effective_on(day("2010-01-01"));
        let told = book.agreement.decide(body, Stance::Intended, today());
        let told = told.map(|change| codes(change.warnings())).map_err(|refused| codes(&refused.0));
        assert_eq!(told, refused, "{ground}");
    }
}

#[test]
fn what_is_not_in_force_takes_no_place() {
    let earlier = lasting(DurationRule::Indefinite).agreement;
    let later = Book::ratified(terms(), "2015-01-01", "2015-03-01").agreement;
    let supersession = Supersession { by: Some(later.id()), by_as_printed: None, extent: SupersessionExtent::Whole };
    let decide = |on: &str, stance| {
        let body = reported(ActDetails::Superseded(supersession.clone())).effective_on(day(on));
        let decided = earlier.decide_beside(&later, body, stance, today());
        decided.map(|change| codes(change.warnings())).map_err(|refused| codes(&refused.0))
    };
    assert_eq!(decide("2015-03-01", Stance::Intended), Ok(vec![]));
    assert_eq!(decide("2015-02-28", Stance::Intended), Err(vec![F::LaterAgreementNotInForce]));
    assert_eq!(decide("2015-02-28", Stance::Done), Ok(vec![F::LaterAgreementNotInForce]));
}

#[test]
fn the_later_agreement_has_to_be_named() {
    let mut book = lasting(DurationRule::Indefinite);
    let nameless = || {
        reported(ActDetails::Superseded(Supersession {
            by: None,
            by_as_printed: None,
            extent: SupersessionExtent::Whole,
        }))
        .effective_on(day("2015-03-01"))
    };
    assert_eq!(book.intend(nameless()).unwrap_err(), [F::LaterAgreementNotNamed]);
    book.done(nameless().by(counterpart()));
    assert_eq!(book.status("2015-03-01"), S::InForce);
}

#[test]
fn what_is_not_in_force_cannot_end() {
    let mut book = Book::open(terms());
    let end = reported(ActDetails::Terminated { ground: EndGround::ConsentOfBoth, clauses: Vec::new() })
        .effective_on(day("2010-01-01"));
    assert_eq!(book.intend(end).unwrap_err(), [F::EndedBeforeForce]);
}

#[test]
fn denunciation_waits_for_its_notice() {
    let mut book = lasting(DurationRule::Indefinite);
    let denounced = |on| reported(ActDetails::Denounced).by(home()).effective_on(day(on));
    assert_eq!(book.intend(denounced("2010-01-01")).unwrap_err(), [F::NoticeNotRun]);
    book.done(notice(home(), NoticePurpose::Denunciation, "2010-01-15"));
    assert_eq!(book.intend(denounced("2010-07-15")).unwrap_err(), [F::NoticeNotRun]);
    book.intend(denounced("2010-07-16")).unwrap();
    assert_eq!(book.effect(ActKind::Denounced), ActEffect::Effective);
}

#[test]
fn a_later_agreement_takes_its_place_and_it_does_not_revive() {
    let mut book = lasting(DurationRule::Indefinite);
    book.done(
        reported(ActDetails::Superseded(Supersession {
            by: None,
            by_as_printed: Some("The Agreement of 2015".to_owned()),
            extent: SupersessionExtent::Whole,
        }))
        .effective_on(day("2015-03-01")),
    );
    assert_eq!(book.status("2015-03-01"), S::Superseded);
    assert_eq!(
        book.intend(reported(ActDetails::Resumed).effective_on(day("2016-01-01"))).unwrap_err(),
        [F::StatusForbids]
    );
}

#[test]
fn what_was_given_up_is_reopened_by_later_consent() {
    let mut book = Book::open(terms());
    book.done(sign(home(), "2020-01-10"));
    book.done(sign(counterpart(), "2020-01-10"));
    book.done(reported(ActDetails::Abandoned { reason: None }).by(counterpart()).done_on(day("2021-01-01")));
    assert_eq!(book.status("2021-01-01"), S::Abandoned);
    assert!(!book.flags("2021-01-02").contains(&StatusFlag::ConsentPending));
    book.done(ratify(counterpart(), "2022-01-01"));
    assert_eq!(book.status("2022-01-01"), S::Signed);
    book.done(ratify(home(), "2022-02-01"));
    assert_eq!(book.status("2022-02-01"), S::InForce);
}

#[test]
fn refusal_ends_the_consent_of_who_refuses_and_force_waits_for_both_again() {
    let give_up = |by: Option<ActorId>, on: &str| ActBody {
        by,
        ..reported(ActDetails::Abandoned { reason: None }).done_on(day(on))
    };
    let (us, them) = (home(), counterpart());
    for (acts, status) in [
        // The other party, which had consented, withdraws as well: our return alone brings nothing into force.
        (
            vec![
                ratify(them, "2020-06-01"),
                give_up(Some(us), "2021-01-01"),
                give_up(Some(them), "2021-06-01"),
                ratify(us, "2022-01-01"),
            ],
            S::Signed,
        ),
        // Given up by both: the later consent of either reopens it, and that of both brings it into force.
        (vec![ratify(us, "2020-06-01"), give_up(None, "2021-01-01"), ratify(us, "2022-01-01")], S::Signed),
        (
            vec![
                ratify(us, "2020-06-01"),
                give_up(None, "2021-01-01"),
                ratify(us, "2022-01-01"),
                ratify(them, "2022-01-01"),
            ],
            S::InForce,
        ),
    ] {
        let mut book = Book::open(terms());
        for body in [sign(us, "2020-01-10"), sign(them, "2020-01-10")].into_iter().chain(acts) {
            book.done(body);
        }
        assert_eq!(book.status("2022-02-01"), status, "{book:?}");
        assert_eq!(book.flags("2022-02-01").contains(&StatusFlag::ConsentPending), status == S::Signed, "{book:?}");
        assert_eq!(book.flags("2022-02-01").contains(&StatusFlag::InterimDuty), status == S::Signed, "{book:?}");
        assert!(!book.flags("2021-07-01").contains(&StatusFlag::InterimDuty), "{book:?}");
    }
}

#[test]
fn the_mere_signature_of_the_other_does_not_undo_a_refusal() {
    let mut book = Book::open(terms());
    book.done(sign(home(), "2020-01-10"));
    book.done(reported(ActDetails::Abandoned { reason: None }).by(home()).done_on(day("2021-01-01")));
    book.done(sign(counterpart(), "2021-05-01"));
    assert_eq!(book.status("2021-06-01"), S::Abandoned);
}

#[test]
fn an_exchange_of_notes_reopened_is_not_signed() {
    let mut book = Book::open(Terms { form: Form::ExchangeOfNotes, ..terms() });
    for by in [home(), counterpart()] {
        book.done(sign(by, "2020-01-10"));
    }
    book.done(reported(ActDetails::Abandoned { reason: None }).by(home()).done_on(day("2021-01-01")));
    book.done(ratify(home(), "2022-01-01"));
    assert_eq!(book.status("2022-06-01"), S::Negotiating);
}

#[test]
fn a_late_act_that_takes_the_ground_from_others_is_refused_to_us() {
    let mut book = lasting(DurationRule::Indefinite);
    book.done(
        reported(ActDetails::Suspended { ground: SuspensionGround::ConsentOfBoth, clauses: Vec::new() })
            .effective_on(day("2010-05-01")),
    );
    let end = reported(ActDetails::Terminated { ground: EndGround::ConsentOfBoth, clauses: Vec::new() })
        .effective_on(day("2009-01-01"));
    let refused = book.decide(end, Stance::Intended).unwrap_err().0;
    // What has ended cannot be suspended: that is the article that takes the other act's effect away.
    let told: Vec<_> = refused.iter().map(|finding| (finding.code, finding.provision)).collect();
    assert_eq!(told, [(F::UpsetsOtherActs, Some(Provision::vclt("57")))]);
}
