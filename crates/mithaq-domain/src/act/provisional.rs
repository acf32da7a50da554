//! Provisional application and the steps of domestic law.

use serde::{Deserialize, Serialize};

use crate::vocabulary::vocabulary;

vocabulary! {
    /// What provisional application rests on (VCLT 25(1)).
    ProvisionalBasis {
        /// A clause of the agreement itself (25(1)(a)).
        Clause = 1 "CLAUSE",
        /// An agreement of both in some other manner (25(1)(b)).
        Agreement = 2 "AGREEMENT",
        /// The source does not say.
        Unknown = 3 "UNKNOWN",
    }
}

/// Application before force (VCLT 25).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProvisionalApplication {
    /// What it rests on.
    pub basis: ProvisionalBasis,
    /// The numbers of the clauses that are applied; none means the whole agreement.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<String>,
}

vocabulary! {
    /// Why provisional application ends (VCLT 25(2)).
    ProvisionalEnd {
        /// A party has notified that it does not intend to become a party.
        NotBecomingParty = 1 "NOT_BECOMING_PARTY",
        /// Both agree, or the agreement itself says so.
        Agreed = 2 "AGREED",
        /// The source does not say.
        Unknown = 3 "UNKNOWN",
    }
}

vocabulary! {
    /// A step that a state's own law asks for before or after it binds itself.
    DomesticStepKind {
        /// The government approves.
        GovernmentApproval = 1 "GOVERNMENT_APPROVAL",
        /// Parliament, or a chamber of it, approves.
        ParliamentaryApproval = 2 "PARLIAMENTARY_APPROVAL",
        /// A court finds it in accordance with the constitution.
        CourtReview = 3 "COURT_REVIEW",
        /// The head of state signs a decree or an act of assent.
        Decree = 4 "DECREE",
        /// It is printed in the official gazette.
        Publication = 5 "PUBLICATION",
        /// Another step.
        Other = 6 "OTHER",
    }
}

/// A step of domestic law; never consent by itself, and its lack does not undo consent (VCLT 27, 46).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DomesticStep {
    /// Which step.
    pub step: DomesticStepKind,
    /// The number of the law, decree or gazette.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
}
