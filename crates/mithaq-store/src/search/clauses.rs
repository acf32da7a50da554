//! Clauses as they stand on a day.

use std::collections::HashMap;

use chrono::NaiveDate;
use mithaq_domain::act::{ActId, ClauseChange};
use mithaq_domain::agreement::Agreement;

use super::texts::{SearchPlace, SearchText};

/// The clauses of every text, but for those that an instrument which was recorded after the text has changed; then the
/// words of the last such instrument.
pub(super) fn clauses(agreement: &Agreement, day: NaiveDate) -> Vec<SearchText> {
    let versions: HashMap<ActId, u32> = agreement.acts().iter().map(|act| (act.id, act.version)).collect();
    let changes = agreement.clause_changes().filter(|(_, from, _)| from.is_none_or(|from| from.latest <= day));
    let last: HashMap<&str, (ActId, &ClauseChange)> =
        changes.map(|(act, _, change)| (change.clause.as_str(), (act, change))).collect();
    let is_changed = |text: ActId, clause: &str| last.get(clause).is_some_and(|(by, _)| versions[by] > versions[&text]);
    let texts =
        agreement.texts_on(day).flat_map(|(act, text)| text.clauses.iter().map(move |clause| (act, text, clause)));
    let mut clauses: Vec<SearchText> = texts
        .filter(|(act, _, clause)| !is_changed(*act, &clause.number))
        .map(|(_, text, clause)| {
            let words = [&clause.heading, &clause.text].into_iter().flatten().map(String::as_str);
            SearchText {
                language: Some(text.language.clone()),
                ..clause_of(&clause.number, words.collect::<Vec<_>>().join("\n"))
            }
        })
        .collect();
    let mut rewritten: Vec<_> =
        last.values().filter_map(|(_, change)| Some((&change.clause, change.text.as_ref()?))).collect();
    rewritten.sort_unstable();
    clauses.extend(rewritten.into_iter().map(|(clause, text)| clause_of(clause, text.clone())));
    clauses.retain(|clause| !clause.text.is_empty());
    clauses
}

fn clause_of(number: &str, text: String) -> SearchText {
    SearchText { clause: Some(number.to_owned()), ..SearchText::new(SearchPlace::Clause, text) }
}
