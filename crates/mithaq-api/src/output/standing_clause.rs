//! Clauses as they stand on a day.

use std::sync::Arc;

use async_graphql::SimpleObject;
use chrono::NaiveDate;
use mithaq_domain::agreement;
use mithaq_domain::terms;

use super::act::Act;
use crate::reading::Reading;
use crate::scalar::Language;
use crate::words::ClauseApart;

/// A clause as it stands on a day, with what amendments and corrections made of it.
#[derive(SimpleObject)]
pub(crate) struct StandingClause {
    /// Its number in the text.
    number: String,
    /// Its heading.
    heading: Option<String>,
    /// Its words, as far as they are recorded.
    text: Option<String>,
    /// The language of the text that it is in; the words of an instrument stand as they were recorded.
    language: Language,
    /// How it stands otherwise than the agreement on that day; null where it stands as the agreement does.
    stands_apart: Option<ClauseApart>,
    /// The amendments and corrections that made it what it is, the earliest first; empty where it stands as the text has it.
    changed_by: Vec<Act>,
}

impl StandingClause {
    /// The clauses of one text, the best by the languages wanted; none where no text has its clauses recorded.
    pub(crate) fn all(
        log: &Arc<agreement::Agreement>,
        day: NaiveDate,
        languages: &[terms::Language],
        reading: &Arc<Reading>,
    ) -> Vec<Self> {
        let Some(standing) = log.clauses_on(day, languages) else { return Vec::new() };
        let clauses = standing.clauses.iter().map(|clause| Self {
            number: clause.number.to_owned(),
            heading: clause.heading.map(str::to_owned),
            text: clause.text.map(str::to_owned),
            stands_apart: log.touched(clause.number, day).map(Into::into),
            language: Language(standing.text.language.clone()),
            changed_by: clause.changed_by.iter().filter_map(|act| Act::find(log, *act, reading)).collect(),
        });
        clauses.collect()
    }
}
