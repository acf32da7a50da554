//! The data of a state record: the agreement as an audience sees it.

use mithaq_domain::act::AgreementId;
use mithaq_domain::agreement::{Agreement, StatusName};
use mithaq_domain::day::Span;
use mithaq_domain::label::Label;
use mithaq_domain::registry_number::RegistryNumber;
use mithaq_domain::terms::{Area, Bindingness, Form, Titles};
use serde::Serialize;

use super::event::{PartyData, parties};
use super::stub::Stub;

/// The agreement as an audience sees it after an event; the topic keeps the last one for each agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StateData {
    /// Always `Agreement`.
    #[serde(rename = "__typename")]
    pub typename: &'static str,
    /// The agreement.
    pub id: AgreementId,
    /// Its number.
    pub registry_number: RegistryNumber,
    /// The revision of the event that this state follows.
    pub revision: i64,
    /// The sequence of that event: read the events topic on from it.
    pub sequence: i64,
    /// Its titles.
    pub titles: Titles,
    /// Its form.
    pub form: Form,
    /// Whether it binds.
    pub bindingness: Bindingness,
    /// What it is about.
    pub areas: Vec<Area>,
    /// The two parties, home first.
    pub parties: Vec<PartyData>,
    /// Who may know of it.
    pub label: Label,
    /// Its status from day to day, as now known.
    pub timeline: Vec<PeriodData>,
    /// The first day in force, as far as it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_force_since: Option<Span>,
    /// The last day in force, where it has ended or its end follows from what is recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends_on: Option<Span>,
    /// Says that titles are cut short, where the broker refused the whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stub: Option<Stub>,
}

/// From a day on, up to and without another, a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PeriodData {
    /// The first day.
    pub from: chrono::NaiveDate,
    /// The day after the last; absent where it goes on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<chrono::NaiveDate>,
    /// The status.
    pub status: StatusName,
}

impl StateData {
    /// The agreement after an event.
    #[must_use]
    pub fn of(agreement: &Agreement, revision: i64, sequence: i64) -> Self {
        let (standing, terms) = (agreement.standing(), agreement.terms());
        let mut timeline: Vec<PeriodData> = Vec::new();
        for period in standing.timeline.iter().filter(|period| period.status != StatusName::None) {
            match timeline.last_mut().filter(|last| last.status == period.status) {
                Some(last) => last.to = period.to,
                None => timeline.push(PeriodData { from: period.from, to: period.to, status: period.status }),
            }
        }
        Self {
            typename: "Agreement",
            id: agreement.id(),
            registry_number: agreement.number().clone(),
            revision,
            sequence,
            titles: terms.titles.clone(),
            form: terms.form,
            bindingness: terms.bindingness,
            areas: terms.areas.iter().copied().collect(),
            parties: parties(&standing.parties),
            label: standing.label.clone(),
            timeline,
            in_force_since: standing.in_force_since,
            ends_on: standing.ends_on,
            stub: None,
        }
    }
}
