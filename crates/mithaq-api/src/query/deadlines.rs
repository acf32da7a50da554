//! Deadlines across the register.

use std::sync::Arc;

use async_graphql::{Context, InputType};
use chrono::NaiveDate;
use futures_util::FutureExt;
use mithaq_store::{DeadlinePlace, DeadlineQuery, told_until};
use serde::{Deserialize, Serialize};

use super::agreements::filtered;
use crate::failure::Failure;
use crate::input::filter::AgreementFilter;
use crate::input::page::{ListSeal, PageInput, Wanted};
use crate::output::deadline::Deadline;
use crate::output::listing::{Cut, DeadlineConnection};
use crate::reading::{Reading, reading};
use crate::scalar::Date;
use crate::words::DeadlineKind;

/// What is asked of the register's deadlines.
pub(super) struct Asked {
    pub(super) from: Option<Date>,
    pub(super) to: Date,
    pub(super) kinds: Option<Vec<DeadlineKind>>,
    pub(super) filter: Option<Box<AgreementFilter>>,
    pub(super) page: PageInput,
}

/// A place in the calendar, with the day that was today when the list was begun.
#[derive(Serialize, Deserialize)]
pub(crate) struct Place {
    at: DeadlinePlace,
    today: NaiveDate,
}

/// A page of deadlines, the earliest first.
pub(super) async fn deadlines(context: &Context<'_>, asked: Asked) -> Result<DeadlineConnection, Failure> {
    let reading = reading(context)?;
    let seal = ListSeal::of(
        "Query.deadlines",
        &[
            asked.from.to_value().to_string(),
            asked.to.to_value().to_string(),
            asked.kinds.to_value().to_string(),
            asked.filter.to_value().to_string(),
        ],
    );
    let wanted = asked.page.read::<Place>(&reading.registry, &seal)?;
    let today = wanted.from.as_ref().map_or(reading.today, |place| place.today);
    let (from, to) = days(asked.from.map_or(today, |day| day.0), asked.to.0, today)?;
    let query = DeadlineQuery {
        from,
        to,
        kinds: kinds(asked.kinds.as_deref())?,
        agreements: filtered(&reading, asked.filter.as_deref(), today).await?,
    };
    answer(&reading, &seal, &wanted, query, today).await
}

/// The page of a calendar that was begun on a day.
pub(crate) async fn answer(
    reading: &Arc<Reading>,
    seal: &ListSeal,
    wanted: &Wanted<Place>,
    query: DeadlineQuery,
    today: NaiveDate,
) -> Result<DeadlineConnection, Failure> {
    let place = wanted.from.as_ref().map(|place| place.at);
    let found = reading.snapshot.deadlines(&query, place, wanted.size, wanted.backwards).await;
    let (rows, has_more) = found.map_err(|error| reading.failure(&error))?;
    let rows = rows.into_iter().map(|row| {
        let cursor = seal.unsealed(&reading.registry, &Place { at: row.place(), today });
        (cursor, Deadline::of(row, reading))
    });
    let (rows, neighbours) = (rows.collect(), wanted.neighbours(has_more));
    let reading = Arc::clone(reading);
    Ok(DeadlineConnection(Cut::read(rows, neighbours, move || {
        let (reading, query) = (Arc::clone(&reading), query.clone());
        async move { reading.snapshot.count_deadlines(&query).await.map_err(|error| reading.failure(&error)) }.boxed()
    })))
}

/// The days that are asked for, where they can be answered for.
pub(crate) fn days(from: NaiveDate, to: NaiveDate, today: NaiveDate) -> Result<(NaiveDate, NaiveDate), Failure> {
    let last = told_until(today);
    if to < from {
        return Err(Failure::bad_input(format!("to: {to} is before {from}, from which on deadlines are asked")));
    }
    if to > last {
        return Err(Failure::bad_input(format!(
            "to: deadlines across the register are told of until {last}: ask for that day or an earlier one, or ask an agreement for its own"
        )));
    }
    Ok((from, to))
}

/// The kinds that are asked for; empty means any.
pub(crate) fn kinds(asked: Option<&[DeadlineKind]>) -> Result<Vec<mithaq_domain::agreement::DeadlineKind>, Failure> {
    match asked {
        Some([]) => Err(Failure::bad_input("kinds: none is named: name one, or leave it out to ask for all")),
        asked => Ok(asked.unwrap_or_default().iter().map(|kind| (*kind).into()).collect()),
    }
}
