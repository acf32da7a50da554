//! How many agreements were in force, from day to day.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::QueryableByName;
use diesel::sql_types::Date;
use mithaq_domain::agreement::StatusName;

use super::clause::{Among, IN_FORCE};
use super::condition::AgreementQuery;
use super::snapshot::Snapshot;
use super::sql::{Sql, Value};
use super::status::now_for_ever;
use crate::error::StoreError;
use crate::row::NO_END;

/// From a day on, so many agreements are in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InForceFrom {
    /// The day.
    pub on: NaiveDate,
    /// How many are in force from that day on, those suspended among them.
    pub count: u64,
}

#[derive(QueryableByName)]
struct Period {
    #[diesel(sql_type = Date)]
    legal_from: NaiveDate,
    #[diesel(sql_type = Date)]
    legal_to: NaiveDate,
}

impl Snapshot {
    /// How many agreements of a query are in force over time: every day on which the number changes, the earliest
    /// first.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn in_force_over_time(&self, query: &AgreementQuery) -> Result<Vec<InForceFrom>, StoreError> {
        let known_at = query.known_at.unwrap_or_else(now_for_ever);
        let mut sql = Sql::new(
            "SELECT p.legal_from, p.legal_to FROM agreements g JOIN status_periods p ON p.agreement_id = g.id
              WHERE ",
        );
        sql.one_of("p.status", IN_FORCE.into_iter().map(StatusName::code));
        sql.text(" AND p.known_from <= ").value(Value::Moment(known_at));
        sql.text(" AND p.known_to > ").value(Value::Moment(known_at)).text(" AND ");
        query.write(Among::All, &mut sql);
        let mut turn = self.turn().await?;
        let periods: Vec<Period> = turn.load(sql.build()).await?;
        counted(&periods)
    }
}

/// What begins on the day on which another ends changes nothing.
fn counted(periods: &[Period]) -> Result<Vec<InForceFrom>, StoreError> {
    let mut steps: BTreeMap<NaiveDate, i64> = BTreeMap::new();
    for period in periods {
        *steps.entry(period.legal_from).or_default() += 1;
        *steps.entry(period.legal_to).or_default() -= 1;
    }
    let mut count = 0;
    let turns = steps.into_iter().filter(|(on, step)| *step != 0 && *on < NO_END);
    turns
        .map(|(on, step)| {
            count += step;
            Ok(InForceFrom { on, count: u64::try_from(count).map_err(StoreError::corrupt)? })
        })
        .collect()
}
