//! Deadlines, some years ahead.

use chrono::NaiveDate;
use diesel::sql_types::{Array, Bool, Date, Nullable, SmallInt, Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use mithaq_domain::agreement::{Agreement, CalendarEntry};
use uuid::Uuid;

use super::super::projection::releasable;
use crate::error::StoreError;
use crate::fixed::fixed;
use crate::pool::Connection;
use crate::read::DeadlineView;
use crate::row::NO_END;

/// A row of `deadlines`.
#[derive(Debug, PartialEq, Eq)]
struct Row {
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

/// Writes the deadlines of agreements that are new.
pub(super) async fn insert(
    connection: &mut Connection,
    agreements: &[&Agreement],
    until: NaiveDate,
) -> Result<(), StoreError> {
    let mut rows = Vec::new();
    for agreement in agreements {
        rows.extend(rows_of(agreement, until)?);
    }
    insert_rows(connection, &rows).await
}

/// Writes the deadlines of agreements anew, where they are others than before.
pub(super) async fn update(
    connection: &mut Connection,
    steps: &[(&Agreement, &Agreement)],
    until: NaiveDate,
) -> Result<(), StoreError> {
    let mut changed = Vec::new();
    for (before, after) in steps {
        if rows_of(before, until)? != rows_of(after, until)? {
            changed.push(*after);
        }
    }
    replace(connection, &changed, until).await
}

/// Writes the deadlines of agreements anew.
pub(super) async fn replace(
    connection: &mut Connection,
    agreements: &[&Agreement],
    until: NaiveDate,
) -> Result<(), StoreError> {
    if agreements.is_empty() {
        return Ok(());
    }
    fixed("DELETE FROM deadlines WHERE agreement_id = ANY ($1)")
        .bind::<Array<SqlUuid>, _>(agreements.iter().map(|agreement| agreement.id().0).collect::<Vec<_>>())
        .execute(connection)
        .await?;
    insert(connection, agreements, until).await
}

/// The rows of an agreement. What is of one kind and day and about the same act is one deadline.
fn rows_of(agreement: &Agreement, until: NaiveDate) -> Result<Vec<Row>, StoreError> {
    let entries = agreement.calendar(until);
    let mut rows = entries.iter().map(|entry| row(agreement, entry)).collect::<Result<Vec<_>, StoreError>>()?;
    let place = |row: &Row| (row.earliest, row.latest, row.kind, row.act);
    rows.sort_by_key(place);
    rows.dedup_by_key(|row| place(row));
    Ok(rows)
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

async fn insert_rows(connection: &mut Connection, rows: &[Row]) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
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
    .execute(connection)
    .await?;
    Ok(())
}
