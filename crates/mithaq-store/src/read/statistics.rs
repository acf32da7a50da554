//! Counts by partner, area, year and status.

use diesel::QueryableByName;
use diesel::sql_types::{Array, BigInt, Double, Nullable, Text};
use mithaq_domain::actor::ActorId;
use mithaq_domain::agreement::StatusName;
use mithaq_domain::terms::Area;
use uuid::Uuid;

use super::agreement::known;
use super::clause::Among;
use super::condition::AgreementQuery;
use super::snapshot::Snapshot;
use super::sql::{Sql, Value};
use super::status::{now_for_ever, within_time};
use crate::error::StoreError;

/// By what agreements are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GroupBy {
    /// The counterpart.
    Partner,
    /// Each area; an agreement counts once for each.
    Area,
    /// The year of signature.
    Year,
    /// The status on the day of the query.
    Status,
}

/// What a row is about, in one dimension.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StatisticsKey {
    /// The counterpart.
    Partner(ActorId),
    /// The area.
    Area(Area),
    /// The year of signature; none where the day of signature is not known to the year.
    Year(Option<i32>),
    /// The status.
    Status(StatusName),
}

/// How many agreements there are of a kind.
#[derive(Debug, Clone, PartialEq)]
pub struct StatisticsRow {
    /// Of which kind.
    pub keys: Vec<StatisticsKey>,
    /// How many.
    pub count: u64,
    /// The median number of days from signature to force, where both days are known.
    pub median_days_to_force: Option<f64>,
    /// How many lack the day of signature or of force.
    pub missing_dates: u64,
}

/// Counts, most frequent first.
#[derive(Debug, Clone, PartialEq)]
pub struct Statistics {
    /// How many agreements there are in all.
    pub total: u64,
    /// The rows.
    pub rows: Vec<StatisticsRow>,
    /// Whether there are more rows than were asked for.
    pub truncated: bool,
}

#[derive(QueryableByName)]
struct CountRow {
    #[diesel(sql_type = Array<Nullable<Text>>)]
    keys: Vec<Option<String>>,
    #[diesel(sql_type = BigInt)]
    count: i64,
    #[diesel(sql_type = Nullable<Double>)]
    median: Option<f64>,
    #[diesel(sql_type = BigInt)]
    missing: i64,
    #[diesel(sql_type = BigInt)]
    total: i64,
}

impl Snapshot {
    /// Counts the agreements of a query.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn statistics(
        &self,
        query: &AgreementQuery,
        group_by: &[GroupBy],
        limit: usize,
    ) -> Result<Statistics, StoreError> {
        let mut sql = Sql::new("SELECT ARRAY[");
        let columns: Vec<&str> = group_by.iter().map(|group| group.column()).collect();
        sql.text(&columns.join(", "));
        sql.text(
            "]::text[] AS keys, count(*) AS count,
             percentile_cont(0.5) WITHIN GROUP (ORDER BY g.days_to_force) AS median,
             count(*) FILTER (WHERE g.dates_missing) AS missing,
             (sum(count(*)) OVER ())::bigint AS total
             FROM agreements g",
        );
        if group_by.contains(&GroupBy::Area) {
            sql.text(" JOIN agreement_areas a ON a.agreement_id = g.id");
        }
        if group_by.contains(&GroupBy::Status) {
            join_status(query, &mut sql);
        }
        sql.text(" WHERE ");
        query.write(Among::All, &mut sql);
        let places: Vec<String> = columns.iter().map(|column| (*column).to_owned()).collect();
        sql.text(&format!(" GROUP BY {} ORDER BY count(*) DESC, 1 LIMIT ", places.join(", ")));
        sql.value(Value::Count(i64::try_from(limit + 1).map_err(StoreError::corrupt)?));
        let mut rows: Vec<CountRow> = {
            let mut turn = self.turn().await?;
            turn.load(sql.build()).await?
        };
        // An agreement of two areas stands in two rows.
        let total = if group_by.contains(&GroupBy::Area) {
            self.count(query).await?
        } else {
            u64::try_from(rows.as_slice().first().map_or(0, |row| row.total)).map_err(StoreError::corrupt)?
        };
        let truncated = rows.len() > limit;
        rows.truncate(limit);
        let rows = rows.into_iter().map(|row| row.view(group_by)).collect::<Result<_, _>>()?;
        Ok(Statistics { total, rows, truncated })
    }
}

fn join_status(query: &AgreementQuery, sql: &mut Sql) {
    let (day, known_at) = (within_time(query.as_of), query.known_at.unwrap_or_else(now_for_ever));
    sql.text(" JOIN status_periods s ON s.agreement_id = g.id AND s.known_from <= ").value(Value::Moment(known_at));
    sql.text(" AND s.known_to > ").value(Value::Moment(known_at));
    sql.text(" AND s.legal_from <= ").value(Value::Day(day)).text(" AND s.legal_to > ").value(Value::Day(day));
}

impl GroupBy {
    const fn column(self) -> &'static str {
        match self {
            Self::Partner => "g.counterpart_actor",
            Self::Area => "a.area",
            Self::Year => "g.signed_year",
            Self::Status => "s.status",
        }
    }

    fn key(self, text: Option<&str>) -> Result<StatisticsKey, StoreError> {
        let code = || text.and_then(|text| text.parse().ok());
        match self {
            Self::Partner => {
                let id: Uuid = known(text.and_then(|text| text.parse().ok()))?;
                Ok(StatisticsKey::Partner(id.into()))
            }
            Self::Area => Ok(StatisticsKey::Area(known(code().and_then(Area::from_code))?)),
            Self::Status => Ok(StatisticsKey::Status(known(code().and_then(StatusName::from_code))?)),
            Self::Year => Ok(StatisticsKey::Year(text.and_then(|text| text.parse().ok()))),
        }
    }
}

impl CountRow {
    fn view(self, group_by: &[GroupBy]) -> Result<StatisticsRow, StoreError> {
        let keys = group_by.iter().zip(&self.keys).map(|(group, text)| group.key(text.as_deref()));
        Ok(StatisticsRow {
            keys: keys.collect::<Result<_, _>>()?,
            count: u64::try_from(self.count).map_err(StoreError::corrupt)?,
            median_days_to_force: self.median,
            missing_dates: u64::try_from(self.missing).map_err(StoreError::corrupt)?,
        })
    }
}
