//! Agreements that are searched for.

use std::sync::Arc;

use async_graphql::{Context, InputType};
use mithaq_store::{Search, SearchLanguage};

use super::agreements::{Asked, condition};
use crate::failure::Failure;
use crate::input::page::ListSeal;
use crate::output::search::{AgreementSearchConnection, FoundList, FoundPlace};
use crate::reading::reading;
use crate::scalar::Language;

/// How many characters a search may have.
const LONGEST: usize = 400;

/// A page of the agreements that a search finds.
pub(super) async fn search(
    context: &Context<'_>,
    text: &str,
    languages: Option<Vec<Language>>,
    asked: Asked,
) -> Result<AgreementSearchConnection, Failure> {
    let reading = reading(context)?;
    let search = read(text, languages.as_deref())?;
    let seal = ListSeal::of(
        "Query.searchAgreements",
        &[
            text.to_owned(),
            languages.to_value().to_string(),
            asked.filter.to_value().to_string(),
            asked.as_of.to_value().to_string(),
        ],
    );
    let page = asked.page.read::<FoundPlace>(&reading.registry, &seal)?;
    let times = page.from.as_ref().map(|place| (place.as_of, place.known_at));
    let query = condition(&reading, None, &asked, times).await?;
    let from = page.from.as_ref().map(|place| place.at);
    let found = reading.snapshot.search(&search, &query, page.size, from, page.backwards).await;
    let found = found.map_err(|error| reading.failure(&error))?;
    let neighbours = page.neighbours(found.has_more);
    let list = FoundList::new(search, query, seal, Arc::clone(&reading));
    Ok(AgreementSearchConnection::new(list, found.rows, neighbours))
}

fn read(text: &str, languages: Option<&[Language]>) -> Result<Search, Failure> {
    let length = text.chars().count();
    if length > LONGEST {
        return Err(Failure::bad_input(format!(
            "text: it has {length} characters, and at most {LONGEST} are searched for"
        )));
    }
    let languages: Vec<SearchLanguage> = match languages {
        Some([]) => {
            return Err(Failure::bad_input("languages: none is named: name one, or leave it out to search in all"));
        }
        Some(languages) => languages.iter().map(|language| SearchLanguage::of(&language.0)).collect(),
        None => SearchLanguage::ALL.to_vec(),
    };
    Search::read(text, &languages)
        .ok_or_else(|| Failure::bad_input("text: it has no words: give some, or ask for agreements without a search"))
}
