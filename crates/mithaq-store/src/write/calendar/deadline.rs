//! Deadlines, some years ahead.

use chrono::NaiveDate;
use diesel::sql_types::{Array, Bool, Date, Nullable, SmallInt, Text, Uuid as SqlUuid};
use mithaq_domain::agreement::{Agreement, CalendarEntry};
use uuid::Uuid;

use super::super::projection::releasable;
use super::row::CalendarRow;
use crate::error::StoreError;
use crate::fixed::{Statement, fixed};
use crate::read::DeadlineView;
use crate::row::NO_END;

/// A row of `deadlines`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    agreement: Uuid,
    kind: i16,
    earliest: NaiveDate,
    latest: NaiveDate,
    told_until: NaiveDate,
    act: Uuid,
    other: Option<String>,
    reasons: String,
    goes_on: bool,
    classification: i16,
    releasable_to: String,
}

impl CalendarRow for Row {
    const TABLE: &'static str = "deadlines";

    fn all_of(agreement: &Agreement, until: NaiveDate) -> Result<Vec<Self>, StoreError> {
        // What is of one kind and day and about the same act is one deadline.
        let entries = agreement.calendar(until);
        let mut rows = entries.iter().map(|entry| row(agreement, entry)).collect::<Result<Vec<_>, StoreError>>()?;
        let place = |row: &Row| (row.earliest, row.latest, row.kind, row.act);
        rows.sort_by_key(place);
        rows.dedup_by_key(|row| place(row));
        Ok(rows)
    }

    fn insertion(rows: &[Self]) -> Statement<'_> {
        let day = |which: fn(&Row) -> NaiveDate| rows.iter().map(which).collect::<Vec<_>>();
        fixed(
            "INSERT INTO deadlines (agreement_id, kind, earliest, latest, told_until, act_id, other, reasons, goes_on,
                                    classification, releasable_to)
             SELECT agreement, kind, earliest, latest, told_until, act, other::jsonb, reasons::jsonb, goes_on, classification,
                    string_to_array(NULLIF(releasable_to, ''), ',')
               FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                 AS t(agreement, kind, earliest, latest, told_until, act, other, reasons, goes_on, classification,
                      releasable_to)",
        )
        .bind::<Array<SqlUuid>, _>(rows.iter().map(|row| row.agreement).collect::<Vec<_>>())
        .bind::<Array<SmallInt>, _>(rows.iter().map(|row| row.kind).collect::<Vec<_>>())
        .bind::<Array<Date>, _>(day(|row| row.earliest))
        .bind::<Array<Date>, _>(day(|row| row.latest))
        .bind::<Array<Date>, _>(day(|row| row.told_until))
        .bind::<Array<SqlUuid>, _>(rows.iter().map(|row| row.act).collect::<Vec<_>>())
        .bind::<Array<Nullable<Text>>, _>(rows.iter().map(|row| row.other.as_deref()).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(rows.iter().map(|row| row.reasons.as_str()).collect::<Vec<_>>())
        .bind::<Array<Bool>, _>(rows.iter().map(|row| row.goes_on).collect::<Vec<_>>())
        .bind::<Array<SmallInt>, _>(rows.iter().map(|row| row.classification).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(rows.iter().map(|row| row.releasable_to.as_str()).collect::<Vec<_>>())
    }
}

fn row(agreement: &Agreement, entry: &CalendarEntry) -> Result<Row, StoreError> {
    let said = DeadlineView::of(agreement.id(), &entry.deadline);
    let (earliest, latest) = (said.on.earliest.min(NO_END), said.on.latest.min(NO_END));
    Ok(Row {
        agreement: said.agreement.0,
        kind: said.kind.code(),
        earliest,
        latest,
        told_until: if entry.stays_open { NO_END } else { latest },
        act: said.act.map_or(Uuid::nil(), |act| act.0),
        other: said.other.as_ref().map(serde_json::to_string).transpose()?,
        reasons: serde_json::to_string(&said.reasons)?,
        goes_on: entry.goes_on,
        classification: agreement.standing().label.classification.code(),
        releasable_to: releasable(agreement),
    })
}
