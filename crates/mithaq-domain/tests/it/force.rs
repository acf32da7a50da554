//! Entry into force (VCLT 24, 28).

use mithaq_domain::act::{ActBody, ActDetails, ActEffect, ActKind, Consent, MissingFact};
use mithaq_domain::actor::ActorId;
use mithaq_domain::agreement::{Stance, StatusFlag, StatusName as S};
use mithaq_domain::day::{Anchor, Counting, Offset, Period};
use mithaq_domain::law::{FindingCode as F, ReasonCode};
use mithaq_domain::terms::{Bindingness, ConsentMeans, EntryIntoForceRule as Rule, Form, Terms};

use crate::book::*;

fn with(consent: Option<ConsentMeans>, rule: Rule) -> Terms {
    Terms { consent, entry_into_force: Some(rule), ..terms() }
}

#[test]
fn the_rule_gives_the_day() {
    let none = Offset::none;
    let thirty_days = Offset { period: Some(Period::days(30)), ..none(Anchor::Receipt) };
    let after_expiry = Offset { counting: Counting::AfterTheExpiryOf, ..thirty_days.clone() };
    let second_month = Offset { first_day_of_month_following: Some(2), ..none(Anchor::Receipt) };
    let ratification = Some(ConsentMeans::Ratification);
    let notified = Some(ConsentMeans::NotificationOfProcedures);
    // Signed on 10 and 20 January 2020, ratified or notified on 5 and 12 March 2020.
    for (consent, rule, in_force) in [
        (Some(ConsentMeans::Signature), Rule::OnSignature { offset: none(Anchor::Signature) }, "2020-01-20"),
        (None, Rule::OnSignature { offset: none(Anchor::Signature) }, "2020-01-20"),
        (Some(ConsentMeans::Signature), Rule::Default, "2020-01-20"),
        (ratification, Rule::Default, "2020-03-12"),
        (ratification, Rule::OnExchangeOfInstruments { offset: none(Anchor::Receipt) }, "2020-03-12"),
        (ratification, Rule::OnExchangeOfInstruments { offset: thirty_days.clone() }, "2020-04-11"),
        (notified, Rule::OnLaterNotification { offset: after_expiry }, "2020-04-12"),
        (notified, Rule::OnLaterNotification { offset: second_month }, "2020-05-01"),
        (ratification, Rule::OnSignature { offset: none(Anchor::Signature) }, "2020-03-12"),
        (ratification, Rule::OnDate { date: day("2020-06-01") }, "2020-06-01"),
        (ratification, Rule::OnDate { date: day("2020-02-01") }, "2020-03-12"),
    ] {
        let mut book = Book::open(with(consent, rule.clone()));
        book.done(sign(home(), "2020-01-10"));
        book.done(sign(counterpart(), "2020-01-20"));
        if consent != Some(ConsentMeans::Signature) && consent.is_some() {
            book.done(received(ratify(home(), "2020-03-05"), "2020-03-05"));
            book.done(received(ratify(counterpart(), "2020-03-12"), "2020-03-12"));
        }
        let since = book.agreement.standing().in_force_since.unwrap().day().unwrap();
        assert_eq!(since, day(in_force), "{consent:?} {rule:?}");
        assert_eq!(book.agreement.on(since).status, S::InForce);
        assert!(book.agreement.on(since.pred_opt().unwrap()).status.is_before_force());
        assert_eq!(book.agreement.on(since).reasons[0].code, ReasonCode::ForceRuleMet);
        assert!(book.agreement.on(since).reasons[0].provision.unwrap().article.starts_with("24"));
    }
}

/// Notified by a note that bears one day, was sent on the next and received on the last.
fn notified(by: ActorId, dated: &str, sent: &str, received: Option<&str>) -> ActBody {
    let consent = Consent { means: ConsentMeans::NotificationOfProcedures };
    let mut body = reported(ActDetails::ConsentExpressed(consent)).by(by).done_on(day(dated));
    body.sent_on = Some(day(sent).into());
    body.received_on = received.map(|on| day(on).into());
    body
}

fn received(mut body: ActBody, on: &str) -> ActBody {
    body.received_on = Some(day(on).into());
    body
}

#[test]
fn a_notification_counts_from_the_day_that_the_clause_names() {
    for (anchor, received, in_force) in [
        (Anchor::Receipt, Some("2020-03-12"), Some("2020-04-11")),
        (Anchor::Dispatch, Some("2020-03-12"), Some("2020-04-07")),
        (Anchor::DateOfNote, Some("2020-03-12"), Some("2020-04-04")),
        (Anchor::Receipt, None, None),
        (Anchor::Dispatch, None, Some("2020-04-07")),
    ] {
        let offset = Offset { period: Some(Period::days(30)), ..Offset::none(anchor) };
        let rule = Rule::OnLaterNotification { offset };
        let mut book = Book::open(with(Some(ConsentMeans::NotificationOfProcedures), rule));
        for by in [home(), counterpart()] {
            book.done(sign(by, "2020-01-10"));
        }
        book.done(notified(home(), "2020-02-01", "2020-02-02", Some("2020-02-03")));
        let told = codes(&book.done(notified(counterpart(), "2020-03-05", "2020-03-08", received)));
        let since = book.agreement.standing().in_force_since.and_then(mithaq_domain::day::Span::day);
        assert_eq!(since, in_force.map(day), "{anchor} {received:?}");
        assert_eq!(told.is_empty(), in_force.is_some(), "{told:?}");
    }
}

#[test]
fn our_own_notification_is_not_recorded_without_the_day_that_it_counts_from() {
    for (anchor, field) in [(Anchor::Receipt, "receivedOn"), (Anchor::Dispatch, "sentOn")] {
        let rule = Rule::OnLaterNotification { offset: Offset::none(anchor) };
        let mut book = Book::open(with(Some(ConsentMeans::NotificationOfProcedures), rule));
        for stance in Stance::ALL {
            let refused = book.decide(ratify(home(), "2020-03-05"), *stance).unwrap_err();
            assert_eq!((refused.0[0].code, refused.0[0].field), (F::CountedDayNotRecorded, field));
        }
        assert_eq!(codes(&book.done(ratify(counterpart(), "2020-03-05"))), [F::CountedDayNotRecorded]);
        assert_eq!(book.effect(ActKind::ConsentExpressed), ActEffect::Ineffective);
    }
}

#[test]
fn an_exchange_of_notes_that_waits_for_notifications_is_not_in_force_by_signature() {
    for form in [Form::ExchangeOfNotes, Form::Agreement] {
        let rule = Rule::OnLaterNotification { offset: Offset::none(Anchor::Receipt) };
        let mut book = Book::open(Terms { form, ..with(None, rule) });
        for by in [home(), counterpart()] {
            book.done(sign(by, "2020-01-10"));
        }
        assert!(book.status("2020-02-10").is_before_force(), "{form}");
        for by in [home(), counterpart()] {
            book.done(notified(by, "2020-05-20", "2020-05-21", Some("2020-06-01")));
        }
        assert!(book.status("2020-05-31").is_before_force(), "{form}");
        assert_eq!(book.status("2020-06-01"), S::InForce, "{form}");
    }
}

#[test]
fn one_consent_is_not_enough_and_it_is_said_whose_is_awaited() {
    let mut book = Book::open(terms());
    book.done(sign(home(), "2020-01-10"));
    book.done(sign(counterpart(), "2020-01-10"));
    book.done(ratify(home(), "2020-03-05"));
    assert_eq!(book.status("2026-01-01"), S::Signed);
    let pending = &book.agreement.on(day("2020-04-01")).pending_on;
    assert_eq!(pending.iter().map(ToString::to_string).collect::<Vec<_>>(), ["COUNTERPART"]);
    assert_eq!(book.agreement.on(day("2020-02-01")).pending_on.len(), 2);
}

#[test]
fn an_exchange_of_notes_is_never_merely_signed() {
    let terms = Terms { form: Form::ExchangeOfNotes, consent: None, entry_into_force: Some(Rule::Default), ..terms() };
    let mut book = Book::open(terms);
    book.done(reported(ActDetails::NegotiationOpened).done_on(day("2020-01-01")));
    book.done(sign(home(), "2020-02-01"));
    assert_eq!(book.status("2020-02-10"), S::Negotiating);
    book.done(sign(counterpart(), "2020-03-01"));
    assert_eq!(book.status("2020-02-29"), S::Negotiating);
    assert_eq!(book.status("2020-03-01"), S::InForce);
}

#[test]
fn force_without_consent_is_refused_and_a_recorded_fact_is_contested() {
    let mut book = Book::open(terms());
    let force = || reported(ActDetails::EnteredIntoForce { applies_from: None }).effective_on(day("2020-05-01"));
    assert_eq!(book.intend(force()).unwrap_err(), [F::ForceWithoutConsent]);
    book.done(force());
    assert_eq!(book.effect(ActKind::EnteredIntoForce), ActEffect::Contested);
    assert!(book.status("2020-06-01").is_before_force());
}

#[test]
fn a_contested_entry_into_force_does_not_stop_the_rule() {
    let mut book = Book::open(terms());
    book.done(reported(ActDetails::EnteredIntoForce { applies_from: None }).effective_on(day("2019-05-01")));
    for by in [home(), counterpart()] {
        book.done(sign(by, "2018-01-10"));
    }
    assert_eq!(book.effect(ActKind::EnteredIntoForce), ActEffect::Contested);
    for by in [home(), counterpart()] {
        book.done(ratify(by, "2018-03-05"));
    }
    assert_eq!(book.status("2018-03-04"), S::Signed);
    assert!(book.status("2019-06-01") == S::InForce);
}

#[test]
fn another_day_than_the_rule_gives_is_refused_with_the_day() {
    let mut book = Book::open(with(Some(ConsentMeans::Signature), Rule::Default));
    book.done(sign(home(), "2020-01-10"));
    book.done(sign(counterpart(), "2020-01-20"));
    let force = reported(ActDetails::EnteredIntoForce { applies_from: None }).effective_on(day("2020-01-15"));
    let refused = book.agreement.decide(force, mithaq_domain::agreement::Stance::Intended, today()).unwrap_err();
    assert!(
        refused.0.iter().any(|finding| finding.code == F::ForceDayDiffers && finding.message.contains("2020-01-20")),
        "{refused:?}"
    );
}

#[test]
fn the_day_that_the_rule_gives_stands_against_one_that_is_claimed() {
    let force = |on| reported(ActDetails::EnteredIntoForce { applies_from: None }).effective_on(day(on));
    // Signed on 1 January, ratified and exchanged on 1 July 2001.
    for (by, on, effect, disputed) in [
        (Some(counterpart()), "2005-01-01", ActEffect::Contested, true),
        (Some(counterpart()), "2001-03-01", ActEffect::Contested, true),
        (Some(home()), "2000-03-01", ActEffect::Contested, true),
        (None, "2005-01-01", ActEffect::Contested, false),
        (Some(counterpart()), "2001-07-01", ActEffect::Effective, false),
    ] {
        let mut book = Book::ratified(terms(), "2001-01-01", "2001-07-01");
        let body = by.map_or_else(|| force(on), |by| force(on).by(by));
        let expected = if effect == ActEffect::Effective { vec![] } else { vec![F::ForceDayDiffers] };
        assert_eq!(codes(&book.done(body)), expected, "{on}");
        assert_eq!(book.effect(ActKind::EnteredIntoForce), effect, "{on}");
        assert_eq!(book.status("2001-06-30"), S::Signed, "{on}");
        assert_eq!(book.agreement.standing().in_force_since, Some(day("2001-07-01").into()), "{on}");
        assert_eq!(book.flags("2003-01-01").contains(&StatusFlag::PartiesDispute), disputed, "{on}");
    }
}

#[test]
fn where_the_rule_gives_no_day_the_recorded_one_governs_in_whatever_order_it_was_learned() {
    let force = || reported(ActDetails::EnteredIntoForce { applies_from: None }).effective_on(day("2020-03-12"));
    let consents = || [home(), counterpart()].map(|by| ratify(by, "2020-03-12"));
    for acts in [[vec![force()], consents().to_vec()].concat(), [consents().to_vec(), vec![force()]].concat()] {
        let rule = Rule::OnEvent { event: "the base opens".to_owned(), offset: Offset::none(Anchor::Receipt) };
        let mut book = Book::open(with(Some(ConsentMeans::Ratification), rule));
        for body in [home(), counterpart()].map(|by| sign(by, "2020-01-10")).into_iter().chain(acts) {
            book.done(body);
        }
        assert_eq!(book.status("2020-03-11"), S::Signed);
        assert_eq!(book.status("2020-03-12"), S::InForce);
    }
}

#[test]
fn without_a_rule_on_entry_into_force_it_is_said_that_it_is_missing() {
    let book = Book::ratified(Terms { entry_into_force: None, ..terms() }, "2020-01-10", "2020-03-12");
    let period = book.agreement.on(day("2021-01-01"));
    assert_eq!((period.status, &period.missing[..]), (S::Signed, &[MissingFact::EntryIntoForceRule][..]));
}

#[test]
fn a_later_signature_that_does_not_bind_is_no_consent() {
    let mut book = Book::open(terms());
    for by in [home(), counterpart()] {
        book.done(sign(by, "2020-06-10"));
    }
    let force = reported(ActDetails::EnteredIntoForce { applies_from: None }).effective_on(day("2020-05-01"));
    assert!(book.intend(force).unwrap_err().contains(&F::ForceWithoutConsent));
}

#[test]
fn what_binds_not_in_law_cites_no_article() {
    let terms = Terms { bindingness: Bindingness::NonBinding, ..with(Some(ConsentMeans::Signature), Rule::Default) };
    let mut book = Book::open(terms);
    book.done(sign(home(), "2020-01-10"));
    book.done(sign(counterpart(), "2020-01-20"));
    let period = book.agreement.on(day("2020-02-01"));
    assert_eq!(period.status, S::InForce);
    assert!(period.reasons.iter().all(|reason| reason.provision.is_none()), "{period:?}");
}
