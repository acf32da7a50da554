//! Who owes what to whom.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::ActId;
use crate::day::{LegalDay, Period, Recurrence, Span};
use crate::party::PartyRole;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What is owed.
    ObligationKind {
        /// To do something.
        Act = 1 "ACT",
        /// Not to do something.
        Forbear = 2 "FORBEAR",
        /// To report.
        Report = 3 "REPORT",
        /// To notify.
        Notify = 4 "NOTIFY",
        /// To pay.
        Pay = 5 "PAY",
        /// To consult.
        Consult = 6 "CONSULT",
        /// To host.
        Host = 7 "HOST",
    }
}

vocabulary! {
    /// Who owes an obligation.
    Debtor {
        /// The home party, to the counterpart.
        Home = 1 "HOME",
        /// The counterpart, to the home party.
        Counterpart = 2 "COUNTERPART",
        /// Each to the other.
        Both = 3 "BOTH",
    }
}

impl Debtor {
    /// Whether a party owes the obligation.
    #[must_use]
    pub const fn owes(self, role: PartyRole) -> bool {
        match (self, role) {
            (Self::Both, _) | (Self::Home, PartyRole::Home) | (Self::Counterpart, PartyRole::Counterpart) => true,
            (Self::Home, PartyRole::Counterpart) | (Self::Counterpart, PartyRole::Home) => false,
        }
    }

    /// Whether a party is owed the obligation.
    #[must_use]
    pub const fn is_owed_to(self, role: PartyRole) -> bool {
        self.owes(role.other())
    }
}

/// When an obligation falls due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "SCREAMING_SNAKE_CASE", deny_unknown_fields)]
pub enum DueRule {
    /// At no day of its own: it binds as long as the agreement does.
    Continuing,
    /// Once, on a day.
    Once {
        /// That day.
        on: LegalDay,
    },
    /// Again and again.
    Recurring {
        /// On which days.
        recurrence: Recurrence,
    },
    /// When something happens that the text describes.
    OnTrigger {
        /// What, in the text's words.
        trigger: String,
    },
}

/// How an obligation outlives the agreement (VCLT 70).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Outliving {
    /// For how long after the end; absent means until it is released.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
}

/// An obligation under the agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Obligation {
    /// Who owes it.
    pub debtor: Debtor,
    /// What is owed, by kind.
    pub obligation: ObligationKind,
    /// What is owed, in words.
    pub what: String,
    /// What it is about, in a term that is used alike in every agreement: `disclosure to third states`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// The number of the clause that it is under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// When it falls due.
    pub due: DueRule,
    /// Who in our ministry answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// How it outlives the agreement, where it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outlives: Option<Outliving>,
    /// Whether it protects persons in a treaty of humanitarian character, so that no breach suspends it
    /// (VCLT 60(5)).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub humanitarian: bool,
}

impl Obligation {
    /// Whether, by the text, it binds on a day after a last one in force.
    #[must_use]
    pub fn outlives_by_text(&self, last_day: Span, day: NaiveDate) -> bool {
        let outlives = self.outlives.as_ref();
        outlives.is_some_and(|outliving| outliving.period.is_none_or(|period| day <= period.after(last_day.latest)))
    }
}

/// An obligation, or one due day of it, is fulfilled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Fulfilment {
    /// The act that recorded the obligation.
    pub obligation: ActId,
    /// Which due day of a recurring one; absent means the earliest that is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<LegalDay>,
    /// What shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
}

/// Who is owed an obligation says that it is broken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BreachAllegation {
    /// The act that recorded the obligation.
    pub obligation: ActId,
    /// What is said to have happened.
    pub facts: String,
}
