//! The status over two times: which rows a change ends, and which it adds.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::sql_types::{Array, Bool, Date, Integer, Nullable, SmallInt, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use mithaq_domain::agreement::{Agreement, StatusName, StatusPeriod};
use mithaq_domain::day::Span;
use mithaq_domain::party::PartyRole;
use uuid::Uuid;

use super::projection::{flags, joined, releasable};
use crate::error::StoreError;
use crate::fixed::fixed;
use crate::pool::Connection;
use crate::read::StatusView;
use crate::row::{NO_END, still_known};

/// A row of `status_periods`, without the moments between which it is believed.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    agreement: Uuid,
    legal_from: NaiveDate,
    legal_to: NaiveDate,
    status: i16,
    flags: i32,
    pending_on: i16,
    pending_since: [Option<NaiveDate>; 2],
    since: Option<Span>,
    in_force: Option<Span>,
    applies: Option<Span>,
    ends: Option<Span>,
    missing: String,
    reasons: String,
    /// Whether it begins before the day of signature, and of force, of the agreement as it is now.
    before: [bool; 2],
    classification: i16,
    releasable_to: String,
}

/// A row, and the moments between which it is believed.
struct Believed {
    row: Row,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
}

/// Writes the statuses of agreements that are new to the database: what was believed at each moment of their
/// logs.
pub(crate) async fn insert(connection: &mut Connection, agreements: &[&Agreement]) -> Result<(), StoreError> {
    let mut rows = Vec::new();
    for agreement in agreements {
        rows.extend(beliefs(agreement)?);
    }
    insert_rows(connection, &rows).await
}

/// What was believed of an agreement, from each moment at which something was recorded to the next.
fn beliefs(agreement: &Agreement) -> Result<Vec<Believed>, StoreError> {
    let moments: Vec<DateTime<Utc>> = agreement
        .acts()
        .chunk_by(|act, next| act.recorded_at == next.recorded_at)
        .map(|acts| acts[0].recorded_at)
        .collect();
    let Some((last, earlier)) = moments.split_last() else { return Ok(Vec::new()) };
    let mut past = Vec::new();
    let mut present: Vec<Believed> = Vec::new();
    let mut take = |then: &Agreement, moment: DateTime<Utc>| -> Result<(), StoreError> {
        let new = rows_of(then, agreement)?;
        let (kept, ended): (Vec<_>, Vec<_>) = present.drain(..).partition(|believed| new.contains(&believed.row));
        past.extend(ended.into_iter().map(|believed| Believed { to: moment, ..believed }));
        let added: Vec<Row> = new.into_iter().filter(|row| kept.iter().all(|believed| believed.row != *row)).collect();
        present = kept;
        present.extend(added.into_iter().map(|row| Believed { row, from: moment, to: still_known() }));
        Ok(())
    };
    for moment in earlier {
        if let Some(then) = agreement.as_known_at(*moment) {
            take(&then, *moment)?;
        }
    }
    take(agreement, *last)?;
    past.extend(present);
    Ok(past)
}

/// Ends what is no longer believed, and adds what now is. What stays true is not touched.
pub(crate) async fn update(
    connection: &mut Connection,
    changes: &[(&Agreement, &Agreement)],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (mut ended, mut added) = (Vec::new(), Vec::new());
    for (before, after) in changes {
        let (old, new) = (rows_of(before, after)?, rows_of(after, after)?);
        ended.extend(old.iter().filter(|row| !new.contains(row)).map(|row| (row.agreement, row.legal_from)));
        let new = new.into_iter().filter(|row| !old.contains(row));
        added.extend(new.map(|row| Believed { row, from: now, to: still_known() }));
    }
    end_rows(connection, &ended, now).await?;
    insert_rows(connection, &added).await?;
    for (_, after) in changes.iter().filter(|(before, after)| days_of(before) != days_of(after)) {
        move_days(connection, after).await?;
    }
    Ok(())
}

/// What was believed before begins where it did, and the agreement's days have moved.
async fn move_days(connection: &mut Connection, agreement: &Agreement) -> Result<(), StoreError> {
    let [signed, in_force] = days_of(agreement);
    fixed(
        "UPDATE status_periods p SET before_signature = legal_from < $2, before_force = legal_from < $3
          WHERE agreement_id = $1 AND status <> $4
            AND (before_signature <> (legal_from < $2) OR before_force <> (legal_from < $3))",
    )
    .bind::<SqlUuid, _>(agreement.id().0)
    .bind::<Date, _>(signed)
    .bind::<Date, _>(in_force)
    .bind::<SmallInt, _>(StatusName::None.code())
    .execute(connection)
    .await?;
    Ok(())
}

/// The rows of an agreement as it was at a moment. Each bears the label that the agreement has now.
fn rows_of(then: &Agreement, now: &Agreement) -> Result<Vec<Row>, StoreError> {
    then.standing().timeline.iter().map(|period| row(then, period, now)).collect()
}

fn row(then: &Agreement, period: &StatusPeriod, now: &Agreement) -> Result<Row, StoreError> {
    let view = StatusView::of(then, period);
    Ok(Row {
        agreement: then.id().0,
        legal_from: period.from,
        legal_to: period.to.unwrap_or(NO_END),
        status: view.status.code(),
        flags: flags(period),
        pending_on: view.pending_on.iter().map(|role| bit(*role)).sum(),
        pending_since: [PartyRole::Home, PartyRole::Counterpart].map(|role| pending_since(then, period, role)),
        since: view.since,
        in_force: view.in_force_since,
        applies: view.applies_from,
        ends: view.ends_on,
        missing: joined(&view.missing.iter().map(|fact| fact.code()).collect::<Vec<_>>()),
        reasons: serde_json::to_string(&view.reasons)?,
        before: days_of(now).map(|day| period.status != StatusName::None && period.from < day),
        classification: now.standing().label.classification.code(),
        releasable_to: releasable(now),
    })
}

/// The days of signature and of force by which lists go.
fn days_of(agreement: &Agreement) -> [NaiveDate; 2] {
    let standing = agreement.standing();
    [standing.signed_on, standing.in_force_since].map(|day| day.map_or(NO_END, |day| day.earliest))
}

/// Since when the consent of a party is awaited in a period, without a break.
fn pending_since(agreement: &Agreement, period: &StatusPeriod, role: PartyRole) -> Option<NaiveDate> {
    let until = agreement.standing().timeline.iter().rev().skip_while(|earlier| earlier.from > period.from);
    until.take_while(|earlier| earlier.pending_on.contains(&role)).last().map(|first| first.from)
}

const fn bit(role: PartyRole) -> i16 {
    match role {
        PartyRole::Home => 1,
        PartyRole::Counterpart => 2,
    }
}

async fn end_rows(
    connection: &mut Connection,
    ended: &[(Uuid, NaiveDate)],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if ended.is_empty() {
        return Ok(());
    }
    fixed(
        "UPDATE status_periods p SET known_to = $3
           FROM unnest($1, $2) AS t(agreement_id, legal_from)
          WHERE p.agreement_id = t.agreement_id AND p.legal_from = t.legal_from AND p.known_to = $4",
    )
    .bind::<Array<SqlUuid>, _>(ended.iter().map(|(agreement, _)| *agreement).collect::<Vec<_>>())
    .bind::<Array<Date>, _>(ended.iter().map(|(_, from)| *from).collect::<Vec<_>>())
    .bind::<Timestamptz, _>(now)
    .bind::<Timestamptz, _>(still_known())
    .execute(connection)
    .await?;
    Ok(())
}

async fn insert_rows(connection: &mut Connection, rows: &[Believed]) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    let day = |span: fn(&Row) -> Option<Span>, which: fn(Span) -> NaiveDate| -> Vec<Option<NaiveDate>> {
        rows.iter().map(|believed| span(&believed.row).map(which)).collect()
    };
    let text = |value: fn(&Row) -> &str| rows.iter().map(|believed| value(&believed.row)).collect::<Vec<_>>();
    fixed(
        "INSERT INTO status_periods (agreement_id, known_from, legal_from, known_to, legal_to, status, flags, pending_on,
            since_earliest, since_latest, in_force_earliest, in_force_latest, applies_earliest, applies_latest,
            ends_earliest, ends_latest, missing, reasons, classification, releasable_to, pending_home_since,
            pending_counterpart_since, before_signature, before_force)
         SELECT id, known_from, legal_from, known_to, legal_to, status, flags, pending_on, s1, s2, f1, f2, a1, a2, e1, e2,
            string_to_array(missing, ',')::smallint[], reasons::jsonb, classification,
            string_to_array(NULLIF(releasable_to, ''), ','), home_since, counterpart_since, before_signature, before_force
           FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
                       $21, $22, $23, $24)
             AS t(id, legal_from, legal_to, status, flags, pending_on, s1, s2, f1, f2, a1, a2, e1, e2, missing, reasons,
                  classification, releasable_to, known_from, known_to, home_since, counterpart_since,
                  before_signature, before_force)",
    )
    .bind::<Array<SqlUuid>, _>(rows.iter().map(|believed| believed.row.agreement).collect::<Vec<_>>())
    .bind::<Array<Date>, _>(rows.iter().map(|believed| believed.row.legal_from).collect::<Vec<_>>())
    .bind::<Array<Date>, _>(rows.iter().map(|believed| believed.row.legal_to).collect::<Vec<_>>())
    .bind::<Array<SmallInt>, _>(rows.iter().map(|believed| believed.row.status).collect::<Vec<_>>())
    .bind::<Array<Integer>, _>(rows.iter().map(|believed| believed.row.flags).collect::<Vec<_>>())
    .bind::<Array<SmallInt>, _>(rows.iter().map(|believed| believed.row.pending_on).collect::<Vec<_>>())
    .bind::<Array<Nullable<Date>>, _>(day(|row| row.since, |span| span.earliest))
    .bind::<Array<Nullable<Date>>, _>(day(|row| row.since, |span| span.latest))
    .bind::<Array<Nullable<Date>>, _>(day(|row| row.in_force, |span| span.earliest))
    .bind::<Array<Nullable<Date>>, _>(day(|row| row.in_force, |span| span.latest))
    .bind::<Array<Nullable<Date>>, _>(day(|row| row.applies, |span| span.earliest))
    .bind::<Array<Nullable<Date>>, _>(day(|row| row.applies, |span| span.latest))
    .bind::<Array<Nullable<Date>>, _>(day(|row| row.ends, |span| span.earliest))
    .bind::<Array<Nullable<Date>>, _>(day(|row| row.ends, |span| span.latest))
    .bind::<Array<Text>, _>(text(|row| &row.missing))
    .bind::<Array<Text>, _>(text(|row| &row.reasons))
    .bind::<Array<SmallInt>, _>(rows.iter().map(|believed| believed.row.classification).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(text(|row| &row.releasable_to))
    .bind::<Array<Timestamptz>, _>(rows.iter().map(|believed| believed.from).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(rows.iter().map(|believed| believed.to).collect::<Vec<_>>())
    .bind::<Array<Nullable<Date>>, _>(rows.iter().map(|believed| believed.row.pending_since[0]).collect::<Vec<_>>())
    .bind::<Array<Nullable<Date>>, _>(rows.iter().map(|believed| believed.row.pending_since[1]).collect::<Vec<_>>())
    .bind::<Array<Bool>, _>(rows.iter().map(|believed| believed.row.before[0]).collect::<Vec<_>>())
    .bind::<Array<Bool>, _>(rows.iter().map(|believed| believed.row.before[1]).collect::<Vec<_>>())
    .execute(connection)
    .await?;
    Ok(())
}
