//! What an agreement's log says now, written beside it.

use chrono::NaiveDate;
use diesel::sql_types::{Array, Binary, Date, Integer, Nullable, SmallInt, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use mithaq_domain::act::{ActHash, SealedAct};
use mithaq_domain::agreement::{Agreement, RegistrationState, StatusPeriod};
use mithaq_domain::day::Span;
use mithaq_domain::label::{Label, Ministry};
use mithaq_domain::party::PartyRole;
use mithaq_domain::terms::Terms;
use uuid::Uuid;

use super::lock::Locked;
use super::relation::{insert_relations, replace_relations};
use super::words::{insert_words, replace_words};
use crate::error::StoreError;
use crate::fixed::{ANY_KEY, fixed};
use crate::fold_text::fold_text;
use crate::pool::Connection;
use crate::read::Registration;
use crate::row::{NO_END, stored_version};
use crate::search::{SearchText, texts};

/// An agreement with the end of its chain, as its row is to say on a day.
#[derive(Clone, Copy)]
pub(crate) struct Projected<'a> {
    agreement: &'a Agreement,
    chain_end: ActHash,
    /// The day of which its text is told.
    on: NaiveDate,
}

impl<'a> Projected<'a> {
    /// The agreement after acts that have just been sealed.
    pub(crate) fn of(agreement: &'a Agreement, sealed: &[SealedAct], on: NaiveDate) -> Self {
        Self::at(agreement, sealed.last().map_or([0; 32], |act| act.hash), on)
    }

    /// The agreement with the end of its chain.
    pub(crate) const fn at(agreement: &'a Agreement, chain_end: ActHash, on: NaiveDate) -> Self {
        Self { agreement, chain_end, on }
    }

    /// The agreement.
    pub(super) const fn agreement(&self) -> &'a Agreement {
        self.agreement
    }

    /// The texts by which it is found.
    pub(super) fn texts(&self) -> Vec<SearchText> {
        texts(self.agreement, self.on)
    }

    fn terms(&self) -> &'a Terms {
        self.agreement.standing().terms_on(self.on)
    }

    fn titles(&self) -> Result<String, StoreError> {
        Ok(serde_json::to_string(&self.terms().titles)?)
    }

    fn areas(&self) -> Vec<i16> {
        self.terms().areas.iter().map(|area| area.code()).collect()
    }

    fn party(&self, role: PartyRole) -> Uuid {
        self.agreement.standing().parties.get(role).actor.as_uuid()
    }

    /// The last step of its own law that a party has taken.
    fn last_step(&self, role: PartyRole) -> Option<i16> {
        let steps = self.agreement.domestic_steps().filter(|taken| taken.by == role);
        steps.max_by_key(|taken| taken.on).map(|taken| taken.step.step.code())
    }

    fn registration(&self) -> Registration {
        match self.agreement.registration(NO_END) {
            RegistrationState::NotRegistered => Registration::NotRegistered,
            RegistrationState::Registered(_) => Registration::Registered,
            RegistrationState::Withheld(_) => Registration::Withheld,
        }
    }

    /// Something of each period of its timeline.
    fn timeline<T: ToString>(&self, told: impl Fn(&StatusPeriod) -> T) -> String {
        joined(&self.agreement.standing().timeline.iter().map(told).collect::<Vec<_>>())
    }

    fn title_key(&self) -> String {
        let titles = self.terms().titles.as_slice();
        titles.first().map(|title| fold_text(&title.value)).unwrap_or_default()
    }
}

/// The ministries of an agreement's label as they are bound; empty means every one.
pub(super) fn releasable(agreement: &Agreement) -> String {
    ministries(&agreement.standing().label)
}

/// The ministries of a label as they are bound; empty means every one.
pub(super) fn ministries(label: &Label) -> String {
    label.releasable_to.iter().map(Ministry::as_str).collect::<Vec<_>>().join(",")
}

/// Writes the rows of agreements that are new.
pub(crate) async fn insert(connection: &mut Connection, rows: &[Projected<'_>]) -> Result<(), StoreError> {
    write_rows(connection, INSERT, rows).await?;
    insert_areas(connection, rows).await?;
    insert_relations(connection, &agreements(rows)).await?;
    insert_words(connection, rows).await
}

/// Writes the rows of agreements that have changed, each given as it was too, or of which another day is to be told. What
/// stands beside the rows is written only where it is no longer as it was: reading texts into words alone costs more than
/// all else.
pub(crate) async fn update(connection: &mut Connection, steps: &[(&Locked, Projected<'_>)]) -> Result<(), StoreError> {
    let rows: Vec<Projected<'_>> = steps.iter().map(|(_, after)| *after).collect();
    write_rows(connection, UPDATE, &rows).await?;
    let areas = |agreement: &Agreement, on| agreement.standing().terms_on(on).areas.clone();
    replace_areas(connection, &changed(steps, areas)).await?;
    let relations = |agreement: &Agreement, _| agreement.relations().map(|(act, to)| (act, to.to)).collect::<Vec<_>>();
    replace_relations(connection, &agreements(&changed(steps, relations))).await?;
    replace_words(connection, &changed(steps, texts)).await
}

/// Writes everything of agreements anew.
pub(crate) async fn rewrite(connection: &mut Connection, rows: &[Projected<'_>]) -> Result<(), StoreError> {
    write_rows(connection, UPDATE, rows).await?;
    replace_areas(connection, rows).await?;
    replace_relations(connection, &agreements(rows)).await?;
    replace_words(connection, rows).await
}

/// Those of which something is no longer as it was, or who may know of it. Where a row tells of another day's text, so does
/// what stands beside it.
fn changed<'a, T: PartialEq>(
    steps: &[(&Locked, Projected<'a>)],
    told: impl Fn(&Agreement, NaiveDate) -> T,
) -> Vec<Projected<'a>> {
    let same = |locked: &Locked, after: &Projected<'_>| {
        let before = &locked.agreement;
        locked.tells_of(after.on)
            && before.standing().label == after.agreement.standing().label
            && told(before, after.on) == told(after.agreement, after.on)
    };
    steps.iter().filter(|(before, after)| !same(before, after)).map(|(_, after)| *after).collect()
}

fn agreements<'a>(rows: &[Projected<'a>]) -> Vec<&'a Agreement> {
    rows.iter().map(|row| row.agreement).collect()
}

const INSERT: &str = "
    INSERT INTO agreements (id, registry_number, version, chain_end, opened_at, changed_at, classification, releasable_to,
        form, bindingness, home_actor, counterpart_actor, parties, titles, title_key, areas, imported_from,
        asserted_status, signed_earliest, signed_latest, in_force_earliest, in_force_latest, next_due,
        home_step, counterpart_step, registration, timeline_from, timeline_status, timeline_flags, text_until)
    SELECT id, number, version, chain_end, opened_at, changed_at, classification, string_to_array(NULLIF(releasable_to, ''), ','),
        form, bindingness, home, counterpart, parties::jsonb, titles::jsonb, title_key, string_to_array(areas, ',')::smallint[],
        imported_from, asserted::jsonb, signed_earliest, signed_latest, force_earliest, force_latest, next_due,
        home_step, counterpart_step, registration, string_to_array(timeline_from, ',')::date[],
        string_to_array(timeline_status, ',')::smallint[], string_to_array(timeline_flags, ',')::integer[],
        text_until
      FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
                  $24, $25, $26, $27, $28, $29, $30)
        AS t(id, number, version, chain_end, opened_at, changed_at, classification, releasable_to, form, bindingness, home,
             counterpart, parties, titles, title_key, areas, imported_from, asserted, signed_earliest, signed_latest,
             force_earliest, force_latest, next_due, home_step, counterpart_step, registration, timeline_from, timeline_status,
             timeline_flags, text_until)";

const UPDATE: &str = "
    UPDATE agreements g
       SET version = t.version, chain_end = t.chain_end, changed_at = t.changed_at, classification = t.classification,
           releasable_to = string_to_array(NULLIF(t.releasable_to, ''), ','), form = t.form, bindingness = t.bindingness,
           home_actor = t.home, counterpart_actor = t.counterpart, parties = t.parties::jsonb, titles = t.titles::jsonb,
           title_key = t.title_key, areas = string_to_array(t.areas, ',')::smallint[], imported_from = t.imported_from,
           asserted_status = t.asserted::jsonb, signed_earliest = t.signed_earliest, signed_latest = t.signed_latest,
           in_force_earliest = t.force_earliest, in_force_latest = t.force_latest, next_due = t.next_due,
           home_step = t.home_step, counterpart_step = t.counterpart_step, registration = t.registration,
           timeline_from = string_to_array(t.timeline_from, ',')::date[],
           timeline_status = string_to_array(t.timeline_status, ',')::smallint[],
           timeline_flags = string_to_array(t.timeline_flags, ',')::integer[], text_until = t.text_until
      FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
                  $24, $25, $26, $27, $28, $29, $30)
        AS t(id, number, version, chain_end, opened_at, changed_at, classification, releasable_to, form, bindingness, home,
             counterpart, parties, titles, title_key, areas, imported_from, asserted, signed_earliest, signed_latest,
             force_earliest, force_latest, next_due, home_step, counterpart_step, registration, timeline_from, timeline_status,
             timeline_flags, text_until)
     WHERE g.id = t.id";

async fn write_rows(connection: &mut Connection, statement: &str, rows: &[Projected<'_>]) -> Result<(), StoreError> {
    let standings = || rows.iter().map(|row| row.agreement.standing());
    let terms = || rows.iter().map(Projected::terms);
    let acts = || rows.iter().map(|row| row.agreement.acts());
    let parties = standings().map(|standing| Ok(serde_json::to_string(&standing.parties)?));
    let asserted =
        standings().map(|standing| Ok(standing.asserted_status.as_ref().map(serde_json::to_string).transpose()?));
    let day = |span: fn(&Agreement) -> Option<Span>, which: fn(Span) -> NaiveDate| -> Vec<Option<NaiveDate>> {
        rows.iter().map(|row| span(row.agreement).map(which)).collect()
    };
    let signed = |agreement: &Agreement| agreement.standing().signed_on;
    let in_force = |agreement: &Agreement| agreement.standing().in_force_since;
    fixed(statement)
        .bind::<Array<SqlUuid>, _>(ids(rows))
        .bind::<Array<Text>, _>(rows.iter().map(|row| row.agreement.number().as_str()).collect::<Vec<_>>())
        .bind::<Array<Integer>, _>(rows.iter().map(|row| stored_version(row.agreement.version())).collect::<Vec<_>>())
        .bind::<Array<Binary>, _>(rows.iter().map(|row| row.chain_end.as_slice()).collect::<Vec<_>>())
        .bind::<Array<Nullable<Timestamptz>>, _>(
            acts().map(|acts| acts.first().map(|act| act.recorded_at)).collect::<Vec<_>>(),
        )
        .bind::<Array<Nullable<Timestamptz>>, _>(
            acts().map(|acts| acts.last().map(|act| act.recorded_at)).collect::<Vec<_>>(),
        )
        .bind::<Array<SmallInt>, _>(
            standings().map(|standing| standing.label.classification.code()).collect::<Vec<_>>(),
        )
        .bind::<Array<Text>, _>(rows.iter().map(|row| releasable(row.agreement)).collect::<Vec<_>>())
        .bind::<Array<SmallInt>, _>(terms().map(|terms| terms.form.code()).collect::<Vec<_>>())
        .bind::<Array<SmallInt>, _>(terms().map(|terms| terms.bindingness.code()).collect::<Vec<_>>())
        .bind::<Array<SqlUuid>, _>(rows.iter().map(|row| row.party(PartyRole::Home)).collect::<Vec<_>>())
        .bind::<Array<SqlUuid>, _>(rows.iter().map(|row| row.party(PartyRole::Counterpart)).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(parties.collect::<Result<Vec<String>, StoreError>>()?)
        .bind::<Array<Text>, _>(rows.iter().map(Projected::titles).collect::<Result<Vec<_>, _>>()?)
        .bind::<Array<Text>, _>(rows.iter().map(Projected::title_key).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(rows.iter().map(|row| joined(&row.areas())).collect::<Vec<_>>())
        .bind::<Array<Nullable<Text>>, _>(
            standings().map(|standing| standing.imported_from.as_deref()).collect::<Vec<_>>(),
        )
        .bind::<Array<Nullable<Text>>, _>(asserted.collect::<Result<Vec<Option<String>>, StoreError>>()?)
        .bind::<Array<Nullable<Date>>, _>(day(signed, |span| span.earliest))
        .bind::<Array<Nullable<Date>>, _>(day(signed, |span| span.latest))
        .bind::<Array<Nullable<Date>>, _>(day(in_force, |span| span.earliest))
        .bind::<Array<Nullable<Date>>, _>(day(in_force, |span| span.latest))
        .bind::<Array<Nullable<Date>>, _>(rows.iter().map(|row| row.agreement.next_due()).collect::<Vec<_>>())
        .bind::<Array<Nullable<SmallInt>>, _>(rows.iter().map(|row| row.last_step(PartyRole::Home)).collect::<Vec<_>>())
        .bind::<Array<Nullable<SmallInt>>, _>(
            rows.iter().map(|row| row.last_step(PartyRole::Counterpart)).collect::<Vec<_>>(),
        )
        .bind::<Array<SmallInt>, _>(rows.iter().map(|row| row.registration().code()).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(rows.iter().map(|row| row.timeline(|period| period.from)).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(rows.iter().map(|row| row.timeline(|period| period.status.code())).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(rows.iter().map(|row| row.timeline(flags)).collect::<Vec<_>>())
        .bind::<Array<Nullable<Date>>, _>(rows.iter().map(|row| row.agreement.text_until(row.on)).collect::<Vec<_>>())
        .execute(connection)
        .await?;
    Ok(())
}

async fn replace_areas(connection: &mut Connection, rows: &[Projected<'_>]) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    fixed(format!("DELETE FROM agreement_areas WHERE agreement_id = {ANY_KEY}"))
        .bind::<Array<SqlUuid>, _>(ids(rows))
        .execute(connection)
        .await?;
    insert_areas(connection, rows).await
}

async fn insert_areas(connection: &mut Connection, rows: &[Projected<'_>]) -> Result<(), StoreError> {
    let pairs: Vec<(&Projected<'_>, i16)> =
        rows.iter().flat_map(|row| row.areas().into_iter().map(move |area| (row, area))).collect();
    fixed(
        "INSERT INTO agreement_areas (agreement_id, area, classification, releasable_to)
         SELECT id, area, classification, string_to_array(NULLIF(releasable_to, ''), ',')
           FROM unnest($1, $2, $3, $4) AS t(id, area, classification, releasable_to)",
    )
    .bind::<Array<SqlUuid>, _>(pairs.iter().map(|(row, _)| row.agreement.id().0).collect::<Vec<_>>())
    .bind::<Array<SmallInt>, _>(pairs.iter().map(|(_, area)| *area).collect::<Vec<_>>())
    .bind::<Array<SmallInt>, _>(
        pairs.iter().map(|(row, _)| row.agreement.standing().label.classification.code()).collect::<Vec<_>>(),
    )
    .bind::<Array<Text>, _>(pairs.iter().map(|(row, _)| releasable(row.agreement)).collect::<Vec<_>>())
    .execute(connection)
    .await?;
    Ok(())
}

fn ids(rows: &[Projected<'_>]) -> Vec<Uuid> {
    rows.iter().map(|row| row.agreement.id().0).collect()
}

/// The flags of a period; bit n: the flag of code n.
pub(super) fn flags(period: &StatusPeriod) -> i32 {
    period.flags.iter().map(|flag| 1 << flag.code()).sum()
}

/// Values with commas between them, as arrays of arrays cannot be bound.
pub(super) fn joined<T: ToString>(values: &[T]) -> String {
    values.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}
