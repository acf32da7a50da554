//! Obligations across the register.

use std::sync::Arc;

use async_graphql::{Context, InputType};
use chrono::NaiveDate;
use futures_util::FutureExt;
use futures_util::future::try_join_all;
use mithaq_store::{DatedPlace, ObligationQuery};
use serde::{Deserialize, Serialize};

use super::agreements::filtered;
use crate::failure::Failure;
use crate::input::obligation_filter::ObligationFilter;
use crate::input::page::{ListSeal, PageInput};
use crate::output::listing::{Cut, ObligationConnection};
use crate::output::obligation::Obligation;
use crate::reading::{Reading, reading};
use crate::scalar::Date;

/// A place in the list, with the day that the list is of.
#[derive(Serialize, Deserialize)]
struct Place {
    at: DatedPlace,
    as_of: NaiveDate,
}

/// A page of obligations, the earliest due first.
pub(super) async fn obligations(
    context: &Context<'_>,
    filter: Option<&ObligationFilter>,
    as_of: Option<Date>,
    page: &PageInput,
) -> Result<ObligationConnection, Failure> {
    let reading = reading(context)?;
    let asked = [filter.map(|filter| filter.to_value().to_string()).unwrap_or_default(), as_of.to_value().to_string()];
    let seal = ListSeal::of("Query.obligations", &asked);
    let wanted = page.read::<Place>(&reading.registry, &seal)?;
    let day = as_of.map_or(reading.today, |day| day.0);
    let day = wanted.from.as_ref().map_or(day, |place| place.as_of);
    let query = query(&reading, filter, day).await?;
    let place = wanted.from.as_ref().map(|place| place.at);
    let found = reading.snapshot.obligations(&query, place, wanted.size, wanted.backwards).await;
    let (places, has_more) = found.map_err(|error| reading.failure(&error))?;
    let rows = try_join_all(places.iter().map(|place| obligation(*place, &reading))).await?;
    let cursor = |at: &DatedPlace| seal.unsealed(&reading.registry, &Place { at: *at, as_of: day });
    let rows = places.iter().map(cursor).zip(rows).collect();
    Ok(ObligationConnection(Cut::read(rows, wanted.neighbours(has_more), move || {
        let (reading, query) = (Arc::clone(&reading), query.clone());
        async move { reading.snapshot.count_obligations(&query).await.map_err(|error| reading.failure(&error)) }.boxed()
    })))
}

async fn query(
    reading: &Arc<Reading>,
    filter: Option<&ObligationFilter>,
    as_of: NaiveDate,
) -> Result<ObligationQuery, Failure> {
    let wanted = filter.map(ObligationFilter::read).transpose()?.unwrap_or_default();
    let (due_from, due_to) = wanted.due;
    Ok(ObligationQuery {
        as_of,
        owners: wanted.owners,
        debtors: wanted.debtors,
        kinds: wanted.kinds,
        states: wanted.states,
        due_from,
        due_to,
        agreements: filtered(reading, filter.and_then(|filter| filter.agreements.as_ref()), as_of).await?,
    })
}

async fn obligation(place: DatedPlace, reading: &Arc<Reading>) -> Result<Obligation, Failure> {
    let log = reading.log(place.agreement, None).await?;
    let found = log.and_then(|log| Obligation::find(&log, place.act, reading));
    found.ok_or_else(|| reading.fault(&format!("obligation {} is listed and not in its log", place.act)))
}
