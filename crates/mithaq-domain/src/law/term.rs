//! Terms: counted from the start, ended on the eve of the anniversary (VCLT 54(a)).

use chrono::NaiveDate;

use crate::act::ActId;
use crate::day::{Period, Span};
use crate::terms::{DurationRule, Term};

/// A stretch of an agreement's life in force for which one duration rule is counted from one start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spell {
    /// Its first day: entry into force, an amendment or a revival.
    pub from: Span,
    /// The first day without it, where it ended or its end follows from what is recorded.
    pub until: Option<Span>,
    /// The day from which its terms are counted.
    pub counted_from: Span,
    /// The rule.
    pub duration: Option<DurationRule>,
}

/// A term that begins because no notice against it was received in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TacitTerm {
    /// How often the agreement has then renewed itself, from 1.
    pub number: u32,
    /// Its first day.
    pub begins: Span,
    /// The last day on which a notice against it could be received in time.
    pub notice_by: Span,
    /// From where terms are counted, how long the first is and each after it, and how long before its end notice is given.
    counted: (Span, Period, Period, Period),
}

impl TacitTerm {
    /// The first day that can be argued for instead, where the last month of the term before lacks the corresponding day.
    #[must_use]
    pub fn other_begins(&self) -> Option<NaiveDate> {
        let (from, initial, renewal, _) = self.counted;
        other_end_of_term(from, initial, renewal, self.number - 1)?.succ_opt()
    }

    /// The last day for the notice that can be argued for instead: a day that is late counted back from the end of the
    /// term, and in time counted forward from the receipt.
    #[must_use]
    pub fn other_notice_by(&self) -> Option<NaiveDate> {
        let ends = self.begins.eve().day()?;
        let (_, _, _, notice) = self.counted;
        let later = std::iter::successors(notice.before(ends).succ_opt(), NaiveDate::succ_opt);
        later.take_while(|day| notice.after(*day) <= ends).last()
    }
}

impl Spell {
    /// The tacit renewals that lie in it, the first first; without end where the rule and the agreement
    /// have none.
    pub(crate) fn tacit_terms(&self) -> impl Iterator<Item = TacitTerm> {
        let rule = match self.duration {
            Some(DurationRule::FixedThenTacit { initial, renewal, maximum_renewals, non_renewal_notice }) => {
                Some((initial, renewal, maximum_renewals.unwrap_or(u32::MAX), non_renewal_notice))
            }
            Some(
                DurationRule::Indefinite
                | DurationRule::Fixed { .. }
                | DurationRule::FixedThenExpress { .. }
                | DurationRule::UntilEvent { .. },
            )
            | None => None,
        };
        let (counted_from, from, until) = (self.counted_from, self.from, self.until);
        rule.into_iter()
            .filter(|(_, renewal, ..)| renewal.count > 0)
            .flat_map(move |(initial, renewal, maximum, notice)| {
                (0..maximum).map(move |before| {
                    let last = end_of_term(counted_from, initial, renewal, before);
                    TacitTerm {
                        number: before + 1,
                        begins: last.next_day(),
                        notice_by: last.map(|day| notice.before(day)),
                        counted: (counted_from, initial, renewal, notice),
                    }
                })
            })
            .skip_while(move |term| term.begins.earliest <= from.earliest)
            .take_while(move |term| {
                term.begins.latest < NaiveDate::MAX && until.is_none_or(|until| term.begins.earliest < until.earliest)
            })
    }
}

impl Spell {
    /// Whether a tacit term of it begins on a day.
    pub(crate) fn tacit_begins(&self, on: Option<Span>) -> bool {
        on.is_some_and(|on| {
            self.tacit_terms().take_while(|term| term.begins.earliest <= on.earliest).any(|term| term.begins == on)
        })
    }
}

/// A term that both agreed to.
#[derive(Debug, Clone)]
pub(super) struct Extension {
    pub(super) act: ActId,
    /// Its first day.
    pub(super) from: Span,
    pub(super) period: Option<Period>,
    pub(super) until: Option<Span>,
}

/// The last day of a term, and the other day that can be argued for.
pub(super) struct TermEnd {
    pub(super) last_day: Span,
    pub(super) other: Option<NaiveDate>,
}

/// The last day of the term after so many renewals.
pub(super) fn end_of_term(start: Span, initial: Period, renewal: Period, renewals: u32) -> Span {
    start.map(|day| Period::all_after(&[initial, renewal.times(renewals)], day)).eve()
}

/// The other reading of [`end_of_term`].
pub(super) fn other_end_of_term(start: Span, initial: Period, renewal: Period, renewals: u32) -> Option<NaiveDate> {
    Period::all_spilled_after(&[initial, renewal.times(renewals)], start.day()?)?.pred_opt()
}

/// The last day of a first term and of those that both agreed to after it, counted from the original start.
pub(super) fn end_with(start: Span, first: Option<Term>, extensions: &[Extension]) -> Option<TermEnd> {
    let (mut from, mut periods) = match first {
        Some(Term::For(period)) => (Some(start), vec![period]),
        Some(Term::Until(day)) => (Some(Span::from(day).next_day()), Vec::new()),
        None => (None, Vec::new()),
    };
    for extension in extensions {
        if let Some(until) = extension.until {
            (from, periods) = (Some(until.next_day()), Vec::new());
        } else if let Some(period) = extension.period {
            from = from.or(Some(extension.from));
            periods.push(period);
        }
    }
    let from = from?;
    let other = from.day().and_then(|day| Period::all_spilled_after(&periods, day)).and_then(|day| day.pred_opt());
    Some(TermEnd { last_day: from.map(|day| Period::all_after(&periods, day)).eve(), other })
}
