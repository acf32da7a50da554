//! What the text of an agreement says.

use async_graphql::SimpleObject;
use mithaq_domain::{day, terms};

use super::text::LocalizedText;
use crate::scalar::Date;
use crate::words::{
    AmendmentRule, Area, Bindingness, ConsentMeans, CountingFrom, CountingRule, DurationKind, EntryIntoForceKind, Form,
    PeriodUnit, TerminationKind,
};

/// What the text of an agreement says. A rule that is not recorded is null, which is not the same as a text that is
/// silent.
#[derive(SimpleObject)]
pub(crate) struct AgreementTerms {
    /// The titles, one a language; the first is the source's own.
    titles: Vec<LocalizedText>,
    /// What the instrument is called.
    form: Form,
    /// Whether it binds in international law.
    bindingness: Bindingness,
    /// What it is about.
    areas: Vec<Area>,
    /// How consent to be bound is to be expressed (VCLT 11).
    consent: Option<ConsentMeans>,
    /// How it enters into force (VCLT 24).
    entry_into_force: Option<EntryIntoForceRule>,
    /// How long it lasts.
    duration: Option<DurationRule>,
    /// How a party may leave it (VCLT 54, 56).
    termination: Option<TerminationRule>,
    /// What outlives its end (VCLT 70).
    survival: Option<Survival>,
    /// How both agree to amend it, where the text says (VCLT 39).
    amendment: Option<AmendmentRule>,
}

/// How a text lets the agreement enter into force (VCLT 24).
#[derive(SimpleObject)]
pub(crate) struct EntryIntoForceRule {
    /// The kind of rule.
    rule: EntryIntoForceKind,
    /// The day that the text names, with `ON_DATE`.
    date: Option<Date>,
    /// The event, in the text's words, with `ON_EVENT`.
    event: Option<String>,
    /// How long after what the rule names; null where the rule counts nothing.
    offset: Option<Offset>,
}

/// How far the day of effect lies from the event that brings it.
#[derive(SimpleObject)]
pub(crate) struct Offset {
    /// The day that is counted from.
    from: CountingFrom,
    /// The period; null means on that very day.
    period: Option<Period>,
    /// How the period is counted.
    counting: CountingRule,
    /// "On the first day of the nth month following": n, from 1.
    first_day_of_month_following: Option<u32>,
}

/// A length of time as clauses give it.
#[derive(SimpleObject)]
pub(crate) struct Period {
    /// How many.
    count: u32,
    /// Of what.
    unit: PeriodUnit,
}

/// How long a text lets the agreement last. A term includes its first day and ends on the eve of the anniversary.
#[derive(SimpleObject, Default)]
pub(crate) struct DurationRule {
    /// The kind of rule.
    rule: DurationKind,
    /// The first term.
    initial: Option<Period>,
    /// The last day in force, where the text names one.
    until: Option<Date>,
    /// Each later term, with `FIXED_THEN_TACIT`.
    renewal: Option<Period>,
    /// How often it renews itself, with `FIXED_THEN_TACIT`; null means without limit.
    maximum_renewals: Option<u32>,
    /// How long before the end of a term a notice of non-renewal must be received, with `FIXED_THEN_TACIT`.
    non_renewal_notice: Option<Period>,
    /// The event, in the text's words, with `UNTIL_EVENT`.
    event: Option<String>,
}

/// How a text lets a party leave (VCLT 54, 56).
#[derive(SimpleObject)]
pub(crate) struct TerminationRule {
    /// The kind of rule.
    rule: TerminationKind,
    /// How long the notice runs, with `NOTICE`.
    notice: Option<Period>,
    /// The day that it counts from, with `NOTICE`.
    counts_from: Option<CountingFrom>,
}

/// What outlives the agreement's end (VCLT 70).
#[derive(SimpleObject)]
pub(crate) struct Survival {
    /// Which obligations, in the text's words.
    what: String,
    /// For how long; null means until released.
    period: Option<Period>,
}

impl From<&terms::Terms> for AgreementTerms {
    fn from(terms: &terms::Terms) -> Self {
        Self {
            titles: terms.titles.as_slice().iter().map(LocalizedText::of_title).collect(),
            form: terms.form.into(),
            bindingness: terms.bindingness.into(),
            areas: terms.areas.iter().map(|area| (*area).into()).collect(),
            consent: terms.consent.map(Into::into),
            entry_into_force: terms.entry_into_force.as_ref().map(Into::into),
            duration: terms.duration.as_ref().map(Into::into),
            termination: terms.termination.as_ref().map(Into::into),
            survival: terms
                .survival
                .as_ref()
                .map(|survival| Survival { what: survival.what.clone(), period: survival.period.map(Into::into) }),
            amendment: terms.amendment.map(Into::into),
        }
    }
}

impl From<&terms::EntryIntoForceRule> for EntryIntoForceRule {
    fn from(rule: &terms::EntryIntoForceRule) -> Self {
        let of = |rule, offset: &day::Offset| Self { rule, date: None, event: None, offset: Some(offset.into()) };
        match rule {
            terms::EntryIntoForceRule::OnSignature { offset } => of(EntryIntoForceKind::OnSignature, offset),
            terms::EntryIntoForceRule::OnExchangeOfInstruments { offset } => {
                of(EntryIntoForceKind::OnExchangeOfInstruments, offset)
            }
            terms::EntryIntoForceRule::OnLaterNotification { offset } => {
                of(EntryIntoForceKind::OnLaterNotification, offset)
            }
            terms::EntryIntoForceRule::OnEvent { event, offset } => {
                Self { event: Some(event.clone()), ..of(EntryIntoForceKind::OnEvent, offset) }
            }
            terms::EntryIntoForceRule::OnDate { date } => {
                Self { rule: EntryIntoForceKind::OnDate, date: Some(Date(*date)), event: None, offset: None }
            }
            terms::EntryIntoForceRule::Default => {
                Self { rule: EntryIntoForceKind::Default, date: None, event: None, offset: None }
            }
        }
    }
}

impl From<&day::Offset> for Offset {
    fn from(offset: &day::Offset) -> Self {
        Self {
            from: offset.anchor.into(),
            period: offset.period.map(Into::into),
            counting: offset.counting.into(),
            first_day_of_month_following: offset.first_day_of_month_following,
        }
    }
}

impl From<day::Period> for Period {
    fn from(period: day::Period) -> Self {
        Self { count: period.count, unit: period.unit.into() }
    }
}

impl From<&terms::DurationRule> for DurationRule {
    fn from(rule: &terms::DurationRule) -> Self {
        let of = |rule| Self { rule, ..Self::default() };
        match rule {
            terms::DurationRule::Indefinite => of(DurationKind::Indefinite),
            terms::DurationRule::Fixed { term: terms::Term::For(period) } => {
                Self { initial: Some((*period).into()), ..of(DurationKind::Fixed) }
            }
            terms::DurationRule::Fixed { term: terms::Term::Until(day) } => {
                Self { until: Some(Date(*day)), ..of(DurationKind::Fixed) }
            }
            terms::DurationRule::FixedThenTacit { initial, renewal, maximum_renewals, non_renewal_notice } => Self {
                initial: Some((*initial).into()),
                renewal: Some((*renewal).into()),
                maximum_renewals: *maximum_renewals,
                non_renewal_notice: Some((*non_renewal_notice).into()),
                ..of(DurationKind::FixedThenTacit)
            },
            terms::DurationRule::FixedThenExpress { initial } => {
                Self { initial: Some((*initial).into()), ..of(DurationKind::FixedThenExpress) }
            }
            terms::DurationRule::UntilEvent { event } => {
                Self { event: Some(event.clone()), ..of(DurationKind::UntilEvent) }
            }
        }
    }
}

impl From<&terms::TerminationRule> for TerminationRule {
    fn from(rule: &terms::TerminationRule) -> Self {
        let of = |rule| Self { rule, notice: None, counts_from: None };
        match rule {
            terms::TerminationRule::Notice { period, counts_from } => Self {
                notice: Some((*period).into()),
                counts_from: Some((*counts_from).into()),
                ..of(TerminationKind::Notice)
            },
            terms::TerminationRule::Silent => of(TerminationKind::Silent),
            terms::TerminationRule::ConsentOnly => of(TerminationKind::ConsentOnly),
        }
    }
}
