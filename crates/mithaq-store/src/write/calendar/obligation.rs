//! Obligations, as they stand over time.

use chrono::NaiveDate;
use diesel::sql_types::{Array, Date, Nullable, SmallInt, Text, Uuid as SqlUuid};
use mithaq_domain::act::Debtor;
use mithaq_domain::agreement::{Agreement, ObligationPeriod};
use mithaq_domain::party::PartyRole;
use uuid::Uuid;

use super::super::projection::releasable;
use super::row::CalendarRow;
use crate::error::StoreError;
use crate::fixed::{Statement, fixed};
use crate::row::NO_END;

/// A row of `obligations`.
#[derive(PartialEq, Eq)]
pub(super) struct Row {
    agreement: Uuid,
    act: Uuid,
    legal_from: NaiveDate,
    legal_to: NaiveDate,
    state: Option<i16>,
    earliest: NaiveDate,
    latest: NaiveDate,
    kind: i16,
    home_debtor: Option<Uuid>,
    counterpart_debtor: Option<Uuid>,
    owner: Option<String>,
    classification: i16,
    releasable_to: String,
}

impl CalendarRow for Row {
    const TABLE: &'static str = "obligations";

    fn all_of(agreement: &Agreement, _: NaiveDate) -> Result<Vec<Self>, StoreError> {
        Ok(agreement.obligation_courses().iter().map(|period| row(agreement, period)).collect())
    }

    fn insertion(rows: &[Self]) -> Statement<'_> {
        let day = |which: fn(&Row) -> NaiveDate| rows.iter().map(which).collect::<Vec<_>>();
        let id = |which: fn(&Row) -> Uuid| rows.iter().map(which).collect::<Vec<_>>();
        fixed(
            "INSERT INTO obligations (agreement_id, act_id, legal_from, legal_to, state, earliest, latest, kind, home_debtor,
                                      counterpart_debtor, owner, classification, releasable_to)
             SELECT agreement, act, legal_from, legal_to, state, earliest, latest, kind, home, counterpart, owner,
                    classification, string_to_array(NULLIF(releasable_to, ''), ',')
               FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
                 AS t(agreement, act, legal_from, legal_to, state, earliest, latest, kind, home, counterpart, owner,
                      classification, releasable_to)",
        )
        .bind::<Array<SqlUuid>, _>(id(|row| row.agreement))
        .bind::<Array<SqlUuid>, _>(id(|row| row.act))
        .bind::<Array<Date>, _>(day(|row| row.legal_from))
        .bind::<Array<Date>, _>(day(|row| row.legal_to))
        .bind::<Array<Nullable<SmallInt>>, _>(rows.iter().map(|row| row.state).collect::<Vec<_>>())
        .bind::<Array<Date>, _>(day(|row| row.earliest))
        .bind::<Array<Date>, _>(day(|row| row.latest))
        .bind::<Array<SmallInt>, _>(rows.iter().map(|row| row.kind).collect::<Vec<_>>())
        .bind::<Array<Nullable<SqlUuid>>, _>(rows.iter().map(|row| row.home_debtor).collect::<Vec<_>>())
        .bind::<Array<Nullable<SqlUuid>>, _>(rows.iter().map(|row| row.counterpart_debtor).collect::<Vec<_>>())
        .bind::<Array<Nullable<Text>>, _>(rows.iter().map(|row| row.owner.as_deref()).collect::<Vec<_>>())
        .bind::<Array<SmallInt>, _>(rows.iter().map(|row| row.classification).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(rows.iter().map(|row| row.releasable_to.as_str()).collect::<Vec<_>>())
    }
}

fn row(agreement: &Agreement, period: &ObligationPeriod<'_>) -> Row {
    let standing = &period.standing;
    let owed = standing.obligation;
    let parties = &agreement.standing().parties;
    let actor = |role| Some(parties.get(role).actor.as_uuid());
    let (home_debtor, counterpart_debtor) = match owed.debtor {
        Debtor::Home => (actor(PartyRole::Home), None),
        Debtor::Counterpart => (None, actor(PartyRole::Counterpart)),
        Debtor::Both => (actor(PartyRole::Home), actor(PartyRole::Counterpart)),
    };
    Row {
        agreement: agreement.id().0,
        act: standing.act.0,
        legal_from: period.from,
        legal_to: period.to.unwrap_or(NO_END),
        state: standing.state.map(mithaq_domain::agreement::ObligationState::code),
        earliest: standing.next_due.map_or(NO_END, |due| due.earliest.min(NO_END)),
        latest: standing.next_due.map_or(NO_END, |due| due.latest.min(NO_END)),
        kind: owed.obligation.code(),
        home_debtor,
        counterpart_debtor,
        owner: owed.owner.clone(),
        classification: agreement.standing().label.classification.code(),
        releasable_to: releasable(agreement),
    }
}
