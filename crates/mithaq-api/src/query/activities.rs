//! Activities across the register.

use std::sync::Arc;

use async_graphql::{Context, InputType};
use chrono::NaiveDate;
use futures_util::FutureExt;
use futures_util::future::try_join_all;
use mithaq_store::{ActivityQuery, DatedPlace};
use serde::{Deserialize, Serialize};

use super::agreements::filtered;
use crate::failure::Failure;
use crate::input::activity_filter::ActivityFilter;
use crate::input::page::{ListSeal, PageInput};
use crate::output::activity::Activity;
use crate::output::listing::{ActivityConnection, Cut};
use crate::reading::{Reading, reading};

/// A place in the list, with the day that was today when the list was begun.
#[derive(Serialize, Deserialize)]
struct Place {
    at: DatedPlace,
    today: NaiveDate,
}

/// A page of activities, the earliest first.
pub(super) async fn activities(
    context: &Context<'_>,
    filter: Option<&ActivityFilter>,
    page: &PageInput,
) -> Result<ActivityConnection, Failure> {
    let reading = reading(context)?;
    let asked = filter.map(|filter| filter.to_value().to_string()).unwrap_or_default();
    let seal = ListSeal::of("Query.activities", &[asked]);
    let wanted = page.read::<Place>(&reading.registry, &seal)?;
    let today = wanted.from.as_ref().map_or(reading.today, |place| place.today);
    let query = query(&reading, filter, today).await?;
    let place = wanted.from.as_ref().map(|place| place.at);
    let found = reading.snapshot.activities(&query, place, wanted.size, wanted.backwards).await;
    let (places, has_more) = found.map_err(|error| reading.failure(&error))?;
    let rows = try_join_all(places.iter().map(|place| activity(*place, &reading))).await?;
    let cursor = |at: &DatedPlace| seal.unsealed(&reading.registry, &Place { at: *at, today });
    let rows = places.iter().map(cursor).zip(rows).collect();
    Ok(ActivityConnection(Cut::read(rows, wanted.neighbours(has_more), move || {
        let (reading, query) = (Arc::clone(&reading), query.clone());
        async move { reading.snapshot.count_activities(&query).await.map_err(|error| reading.failure(&error)) }.boxed()
    })))
}

async fn query(
    reading: &Arc<Reading>,
    filter: Option<&ActivityFilter>,
    today: NaiveDate,
) -> Result<ActivityQuery, Failure> {
    let agreements = filtered(reading, filter.and_then(|filter| filter.agreements.as_ref()), today).await?;
    let all =
        ActivityQuery { kinds: Vec::new(), states: Vec::new(), from: None, to: None, with_lessons: None, agreements };
    match filter {
        Some(filter) => filter.read(all),
        None => Ok(all),
    }
}

async fn activity(place: DatedPlace, reading: &Arc<Reading>) -> Result<Activity, Failure> {
    let log = reading.log(place.agreement, None).await?;
    let found = log.and_then(|log| Activity::find(&log, place.act, reading));
    found.ok_or_else(|| reading.fault(&format!("activity {} is listed and not in its log", place.act)))
}
