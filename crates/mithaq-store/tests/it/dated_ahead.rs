//! An amendment that was dated ahead is told of from its day on.

use chrono::{DateTime, Days, NaiveDate, Utc};
use chrono_tz::Tz;
use mithaq_domain::act::{ActBody, ActDetails, AgreementId, Amendment, LegalBasis};
use mithaq_domain::agreement::{Agreement, Stance};
use mithaq_domain::day::civil_day;
use mithaq_domain::label::{Classification, Label};
use mithaq_domain::terms::{Area, DurationRule, Form, Terms};
use mithaq_store::testing::{TestDatabase, officer};
use mithaq_store::{AgreementQuery, Condition, Direction, Order, OrderBy, Store, StoreConfig};

use crate::book::*;

/// A zone in which it is already another day than in the other, at every moment.
const EAST: Tz = chrono_tz::Pacific::Kiritimati;
const WEST: Tz = chrono_tz::Etc::GMTPlus12;

/// An agreement on exercises that does not run out.
async fn exercises(database: &TestDatabase) -> AgreementId {
    let id = in_force(database, "Exercises", Label::unclassified(), "2020-02-01", "2020-03-01").await;
    record(&database.store, id, amended(terms("Exercises"), day("2021-01-01"))).await;
    id
}

/// It becomes one on medicine.
fn medicine(on: NaiveDate) -> ActBody {
    amended(Terms { form: Form::Treaty, areas: [Area::Health].into(), ..terms("Medicine") }, on)
}

fn amended(terms: Terms, on: NaiveDate) -> ActBody {
    let terms = Terms { duration: Some(DurationRule::Indefinite), ..terms };
    let amendment = Amendment { means: None, terms: Some(terms), clauses: Vec::new() };
    ActBody::new(LegalBasis::Reported, ActDetails::Amended(Box::new(amendment))).effective_on(on)
}

async fn record(store: &Store, id: AgreementId, body: ActBody) {
    store.change(&officer(), id, None, |a: &Agreement| a.decide(body, Stance::Done, today())).await.unwrap();
}

fn store_in(database: &TestDatabase, zone: Tz) -> Store {
    Store::new(&StoreConfig { zone, ..StoreConfig::of(&database.url) }).unwrap()
}

fn query(condition: Condition) -> AgreementQuery {
    let order = Order { by: OrderBy::Title, direction: Direction::Ascending };
    AgreementQuery { condition, order, as_of: today(), known_at: None }
}

/// By which of the two it is found; all that is read says the same.
async fn told(database: &TestDatabase, id: AgreementId) -> &'static str {
    let snapshot = database.store.snapshot(officer().reader);
    let view = snapshot.agreements(&[id]).await.unwrap().remove(0);
    let amended = view.titles.as_slice()[0].value == "Medicine";
    assert_eq!((view.form == Form::Treaty, view.areas == [Area::Health]), (amended, amended));
    for (condition, of_amended) in [
        (Condition::Text("medicine".to_owned()), true),
        (Condition::AnyArea(vec![Area::Health]), true),
        (Condition::Form(vec![Form::Treaty]), true),
        (Condition::Text("exercises".to_owned()), false),
        (Condition::AnyArea(vec![Area::JointExercises]), false),
    ] {
        let found = snapshot.count(&query(condition.clone())).await.unwrap();
        assert_eq!(found == 1, amended == of_amended, "{condition:?}");
    }
    if amended { "Medicine" } else { "Exercises" }
}

async fn in_days(database: &TestDatabase, days: u64) -> NaiveDate {
    database.store.now().await.unwrap().date_naive() + Days::new(days)
}

#[tokio::test]
async fn from_its_day_on_everything_says_what_the_amendment_says() {
    let database = TestDatabase::create().await;
    let (id, on) = (exercises(&database).await, in_days(&database, 3).await);
    record(&database.store, id, reclassified(Classification::Secret)).await;
    record(&database.store, id, medicine(on)).await;
    assert_eq!(told(&database, id).await, "Exercises");
    assert_eq!(database.store.due_texts(on - Days::new(1), 10).await.unwrap(), []);
    let due = database.store.due_texts(on, 10).await.unwrap();
    assert_eq!(due.iter().map(|due| due.agreement).collect::<Vec<_>>(), [id]);
    let before = export(&database).await;
    database.store.write_text_of(&due[0], on).await.unwrap();
    assert_eq!(told(&database, id).await, "Medicine");
    assert_eq!(export(&database).await, before, "nothing is recorded");
    assert_eq!(database.store.verify(|_| ()).await.unwrap().fault, None);
    assert_eq!(database.store.due_texts(on, 10).await.unwrap(), []);
    let mut session = database.session().await;
    let written = session.value("SELECT xmin FROM agreements").await;
    database.store.write_text_of(&due[0], on).await.unwrap();
    assert_eq!(session.value("SELECT xmin FROM agreements").await, written, "there is nothing to do");
}

#[tokio::test]
async fn a_row_that_tells_of_another_day_is_set_right_as_a_whole() {
    let database = TestDatabase::create().await;
    let (id, on) = (exercises(&database).await, in_days(&database, 3).await);
    record(&database.store, id, medicine(on)).await;
    let due = database.store.due_texts(on, 10).await.unwrap().remove(0);
    database.store.write_text_of(&due, on).await.unwrap();
    assert_eq!(told(&database, id).await, "Medicine");
    // Somebody whose clock is behind records something.
    record(&database.store, id, reclassified(Classification::Unclassified)).await;
    assert_eq!(told(&database, id).await, "Exercises");
    database.store.write_text_of(&due, on).await.unwrap();
    assert_eq!(told(&database, id).await, "Medicine");
    database.store.rebuild(|_| ()).await.unwrap();
    assert_eq!(told(&database, id).await, "Exercises", "a rebuild tells of its own day");
    assert_eq!(database.store.due_texts(on, 10).await.unwrap(), [due]);
}

#[tokio::test]
async fn days_are_counted_in_the_zone_of_the_registry() {
    let database = TestDatabase::create().await;
    let (east, west) = (store_in(&database, EAST), store_in(&database, WEST));
    let now: DateTime<Utc> = database.store.now().await.unwrap();
    let (id, on) = (exercises(&database).await, civil_day(now, &EAST));
    record(&west, id, medicine(on)).await;
    assert_eq!(told(&database, id).await, "Exercises", "it is yesterday there");
    // The day has come before the clock has looked, and something else is recorded.
    record(&east, id, reclassified(Classification::Unclassified)).await;
    assert_eq!(told(&database, id).await, "Medicine");
    assert_eq!(east.due_texts(on, 10).await.unwrap(), []);
}

#[tokio::test]
async fn what_was_dated_ahead_before_rows_told_of_it_is_due_at_once() {
    let database = TestDatabase::create().await;
    let (id, on) = (exercises(&database).await, in_days(&database, 3).await);
    let other = in_force(&database, "Trade", Label::unclassified(), "2020-02-01", "2020-03-01").await;
    let trade = Terms { areas: [Area::Trade].into(), ..terms("Trade") };
    record(&database.store, other, amended(trade, day("2021-01-01"))).await;
    record(&database.store, id, medicine(on)).await;
    let step = concat!(env!("CARGO_MANIFEST_DIR"), "/../../migrations/2026-11-28-000110_text_until");
    for way in ["down", "up"] {
        database.tamper(&std::fs::read_to_string(format!("{step}/{way}.sql")).unwrap()).await;
    }
    let today = in_days(&database, 0).await;
    let due = database.store.due_texts(today, 10).await.unwrap();
    assert_eq!(due.iter().map(|due| due.agreement).collect::<Vec<_>>(), [id]);
    database.store.write_text_of(&due[0], today).await.unwrap();
    assert_eq!(told(&database, id).await, "Exercises");
    assert_eq!(database.store.due_texts(today, 10).await.unwrap(), []);
    assert_eq!(database.store.due_texts(on, 10).await.unwrap(), due);
}
