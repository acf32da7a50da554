//! The status of an agreement on a day, as known at a moment.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::QueryableByName;
use diesel::sql_types::{Array, Date, Integer, Nullable, SmallInt, Text};
use mithaq_domain::act::{ActId, AgreementId, MissingFact};
use mithaq_domain::agreement::{Agreement, StatusFlag, StatusName, StatusPeriod};
use mithaq_domain::day::Span;
use mithaq_domain::law::{Reason, ReasonCode, Treaty};
use mithaq_domain::party::PartyRole;
use serde::{Deserialize, Serialize};

use super::agreement::known;
use super::snapshot::Snapshot;
use super::sql::{Sql, Value};
use crate::error::StoreError;
use crate::row::NO_END;

/// Why a status is what it is, as it is stored and read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredReason {
    /// The kind of reason.
    pub code: ReasonCode,
    /// The reason in English.
    pub text: String,
    /// The act that it rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act: Option<ActId>,
    /// The treaty of the provision that it rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub treaty: Option<Treaty>,
    /// The article of that treaty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
}

impl StoredReason {
    /// A reason that the law gives.
    #[must_use]
    pub fn of(reason: &Reason) -> Self {
        Self {
            code: reason.code,
            text: reason.text.clone(),
            act: reason.act,
            treaty: reason.provision.map(|provision| provision.treaty),
            article: reason.provision.map(|provision| provision.article.to_owned()),
        }
    }
}

/// The status of an agreement on a day, as known at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusView {
    /// The status.
    pub status: StatusName,
    /// What else is to be known.
    pub flags: Vec<StatusFlag>,
    /// Whose consent is awaited.
    pub pending_on: Vec<PartyRole>,
    /// Since when it has this status.
    pub since: Option<Span>,
    /// Since when the agreement is in force.
    pub in_force_since: Option<Span>,
    /// From when it applies.
    pub applies_from: Option<Span>,
    /// The last day in force.
    pub ends_on: Option<Span>,
    /// Why.
    pub reasons: Vec<StoredReason>,
    /// What is missing.
    pub missing: Vec<MissingFact>,
}

impl StatusView {
    /// The status of an agreement in a period of its timeline, by its log.
    #[must_use]
    pub fn of(agreement: &Agreement, period: &StatusPeriod) -> Self {
        let standing = agreement.standing();
        // Before force nobody can say since when it is in force.
        let in_force_since =
            standing.in_force_since.filter(|since| since.earliest <= period.from || period.status.is_in_force());
        Self {
            status: period.status,
            flags: period.flags.iter().copied().collect(),
            pending_on: period.pending_on.iter().copied().collect(),
            since: period.since,
            in_force_since,
            applies_from: in_force_since.and(standing.applies_from),
            ends_on: in_force_since.and(standing.ends_on),
            reasons: period.reasons.iter().map(StoredReason::of).collect(),
            missing: period.missing.clone(),
        }
    }
}

#[derive(QueryableByName)]
struct StatusRow {
    #[diesel(sql_type = Integer)]
    place: i32,
    #[diesel(sql_type = SmallInt)]
    status: i16,
    #[diesel(sql_type = Integer)]
    flags: i32,
    #[diesel(sql_type = SmallInt)]
    pending_on: i16,
    #[diesel(sql_type = Nullable<Date>)]
    since_earliest: Option<NaiveDate>,
    #[diesel(sql_type = Nullable<Date>)]
    since_latest: Option<NaiveDate>,
    #[diesel(sql_type = Nullable<Date>)]
    in_force_earliest: Option<NaiveDate>,
    #[diesel(sql_type = Nullable<Date>)]
    in_force_latest: Option<NaiveDate>,
    #[diesel(sql_type = Nullable<Date>)]
    applies_earliest: Option<NaiveDate>,
    #[diesel(sql_type = Nullable<Date>)]
    applies_latest: Option<NaiveDate>,
    #[diesel(sql_type = Nullable<Date>)]
    ends_earliest: Option<NaiveDate>,
    #[diesel(sql_type = Nullable<Date>)]
    ends_latest: Option<NaiveDate>,
    #[diesel(sql_type = Text)]
    reasons: String,
    #[diesel(sql_type = Array<SmallInt>)]
    missing: Vec<i16>,
}

impl Snapshot {
    /// The status of each agreement on its day and as known at its moment (none: as known now), in the order asked.
    /// None where the agreement is hidden, absent or was not yet known.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn statuses(
        &self,
        asked: &[(AgreementId, NaiveDate, Option<DateTime<Utc>>)],
    ) -> Result<Vec<Option<StatusView>>, StoreError> {
        let mut sql = Sql::new(
            "SELECT q.place::integer AS place, p.status, p.flags, p.pending_on, p.since_earliest, p.since_latest,
                    p.in_force_earliest, p.in_force_latest, p.applies_earliest, p.applies_latest,
                    p.ends_earliest, p.ends_latest, p.reasons::text AS reasons, p.missing
               FROM unnest(",
        );
        sql.list(Value::Ids(asked.iter().map(|(id, _, _)| id.0).collect())).text(", ");
        sql.list(Value::Days(asked.iter().map(|(_, day, _)| within_time(*day)).collect())).text(", ");
        sql.list(Value::Moments(asked.iter().map(|(_, _, known_at)| known_at.unwrap_or_else(now_for_ever)).collect()));
        sql.text(
            ") WITH ORDINALITY AS q(id, as_of, known_at, place)
               JOIN status_periods p ON p.agreement_id = q.id
                AND p.known_from <= q.known_at AND q.known_at < p.known_to
                AND p.legal_from <= q.as_of AND q.as_of < p.legal_to",
        );
        let mut turn = self.turn().await?;
        let rows: Vec<StatusRow> = turn.load(sql.build_fixed()).await?;
        let mut statuses = vec![None; asked.len()];
        for row in rows {
            let place = usize::try_from(row.place - 1).map_err(StoreError::corrupt)?;
            if let Some(slot) = statuses.get_mut(place) {
                *slot = Some(row.view()?);
            }
        }
        Ok(statuses)
    }
}

impl StatusRow {
    fn view(self) -> Result<StatusView, StoreError> {
        let span = |earliest: Option<NaiveDate>, latest: Option<NaiveDate>| {
            earliest.zip(latest).map(|(earliest, latest)| Span { earliest, latest })
        };
        let pending = |bit: i16| self.pending_on & bit != 0;
        let roles = [(1, PartyRole::Home), (2, PartyRole::Counterpart)];
        Ok(StatusView {
            status: known(StatusName::from_code(self.status))?,
            flags: StatusFlag::ALL.iter().copied().filter(|flag| self.flags & (1 << flag.code()) != 0).collect(),
            pending_on: roles.into_iter().filter(|(bit, _)| pending(*bit)).map(|(_, role)| role).collect(),
            since: span(self.since_earliest, self.since_latest),
            in_force_since: span(self.in_force_earliest, self.in_force_latest),
            applies_from: span(self.applies_earliest, self.applies_latest),
            ends_on: span(self.ends_earliest, self.ends_latest),
            reasons: serde_json::from_str(&self.reasons)?,
            missing: self
                .missing
                .into_iter()
                .map(|fact| known(MissingFact::from_code(fact)))
                .collect::<Result<_, _>>()?,
        })
    }
}

/// A moment before which everything that is still believed became known.
pub(super) fn now_for_ever() -> DateTime<Utc> {
    crate::row::still_known() - chrono::TimeDelta::days(1)
}

/// A day held between the ends of the registry's time.
pub(super) fn within_time(day: NaiveDate) -> NaiveDate {
    let last = NO_END.pred_opt().unwrap_or(NO_END);
    day.clamp(mithaq_domain::agreement::BEGINNING, last)
}
