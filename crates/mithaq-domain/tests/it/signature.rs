//! Signature and authority (VCLT 7, 8, 10, 12).

use mithaq_domain::act::{ActDetails, ActEffect, ActKind, FullPowers as P, Initials, Office as O};
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
fn what_has_not_happened_cannot_be_recorded() {
    let mut book = Book::open(terms());
    assert_eq!(book.intend(sign(home(), "2026-07-02")).unwrap_err(), [F::DayInFuture]);
    assert!(book.intend(sign(home(), "2026-07-01")).is_ok());
}
