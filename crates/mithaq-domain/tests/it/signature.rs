//! Signature and authority (VCLT 7, 8, 10, 12).

use mithaq_domain::act::{
    ActDetails, ActEffect, ActKind, EndGround, FullPowers as P, Initials, NoticePurpose, Office as O,
};
use mithaq_domain::agreement::{Stance, StatusName as S};
use mithaq_domain::law::FindingCode as F;
use mithaq_domain::terms::{Bindingness, Terms};

use crate::book::*;

#[test]
fn authority_decides_whether_a_signature_counts() {
    use ActEffect::{Effective, Unconfirmed};
    for (office, powers, effect, finding) in [
        (O::HeadOfState, P::Absent, Effective, None),
        (O::HeadOfGovernment, P::Absent, Effective, None),
        (O::ForeignMinister, P::Absent, Effective, None),
        (O::DefenceMinister, P::Produced, Effective, None),
        (O::DefenceMinister, P::DispensedWith, Effective, None),
        (O::DefenceMinister, P::Unknown, Effective, Some(F::FullPowersUnknown)),
        (O::DefenceMinister, P::Absent, Unconfirmed, Some(F::FullPowersMissing)),
        (O::HeadOfMission, P::Absent, Unconfirmed, Some(F::FullPowersMissing)),
        (O::MilitaryOfficer, P::Absent, Unconfirmed, Some(F::FullPowersMissing)),
    ] {
        let mut book = Book::open(terms());
        let body = reported(ActDetails::Signed(signature(office, powers))).by(counterpart()).done_on(day("2020-01-10"));
        let warnings = codes(&book.done(body));
        assert_eq!(book.effect(ActKind::Signed), effect, "{office} {powers}");
        assert_eq!(warnings, finding.into_iter().collect::<Vec<_>>(), "{office} {powers}");
    }
}

#[test]
fn we_may_not_intend_a_signature_without_authority() {
    let mut book = Book::open(terms());
    let body =
        || reported(ActDetails::Signed(signature(O::DefenceMinister, P::Absent))).by(home()).done_on(day("2020-01-10"));
    let refused = book.agreement.decide(body(), Stance::Intended, today()).unwrap_err();
    assert_eq!(refused.0[0].provision.unwrap().to_string(), "VCLT 8");
    assert!(refused.0[0].cure.is_some());
    book.done(body());
    assert_eq!(book.effect(ActKind::Signed), ActEffect::Unconfirmed);
}

#[test]
fn confirmation_relates_back_to_the_signature() {
    let mut book = Book::open(terms());
    book.done(sign(home(), "2020-01-10"));
    book.done(
        reported(ActDetails::Signed(signature(O::DefenceMinister, P::Absent)))
            .by(counterpart())
            .done_on(day("2020-01-12")),
    );
    assert_eq!(book.status("2020-06-01"), S::Proposed);
    let signature = book.last(ActKind::Signed);
    book.done(reported(ActDetails::FullPowersConfirmed { signature }).by(counterpart()).done_on(day("2020-09-01")));
    assert_eq!(book.status("2020-01-11"), S::Proposed);
    assert_eq!(book.status("2020-01-12"), S::Signed);
}

#[test]
fn consent_to_be_bound_confirms_a_signature_by_conduct() {
    let mut book = Book::open(terms());
    book.done(sign(home(), "2020-01-10"));
    let unauthorised = signature(O::DefenceMinister, P::Absent);
    book.done(reported(ActDetails::Signed(unauthorised)).by(counterpart()).done_on(day("2020-01-12")));
    book.done(ratify(counterpart(), "2020-05-01"));
    assert_eq!(book.status("2020-01-12"), S::Signed);
}

#[test]
fn what_does_not_bind_cites_no_article_from_its_first_act_to_its_last() {
    let mut book = Book::open(Terms { bindingness: Bindingness::NonBinding, ..terms() });
    book.done(reported(ActDetails::NegotiationOpened).done_on(day("2019-01-01")));
    let initials = || ActDetails::Initialled(Initials { count_as_signature: false });
    for by in [home(), counterpart(), home()] {
        book.done(reported(initials()).by(by).done_on(day("2019-05-05")));
    }
    let ad_referendum = mithaq_domain::act::Signature { ad_referendum: true, ..signature(O::Other, P::Absent) };
    book.done(reported(ActDetails::Signed(ad_referendum)).by(home()).done_on(day("2020-01-10")));
    book.done(reported(ActDetails::Resumed).effective_on(day("2020-01-11")));
    let standing = book.agreement.standing();
    assert!(standing.judgements.iter().any(|judgement| !judgement.findings.is_empty()));
    let found = standing.judgements.iter().flat_map(|judgement| &judgement.findings).map(|finding| finding.provision);
    let reasons = standing.timeline.iter().flat_map(|period| &period.reasons).map(|reason| reason.provision);
    assert!(found.chain(reasons).all(|provision| provision.is_none()), "{book:?}");
}

#[test]
fn every_refusal_of_the_law_names_its_article() {
    let mut signed = Book::open(terms());
    signed.done(sign(home(), "2000-01-01"));
    let in_force = Book::ratified(terms(), "2001-01-01", "2001-07-01");
    let mut ended = Book::ratified(terms(), "1999-01-01", "1999-07-01");
    let end = || {
        reported(ActDetails::Terminated { ground: EndGround::ConsentOfBoth, clauses: Vec::new() })
            .effective_on(day("2002-01-01"))
    };
    ended.done(end());
    let initials = ActDetails::Initialled(Initials { count_as_signature: false });
    for (book, body) in [
        (&in_force, reported(ActDetails::Resumed).effective_on(day("2005-01-01"))),
        (&in_force, reported(ActDetails::Abandoned { reason: None }).by(home()).done_on(day("2005-01-01"))),
        (&in_force, reported(ActDetails::NegotiationOpened).done_on(day("2005-01-01"))),
        (&in_force, reported(initials).by(home()).done_on(day("2005-01-01"))),
        (&signed, notice(home(), NoticePurpose::Denunciation, "2005-01-01")),
        (&signed, sign(home(), "2005-01-01")),
        (&ended, sign(home(), "2005-01-01")),
        (&ended, ratify(home(), "2005-01-01")),
        (&ended, end()),
    ] {
        let kind = body.kind();
        let refused = book.agreement.decide(body, Stance::Intended, today()).unwrap_err();
        assert!(refused.0.iter().all(|finding| finding.provision.is_some()), "{kind}: {refused:?}");
    }
}

#[test]
fn initials_authenticate_the_text_and_count_as_signature_where_so_agreed() {
    for (count_as_signature, status) in [(false, S::TextAuthenticated), (true, S::Signed)] {
        let mut book = Book::open(terms());
        book.done(reported(ActDetails::NegotiationOpened).done_on(day("2019-01-01")));
        for by in [home(), counterpart()] {
            book.done(
                reported(ActDetails::Initialled(Initials { count_as_signature })).by(by).done_on(day("2019-05-05")),
            );
        }
        assert_eq!(book.status("2019-05-05"), status);
    }
}

#[test]
fn a_second_signature_of_the_same_party_has_no_effect() {
    let mut book = Book::open(terms());
    book.done(sign(home(), "2020-01-10"));
    assert_eq!(book.intend(sign(home(), "2020-01-11")).unwrap_err(), [F::AlreadyDone]);
}

#[test]
fn an_agreement_between_ministries_of_unknown_force_only_warns() {
    let mut book = Book::open(Terms { bindingness: Bindingness::Undetermined, ..terms() });
    let body =
        reported(ActDetails::Signed(signature(O::DefenceMinister, P::Absent))).by(home()).done_on(day("2020-01-10"));
    assert_eq!(codes(&book.intend(body).unwrap()), [F::FullPowersMissing]);
    assert_eq!(book.effect(ActKind::Signed), ActEffect::Effective);
}

#[test]
fn who_is_not_a_party_cannot_sign() {
    let mut book = Book::open(terms());
    let stranger = mithaq_domain::actor::ActorId::of_code("FRA");
    assert_eq!(book.intend(sign(stranger, "2020-01-10")).unwrap_err(), [F::NotAParty]);
}

#[test]
fn what_the_other_party_did_is_recorded_as_far_as_its_day_is_known() {
    let in_january = |by| {
        let on: mithaq_domain::day::PartialDate = "2020-01".parse().unwrap();
        reported(sign(by, "2020-01-01").details).by(by).done_on(on)
    };
    let mut book = Book::open(terms());
    assert_eq!(book.intend(in_january(home())).unwrap_err(), [F::DayIncomplete]);
    book.done(sign(home(), "2020-01-10"));
    book.done(in_january(counterpart()));
    assert_eq!(book.status("2020-01-20"), S::Unknown);
    assert_eq!(book.status("2020-01-31"), S::Signed);
}

#[test]
fn what_has_not_happened_cannot_be_recorded() {
    let mut book = Book::open(terms());
    assert_eq!(book.intend(sign(home(), "2026-07-02")).unwrap_err(), [F::DayInFuture]);
    let effective = |details, on| reported(details).by(home()).effective_on(day(on));
    let signed = effective(sign(home(), "2026-07-01").details, "2030-01-01");
    assert_eq!(book.intend(signed).unwrap_err(), [F::DayInFuture]);
    assert!(book.intend(sign(home(), "2026-07-01")).is_ok());
}
