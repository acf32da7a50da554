//! Deadlines across the register, in calendar order.

use chrono::NaiveDate;
use diesel::QueryableByName;
use diesel::sql_types::{Date, Nullable, SmallInt, Text, Uuid as SqlUuid};
use mithaq_domain::act::{ActId, AgreementId};
use mithaq_domain::agreement::{Deadline, DeadlineKind};
use mithaq_domain::day::Span;
use mithaq_domain::law::Reading;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::agreement::known;
use super::calendar::Walk;
use super::condition::AgreementQuery;
use super::page::Count;
use super::snapshot::Snapshot;
use super::sql::Sql;
use super::status::StoredReason;
use crate::error::StoreError;

/// Which deadlines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlineQuery {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// Of these kinds; empty means any.
    pub kinds: Vec<DeadlineKind>,
    /// Of these agreements.
    pub agreements: AgreementQuery,
}

/// A deadline as it is stored and read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlineView {
    /// Of which agreement.
    pub agreement: AgreementId,
    /// What.
    pub kind: DeadlineKind,
    /// The day, as far as it is known.
    pub on: Span,
    /// The act that it is about.
    pub act: Option<ActId>,
    /// The other day that can be argued for.
    pub other: Option<StoredReading>,
    /// Why.
    pub reasons: Vec<StoredReason>,
}

/// Another way to read a clause, as it is stored and read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredReading {
    /// The day that it gives; none where the agreement simply goes on.
    pub on: Option<NaiveDate>,
    /// The reading, for a person.
    pub text: String,
}

/// A place in the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DeadlinePlace {
    pub(super) on: Span,
    pub(super) kind: DeadlineKind,
    pub(super) agreement: AgreementId,
    pub(super) act: Option<ActId>,
}

impl DeadlineView {
    /// What is told of a deadline of an agreement.
    #[must_use]
    pub fn of(agreement: AgreementId, said: &Deadline) -> Self {
        let other = said.other.as_ref();
        Self {
            agreement,
            kind: said.kind,
            on: said.on,
            act: said.act,
            other: other.map(|Reading { on, text }| StoredReading { on: *on, text: text.clone() }),
            reasons: said.reasons.iter().map(StoredReason::of).collect(),
        }
    }

    /// Its place in the calendar: by day, then by kind.
    #[must_use]
    pub const fn place(&self) -> DeadlinePlace {
        DeadlinePlace { on: self.on, kind: self.kind, agreement: self.agreement, act: self.act }
    }
}

#[derive(QueryableByName)]
struct DeadlineRow {
    #[diesel(sql_type = SqlUuid)]
    agreement_id: Uuid,
    #[diesel(sql_type = SmallInt)]
    kind: i16,
    #[diesel(sql_type = Date)]
    earliest: NaiveDate,
    #[diesel(sql_type = Date)]
    latest: NaiveDate,
    #[diesel(sql_type = SqlUuid)]
    act_id: Uuid,
    #[diesel(sql_type = Nullable<Text>)]
    other: Option<String>,
    #[diesel(sql_type = Text)]
    reasons: String,
}

/// How many deadlines are looked at, one after the other, before those of all agreements that can be meant are gathered.
const LOOKED_AT: i64 = 4_000;

impl Snapshot {
    /// Deadlines in calendar order: so many after a place, or before one where `backwards`, and whether there are more.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn deadlines(
        &self,
        query: &DeadlineQuery,
        from: Option<DeadlinePlace>,
        size: usize,
        backwards: bool,
    ) -> Result<(Vec<DeadlineView>, bool), StoreError> {
        let walk = Walk { beyond: from, backwards, most: size + 1 };
        let mut rows = self.next_deadlines(query, &walk).await?;
        let has_more = rows.len() > size;
        rows.truncate(size);
        if backwards {
            rows.reverse();
        }
        Ok((rows.into_iter().map(DeadlineRow::view).collect::<Result<_, _>>()?, has_more))
    }

    /// How many deadlines there are.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn count_deadlines(&self, query: &DeadlineQuery) -> Result<u64, StoreError> {
        let sql = match self.narrowest(&query.agreements).await? {
            Some(narrow) => query.count_of_few(&narrow),
            None => query.count(&self.many(&query.agreements).await?),
        };
        let mut turn = self.turn().await?;
        let counted: Count = turn.one(sql.build()).await?;
        u64::try_from(counted.count).map_err(StoreError::corrupt)
    }

    /// The deadlines of a walk, in the direction walked.
    async fn next_deadlines(&self, query: &DeadlineQuery, walk: &Walk) -> Result<Vec<DeadlineRow>, StoreError> {
        if query.agreements.is_of_all() {
            return self.deadline_rows(query.all(walk)?).await;
        }
        if let Some(narrow) = self.narrowest(&query.agreements).await? {
            return self.deadline_rows(query.of_few(walk, &narrow)?).await;
        }
        let met = self.deadline_rows(query.looked_at(walk, LOOKED_AT)?).await?;
        if met.len() == walk.most {
            return Ok(met);
        }
        let narrow = self.many(&query.agreements).await?;
        self.deadline_rows(query.gathered(walk, &narrow)?).await
    }

    async fn deadline_rows(&self, sql: Sql) -> Result<Vec<DeadlineRow>, StoreError> {
        let mut turn = self.turn().await?;
        turn.load(sql.build()).await
    }
}

#[cfg(feature = "testing")]
impl Snapshot {
    /// The plans by which a page of deadlines is read, where none are few.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn plans_of_deadlines(&self, query: &DeadlineQuery, size: usize) -> Result<Vec<String>, StoreError> {
        let walk = Walk { beyond: None, backwards: false, most: size + 1 };
        let statements = if query.agreements.is_of_all() {
            vec![query.all(&walk)?]
        } else {
            vec![query.looked_at(&walk, LOOKED_AT)?, query.gathered(&walk, &self.many(&query.agreements).await?)?]
        };
        let mut plans = Vec::with_capacity(statements.len());
        for statement in statements {
            plans.push(self.plan(statement).await?);
        }
        Ok(plans)
    }
}

impl DeadlineRow {
    fn view(self) -> Result<DeadlineView, StoreError> {
        Ok(DeadlineView {
            agreement: AgreementId(self.agreement_id),
            kind: known(DeadlineKind::from_code(self.kind))?,
            on: Span { earliest: self.earliest, latest: self.latest },
            act: (!self.act_id.is_nil()).then_some(ActId(self.act_id)),
            other: self.other.as_deref().map(serde_json::from_str).transpose()?,
            reasons: serde_json::from_str(&self.reasons)?,
        })
    }
}
