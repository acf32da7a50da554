//! Lists of agreements.

use std::sync::Arc;

use async_graphql::InputType;
use chrono::{NaiveDate, Utc};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use mithaq_store::{AgreementQuery, Condition, PageRequest};

use crate::failure::Failure;
use crate::input::filter::{AgreementFilter, FilterReader};
use crate::input::order::AgreementOrder;
use crate::input::page::{ListSeal, PageInput};
use crate::output::connection::{AgreementConnection, AgreementList, Place};
use crate::reading::Reading;
use crate::scalar::{Date, DateTime};

/// What is asked of a list.
pub(crate) struct Asked {
    pub(crate) filter: Option<Box<AgreementFilter>>,
    pub(crate) order_by: Option<AgreementOrder>,
    pub(crate) as_of: Option<Date>,
    pub(crate) known_at: Option<DateTime>,
    pub(crate) page: PageInput,
}

/// A page of the agreements that meet a filter and, where the field is of something, its own condition. It is apart from
/// the fields that answer it: each field of an object takes as much room as its largest.
pub(crate) fn list<'a>(
    reading: &'a Arc<Reading>,
    field: &'a str,
    own: Option<Condition>,
    asked: Asked,
) -> BoxFuture<'a, Result<AgreementConnection, Failure>> {
    page(reading, field, own, asked).boxed()
}

async fn page(
    reading: &Arc<Reading>,
    field: &str,
    own: Option<Condition>,
    asked: Asked,
) -> Result<AgreementConnection, Failure> {
    let seal = ListSeal::of(
        field,
        &[
            format!("{own:?}"),
            asked.filter.to_value().to_string(),
            asked.order_by.to_value().to_string(),
            asked.as_of.to_value().to_string(),
            asked.known_at.to_value().to_string(),
        ],
    );
    let page = asked.page.read::<Place>(&reading.registry, &seal)?;
    let times = page.from.as_ref().map(|place| (place.as_of, place.known_at));
    let query = condition(reading, own, &asked, times).await?;
    let request = PageRequest {
        size: page.size,
        from: page.from.as_ref().map(|place| place.key.clone()),
        backwards: page.backwards,
    };
    let found = reading.snapshot.page(&query, &request).await.map_err(|error| reading.failure(&error))?;
    let neighbours = page.neighbours(found.has_more);
    Ok(AgreementConnection::new(AgreementList { query, seal, reading: Arc::clone(reading) }, found, neighbours))
}

/// The agreements that meet a filter, as now known.
pub(super) async fn filtered(
    reading: &Arc<Reading>,
    filter: Option<&AgreementFilter>,
    as_of: NaiveDate,
) -> Result<AgreementQuery, Failure> {
    let mut filters = FilterReader::new(&reading.registry.config.limits);
    let filter = filter.map(|filter| filters.read(filter)).transpose()?;
    for moment in &filters.moments {
        reading.check_known_at(Some(*moment)).await?;
    }
    let condition = Condition::All(filter.into_iter().collect());
    Ok(AgreementQuery { condition, order: AgreementOrder::DEFAULT, as_of, known_at: None })
}

/// The list that is asked for. A cursor carries the day and the moment of the page that it was given on, so that the
/// pages that follow are of the same list though days pass and writes go on.
pub(super) async fn condition(
    reading: &Arc<Reading>,
    own: Option<Condition>,
    asked: &Asked,
    times: Option<(NaiveDate, chrono::DateTime<Utc>)>,
) -> Result<AgreementQuery, Failure> {
    let mut filters = FilterReader::new(&reading.registry.config.limits);
    let filter = asked.filter.as_ref().map(|filter| filters.read(filter)).transpose()?;
    let known_at = asked.known_at.map(|moment| moment.0);
    for moment in filters.moments.iter().copied().chain(known_at) {
        reading.check_known_at(Some(moment)).await?;
    }
    let order = asked.order_by.as_ref().map_or(AgreementOrder::DEFAULT, AgreementOrder::read);
    Ok(AgreementQuery {
        condition: Condition::All(own.into_iter().chain(filter).collect()),
        order,
        as_of: times.map_or_else(|| asked.as_of.map_or(reading.today, |day| day.0), |(as_of, _)| as_of),
        known_at: times.map_or(known_at, |(_, moment)| Some(moment)),
    })
}
