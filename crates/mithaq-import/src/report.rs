//! What became of the records of a file.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use chrono::NaiveDate;
use mithaq_domain::agreement::{Agreement, StatusName};
use serde::{Deserialize, Serialize};

use crate::doubt::DoubtCode;

/// What became of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is in the registry.
    Accepted,
    /// It is in the registry, and something is to be known of it.
    Warned,
    /// It waits for a person.
    Quarantined,
}

/// How often a register states one status and the acts give another, by the rule that gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StatusDifference {
    /// What the register states.
    pub asserted: StatusName,
    /// What the acts give on the day of the import.
    pub derived: StatusName,
    /// By which rule: the reason's code, and the article where one says so.
    pub rule: String,
    /// How often.
    pub count: u64,
}

/// What became of the records of a file. Accepted and quarantined ones together are those that were read.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Report {
    /// Records read.
    pub read: u64,
    /// Records that are in the registry.
    pub accepted: u64,
    /// Records that are in the registry with something to be known of them; they are among the accepted.
    pub warned: u64,
    /// Records that wait for a person.
    pub quarantined: u64,
    /// Records that were the same before, accepted or quarantined as they were then.
    pub unchanged: u64,
    /// Records with an actor that could not be told from its name.
    pub actors_unresolved: u64,
    /// Records by reason.
    pub reasons: BTreeMap<String, u64>,
    /// Where the status that the register states differs from the one that the acts give.
    pub status_differs: Vec<StatusDifference>,
    /// How long it took.
    pub seconds: f64,
}

impl Report {
    /// Counts a record: what became of it, whether it was the same before, the codes of what is to be known of it,
    /// and the agreement after it, where it was written now, as of a day.
    pub fn note<'a>(
        &mut self,
        outcome: Outcome,
        unchanged: bool,
        reasons: impl IntoIterator<Item = &'a str>,
        agreement: Option<&Agreement>,
        today: NaiveDate,
    ) {
        self.read += 1;
        self.unchanged += u64::from(unchanged);
        match outcome {
            Outcome::Accepted => self.accepted += 1,
            Outcome::Warned => {
                self.accepted += 1;
                self.warned += 1;
            }
            Outcome::Quarantined => self.quarantined += 1,
        }
        let reasons: BTreeSet<&str> = reasons.into_iter().collect();
        self.actors_unresolved += u64::from(reasons.iter().any(|reason| is_unresolved_actor(reason)));
        for reason in reasons {
            *self.reasons.entry(reason.to_owned()).or_insert(0) += 1;
        }
        if let Some(agreement) = agreement {
            self.note_status(agreement, today);
        }
    }

    fn note_status(&mut self, agreement: &Agreement, today: NaiveDate) {
        let asserted = agreement.standing().asserted_status.as_ref().and_then(|asserted| asserted.status);
        let period = agreement.on(today);
        let Some(asserted) = asserted.filter(|asserted| *asserted != period.status) else { return };
        let rule = period.reasons.first().map_or_else(String::new, |reason| match reason.provision {
            Some(provision) => format!("{} {provision}", reason.code),
            None => reason.code.to_string(),
        });
        let same = |seen: &&mut StatusDifference| {
            (seen.asserted, seen.derived, &seen.rule) == (asserted, period.status, &rule)
        };
        match self.status_differs.iter_mut().find(same) {
            Some(seen) => seen.count += 1,
            None => {
                self.status_differs.push(StatusDifference { asserted, derived: period.status, rule, count: 1 });
            }
        }
    }

    /// The report as a table for a terminal.
    #[must_use]
    pub fn table(&self) -> String {
        let mut table = String::new();
        let mut row = |name: &str, count: u64| {
            // Writing to a string cannot fail.
            let _ = writeln!(table, "{name:<58} {count:>9}");
        };
        row("read", self.read);
        row("accepted", self.accepted);
        row("  of these, with warnings", self.warned);
        row("quarantined", self.quarantined);
        row("unchanged", self.unchanged);
        row("with an actor that is not resolved", self.actors_unresolved);
        let mut reasons: Vec<_> = self.reasons.iter().collect();
        reasons.sort_by_key(|(code, count)| (std::cmp::Reverse(**count), (*code).clone()));
        if !reasons.is_empty() {
            row_of_heading(&mut table, "reason");
            for (code, count) in reasons {
                let _ = writeln!(table, "  {code:<56} {count:>9}");
            }
        }
        if !self.status_differs.is_empty() {
            row_of_heading(&mut table, "status: the register's, the derived one, by which rule");
            let mut differences: Vec<_> = self.status_differs.iter().collect();
            differences.sort_by_key(|difference| std::cmp::Reverse(difference.count));
            for difference in differences {
                let what = format!("{}, {}, {}", difference.asserted, difference.derived, difference.rule);
                let _ = writeln!(table, "  {what:<56} {:>9}", difference.count);
            }
        }
        let _ = writeln!(table, "\n{:.1} seconds", self.seconds);
        table
    }
}

fn row_of_heading(table: &mut String, heading: &str) {
    let _ = writeln!(table, "\n{heading}");
}

fn is_unresolved_actor(reason: &str) -> bool {
    DoubtCode::ALL.iter().any(|code| code.is_unresolved_actor() && code.as_str() == reason)
}
