//! The feed, page by page.

use async_graphql::Context;
use mithaq_store::ChangeQuery;

use crate::failure::Failure;
use crate::input::change_filter::ChangeFilter;
use crate::input::feed_place::{FeedPlace, feed_seal, read_place};
use crate::input::page::PageInput;
use crate::output::change::AgreementChangeConnection;
use crate::reading::reading;

/// A page of changes.
pub(super) async fn changes(
    context: &Context<'_>,
    filter: Option<&ChangeFilter>,
    page: &PageInput,
) -> Result<AgreementChangeConnection, Failure> {
    let reading = reading(context)?;
    let registry = &reading.registry;
    let seal = feed_seal(filter);
    let wanted = page.read_with(registry, |field, cursor| read_place(registry, &seal, field, cursor))?;
    let query: ChangeQuery = filter.map(|filter| filter.read(&registry.config.limits)).transpose()?.unwrap_or_default();
    let found = reading.snapshot.changes(&query, wanted.from, wanted.size, wanted.backwards).await;
    let (rows, has_more) = found.map_err(|error| reading.failure(&error))?;
    let rows = rows.into_iter().map(|change| {
        let cursor = seal.cursor(registry, &FeedPlace::of(change.position));
        (change, cursor)
    });
    Ok(AgreementChangeConnection::of(rows.collect(), wanted.neighbours(has_more), &reading))
}
