//! Activities, by their days.

use chrono::NaiveDate;
use diesel::sql_types::{Array, Bool, Date, SmallInt, Text, Uuid as SqlUuid};
use mithaq_domain::agreement::{ActivityStanding, Agreement};
use mithaq_domain::day::Span;
use uuid::Uuid;

use super::super::projection::releasable;
use super::row::CalendarRow;
use crate::error::StoreError;
use crate::fixed::{Statement, fixed};

/// A row of `activities`.
#[derive(PartialEq, Eq)]
pub(super) struct Row {
    agreement: Uuid,
    act: Uuid,
    kind: i16,
    state: i16,
    on: Span,
    lasts_until: NaiveDate,
    has_lessons: bool,
    classification: i16,
    releasable_to: String,
}

impl CalendarRow for Row {
    const TABLE: &'static str = "activities";

    fn all_of(agreement: &Agreement, _: NaiveDate) -> Result<Vec<Self>, StoreError> {
        Ok(agreement.activities().iter().map(|standing| row(agreement, standing)).collect())
    }

    fn insertion(rows: &[Self]) -> Statement<'_> {
        let code = |which: fn(&Row) -> i16| rows.iter().map(which).collect::<Vec<_>>();
        fixed(
            "INSERT INTO activities (agreement_id, act_id, kind, state, earliest, latest, lasts_until, has_lessons,
                                     classification, releasable_to)
             SELECT agreement, act, kind, state, earliest, latest, lasts_until, has_lessons, classification,
                    string_to_array(NULLIF(releasable_to, ''), ',')
               FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                 AS t(agreement, act, kind, state, earliest, latest, lasts_until, has_lessons, classification, releasable_to)",
        )
        .bind::<Array<SqlUuid>, _>(rows.iter().map(|row| row.agreement).collect::<Vec<_>>())
        .bind::<Array<SqlUuid>, _>(rows.iter().map(|row| row.act).collect::<Vec<_>>())
        .bind::<Array<SmallInt>, _>(code(|row| row.kind))
        .bind::<Array<SmallInt>, _>(code(|row| row.state))
        .bind::<Array<Date>, _>(rows.iter().map(|row| row.on.earliest).collect::<Vec<_>>())
        .bind::<Array<Date>, _>(rows.iter().map(|row| row.on.latest).collect::<Vec<_>>())
        .bind::<Array<Date>, _>(rows.iter().map(|row| row.lasts_until).collect::<Vec<_>>())
        .bind::<Array<Bool>, _>(rows.iter().map(|row| row.has_lessons).collect::<Vec<_>>())
        .bind::<Array<SmallInt>, _>(code(|row| row.classification))
        .bind::<Array<Text>, _>(rows.iter().map(|row| row.releasable_to.as_str()).collect::<Vec<_>>())
    }
}

fn row(agreement: &Agreement, standing: &ActivityStanding<'_>) -> Row {
    let on = standing.activity.from.span();
    let last = standing.activity.to.as_ref().map_or(on, mithaq_domain::day::LegalDay::span);
    Row {
        agreement: agreement.id().0,
        act: standing.act.0,
        kind: standing.activity.activity.code(),
        state: standing.state.code(),
        on,
        lasts_until: last.latest.max(on.latest),
        has_lessons: !standing.lessons.is_empty(),
        classification: agreement.standing().label.classification.code(),
        releasable_to: releasable(agreement),
    }
}
