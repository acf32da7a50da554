//! Lists of a register that is too large to look at all of it.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use mithaq_domain::act::{ActBody, ActDetails, AgreementId};
use mithaq_domain::agreement::{Agreement, StatusName as S};
use mithaq_domain::terms::{Area, Form};
use mithaq_store::testing::{TestDatabase, officer};
use mithaq_store::{
    AgreementQuery, AgreementView, Condition, DateMatch, DeadlineQuery, Decision, Direction, ImportRecord, Order,
    OrderBy, PageRequest, Snapshot, StoreError,
};

use crate::book::*;
use crate::deadlines::joined;

/// More than are looked at where few meet a condition, so that every way to a page is gone.
const AGREEMENTS: u64 = 3_400;

/// The agreement of a number: what is asked of it can be told from the number.
#[derive(Debug, Clone, Copy)]
struct Numbered(u64);

impl Numbered {
    fn signed(self) -> NaiveDate {
        day("1960-01-01") + Days::new(self.0 * 7)
    }

    fn in_force(self) -> Option<NaiveDate> {
        (!self.0.is_multiple_of(8)).then(|| self.signed() + Days::new(100))
    }

    fn is_in_force_on(self, on: NaiveDate) -> bool {
        self.in_force().is_some_and(|since| since <= on)
    }

    fn areas(self) -> BTreeSet<Area> {
        BTreeSet::from([
            if self.0.is_multiple_of(3) { Area::Trade } else { Area::MilitaryTraining },
            Area::JointExercises,
        ])
    }

    fn form(self) -> Form {
        if self.0.is_multiple_of(5) { Form::Treaty } else { Form::Agreement }
    }

    fn bodies(self) -> Vec<ActBody> {
        let key = usize::try_from(self.0).unwrap();
        let in_force = self.in_force().map(|on| on.to_string());
        let mut bodies = imported(key, &format!("Agreement {key}"), in_force.as_deref().unwrap_or("2000-01-01"));
        if in_force.is_none() {
            bodies.pop();
        }
        for body in &mut bodies {
            match &mut body.details {
                ActDetails::Imported(import) => (import.terms.areas, import.terms.form) = (self.areas(), self.form()),
                ActDetails::Signed(_) => body.action_on = Some(self.signed().into()),
                _ => {}
            }
        }
        bodies
    }
}

async fn register() -> TestDatabase {
    let database = TestDatabase::create().await;
    let record = |number: u64| ImportRecord {
        register: "test".to_owned(),
        key: number.to_string(),
        raw: number.to_string(),
        sha256: [0; 32],
        facts: [0; 32],
        opens: AgreementId(new_id()),
    };
    for from in (0..AGREEMENTS).step_by(700) {
        let records: Vec<_> = (from..AGREEMENTS.min(from + 700)).map(record).collect();
        let decide = |record: &ImportRecord, _: Option<&Agreement>, id, number| {
            let change = Agreement::import(id, number, Numbered(record.key.parse().unwrap()).bodies())?;
            Ok::<_, StoreError>(Decision::Accept { change: Some(Box::new(change)), warnings: Vec::new() })
        };
        database.store.import(&officer(), &records, new_id, decide).await.unwrap();
    }
    database.tamper("ANALYZE").await;
    database
}

/// The numbers of a list, page by page.
async fn numbers(snapshot: &Snapshot, query: &AgreementQuery, backwards: bool) -> Vec<u64> {
    let number = |row: &AgreementView| {
        let title = &row.titles.as_slice()[0].value;
        title.strip_prefix("Agreement ").unwrap().parse::<u64>().unwrap()
    };
    let (mut all, mut from) = (Vec::new(), None);
    loop {
        let page = snapshot.page(query, &PageRequest { size: 400, from, backwards }).await.unwrap();
        let mut numbers: Vec<u64> = page.rows.iter().map(|(row, _)| number(row)).collect();
        if backwards {
            numbers.reverse();
        }
        all.extend(numbers);
        let last = if backwards { page.rows.first() } else { page.rows.last() };
        from = last.map(|(_, key)| key.clone());
        if !page.has_more {
            return all;
        }
    }
}

type Meets<'a> = Box<dyn Fn(Numbered) -> bool + 'a>;

#[tokio::test]
async fn every_way_to_a_page_finds_the_same() {
    let database = register().await;
    let on = |text: &str| Some(day(text));
    let in_force =
        |text: &str| Condition::Status { any_of: vec![S::InForce], flags: Vec::new(), as_of: on(text), known_at: None };
    let signed = |from: &str, to: &str| Condition::SignedDuring(on(from), on(to), DateMatch::Possible);
    let (trade, treaty) = (Condition::AnyArea(vec![Area::Trade]), Condition::Form(vec![Form::Treaty]));
    let is_trade = |number: Numbered| number.0.is_multiple_of(3);
    let is_treaty = |number: Numbered| number.0.is_multiple_of(5);
    let lists: Vec<(Condition, Meets<'_>)> = vec![
        (Condition::All(vec![]), Box::new(|_| true)),
        (in_force("2020-01-01"), Box::new(|number| number.is_in_force_on(day("2020-01-01")))),
        (in_force("2010-06-01"), Box::new(|number| number.is_in_force_on(day("2010-06-01")))),
        (in_force("1961-06-01"), Box::new(|number| number.is_in_force_on(day("1961-06-01")))),
        (
            Condition::Not(Box::new(in_force("2010-06-01"))),
            Box::new(|number| !number.is_in_force_on(day("2010-06-01"))),
        ),
        (Condition::InForceDuring(None, on("2009-01-01")), Box::new(|number| number.is_in_force_on(day("2009-01-01")))),
        (
            Condition::All(vec![
                in_force("2012-06-01"),
                Condition::AnyArea(vec![Area::JointExercises]),
                treaty.clone(),
            ]),
            Box::new(|number| number.is_in_force_on(day("2012-06-01")) && is_treaty(number)),
        ),
        (
            Condition::All(vec![in_force("2011-06-01"), Condition::Not(Box::new(in_force("2011-05-01")))]),
            Box::new(|number| number.is_in_force_on(day("2011-06-01")) && !number.is_in_force_on(day("2011-05-01"))),
        ),
        (
            signed("1965-03-01", "2013-10-31"),
            Box::new(|number| (day("1965-03-01")..=day("2013-10-31")).contains(&number.signed())),
        ),
        (
            Condition::Any(vec![Condition::All(vec![trade, treaty.clone()]), in_force("2009-06-01")]),
            Box::new(|number| (is_trade(number) && is_treaty(number)) || number.is_in_force_on(day("2009-06-01"))),
        ),
        (Condition::Text("agreement".to_owned()), Box::new(|_| true)),
        (
            Condition::All(vec![Condition::Text("agreement".to_owned()), signed("2012-01-01", "2012-12-31")]),
            Box::new(|number| (day("2012-01-01")..=day("2012-12-31")).contains(&number.signed())),
        ),
        (
            Condition::All(vec![Condition::Text("agreement".to_owned()), Condition::Not(Box::new(treaty))]),
            Box::new(|number| !is_treaty(number)),
        ),
        (Condition::Text("agreement 17".to_owned()), Box::new(|number| number.0 == 17)),
    ];
    let snapshot = database.store.snapshot(officer().reader);
    for (condition, meets) in &lists {
        for by in [OrderBy::Recorded, OrderBy::SignedOn, OrderBy::InForceSince, OrderBy::Title] {
            for (direction, backwards) in [(Direction::Ascending, false), (Direction::Descending, true)] {
                let order = Order { by, direction };
                let query = AgreementQuery { condition: condition.clone(), order, as_of: today(), known_at: None };
                let mut expected: Vec<u64> = (0..AGREEMENTS).filter(|number| meets(Numbered(*number))).collect();
                let mut found = numbers(&snapshot, &query, backwards).await;
                if by == OrderBy::SignedOn {
                    assert_eq!(found, expected, "{condition:?} {order:?} {backwards}");
                }
                expected.sort_unstable();
                found.sort_unstable();
                assert_eq!(found, expected, "{condition:?} {order:?} {backwards}");
            }
        }
        let query = AgreementQuery {
            condition: condition.clone(),
            order: Order { by: OrderBy::Recorded, direction: Direction::Ascending },
            as_of: today(),
            known_at: None,
        };
        let expected = (0..AGREEMENTS).filter(|number| meets(Numbered(*number))).count();
        assert_eq!(snapshot.count(&query).await.unwrap(), u64::try_from(expected).unwrap(), "{condition:?}");
    }
}

#[tokio::test]
async fn every_way_to_a_page_of_deadlines_finds_the_same() {
    let database = register().await;
    database
        .tamper(
            "INSERT INTO deadlines
             SELECT id, 1 + (n + m) % 8, day, day, CASE n % 5 WHEN 0 THEN DATE '9999-12-31' ELSE day END,
                    '00000000-0000-0000-0000-000000000000', NULL, '[]', false, classification, releasable_to
               FROM (SELECT *, row_number() OVER (ORDER BY id)::integer AS n FROM agreements) AS g,
                    generate_series(0, 1) AS m, LATERAL (SELECT DATE '2020-01-01' + (n + 400 * m) % 1000 AS day) AS d;
             ANALYZE deadlines",
        )
        .await;
    let snapshot = database.store.snapshot(officer().reader);
    let all = calendar_of(&Condition::All(vec![]));
    let (all, _) = snapshot.deadlines(&all, None, 10_000, false).await.unwrap();
    assert!(all.len() > 5_000, "{}", all.len());
    let everywhere = Condition::AnyArea(vec![Area::JointExercises]);
    let not_trade = Condition::Not(Box::new(Condition::AnyArea(vec![Area::Trade])));
    let treaty = Condition::Form(vec![Form::Treaty]);
    for condition in [
        everywhere.clone(),
        not_trade.clone(),
        treaty.clone(),
        Condition::Any(vec![treaty, not_trade.clone()]),
        Condition::All(vec![everywhere, not_trade]),
    ] {
        let query = calendar_of(&condition);
        let whole = PageRequest { size: 10_000, from: None, backwards: false };
        let rows = snapshot.page(&query.agreements, &whole).await.unwrap().rows;
        let meant: BTreeSet<AgreementId> = rows.iter().map(|(row, _)| row.id).collect();
        let expected: Vec<_> = all.iter().filter(|deadline| meant.contains(&deadline.agreement)).cloned().collect();
        assert_eq!(snapshot.count_deadlines(&query).await.unwrap(), u64::try_from(expected.len()).unwrap());
        // The longer pages are not filled by what is looked at first.
        for (size, backwards) in [(500, false), (3_000, false), (3_000, true)] {
            let joined = joined(&snapshot, &query, size, backwards).await;
            assert!(joined == expected, "{condition:?}, pages of {size}, backwards {backwards}");
        }
    }
}

fn calendar_of(condition: &Condition) -> DeadlineQuery {
    DeadlineQuery {
        from: day("2020-06-01"),
        to: day("2022-06-01"),
        kinds: Vec::new(),
        agreements: AgreementQuery {
            condition: condition.clone(),
            order: Order { by: OrderBy::Recorded, direction: Direction::Ascending },
            as_of: day("2024-01-01"),
            known_at: None,
        },
    }
}
