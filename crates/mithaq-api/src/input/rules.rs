//! Rules that a text lays down, as a client records them.

use async_graphql::{InputObject, OneofObject};
use mithaq_domain::{day, terms};

use super::text::read_text;
use crate::failure::Failure;
use crate::scalar::Date;
use crate::words::{CountingFrom, CountingRule, PeriodUnit};

/// The longest period that a clause may count, in any unit.
const LONGEST_PERIOD: u32 = 36_525;

/// How the text lets the agreement enter into force (VCLT 24).
#[derive(OneofObject)]
pub(crate) enum EntryIntoForceRuleInput {
    /// Upon signature by both, or so long after the later of the two.
    OnSignature(OffsetInput),
    /// On this day, once both have consented.
    OnDate(Date),
    /// On the exchange of the instruments of ratification, or so long after it.
    OnExchangeOfInstruments(OffsetInput),
    /// Counted from the later of the two notifications.
    OnLaterNotification(OffsetInput),
    /// On an event that the text describes; its day is recorded when it happens.
    OnEvent(EventInput),
    /// Write true where the text is silent: as soon as the consent of both is established (24(2)).
    Default(bool),
}

/// How far the day of effect lies from the event that brings it; empty means on that very day.
#[derive(InputObject)]
pub(crate) struct OffsetInput {
    /// The day that is counted from; where left out, signature or receipt, as the rule has it.
    from: Option<CountingFrom>,
    /// The period.
    period: Option<PeriodInput>,
    /// How the period is counted.
    #[graphql(default_with = "CountingRule::After")]
    counting: CountingRule,
    /// "On the first day of the nth month following": n, from 1.
    first_day_of_month_following: Option<u32>,
}

/// An event that the text describes, and how long after it the agreement enters into force.
#[derive(InputObject)]
pub(crate) struct EventInput {
    /// The event, in the text's words.
    event: String,
    /// How long after it; where left out, on that very day.
    offset: Option<OffsetInput>,
}

/// A length of time as clauses give it.
#[derive(InputObject)]
pub(crate) struct PeriodInput {
    /// How many, from 1.
    count: u32,
    /// Of what.
    unit: PeriodUnit,
}

/// How long the text lets the agreement last.
#[derive(OneofObject)]
pub(crate) enum DurationRuleInput {
    /// Write true where it has no end.
    Indefinite(bool),
    /// For one term.
    Fixed(TermInput),
    /// For a term that renews itself unless notice is received in time.
    FixedThenTacit(TacitRenewalInput),
    /// For a term that only a new agreement of both renews.
    FixedThenExpress(PeriodInput),
    /// Until an event, in the text's words; its day is recorded when it happens.
    UntilEvent(String),
}

/// A single term.
#[derive(OneofObject)]
pub(crate) enum TermInput {
    /// Of a length. It includes its first day and ends on the eve of the anniversary.
    For(PeriodInput),
    /// Until a day, which is the last in force.
    Until(Date),
}

/// A term that renews itself.
#[derive(InputObject)]
pub(crate) struct TacitRenewalInput {
    /// The first term.
    initial: PeriodInput,
    /// Each later term.
    renewal: PeriodInput,
    /// How often it renews itself; without limit, where left out.
    maximum_renewals: Option<u32>,
    /// How long before the end of a term a notice of non-renewal must be received.
    non_renewal_notice: PeriodInput,
}

/// How the text lets a party leave (VCLT 54, 56).
#[derive(OneofObject)]
pub(crate) enum TerminationRuleInput {
    /// By notice (54(a)).
    Notice(NoticePeriodInput),
    /// Write true where the text is silent (56).
    Silent(bool),
    /// Write true where only the consent of both ends it (54(b)).
    ConsentOnly(bool),
}

/// How long a notice runs.
#[derive(InputObject)]
pub(crate) struct NoticePeriodInput {
    /// The period.
    period: PeriodInput,
    /// The day that it counts from (VCLT 78).
    #[graphql(default_with = "CountingFrom::Receipt")]
    counts_from: CountingFrom,
}

impl EntryIntoForceRuleInput {
    pub(super) fn read(&self, path: &str) -> Result<terms::EntryIntoForceRule, Failure> {
        use mithaq_domain::day::Anchor::{Receipt, Signature};
        use mithaq_domain::terms::EntryIntoForceRule as Rule;
        Ok(match self {
            Self::OnSignature(offset) => {
                Rule::OnSignature { offset: offset.read(Signature, &format!("{path}.onSignature"))? }
            }
            Self::OnDate(day) => Rule::OnDate { date: day.0 },
            Self::OnExchangeOfInstruments(offset) => Rule::OnExchangeOfInstruments {
                offset: offset.read(Receipt, &format!("{path}.onExchangeOfInstruments"))?,
            },
            Self::OnLaterNotification(offset) => {
                Rule::OnLaterNotification { offset: offset.read(Receipt, &format!("{path}.onLaterNotification"))? }
            }
            Self::OnEvent(EventInput { event, offset }) => {
                let path = format!("{path}.onEvent");
                let offset =
                    offset.as_ref().map(|offset| offset.read(Receipt, &format!("{path}.offset"))).transpose()?;
                Rule::OnEvent {
                    event: read_text(event, &format!("{path}.event"))?,
                    offset: offset.unwrap_or(day::Offset::none(Receipt)),
                }
            }
            Self::Default(said) => {
                only_true(*said, &format!("{path}.default"))?;
                Rule::Default
            }
        })
    }
}

impl OffsetInput {
    pub(super) fn read(&self, usual: day::Anchor, path: &str) -> Result<day::Offset, Failure> {
        if let Some(months @ (0 | 13..)) = self.first_day_of_month_following {
            return Err(Failure::bad_input(format!("{path}.firstDayOfMonthFollowing: {months} is not from 1 to 12")));
        }
        Ok(day::Offset {
            anchor: self.from.map_or(usual, Into::into),
            period: self.period.as_ref().map(|period| period.read(&format!("{path}.period"))).transpose()?,
            counting: self.counting.into(),
            first_day_of_month_following: self.first_day_of_month_following,
        })
    }
}

impl PeriodInput {
    pub(super) fn read(&self, path: &str) -> Result<day::Period, Failure> {
        if self.count == 0 || self.count > LONGEST_PERIOD {
            return Err(Failure::bad_input(format!("{path}.count: {} is not from 1 to {LONGEST_PERIOD}", self.count)));
        }
        Ok(day::Period { count: self.count, unit: self.unit.into() })
    }
}

impl DurationRuleInput {
    pub(super) fn read(&self, path: &str) -> Result<terms::DurationRule, Failure> {
        use mithaq_domain::terms::{DurationRule as Rule, Term};
        Ok(match self {
            Self::Indefinite(said) => {
                only_true(*said, &format!("{path}.indefinite"))?;
                Rule::Indefinite
            }
            Self::Fixed(TermInput::For(period)) => {
                Rule::Fixed { term: Term::For(period.read(&format!("{path}.fixed.for"))?) }
            }
            Self::Fixed(TermInput::Until(day)) => Rule::Fixed { term: Term::Until(day.0) },
            Self::FixedThenTacit(tacit) => {
                let at = |field: &str| format!("{path}.fixedThenTacit.{field}");
                Rule::FixedThenTacit {
                    initial: tacit.initial.read(&at("initial"))?,
                    renewal: tacit.renewal.read(&at("renewal"))?,
                    maximum_renewals: tacit.maximum_renewals,
                    non_renewal_notice: tacit.non_renewal_notice.read(&at("nonRenewalNotice"))?,
                }
            }
            Self::FixedThenExpress(initial) => {
                Rule::FixedThenExpress { initial: initial.read(&format!("{path}.fixedThenExpress"))? }
            }
            Self::UntilEvent(event) => Rule::UntilEvent { event: read_text(event, &format!("{path}.untilEvent"))? },
        })
    }
}

impl TerminationRuleInput {
    pub(super) fn read(&self, path: &str) -> Result<terms::TerminationRule, Failure> {
        use mithaq_domain::terms::TerminationRule as Rule;
        Ok(match self {
            Self::Notice(NoticePeriodInput { period, counts_from }) => Rule::Notice {
                period: period.read(&format!("{path}.notice.period"))?,
                counts_from: (*counts_from).into(),
            },
            Self::Silent(said) => {
                only_true(*said, &format!("{path}.silent"))?;
                Rule::Silent
            }
            Self::ConsentOnly(said) => {
                only_true(*said, &format!("{path}.consentOnly"))?;
                Rule::ConsentOnly
            }
        })
    }
}

/// Of alternatives that say nothing more, the one that applies is true.
fn only_true(said: bool, path: &str) -> Result<(), Failure> {
    if said {
        Ok(())
    } else {
        Err(Failure::bad_input(format!("{path}: write true, or choose another of the alternatives")))
    }
}
