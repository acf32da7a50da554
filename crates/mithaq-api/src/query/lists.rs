//! Lists of actors and of records, and counts.

use async_graphql::{Context, InputType};
use mithaq_domain::actor::{self, Actor};
use mithaq_store::{AgreementQuery, Condition, GroupBy, fold_text};
use uuid::Uuid;

use super::agreements::{Asked, list};
use crate::failure::Failure;
use crate::input::filter::{AgreementFilter, FilterReader};
use crate::input::import_filter::ImportRecordFilter;
use crate::input::order::AgreementOrder;
use crate::input::page::{ListSeal, PageInput};
use crate::output::actors::ActorConnection;
use crate::output::connection::AgreementConnection;
use crate::output::import_record::ImportRecordConnection;
use crate::output::statistics::AgreementStatistics;
use crate::reading::reading;
use crate::scalar::{Date, DateTime};
use crate::words::StatisticsDimension;

/// How many dimensions counts may have, and how many rows: the guard charges for all of them.
const DIMENSIONS: usize = 3;
const ROWS: usize = 1_000;

/// A page of agreements.
pub(super) async fn agreements(context: &Context<'_>, asked: Asked) -> Result<AgreementConnection, Failure> {
    list(&reading(context)?, "Query.agreements", None, asked).await
}

/// A page of the actors whose names have all words of a search.
pub(super) fn actors(
    context: &Context<'_>,
    search: Option<&str>,
    page: &PageInput,
) -> Result<ActorConnection, Failure> {
    let reading = reading(context)?;
    let seal = ListSeal::of("Query.actors", &[format!("{search:?}")]);
    let wanted = page.read::<String>(&reading.registry, &seal)?;
    let searched = fold_text(search.unwrap_or_default());
    let mut found: Vec<&'static Actor> =
        actor::all().iter().filter(|actor| searched.split_whitespace().all(|word| has_word(actor, word))).collect();
    found.sort_by_key(|actor| actor.code);
    Ok(ActorConnection::of(found, &wanted, &seal, &reading))
}

/// Whether a word of its names or codes begins so.
fn has_word(actor: &Actor, beginning: &str) -> bool {
    let names = actor.names.iter().map(|(_, name)| name);
    let texts = names.chain([actor.code]).chain(actor.former_codes.iter().copied());
    texts.map(fold_text).any(|text| text.split_whitespace().any(|word| word.starts_with(beginning)))
}

/// What is asked of counts.
pub(super) struct StatisticsAsked {
    pub(super) group_by: Vec<StatisticsDimension>,
    pub(super) filter: Option<Box<AgreementFilter>>,
    pub(super) as_of: Option<Date>,
    pub(super) known_at: Option<DateTime>,
}

/// Counts of agreements.
pub(super) async fn statistics(context: &Context<'_>, asked: StatisticsAsked) -> Result<AgreementStatistics, Failure> {
    let reading = reading(context)?;
    let group_by = dimensions(&asked.group_by)?;
    let mut filters = FilterReader::new(&reading.registry.config.limits);
    let filter = asked.filter.as_ref().map(|filter| filters.read(filter)).transpose()?;
    let known_at = asked.known_at.map(|moment| moment.0);
    for moment in filters.moments.iter().copied().chain(known_at) {
        reading.check_known_at(Some(moment)).await?;
    }
    let as_of = asked.as_of.map_or(reading.today, |day| day.0);
    let condition = Condition::All(filter.into_iter().collect());
    let query = AgreementQuery { condition, order: AgreementOrder::DEFAULT, as_of, known_at };
    let counts = reading.snapshot.statistics(&query, &group_by, ROWS).await;
    let counts = counts.map_err(|error| reading.failure(&error))?;
    Ok(AgreementStatistics { counts, as_of, known_at, reading })
}

fn dimensions(asked: &[StatisticsDimension]) -> Result<Vec<GroupBy>, Failure> {
    let twice = asked.iter().enumerate().any(|(at, dimension)| asked[..at].contains(dimension));
    if asked.is_empty() || asked.len() > DIMENSIONS || twice {
        return Err(Failure::bad_input(format!("groupBy: name one to {DIMENSIONS} dimensions, each once")));
    }
    Ok(asked.iter().map(|dimension| (*dimension).into()).collect())
}

/// A page of records of other registers.
pub(super) async fn import_records(
    context: &Context<'_>,
    filter: Option<&ImportRecordFilter>,
    page: &PageInput,
) -> Result<ImportRecordConnection, Failure> {
    let reading = reading(context)?;
    let asked = filter.map(|filter| filter.to_value().to_string()).unwrap_or_default();
    let seal = ListSeal::of("Query.importRecords", &[asked]);
    let wanted = page.read::<Uuid>(&reading.registry, &seal)?;
    let query = filter.map(ImportRecordFilter::read).transpose()?.unwrap_or_default();
    let found = reading.snapshot.import_records(&query, wanted.from, wanted.size, wanted.backwards).await;
    let (rows, has_more) = found.map_err(|error| reading.failure(&error))?;
    let rows = rows.into_iter().map(|row| {
        let cursor = seal.cursor(&reading.registry, &row.id);
        (row, cursor)
    });
    Ok(ImportRecordConnection::of(query, rows.collect(), wanted.neighbours(has_more), &reading))
}

#[cfg(test)]
mod tests {
    use super::{DIMENSIONS, ROWS};
    use crate::sdl::federation::FEDERATION;

    #[test]
    fn counts_are_charged_for_as_many_rows_and_keys_as_they_may_have() {
        for (of, field, most) in [("AgreementStatistics", "rows", ROWS), ("StatisticsRow", "keys", DIMENSIONS)] {
            let assumed = FEDERATION.list_size(of, field).map(|size| size.assumed);
            assert_eq!(assumed, u64::try_from(most).ok(), "{of}.{field}");
        }
    }
}
