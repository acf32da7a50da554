//! The clauses of an agreement as they stood on a day.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::Agreement;
use crate::act::{ActDetails, ActId, ClauseChange, ClauseChangeKind, RecordedAct, Text, TextKind};
use crate::day::{LegalDay, Span};
use crate::law::Touched;
use crate::terms::Language;

/// The clauses of a text as they stood on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClausesStanding<'a> {
    /// The act that added the text.
    pub act: ActId,
    /// The text.
    pub text: &'a Text,
    /// The clauses, in the order of the text; those that were added to it come last.
    pub clauses: Vec<ClauseStanding<'a>>,
}

/// A clause as it stood on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClauseStanding<'a> {
    /// Its number in the text.
    pub number: &'a str,
    /// Its heading.
    pub heading: Option<&'a str>,
    /// Its words, as far as they are recorded.
    pub text: Option<&'a str>,
    /// The amendments and corrections that made it what it is, the earliest first.
    pub changed_by: Vec<ActId>,
}

/// A change of a clause, the act that makes it and the day on which it was made.
struct Change<'a> {
    act: &'a RecordedAct,
    on: Option<Span>,
    said: &'a ClauseChange,
}

impl Agreement {
    /// The clauses as they stood on a day: those of the text that comes first by the languages wanted, then by whether it
    /// prevails and is authentic (VCLT 33), with what amendments and corrections made of them by then. None where no text
    /// has its clauses recorded.
    #[must_use]
    pub fn clauses_on(&self, day: NaiveDate, languages: &[Language]) -> Option<ClausesStanding<'_>> {
        let rank = |text: &Text| {
            let language = languages.iter().position(|wanted| *wanted == text.language);
            (language.unwrap_or(languages.len()), Reverse(text.prevails), Reverse(text.authentic))
        };
        let with_clauses = self.texts_on(day).filter(|(_, text)| !text.clauses.is_empty());
        let (id, text) = with_clauses.min_by_key(|(_, text)| rank(text))?;
        let added = self.effective_acts().find(|act| act.id == id)?;
        let mut clauses: Vec<ClauseStanding<'_>> = text
            .clauses
            .iter()
            .map(|clause| ClauseStanding {
                number: &clause.number,
                heading: clause.heading.as_deref(),
                text: clause.text.as_deref(),
                changed_by: Vec::new(),
            })
            .collect();
        for change in self.changes_by(day).into_iter().filter(|change| !is_worked_in(text, added, change)) {
            take(&mut clauses, &change);
        }
        Some(ClausesStanding { act: id, text, clauses })
    }

    /// How a clause stands otherwise than the agreement on a day, where it does: what takes most from it.
    #[must_use]
    pub fn touched(&self, clause: &str, day: NaiveDate) -> Option<Touched> {
        let partly = self.standing.partly.iter().filter(|partly| partly.touches(clause, day));
        partly.map(|partly| partly.touched).max()
    }

    /// The changes of clauses that hold on a day, in the order in which they were made.
    fn changes_by(&self, day: NaiveDate) -> Vec<Change<'_>> {
        let mut changes: Vec<Change<'_>> = self
            .effective_acts()
            .flat_map(|act| {
                let (holds_from, clauses) = match &act.body.details {
                    ActDetails::Amended(amendment) => (act.body.effective(), amendment.clauses.as_slice()),
                    ActDetails::Corrected(correction) => {
                        (correction.holds_from.as_ref().map(LegalDay::span), correction.clauses.as_slice())
                    }
                    _ => (None, [].as_slice()),
                };
                let holds = holds_from.is_none_or(|from| from.latest <= day);
                let on = act.body.effective();
                clauses.iter().filter(move |_| holds).map(move |said| Change { act, on, said })
            })
            .collect();
        changes.sort_by_key(|change| change.on);
        changes
    }
}

/// Whether a text has a change in it already: a corrected or consolidated one has those that were made by its day or, if
/// it has none, recorded before it.
fn is_worked_in(text: &Text, added: &RecordedAct, change: &Change<'_>) -> bool {
    match text.kind {
        TextKind::Original | TextKind::Translation => false,
        TextKind::Correction | TextKind::Consolidated => match (added.body.effective(), change.on) {
            (Some(text), Some(change)) => change.latest <= text.latest,
            (None, _) | (_, None) => change.act.version < added.version,
        },
    }
}

fn take<'a>(clauses: &mut Vec<ClauseStanding<'a>>, change: &Change<'a>) {
    let (number, act) = (change.said.clause.as_str(), change.act.id);
    let at = clauses.iter().position(|clause| clause.number == number);
    match (change.said.change, at) {
        (ClauseChangeKind::Deleted, Some(at)) => {
            clauses.remove(at);
        }
        (ClauseChangeKind::Deleted, None) => {}
        (ClauseChangeKind::Added | ClauseChangeKind::Replaced, Some(at)) => {
            clauses[at].text = change.said.text.as_deref();
            clauses[at].changed_by.push(act);
        }
        (ClauseChangeKind::Added | ClauseChangeKind::Replaced, None) => clauses.push(ClauseStanding {
            number,
            heading: None,
            text: change.said.text.as_deref(),
            changed_by: vec![act],
        }),
    }
}
