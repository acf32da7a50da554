//! Which agreements.

use async_graphql::InputObject;
use chrono::{DateTime, Utc};
use mithaq_store::Condition;

use super::actor_ref::ActorRef;
use crate::failure::Failure;
use crate::limits::Limits;
use crate::scalar::{Date, DateTime as Moment};
use crate::words::{
    Area, Bindingness, DateMatch, DomesticStepKind, Form, RegistrationState, SecurityLabel, StatusFlag, StatusName,
};

/// Which agreements. All fields that are given must be met; a list of values is met by any one of them. Statuses, force and
/// awaited consent are asked as known at the list's moment; all else goes by what is now known, whatever that moment is.
#[derive(InputObject)]
pub(crate) struct AgreementFilter {
    /// One of these is a party, as now known. For both parties, use `and`.
    parties: Option<Vec<ActorRef>>,
    /// One of these is the party that is not home, as now known.
    counterpart: Option<Vec<ActorRef>>,
    /// What they are about, as now known.
    areas: Option<AreaFilter>,
    /// What the instrument is called, as now known.
    form: Option<Vec<Form>>,
    /// Whether they bind in international law, as now known.
    bindingness: Option<Vec<Bindingness>>,
    /// Where they stand on a day.
    status: Option<StatusFilter>,
    /// In force, or suspended while in force, on at least one day of the range.
    in_force_during: Option<DateRange>,
    /// Signed by the second party on a day of the range, as now known.
    signed_during: Option<DateRange>,
    /// How a day of signature that is known only to the month or the year meets its range.
    #[graphql(default_with = "Some(DateMatch::Possible)")]
    dates: Option<DateMatch>,
    /// The consent of a party is awaited on the list's day.
    consent: Option<ConsentFilter>,
    /// Whether they are registered with the United Nations, as now known (Charter 102, VCLT 80).
    registration: Option<Vec<RegistrationState>>,
    /// All of these words are found, as `searchAgreements` finds them in any language, in what is now known.
    text: Option<String>,
    /// How far they are kept from being known, by the label that they have now.
    label: Option<Vec<SecurityLabel>>,
    /// The register that they were taken over from.
    imported_from: Option<Vec<String>>,
    /// Every one of these filters is met.
    and: Option<Vec<AgreementFilter>>,
    /// At least one of these filters is met.
    or: Option<Vec<AgreementFilter>>,
    /// This filter is not met.
    not: Option<Box<AgreementFilter>>,
}

/// What agreements are about.
#[derive(InputObject)]
pub(crate) struct AreaFilter {
    /// At least one of these areas.
    has_any: Option<Vec<Area>>,
    /// All of these areas.
    has_all: Option<Vec<Area>>,
}

/// Where agreements stand on a day.
#[derive(InputObject)]
pub(crate) struct StatusFilter {
    /// One of these statuses.
    #[graphql(name = "in")]
    any_of: Option<Vec<StatusName>>,
    /// All of these flags.
    flags: Option<Vec<StatusFlag>>,
    /// The day; that of the list, where left out.
    as_of: Option<Date>,
    /// The moment of knowledge; that of the list, where left out.
    known_at: Option<Moment>,
}

/// The consent of a party that is awaited. All fields that are given must be met, by one and the same party.
#[derive(InputObject)]
pub(crate) struct ConsentFilter {
    /// On whom; either party, where left out.
    pending_on: Option<ActorRef>,
    /// Since before this day, without a break.
    pending_since_before: Option<Date>,
    /// The last step of its own law that the party has taken, as now known, is one of these.
    last_step: Option<Vec<DomesticStepKind>>,
}

/// A range of days, both ends included. An end that is left out is open.
#[derive(InputObject)]
pub(crate) struct DateRange {
    /// The first day.
    from: Option<Date>,
    /// The last day.
    to: Option<Date>,
}

/// Reads filters within the limits.
pub(crate) struct FilterReader<'a> {
    limits: &'a Limits,
    conditions: u64,
    /// Moments of knowledge that the filter names; each has to be answerable.
    pub(crate) moments: Vec<DateTime<Utc>>,
}

impl<'a> FilterReader<'a> {
    /// A reader that has read nothing yet.
    pub(crate) fn new(limits: &'a Limits) -> Self {
        Self { limits, conditions: 0, moments: Vec::new() }
    }

    /// The condition that a filter means.
    pub(crate) fn read(&mut self, filter: &AgreementFilter) -> Result<Condition, Failure> {
        self.filter(filter, "filter", 1)
    }

    fn filter(&mut self, filter: &AgreementFilter, path: &str, depth: u64) -> Result<Condition, Failure> {
        if depth > self.limits.filter_depth {
            return Err(Failure::limit(
                "filterDepth",
                depth,
                self.limits.filter_depth,
                "nest and, or and not less deeply",
            ));
        }
        let mut met = self.simple(filter, path)?;
        // An empty filter within another asks for nothing, but is read.
        let asked = met.len().max(usize::from(depth > 1));
        self.conditions += u64::try_from(asked).unwrap_or(u64::MAX);
        if self.conditions > self.limits.filter_conditions {
            let (asked, allowed) = (self.conditions, self.limits.filter_conditions);
            return Err(Failure::limit("filterConditions", asked, allowed, "ask for less in one filter"));
        }
        for (name, filters) in [("and", &filter.and), ("or", &filter.or)] {
            let Some(filters) = given(filters.as_deref(), &format!("{path}.{name}"))? else { continue };
            let parts = filters.iter().enumerate();
            let parts = parts.map(|(at, part)| self.filter(part, &format!("{path}.{name}[{at}]"), depth + 1));
            let parts = parts.collect::<Result<_, _>>()?;
            met.push(if name == "and" { Condition::All(parts) } else { Condition::Any(parts) });
        }
        if let Some(not) = &filter.not {
            met.push(Condition::Not(Box::new(self.filter(not, &format!("{path}.not"), depth + 1)?)));
        }
        Ok(Condition::All(met))
    }

    /// What the filter asks for without leading to other filters.
    fn simple(&mut self, filter: &AgreementFilter, path: &str) -> Result<Vec<Condition>, Failure> {
        let at = |field: &str| format!("{path}.{field}");
        let mut met = Vec::new();
        if let Some(parties) = given(filter.parties.as_deref(), &at("parties"))? {
            met.push(Condition::Party(actors(parties, &at("parties"))?));
        }
        if let Some(parties) = given(filter.counterpart.as_deref(), &at("counterpart"))? {
            met.push(Condition::Counterpart(actors(parties, &at("counterpart"))?));
        }
        if let Some(areas) = &filter.areas {
            let any = given(areas.has_any.as_deref(), &at("areas.hasAny"))?;
            let all = given(areas.has_all.as_deref(), &at("areas.hasAll"))?;
            met.extend(any.map(|areas| Condition::AnyArea(words(areas))));
            met.extend(all.map(|areas| Condition::AllAreas(words(areas))));
        }
        met.extend(given(filter.form.as_deref(), &at("form"))?.map(|forms| Condition::Form(words(forms))));
        let bindingness = given(filter.bindingness.as_deref(), &at("bindingness"))?;
        met.extend(bindingness.map(|any_of| Condition::Bindingness(words(any_of))));
        if let Some(status) = &filter.status {
            met.push(self.status(status, &at("status"))?);
        }
        if let Some(range) = &filter.in_force_during {
            let (from, to) = range.read(&at("inForceDuring"))?;
            met.push(Condition::InForceDuring(from, to));
        }
        if let Some(range) = &filter.signed_during {
            let (from, to) = range.read(&at("signedDuring"))?;
            let dates = filter.dates.unwrap_or(DateMatch::Possible);
            met.push(Condition::SignedDuring(from, to, dates.into()));
        }
        if let Some(consent) = &filter.consent {
            met.push(consent.read(&at("consent"))?);
        }
        let registration = given(filter.registration.as_deref(), &at("registration"))?;
        met.extend(registration.map(|any_of| Condition::Registration(words(any_of))));
        if let Some(text) = &filter.text {
            if text.trim().is_empty() {
                return Err(Failure::bad_input(format!("{}: it has no words: give some, or leave it out", at("text"))));
            }
            met.push(Condition::Text(text.clone()));
        }
        met.extend(given(filter.label.as_deref(), &at("label"))?.map(|labels| Condition::Label(words(labels))));
        let registers = given(filter.imported_from.as_deref(), &at("importedFrom"))?;
        met.extend(registers.map(|registers| Condition::ImportedFrom(registers.to_vec())));
        Ok(met)
    }

    fn status(&mut self, status: &StatusFilter, path: &str) -> Result<Condition, Failure> {
        let any_of = given(status.any_of.as_deref(), &format!("{path}.in"))?;
        let known_at = status.known_at.map(|moment| moment.0);
        self.moments.extend(known_at);
        Ok(Condition::Status {
            any_of: any_of.map(words).unwrap_or_default(),
            flags: status.flags.as_deref().map(words).unwrap_or_default(),
            as_of: status.as_of.map(|day| day.0),
            known_at,
        })
    }
}

impl ConsentFilter {
    fn read(&self, path: &str) -> Result<Condition, Failure> {
        let on = self.pending_on.as_ref().map(|actor| actor.known(&format!("{path}.pendingOn"))).transpose()?;
        let last_step = given(self.last_step.as_deref(), &format!("{path}.lastStep"))?;
        Ok(Condition::ConsentPending {
            on: on.map(|actor| actor.id).into_iter().collect(),
            since_before: self.pending_since_before.map(|day| day.0),
            last_step: last_step.map(words).unwrap_or_default(),
        })
    }
}

impl DateRange {
    /// Its ends.
    pub(crate) fn read(&self, path: &str) -> Result<(Option<chrono::NaiveDate>, Option<chrono::NaiveDate>), Failure> {
        let (from, to) = (self.from.map(|day| day.0), self.to.map(|day| day.0));
        match (from, to) {
            (Some(from), Some(to)) if from > to => {
                Err(Failure::bad_input(format!("{path}: from {from} lies after to {to}: turn them round")))
            }
            (None, None) => Err(Failure::bad_input(format!("{path}: give from, to or both, or leave it out"))),
            (from, to) => Ok((from, to)),
        }
    }
}

/// A list that is given; one without values would be met by nothing, which nobody means.
pub(crate) fn given<'a, T>(list: Option<&'a [T]>, path: &str) -> Result<Option<&'a [T]>, Failure> {
    match list {
        Some([]) => {
            Err(Failure::bad_input(format!("{path}: an empty list is met by nothing: name a value, or leave it out")))
        }
        list => Ok(list),
    }
}

fn words<T: Copy + Into<U>, U>(list: &[T]) -> Vec<U> {
    list.iter().map(|word| (*word).into()).collect()
}

fn actors(list: &[ActorRef], path: &str) -> Result<Vec<mithaq_domain::actor::ActorId>, Failure> {
    let known = list.iter().enumerate().map(|(at, actor)| actor.known(&format!("{path}[{at}]")));
    known.map(|actor| actor.map(|actor| actor.id)).collect()
}
