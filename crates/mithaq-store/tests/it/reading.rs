//! Lists, pages, days and moments.

use mithaq_domain::act::{ActBody, ActDetails, Amendment, LegalBasis};
use mithaq_domain::agreement::{Agreement, StatusName as S};
use mithaq_domain::label::Label;
use mithaq_domain::terms::{Area, DurationRule, Form, Terms};
use mithaq_store::testing::{TestDatabase, officer};
use mithaq_store::{
    AgreementQuery, Condition, DateMatch, Direction, GroupBy, Order, OrderBy, PageRequest, StatisticsKey, StoreError,
};

use crate::book::*;

fn list(condition: Condition) -> AgreementQuery {
    AgreementQuery {
        condition,
        order: Order { by: OrderBy::SignedOn, direction: Direction::Ascending },
        as_of: today(),
        known_at: None,
    }
}

fn status(any_of: Vec<S>) -> Condition {
    Condition::Status { any_of, flags: Vec::new(), as_of: None, known_at: None }
}

#[tokio::test]
async fn conditions_select_what_they_say() {
    let database = TestDatabase::create().await;
    in_force(&database, "Exercises in the desert", Label::unclassified(), "2020-02-01", "2020-03-01").await;
    in_force(&database, "Exercises at sea", Label::unclassified(), "2024-02-01", "2025-03-01").await;
    open(&database, "Proposed only", Label::unclassified()).await;
    let signed = |from: &str, to: &str| Condition::SignedDuring(Some(day(from)), Some(day(to)), DateMatch::Certain);
    for (condition, count) in [
        (Condition::All(vec![]), 3),
        (Condition::Any(vec![]), 0),
        (Condition::Party(vec![home()]), 3),
        (Condition::Counterpart(vec![home()]), 0),
        (Condition::Counterpart(vec![partner()]), 3),
        (Condition::AnyArea(vec![Area::Trade, Area::JointExercises]), 3),
        (Condition::AllAreas(vec![Area::Trade, Area::JointExercises]), 0),
        (Condition::AllAreas(vec![Area::MilitaryTraining, Area::JointExercises]), 3),
        (Condition::Form(vec![Form::Treaty]), 0),
        (status(vec![S::InForce]), 1),
        (status(vec![S::Expired]), 1),
        (status(vec![S::Proposed, S::InForce]), 2),
        (Condition::Not(Box::new(status(vec![S::InForce]))), 2),
        (signed("2020-01-01", "2020-12-31"), 1),
        (Condition::Not(Box::new(signed("2020-01-01", "2020-12-31"))), 2),
        (Condition::InForceDuring(Some(day("2020-06-01")), Some(day("2020-06-30"))), 1),
        (Condition::InForceDuring(None, None), 2),
        (Condition::Text("DESERT exercises".to_owned()), 1),
        (Condition::Text("كينيا".to_owned()), 3),
        (Condition::Any(vec![status(vec![S::Proposed]), Condition::Text("sea".to_owned())]), 2),
        (Condition::ImportedFrom(vec!["uk-treaties".to_owned()]), 0),
    ] {
        let snapshot = database.store.snapshot(officer().reader);
        assert_eq!(snapshot.count(&list(condition.clone())).await.unwrap(), count, "{condition:?}");
    }
}

#[tokio::test]
async fn pages_joined_are_the_whole_list_in_every_order_and_both_ways() {
    let database = TestDatabase::create().await;
    for month in 1..=9 {
        let signed = format!("2020-{:02}-01", 1 + month % 4);
        in_force(&database, &format!("Number {}", month % 3), Label::unclassified(), &signed, "2021-01-01").await;
    }
    open(&database, "Not signed", Label::unclassified()).await;
    for by in [OrderBy::Recorded, OrderBy::RegistryNumber, OrderBy::SignedOn, OrderBy::InForceSince, OrderBy::Title] {
        for direction in [Direction::Ascending, Direction::Descending] {
            let query = AgreementQuery { order: Order { by, direction }, ..list(Condition::All(vec![])) };
            let snapshot = database.store.snapshot(officer().reader);
            let whole = PageRequest { size: 100, from: None, backwards: false };
            let whole: Vec<_> =
                snapshot.page(&query, &whole).await.unwrap().rows.into_iter().map(|(row, _)| row.id).collect();
            for backwards in [false, true] {
                let mut joined = Vec::new();
                let mut from = None;
                loop {
                    let page = snapshot.page(&query, &PageRequest { size: 3, from, backwards }).await.unwrap();
                    let edge = if backwards { page.rows.first() } else { page.rows.last() };
                    from = edge.map(|(_, key)| key.clone());
                    let ids: Vec<_> = page.rows.iter().map(|(row, _)| row.id).collect();
                    joined = if backwards { [ids, joined].concat() } else { [joined, ids].concat() };
                    if !page.has_more {
                        break;
                    }
                }
                assert_eq!(joined, whole, "{by:?} {direction:?} backwards {backwards}");
            }
        }
    }
}

#[tokio::test]
async fn the_projection_says_what_the_fold_says_on_every_day_and_at_every_moment() {
    let database = TestDatabase::create().await;
    let id = in_force(&database, "Exercises", Label::unclassified(), "2020-02-01", "2020-03-01").await;
    let snapshot = database.store.snapshot(officer().reader);
    let agreement: Agreement = snapshot.logs(&[id], None).await.unwrap().remove(0);
    let moments: Vec<_> = agreement.acts().iter().map(|act| act.recorded_at).collect();
    for known_at in moments {
        let then = agreement.as_known_at(known_at).unwrap();
        for on in [
            "1990-01-01",
            "2020-01-01",
            "2020-02-01",
            "2020-02-29",
            "2020-03-01",
            "2021-10-01",
            "2022-03-01",
            "2030-01-01",
        ] {
            let view = snapshot.statuses(&[(id, day(on), Some(known_at))]).await.unwrap().remove(0).unwrap();
            let period = then.on(day(on));
            assert_eq!(view.status, period.status, "on {on} at {known_at}");
            assert_eq!(view.flags, period.flags.iter().copied().collect::<Vec<_>>(), "on {on} at {known_at}");
            assert_eq!(view.missing, period.missing);
            assert_eq!(view.since, period.since);
        }
    }
    let before = agreement.acts()[0].recorded_at - chrono::TimeDelta::seconds(1);
    assert_eq!(snapshot.statuses(&[(id, today(), Some(before))]).await.unwrap(), [None]);
}

#[tokio::test]
async fn an_amended_agreement_is_found_by_what_it_now_says() {
    let database = TestDatabase::create().await;
    let id = in_force(&database, "Exercises", Label::unclassified(), "2020-02-01", "2020-03-01").await;
    for (title, area, on) in [("Medicine", Area::Health, "2021-01-01"), ("Trade", Area::Trade, "2090-01-01")] {
        let terms = Terms { areas: [area].into(), duration: Some(DurationRule::Indefinite), ..terms(title) };
        let amendment = Amendment { means: None, terms: Some(terms), clauses: Vec::new() };
        let body = ActBody::new(LegalBasis::Reported, ActDetails::Amended(Box::new(amendment)));
        done(&database, id, body.effective_on(day(on))).await.unwrap();
    }
    for (condition, count) in [
        (Condition::Text("medicine".to_owned()), 1),
        (Condition::AnyArea(vec![Area::Health]), 1),
        (Condition::Text("exercises".to_owned()), 0),
        (Condition::AnyArea(vec![Area::JointExercises]), 0),
        (Condition::Text("trade".to_owned()), 0),
    ] {
        let snapshot = database.store.snapshot(officer().reader);
        assert_eq!(snapshot.count(&list(condition.clone())).await.unwrap(), count, "{condition:?}");
    }
}

#[tokio::test]
async fn a_moment_that_has_not_passed_for_certain_is_refused() {
    let database = TestDatabase::create().await;
    let snapshot = database.store.snapshot(officer().reader);
    let asked = snapshot.moment().await.unwrap();
    assert!(matches!(snapshot.check_known_at(asked).await, Err(StoreError::NotYetKnown { .. })));
}

#[tokio::test]
async fn statistics_count_by_partner_year_area_and_status() {
    let database = TestDatabase::create().await;
    in_force(&database, "One", Label::unclassified(), "2020-02-01", "2020-02-11").await;
    in_force(&database, "Two", Label::unclassified(), "2020-05-01", "2020-05-31").await;
    open(&database, "Three", Label::unclassified()).await;
    let snapshot = database.store.snapshot(officer().reader);
    let query = list(Condition::All(vec![]));
    let counted = snapshot.statistics(&query, &[GroupBy::Partner, GroupBy::Year, GroupBy::Status], 100).await.unwrap();
    assert_eq!(counted.total, 3);
    let row = &counted.rows[0];
    assert_eq!(
        row.keys,
        [StatisticsKey::Partner(partner()), StatisticsKey::Year(Some(2020)), StatisticsKey::Status(S::Expired)]
    );
    assert_eq!((row.count, row.median_days_to_force, row.missing_dates), (2, Some(20.0), 0));
    assert_eq!(counted.rows[1].keys[1], StatisticsKey::Year(None));
    assert_eq!(counted.rows[1].missing_dates, 1);
}
