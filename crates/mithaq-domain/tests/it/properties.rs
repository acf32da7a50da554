//! What holds for every sequence of acts.

use chrono::{Days, NaiveDate};
use mithaq_domain::act::{
    ActBody, ActDetails, Amendment, Claim, ClaimGround, ClaimMeasure, EndGround, FullPowers, Initials, NoticeOfEnd,
    NoticePurpose, Office, ProvisionalApplication, ProvisionalBasis, ProvisionalEnd, Registration, Renewal,
    Reservation, ReservationKind, Revival, Supersession, SupersessionExtent, SuspensionGround,
};
use mithaq_domain::agreement::{Agreement, BEGINNING, Stance, StatusName};
use mithaq_domain::day::{Anchor, Offset, Period};
use mithaq_domain::law::Weight;
use mithaq_domain::terms::{Bindingness, ConsentMeans, DurationRule, EntryIntoForceRule, Term, TerminationRule, Terms};
use proptest::prelude::*;
use proptest::sample::select;

use crate::book::*;

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0_u64..4_000).prop_map(|days| day("2012-01-01") + Days::new(days))
}

/// The whole agreement, more often than one clause of it.
fn clauses() -> impl Strategy<Value = Vec<String>> {
    prop_oneof![2 => Just(Vec::new()), 1 => Just(vec!["5".to_owned()])]
}

fn any_details() -> impl Strategy<Value = ActDetails> {
    let signed = (select(Office::ALL), select(FullPowers::ALL))
        .prop_map(|(office, powers)| ActDetails::Signed(signature(office, powers)));
    let consent =
        select(ConsentMeans::ALL).prop_map(|means| ActDetails::ConsentExpressed(mithaq_domain::act::Consent { means }));
    let notice = (select(NoticePurpose::ALL), clauses()).prop_map(|(purpose, clauses)| {
        ActDetails::NoticeGiven(NoticeOfEnd {
            purpose,
            stated_last_day: None,
            implied_right: None,
            clauses,
            part_allowed_by: Some("Article 30".to_owned()),
        })
    });
    prop_oneof![
        1 => Just(ActDetails::NegotiationOpened),
        1 => any::<bool>().prop_map(|count_as_signature| ActDetails::Initialled(Initials { count_as_signature })),
        3 => signed,
        3 => consent,
        1 => Just(ActDetails::EnteredIntoForce { applies_from: None }),
        2 => notice,
        1 => (select(SuspensionGround::ALL), clauses()).prop_map(|(ground, clauses)| ActDetails::Suspended { ground, clauses }),
        1 => Just(ActDetails::Resumed),
        1 => (select(EndGround::ALL), clauses()).prop_map(|(ground, clauses)| ActDetails::Terminated { ground, clauses }),
        1 => Just(ActDetails::Denounced),
        1 => Just(ActDetails::Expired),
        1 => Just(ActDetails::Superseded(Supersession { by: None, by_as_printed: Some("Another".to_owned()), extent: SupersessionExtent::Whole })),
        1 => Just(ActDetails::Abandoned { reason: None }),
        6 => any_later_details(),
    ]
}

fn any_later_details() -> impl Strategy<Value = ActDetails> {
    let provisional = select(ProvisionalBasis::ALL)
        .prop_map(|basis| ActDetails::ProvisionallyApplied(ProvisionalApplication { basis, clauses: Vec::new() }));
    let claim = (select(ClaimGround::ALL), select(ClaimMeasure::ALL)).prop_map(|(ground, measure)| {
        ActDetails::BreachClaimed(Claim {
            ground,
            measure,
            reasons: None,
            objection_period: None,
            special_urgency: None,
            known_since: None,
        })
    });
    let reservation = select(ReservationKind::ALL).prop_map(|kind| {
        ActDetails::ReservationMade(Reservation { kind, text: "A statement".to_owned(), clauses: Vec::new() })
    });
    let amendment = any_terms().prop_map(|terms| {
        ActDetails::Amended(Box::new(Amendment { means: None, terms: Some(terms), clauses: Vec::new() }))
    });
    let partial = select(SuspensionGround::ALL)
        .prop_map(|ground| ActDetails::Suspended { ground, clauses: vec!["5".to_owned()] });
    prop_oneof![
        2 => provisional,
        1 => select(ProvisionalEnd::ALL).prop_map(|ground| ActDetails::ProvisionalApplicationEnded { ground }),
        1 => amendment,
        1 => Just(ActDetails::Renewed(Renewal { period: Some(Period::months(18)), until: None })),
        1 => claim,
        1 => (select(ClaimGround::ALL), clauses()).prop_map(|(ground, clauses)| ActDetails::Invalidated { ground, clauses }),
        2 => Just(ActDetails::Revived(Box::new(Revival { terms: None }))),
        1 => reservation,
        1 => Just(ActDetails::Registered(Registration { number: None, printed_in: None })),
        1 => partial,
    ]
}

fn any_act() -> impl Strategy<Value = (ActBody, Stance)> {
    let by = select(vec![Some(home()), Some(counterpart()), None]);
    (any_details(), any_day(), by, select(Stance::ALL)).prop_map(|(details, on, by, stance)| {
        let mut body = reported(details).done_on(on);
        body.by = by;
        body.received_on = Some(on.into());
        (body, stance)
    })
}

fn any_terms() -> impl Strategy<Value = Terms> {
    let offset = || Offset::none(Anchor::Receipt);
    let consent = proptest::option::of(select(ConsentMeans::ALL));
    let force = proptest::option::of(select(vec![
        EntryIntoForceRule::Default,
        EntryIntoForceRule::OnSignature { offset: offset() },
        EntryIntoForceRule::OnExchangeOfInstruments { offset: Offset { period: Some(Period::days(30)), ..offset() } },
    ]));
    let duration = proptest::option::of(select(vec![
        DurationRule::Indefinite,
        DurationRule::Fixed { term: Term::For(Period::years(2)) },
        DurationRule::FixedThenTacit {
            initial: Period::years(1),
            renewal: Period::months(6),
            maximum_renewals: Some(3),
            non_renewal_notice: Period::months(2),
        },
    ]));
    let termination = proptest::option::of(select(vec![
        TerminationRule::Silent,
        TerminationRule::ConsentOnly,
        TerminationRule::Notice { period: Period::months(3), counts_from: Anchor::Receipt },
    ]));
    (consent, force, duration, termination, select(Bindingness::ALL)).prop_map(
        |(consent, entry_into_force, duration, termination, bindingness)| Terms {
            consent,
            entry_into_force,
            duration,
            termination,
            bindingness,
            ..terms()
        },
    )
}

fn any_book() -> impl Strategy<Value = Book> {
    (any_terms(), proptest::collection::vec(any_act(), 0..14)).prop_map(|(terms, acts)| {
        let mut book = Book::open(terms);
        for (body, stance) in acts {
            // A refusal writes nothing, which is part of what is tested.
            let _ = book.decide(body, stance);
        }
        book
    })
}

impl std::fmt::Debug for Book {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.agreement.acts().iter().map(|act| &act.body)).finish()
    }
}

proptest! {
    #[test]
    fn replaying_a_log_gives_the_same_agreement(book in any_book()) {
        let replayed = Agreement::replay(id(), number(), book.agreement.acts().to_vec()).unwrap();
        prop_assert_eq!(replayed, book.agreement);
    }

    #[test]
    fn no_sequence_reaches_what_the_table_does_not_allow(book in any_book()) {
        let statuses: Vec<StatusName> = book.agreement.standing().timeline.iter().map(|period| period.status).collect();
        for pair in statuses.windows(2).filter(|pair| pair[0] != pair[1]) {
            // Two turns on one day leave only the second on the timeline.
            let through = |between: &StatusName| {
                *between != StatusName::Unknown && pair[0].may_become(*between) && between.may_become(pair[1])
            };
            let allowed = pair[0].may_become(pair[1]) || StatusName::ALL.iter().any(through);
            prop_assert!(allowed, "{} to {}", pair[0], pair[1]);
        }
    }

    #[test]
    fn a_timeline_covers_every_day_once(book in any_book()) {
        let timeline = &book.agreement.standing().timeline;
        prop_assert_eq!(timeline[0].from, BEGINNING);
        prop_assert_eq!(timeline[timeline.len() - 1].to, None);
        for pair in timeline.windows(2) {
            prop_assert_eq!(pair[0].to, Some(pair[1].from));
            prop_assert!(pair[0].from < pair[1].from);
        }
    }

    #[test]
    fn what_was_known_then_never_changes(book in any_book(), later in proptest::collection::vec(any_act(), 1..6), on in any_day()) {
        let known_at = book.moment();
        let mut grown = book;
        let before = grown.agreement.clone();
        for (body, stance) in later {
            let _ = grown.decide(body, stance);
        }
        let then = grown.agreement.as_known_at(known_at).unwrap();
        prop_assert_eq!(then.on(on), before.on(on));
        prop_assert_eq!(then, before);
    }

    #[test]
    fn every_act_is_judged_and_what_we_intend_is_never_without_effect(book in any_book()) {
        prop_assert_eq!(book.agreement.acts().len(), book.agreement.standing().judgements.len());
    }

    #[test]
    fn every_finding_says_what_would_cure_it(book in any_book()) {
        for judgement in &book.agreement.standing().judgements {
            for finding in judgement.findings.iter().filter(|finding| finding.weight != Weight::Warns) {
                prop_assert!(finding.cure.is_some(), "{:?}", finding);
            }
        }
    }

    #[test]
    fn what_is_simulated_is_not_written_and_what_is_refused_changes_nothing(book in any_book(), act in any_act()) {
        let before = book.agreement.clone();
        let simulation = before.simulate(std::slice::from_ref(&act.0), today());
        prop_assert_eq!(&before, &book.agreement);
        if simulation.is_refused() {
            prop_assert_eq!(&simulation.after, &before);
        } else {
            prop_assert_eq!(simulation.after.version(), before.version() + 1);
        }
    }

    #[test]
    fn the_clock_changes_no_status(book in any_book(), on in any_day()) {
        if let Some(change) = book.agreement.announce(day("2040-01-01")) {
            let (announced, _) = change.record(book.moment(), "clock").unwrap();
            prop_assert_eq!(announced.on(on).status, book.agreement.on(on).status);
            prop_assert!(announced.announce(day("2040-01-01")).is_none(), "announced twice");
        }
    }
}
