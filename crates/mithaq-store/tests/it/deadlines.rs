//! Deadlines across the register.

use chrono::NaiveDate;
use mithaq_domain::act::{ActBody, ActDetails, AgreementId, LegalBasis};
use mithaq_domain::agreement::{Agreement, DeadlineKind as K, Stance};
use mithaq_domain::day::Period;
use mithaq_domain::label::{Classification as C, Label};
use mithaq_domain::terms::{Area, DurationRule};
use mithaq_store::testing::{TestDatabase, officer, reader};
use mithaq_store::{
    AgreementQuery, Condition, DeadlineQuery, DeadlineView, Direction, Order, OrderBy, Reader, Snapshot, told_until,
};
use serde_json::json;

use crate::book::*;

fn asked(from: &str, to: &str) -> DeadlineQuery {
    DeadlineQuery {
        from: day(from),
        to: day(to),
        kinds: Vec::new(),
        agreements: AgreementQuery {
            condition: Condition::All(Vec::new()),
            order: Order { by: OrderBy::Recorded, direction: Direction::Ascending },
            as_of: today(),
            known_at: None,
        },
    }
}

async fn told(database: &TestDatabase, who: Reader, query: &DeadlineQuery) -> Vec<DeadlineView> {
    let snapshot = database.store.snapshot(who);
    let (told, has_more) = snapshot.deadlines(query, None, 1_000, false).await.unwrap();
    assert!(!has_more);
    assert_eq!(snapshot.count_deadlines(query).await.unwrap(), u64::try_from(told.len()).unwrap());
    told
}

/// In force from a day on, for ten years and then tacitly year by year, notice six months ahead.
async fn renewing(database: &TestDatabase, label: Label, from: &str) -> AgreementId {
    let id = AgreementId(new_id());
    let mut body = proposal("Agreement on exercises", label);
    if let ActDetails::Proposed(proposal) = &mut body.details {
        proposal.terms.duration = Some(DurationRule::FixedThenTacit {
            initial: Period::years(10),
            renewal: Period::years(1),
            maximum_renewals: None,
            non_renewal_notice: Period::months(6),
        });
    }
    body.action_on = Some(day("2010-01-01").into());
    database.store.open(&officer(), |number| Agreement::open(id, number, body, today())).await.unwrap();
    for body in [sign(home(), from), sign(partner(), from), ratify(home(), from), ratify(partner(), from)] {
        done(database, id, body).await.unwrap();
    }
    id
}

async fn yearly_report(database: &TestDatabase, id: AgreementId, starts: &str) {
    let added = json!({ "kind": "OBLIGATION_ADDED", "debtor": "HOME", "obligation": "REPORT", "what": "A yearly report",
        "due": { "rule": "RECURRING", "recurrence": { "rule": "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31", "starts": starts } } });
    let details: ActDetails = serde_json::from_value(added).unwrap();
    done(database, id, ActBody::new(LegalBasis::Reported, details).done_on(day(starts))).await.unwrap();
}

fn days(told: &[DeadlineView]) -> Vec<(K, NaiveDate)> {
    told.iter().map(|deadline| (deadline.kind, deadline.on.latest)).collect()
}

#[tokio::test]
async fn they_are_told_in_calendar_order_with_what_is_overdue_and_as_each_agreement_tells_them() {
    let database = TestDatabase::create().await;
    let first = renewing(&database, Label::unclassified(), "2017-03-01").await;
    let second = renewing(&database, Label::unclassified(), "2017-02-01").await;
    yearly_report(&database, second, "2025-01-01").await;
    let query = asked("2026-07-01", "2027-03-01");
    let all = told(&database, officer().reader, &query).await;
    assert_eq!(
        days(&all),
        [
            (K::ObligationDue, day("2025-12-31")),
            (K::NonRenewalNoticeBy, day("2026-07-31")),
            (K::NonRenewalNoticeBy, day("2026-08-28")),
            (K::ObligationDue, day("2026-12-31")),
            (K::TacitRenewal, day("2027-02-01")),
            (K::TacitRenewal, day("2027-03-01")),
        ]
    );
    let mut folded: Vec<DeadlineView> = Vec::new();
    for agreement in database.store.snapshot(officer().reader).logs(&[first, second], None).await.unwrap() {
        let deadlines = agreement.deadlines(query.from, query.to);
        folded.extend(deadlines.iter().map(|said| DeadlineView::of(agreement.id(), said)));
    }
    folded.sort_by_key(DeadlineView::place);
    assert_eq!(all, folded);
    let some = DeadlineQuery { kinds: vec![K::TacitRenewal, K::Expiry], ..query.clone() };
    assert_eq!(told(&database, officer().reader, &some).await.len(), 2);
    let mut other = query;
    other.agreements.condition = Condition::AnyArea(vec![Area::Trade]);
    assert_eq!(told(&database, officer().reader, &other).await, []);
}

#[tokio::test]
async fn pages_joined_are_the_whole_list_both_ways() {
    let database = TestDatabase::create().await;
    for month in 1..=4 {
        let id = renewing(&database, Label::unclassified(), &format!("2017-{month:02}-15")).await;
        yearly_report(&database, id, "2025-01-01").await;
    }
    let query = asked("2026-07-01", "2030-12-31");
    let whole = told(&database, officer().reader, &query).await;
    assert_eq!(whole.len(), 4 * (5 + 4 + 6));
    let snapshot = database.store.snapshot(officer().reader);
    for backwards in [false, true] {
        assert_eq!(joined(&snapshot, &query, 3, backwards).await, whole, "backwards {backwards}");
    }
    // What no index finds is looked at, one after the other.
    let mut other = query;
    other.agreements.condition = Condition::Not(Box::new(Condition::AnyArea(vec![Area::Trade])));
    for backwards in [false, true] {
        assert_eq!(joined(&snapshot, &other, 3, backwards).await, whole, "backwards {backwards}");
    }
}

/// The whole list, page by page.
pub(crate) async fn joined(
    snapshot: &Snapshot,
    query: &DeadlineQuery,
    size: usize,
    backwards: bool,
) -> Vec<DeadlineView> {
    let (mut joined, mut from): (Vec<DeadlineView>, _) = (Vec::new(), None);
    loop {
        let (page, has_more) = snapshot.deadlines(query, from, size, backwards).await.unwrap();
        from = if backwards { page.first() } else { page.last() }.map(DeadlineView::place);
        joined = if backwards { [page, joined].concat() } else { [joined, page].concat() };
        if !has_more {
            return joined;
        }
    }
}

#[tokio::test]
async fn what_a_reader_may_not_see_has_no_deadlines() {
    let database = TestDatabase::create().await;
    let id = renewing(&database, Label::unclassified(), "2017-03-01").await;
    renewing(&database, label(C::Secret, &[]), "2017-03-01").await;
    let query = asked("2026-07-01", "2027-12-31");
    assert_eq!(told(&database, officer().reader, &query).await.len(), 6);
    assert_eq!(told(&database, reader(C::Restricted, None), &query).await.len(), 3);
    done(&database, id, reclassified(C::Secret)).await.unwrap();
    assert_eq!(told(&database, reader(C::Restricted, None), &query).await, []);
    assert_eq!(told(&database, Reader::nobody(), &query).await, []);
}

#[tokio::test]
async fn what_is_done_is_no_deadline_any_more() {
    let database = TestDatabase::create().await;
    let id = renewing(&database, Label::unclassified(), "2017-03-01").await;
    yearly_report(&database, id, "2025-01-01").await;
    let before = told(&database, officer().reader, &asked("2026-07-01", "2026-07-31")).await;
    assert_eq!(days(&before), [(K::ObligationDue, day("2025-12-31"))]);
    let fulfilled = json!({ "kind": "OBLIGATION_FULFILLED", "obligation": before[0].act });
    let details: ActDetails = serde_json::from_value(fulfilled).unwrap();
    let body = ActBody::new(LegalBasis::Reported, details).done_on(day("2026-06-30"));
    database.store.change(&officer(), id, None, |a| a.decide(body, Stance::Done, today())).await.unwrap();
    assert_eq!(told(&database, officer().reader, &asked("2026-07-01", "2026-07-31")).await, []);
}

#[tokio::test]
async fn as_years_go_by_calendars_are_written_on() {
    let database = TestDatabase::create().await;
    let id = renewing(&database, Label::unclassified(), "2017-03-01").await;
    let now = database.store.now().await.unwrap().date_naive();
    assert_eq!(database.store.due_calendars(now, 10).await.unwrap(), [], "it is written to the horizon");
    let later = told_until(now);
    let far = asked(&later.to_string(), &told_until(later).to_string());
    assert!(told(&database, officer().reader, &far).await.len() < 8);
    let due = database.store.due_calendars(later, 10).await.unwrap();
    assert_eq!(due.iter().map(|due| due.agreement).collect::<Vec<_>>(), [id]);
    database.store.write_calendar_on(&due[0], later).await.unwrap();
    assert_eq!(database.store.due_calendars(later, 10).await.unwrap(), []);
    assert_eq!(told(&database, officer().reader, &far).await.len(), 20, "a notice and a renewal each year");
}

#[tokio::test]
async fn a_page_is_read_by_indexes_alone() {
    let database = TestDatabase::create().await;
    database
        .tamper(
            "INSERT INTO deadlines
             SELECT gen_random_uuid(), 1 + n % 8, day, day, CASE n % 50 WHEN 0 THEN '9999-12-31' ELSE day END,
                    gen_random_uuid(), NULL, '[]', false, n % 4, NULL
               FROM generate_series(1, 60000) AS n, LATERAL (SELECT date '1990-01-01' + n % 16000 AS day) AS d;
             ANALYZE deadlines",
        )
        .await;
    let snapshot = database.store.snapshot(officer().reader);
    let mut filtered = asked("2026-07-01", "2026-12-31");
    filtered.agreements.condition = Condition::Not(Box::new(Condition::AnyArea(vec![Area::Trade])));
    for query in [
        filtered,
        asked("2026-07-01", "2026-12-31"),
        DeadlineQuery { kinds: vec![K::Expiry], ..asked("2026-07-01", "2026-12-31") },
    ] {
        for plan in snapshot.plans_of_deadlines(&query, 50).await.unwrap() {
            assert!(!plan.contains("Seq Scan"), "{plan}");
            assert!(plan.contains("deadlines_pkey") && plan.contains("deadlines_that_last"), "{plan}");
        }
    }
}
