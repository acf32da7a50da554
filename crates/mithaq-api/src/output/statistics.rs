//! Counts of agreements.

use std::sync::Arc;

use async_graphql::Object;
use chrono::{DateTime, NaiveDate, Utc};
use mithaq_domain::actor;
use mithaq_store::{Statistics, StatisticsKey as Key, StatisticsRow as Row};

use super::actor::Actor;
use super::text::LocalizedText;
use crate::failure::{Failure, Nullable};
use crate::reading::Reading;
use crate::scalar::{Date, DateTime as Moment, Language};
use crate::words::StatisticsDimension;

/// Counts of agreements, among those that the caller may see.
pub(crate) struct AgreementStatistics {
    pub(crate) counts: Statistics,
    pub(crate) as_of: NaiveDate,
    pub(crate) known_at: Option<DateTime<Utc>>,
    pub(crate) reading: Arc<Reading>,
}

/// Counts of agreements, among those that the caller may see; the most frequent first, at most 1,000 rows.
#[Object]
impl AgreementStatistics {
    /// The day that statuses are asked on.
    async fn as_of(&self) -> Date {
        Date(self.as_of)
    }

    /// The moment of knowledge: only what was recorded by then is taken into account, except where the filter, a dimension or
    /// a field goes by what is now known.
    async fn known_at(&self) -> Result<Moment, Failure> {
        self.reading.moment(self.known_at).await.map(Moment)
    }

    /// How many agreements there are in all.
    async fn total(&self) -> u64 {
        self.counts.total
    }

    /// The rows.
    async fn rows(&self) -> Vec<StatisticsRow> {
        let rows = self.counts.rows.iter();
        rows.map(|row| StatisticsRow { row: row.clone(), reading: Arc::clone(&self.reading) }).collect()
    }

    /// Whether an agreement may count in several rows, as it does where rows are by area.
    async fn overlapping(&self) -> bool {
        self.counts.rows.iter().any(|row| row.keys.iter().any(|key| matches!(key, Key::Area(_))))
    }

    /// Whether there are more rows than these.
    async fn truncated(&self) -> bool {
        self.counts.truncated
    }
}

/// How many agreements there are of a kind.
pub(crate) struct StatisticsRow {
    row: Row,
    reading: Arc<Reading>,
}

/// How many agreements there are of a kind.
#[Object]
impl StatisticsRow {
    /// Of which kind: one key for each dimension, in the order asked.
    async fn keys(&self) -> Vec<StatisticsKey> {
        let keys = self.row.keys.iter();
        keys.map(|key| StatisticsKey { key: *key, reading: Arc::clone(&self.reading) }).collect()
    }

    /// How many.
    async fn count(&self) -> u64 {
        self.row.count
    }

    /// The median number of days from the second signature to force, as now known, where both days are.
    async fn median_days_to_force(&self) -> Option<i64> {
        self.row.median_days_to_force.and_then(whole_days)
    }

    /// How many lack the day of signature or of force, as now known.
    async fn missing_dates(&self) -> u64 {
        self.row.missing_dates
    }
}

/// A number of days, to the day.
pub(super) fn whole_days(days: f64) -> Option<i64> {
    format!("{days:.0}").parse().ok()
}

/// What a row is about, in one dimension.
pub(crate) struct StatisticsKey {
    key: Key,
    reading: Arc<Reading>,
}

/// What a row is about, in one dimension.
#[Object]
impl StatisticsKey {
    /// The dimension.
    async fn dimension(&self) -> StatisticsDimension {
        match self.key {
            Key::Partner(_) => StatisticsDimension::Partner,
            Key::Area(_) => StatisticsDimension::Area,
            Key::Year(_) => StatisticsDimension::Year,
            Key::Status(_) => StatisticsDimension::Status,
        }
    }

    /// The value: the actor's code, the area, the year or the status; null where it is not known.
    async fn value(&self) -> Option<String> {
        match self.key {
            Key::Partner(id) => actor::by_id(id).map(|actor| actor.code.to_owned()),
            Key::Area(area) => Some(area.to_string()),
            Key::Year(year) => year.map(|year| year.to_string()),
            Key::Status(status) => Some(status.to_string()),
        }
    }

    /// The value for a person, where it is an actor.
    async fn label(
        &self,
        #[graphql(
            default_with = "Language::default_list()",
            desc = "The languages wanted, the best first; where there is none of them, English comes back."
        )]
        languages: Vec<Language>,
    ) -> Option<LocalizedText> {
        match self.key {
            Key::Partner(id) => actor::by_id(id).map(|actor| LocalizedText::name(actor.names, languages)),
            Key::Area(_) | Key::Year(_) | Key::Status(_) => None,
        }
    }

    /// The actor, where the dimension is PARTNER.
    async fn actor(&self) -> Nullable<Actor> {
        match self.key {
            Key::Partner(id) => Some(Actor::stored(id, &self.reading)),
            Key::Area(_) | Key::Year(_) | Key::Status(_) => None,
        }
    }
}
